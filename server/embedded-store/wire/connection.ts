import type { Socket } from 'node:net';
import type { Document } from 'bson';
import { StoreError } from '../store-error';
import {
  BrokenMessageError,
  formatReply,
  MAX_MESSAGE_BYTES,
  parseMessage,
  type Message,
} from './message';

export type Answer = (message: Message) => Promise<Document>;

/** Cuts a socket's bytes into messages and answers each in turn; a broken message ends this connection only. */
export function serveConnection(socket: Socket, answer: Answer): void {
  let chunks: Buffer[] = [];
  let size = 0;
  let last: Promise<void> = Promise.resolve();
  let broken = false;
  socket.on('data', (chunk) => {
    if (broken) return;
    chunks.push(chunk);
    size += chunk.length;
    while (size >= 4) {
      if ((chunks[0]?.length ?? 0) < 4) chunks = [Buffer.concat(chunks)];
      const length = chunks[0]?.readInt32LE(0) ?? 0;
      if (length < 16 || length > MAX_MESSAGE_BYTES) {
        const why = `Expected a message of 16 to ${MAX_MESSAGE_BYTES} bytes, but found ${length}`;
        return refuse(chunks[0] ?? chunk, new BrokenMessageError(why));
      }
      if (size < length) return;
      const whole = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
      chunks = whole.length > length ? [whole.subarray(length)] : [];
      size -= length;
      last = last.then(() => reply(whole.subarray(0, length)));
    }
  });
  socket.on('error', () => socket.destroy());

  /** Tells the client why, before its connection closes: a driver shows this text instead of "connection closed". */
  function refuse(bytes: Buffer, error: Error): void {
    console.error(`store: a connection is closed: ${error.message}`);
    broken = true;
    chunks = [];
    const requestId = bytes.length >= 8 ? bytes.readInt32LE(4) : 0;
    socket.end(formatReply({ requestId, legacy: false }, refusal(error)));
  }

  async function reply(bytes: Buffer): Promise<void> {
    if (broken || socket.destroyed) return;
    let message: Message;
    try {
      message = parseMessage(bytes);
    } catch (error) {
      return refuse(bytes, error instanceof Error ? error : new Error(String(error)));
    }
    const document = await answer(message);
    if (message.silent || !socket.writable) return;
    socket.write(formatted(message, document));
  }
}

function refusal(error: Error): Document {
  const [code, codeName] =
    error instanceof StoreError ? [error.code, error.codeName] : [17, 'ProtocolError'];
  return { ok: 0, errmsg: error.message, code, codeName };
}

function formatted(message: Message, document: Document): Buffer {
  try {
    return formatReply(message, document);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return formatReply(message, refusal(error));
  }
}
