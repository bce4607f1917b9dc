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
const EXHAUST_ALLOWED = 1 << 16;

/** The bytes are not a message that can be understood; the connection cannot go on. */
export class BrokenMessageError extends Error {}

export interface Message {
  readonly requestId: number;
  readonly body: Document;
  /** Documents that came in a sequence, as they were sent: `documents` of an insert. */
  readonly sent: ReadonlyMap<Document, Buffer>;
  readonly legacy: boolean;
  /** The client wants no answer (write concern 0). */
  readonly silent: boolean;
}

/** Parses one whole message, header included. */
export function parseMessage(bytes: Buffer): Message {
  const requestId = bytes.readInt32LE(4);
  const code = bytes.readInt32LE(12);
  const sent = new Map<Document, Buffer>();
  if (code === OP_QUERY) {
    return { requestId, body: queryBody(bytes), sent, legacy: true, silent: false };
  }
  if (code !== OP_MSG) {
    throw new BrokenMessageError(`Expected OP_MSG or OP_QUERY, but found operation ${code}`);
  }
  if (bytes.length < HEADER_BYTES + 4) throw new BrokenMessageError('An OP_MSG without its flags');
  const flags = bytes.readUInt32LE(HEADER_BYTES);
  if ((flags & ~(CHECKSUM_PRESENT | MORE_TO_COME | EXHAUST_ALLOWED) & 0xffff) !== 0) {
    throw new BrokenMessageError(`Unknown OP_MSG flags ${flags}`);
  }
  const end = bytes.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  return {
    requestId,
    body: sections(bytes, end, sent),
    sent,
    legacy: false,
    silent: (flags & MORE_TO_COME) !== 0,
  };
}

/** Where a length-prefixed part that begins at `at` ends. */
function endOf(bytes: Buffer, at: number, limit: number): number {
  if (at + 4 > limit) throw new BrokenMessageError('A part runs past its message');
  const end = at + bytes.readInt32LE(at);
  if (end > limit || end < at + 5) throw new BrokenMessageError('A part runs past its message');
  return end;
}

function queryBody(bytes: Buffer): Document {
  const nameEnd = bytes.indexOf(0, HEADER_BYTES + 4);
  if (nameEnd < 0) throw new BrokenMessageError('An OP_QUERY without a collection name');
  const database = bytes.toString('utf8', HEADER_BYTES + 4, nameEnd).split('.')[0];
  const at = nameEnd + 1 + 8;
  return { ...decode(bytes.subarray(at, endOf(bytes, at, bytes.length))), $db: database };
}

function sections(bytes: Buffer, end: number, sent: Map<Document, Buffer>): Document {
  let body: Document | undefined;
  const sequences: Document = {};
  for (let at = HEADER_BYTES + 4; at < end;) {
    const kind = bytes[at++];
    const stop = endOf(bytes, at, end);
    if (kind === 0 && body === undefined) body = decode(bytes.subarray(at, stop));
    else if (kind === 1) {
      const nameEnd = bytes.indexOf(0, at + 4);
      if (nameEnd < 0 || nameEnd >= stop) {
        throw new BrokenMessageError('A document sequence without a name');
      }
      sequences[bytes.toString('utf8', at + 4, nameEnd)] = sequence(bytes, nameEnd + 1, stop, sent);
    } else throw new BrokenMessageError(`Unexpected OP_MSG section kind ${String(kind)}`);
    at = stop;
  }
  if (body === undefined) throw new BrokenMessageError('An OP_MSG without a body');
  return Object.assign(body, sequences);
}

function sequence(bytes: Buffer, from: number, stop: number, sent: Map<Document, Buffer>) {
  const list: Document[] = [];
  for (let place = from; place < stop;) {
    const next = endOf(bytes, place, stop);
    const own = bytes.subarray(place, next);
    const document = decode(own);
    sent.set(document, own);
    list.push(document);
    place = next;
  }
  return list;
}

export function formatReply(to: Pick<Message, 'requestId' | 'legacy'>, reply: Document): Buffer {
  const front = HEADER_BYTES + (to.legacy ? 20 : 5);
  const bytes = encode(reply, front);
  bytes.fill(0, 0, front);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeInt32LE(to.requestId, 8);
  bytes.writeInt32LE(to.legacy ? OP_REPLY : OP_MSG, 12);
  if (to.legacy) bytes.writeInt32LE(1, HEADER_BYTES + 16);
  return bytes;
}
