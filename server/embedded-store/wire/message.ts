/** MongoDB wire protocol: framing, OP_MSG both ways, OP_QUERY for the first hello. */
import type { Document } from 'bson';
import { decode, encode } from '../values/codec';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEADER_BYTES = 16;
export const MAX_MESSAGE_BYTES = 48_000_000;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;

export interface Message {
  readonly requestId: number;
  readonly body: Document;
  readonly legacy: boolean;
  /** The client wants no answer (write concern 0). */
  readonly silent: boolean;
}

/** Parses one whole message, header included. */
export function parseMessage(bytes: Buffer): Message {
  const requestId = bytes.readInt32LE(4);
  const code = bytes.readInt32LE(12);
  if (code === OP_QUERY) return { requestId, body: queryBody(bytes), legacy: true, silent: false };
  if (code !== OP_MSG) throw new Error(`Expected OP_MSG or OP_QUERY, but found operation ${code}`);
  const flags = bytes.readUInt32LE(HEADER_BYTES);
  if ((flags & 0xffff & ~(CHECKSUM_PRESENT | MORE_TO_COME)) !== 0)
    throw new Error(`Unknown OP_MSG flags ${flags}`);
  const end = bytes.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  return {
    requestId,
    body: sections(bytes, end),
    legacy: false,
    silent: (flags & MORE_TO_COME) !== 0,
  };
}

function queryBody(bytes: Buffer): Document {
  const nameEnd = bytes.indexOf(0, HEADER_BYTES + 4);
  const database = bytes.toString('utf8', HEADER_BYTES + 4, nameEnd).split('.')[0];
  const at = nameEnd + 1 + 8;
  return { ...decode(bytes.subarray(at, at + bytes.readInt32LE(at))), $db: database };
}

function sections(bytes: Buffer, end: number): Document {
  let body: Document = {};
  const sequences: Document = {};
  for (let at = HEADER_BYTES + 4; at < end;) {
    const kind = bytes[at++];
    const stop = at + bytes.readInt32LE(at);
    if (stop > end || stop <= at) throw new Error('A section runs past its message');
    if (kind === 0) body = decode(bytes.subarray(at, stop));
    else if (kind === 1) {
      const nameEnd = bytes.indexOf(0, at + 4);
      const list: Document[] = [];
      for (let place = nameEnd + 1; place < stop; place += bytes.readInt32LE(place)) {
        list.push(decode(bytes.subarray(place, place + bytes.readInt32LE(place))));
      }
      sequences[bytes.toString('utf8', at + 4, nameEnd)] = list;
    } else throw new Error(`Unknown OP_MSG section kind ${String(kind)}`);
    at = stop;
  }
  return { ...body, ...sequences };
}

export function formatReply(to: Message, reply: Document): Buffer {
  const document = encode(reply);
  const front = Buffer.alloc(HEADER_BYTES + (to.legacy ? 20 : 5));
  front.writeInt32LE(front.length + document.length, 0);
  front.writeInt32LE(to.requestId, 8);
  front.writeInt32LE(to.legacy ? OP_REPLY : OP_MSG, 12);
  if (to.legacy) front.writeInt32LE(1, HEADER_BYTES + 16);
  return Buffer.concat([front, document]);
}
