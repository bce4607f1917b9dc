import type { Socket } from 'node:net';
import type { Document } from 'bson';
import { formatReply, MAX_MESSAGE_BYTES, parseMessage } from './message';

/** Cuts a socket's bytes into messages and answers each in turn; a broken message ends the connection. */
export function serveConnection(
  socket: Socket,
  answer: (body: Document) => Promise<Document>,
): void {
  let chunks: Buffer[] = [];
  let size = 0;
  let last: Promise<void> = Promise.resolve();
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    while (size >= 4) {
      if ((chunks[0]?.length ?? 0) < 4) chunks = [Buffer.concat(chunks)];
      const length = chunks[0]?.readInt32LE(0) ?? 0;
      if (length < 16 || length > MAX_MESSAGE_BYTES) return void socket.destroy();
      if (size < length) return;
      const whole = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
      chunks = whole.length > length ? [whole.subarray(length)] : [];
      size -= length;
      last = last.then(() => reply(whole.subarray(0, length)));
    }
  });
  socket.on('error', () => socket.destroy());

  async function reply(bytes: Buffer): Promise<void> {
    try {
      const message = parseMessage(bytes);
      const document = await answer(message.body);
      if (!message.silent && socket.writable) socket.write(formatReply(message, document));
    } catch (error) {
      console.error(error);
      socket.destroy();
    }
  }
}
