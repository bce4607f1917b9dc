/** Broken input, many clients and a full disk harm nobody else. */
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { startEmbeddedStore } from '../../../server/embedded-store';
import { givenUri, MongoClient, openStore, type Collection, type OpenStore } from './open-store';

let store: OpenStore;
let all: Collection;

beforeAll(async () => {
  store = await openStore('robustness');
  all = store.db.collection('all');
});
beforeEach(() => all.deleteMany({}));
afterAll(() => store.close());

const MEBI = 1024 * 1024;

test('a document above 16 MiB is refused by name and harms nothing', async () => {
  const text = 'x'.repeat(15 * MEBI);
  await all.insertOne({ _id: 1, text });
  await expect(
    all.updateOne({ _id: 1 }, { $set: { more: 'x'.repeat(2 * MEBI) } }),
  ).rejects.toThrow();
  expect(await all.countDocuments({ more: { $exists: true } })).toBe(0);
  expect((await all.findOne({ _id: 1 }))?.['text']).toHaveLength(15 * MEBI);
});

test('nesting beyond what BSON allows is refused', async () => {
  let deep: object = {};
  for (let level = 0; level < 250; level += 1) deep = { deep };
  await expect(all.insertOne({ _id: 1, deep })).rejects.toThrow();
  expect(await all.countDocuments()).toBe(0);
});

test('200 connections write and read at once', async () => {
  const client = await MongoClient.connect(store.uri, { minPoolSize: 200, maxPoolSize: 200 });
  const rows = client.db(store.db.databaseName).collection<{ _id: number; n: number }>('all');
  await rows.insertOne({ _id: -1, n: 0 });
  await Promise.all(
    Array.from({ length: 400 }, async (_, _id) => {
      await rows.insertOne({ _id, n: 1 });
      await rows.updateOne({ _id: -1 }, { $inc: { n: 1 } });
      expect(await rows.findOne({ _id })).toEqual({ _id, n: 1 });
    }),
  );
  await client.close();
  expect(await all.countDocuments({ n: 1 })).toBe(400);
  expect(await all.findOne({ _id: -1 })).toEqual({ _id: -1, n: 400 });
});

test('searches that stop at their limit leave nothing open, however many there are between writes', async () => {
  await all.createIndex({ role: 1, due: 1 });
  await all.insertMany(
    Array.from({ length: 400 }, (_, _id) => ({ _id, role: `r${_id % 4}`, due: 1000 - _id })),
  );
  for (let round = 0; round < 1_500; round += 1) {
    const [first] = await all
      .find({ role: { $in: ['r0', 'r1', 'r2', 'r3'] } })
      .sort({ due: 1 })
      .limit(1)
      .toArray();
    expect(first?._id).toBe(399);
    await all.updateOne({ _id: 0 }, { $set: { round } });
  }
});

test('of many that change one revision at once, one wins', async () => {
  await all.insertOne({ _id: 1, revision: 0 });
  const results = await Promise.all(
    Array.from({ length: 50 }, (_, by) =>
      all.updateOne({ _id: 1, revision: 0 }, { $set: { by }, $inc: { revision: 1 } }),
    ),
  );
  expect(results.filter(({ modifiedCount }) => modifiedCount === 1)).toHaveLength(1);
  expect(await all.findOne()).toMatchObject({ revision: 1 });
});

test('of many that make the same key at once, one wins', async () => {
  await all.createIndex({ key: 1 }, { unique: true });
  const results = await Promise.allSettled(
    Array.from({ length: 50 }, (_, _id) => all.insertOne({ _id, key: 'k' })),
  );
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await all.dropIndex('key_1');
});

/** Bytes on a socket of the store, past the driver, which never sends such. */
const onlyEmbedded = (): void => {
  const path = () => decodeURIComponent(/^mongodb:\/\/([^/]+)\//.exec(store.uri)?.[1] ?? '');
  const opened = () =>
    new Promise<Socket>((done, fail) => {
      const socket = connect(path(), () => done(socket)).once('error', fail);
    });

  /** What the store answers before it closes the connection. */
  async function answerTo(bytes: Buffer): Promise<string> {
    const socket = await opened();
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    const closed = new Promise((done) => socket.once('close', done));
    socket.write(bytes);
    await closed;
    return Buffer.concat(chunks).toString('latin1');
  }

  /** An OP_MSG around a body. */
  function message(body: Buffer, code = 2013, length = body.length + 21): Buffer {
    const head = Buffer.alloc(21);
    head.writeInt32LE(length, 0);
    head.writeInt32LE(7, 4);
    head.writeInt32LE(code, 12);
    return Buffer.concat([head, body]);
  }
  const ping = Buffer.from(mongoose.mongo.BSON.serialize({ ping: 1, $db: 'admin' }));
  const bent = (at: number, byte: number) => {
    const copy = Buffer.from(ping);
    copy[at] = byte;
    return copy;
  };

  test.each<[string, Buffer, string]>([
    ['a type that is none', message(bent(4, 0x77)), 'Unknown BSON type'],
    ['a length beyond the message', message(bent(0, 0xff)), 'runs past'],
    ['a document without its end', message(bent(ping.length - 1, 1)), 'BSON'],
    ['an operation that is none', message(ping, 99), 'operation 99'],
    ['a message beyond the limit', message(ping, 2013, 60_000_000), '48000000'],
    ['a message below its own head', message(ping, 2013, 3), '16'],
    ['a length below zero', message(ping, 2013, -5), '16'],
    ['not the protocol at all', Buffer.from('GET / HTTP/1.1\r\n\r\n'), '16'],
  ])('%s closes that connection only, and says why', async (_name, bytes, why) => {
    expect(await answerTo(bytes)).toContain(why);
    expect(await all.countDocuments()).toBe(0);
  });

  test('a message may come in pieces, and several in one', async () => {
    const socket = await opened();
    let received = Buffer.alloc(0);
    const answers: number[] = [];
    const two = new Promise<void>((done) => {
      socket.on('data', (chunk) => {
        received = Buffer.concat([received, chunk]);
        while (received.length >= 16 && received.length >= received.readInt32LE(0)) {
          answers.push(received.readInt32LE(8));
          received = received.subarray(received.readInt32LE(0));
        }
        if (answers.length === 2) done();
      });
    });
    const bytes = Buffer.concat([message(ping), message(ping)]);
    for (const byte of bytes.subarray(0, 60)) socket.write(Buffer.from([byte]));
    socket.write(bytes.subarray(60));
    await two;
    socket.destroy();
    // The number that both requests bear.
    expect(answers).toEqual([7, 7]);
  });

  test('a client that leaves in the middle of a message leaves nothing', async () => {
    const socket = await opened();
    socket.write(message(ping).subarray(0, 30));
    socket.destroy();
    expect(await all.countDocuments()).toBe(0);
  });

  test('nobody but its owner reaches socket and folder', () => {
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    expect(statSync(join(path(), '..')).mode & 0o777).toBe(0o700);
  });

  test('a second process connects to the store that the first one started', async () => {
    const shared = await startEmbeddedStore({ dataDir: store.dataDir, share: true });
    expect(shared).toMatchObject({ uri: store.uri, pid: undefined });
    const script =
      'const { MongoClient } = require("mongodb"); (async () => { const c = await MongoClient.connect(process.argv[1]);' +
      'await c.db(process.argv[2]).collection("all").insertOne({ _id: 77 }); await c.close(); })()';
    execFileSync(process.execPath, ['-e', script, shared.uri, store.db.databaseName]);
    expect(await all.findOne()).toEqual({ _id: 77 });
  });

  test('a full disk is an error to the writer, undoes the write, and passes', async () => {
    const file = join(store.dataDir, 'store.lmdb');
    // A limit on the size of files stands for a disk without room.
    const limit = (bytes: number | 'unlimited') =>
      execFileSync('prlimit', ['--pid', String(store.pid), `--fsize=${bytes}:`]);
    const text = 'x'.repeat(40_000);
    const acknowledged: number[] = [];
    limit(statSync(file).size + 256 * 1024);
    const errors = await Promise.all(
      Array.from({ length: 4 }, async (_, writer) => {
        for (let turn = 0; turn < 20_000; turn += 1) {
          const _id = writer * 20_000 + turn;
          try {
            await all.insertMany([
              { _id, text },
              { _id: -_id - 1, text },
            ]);
            acknowledged.push(_id);
          } catch (error) {
            return error;
          }
        }
        return undefined;
      }),
    );
    expect(errors.map((error) => (error as { code?: number }).code)).toEqual(Array(4).fill(14031));
    limit('unlimited');
    const ids = new Set((await all.distinct('_id')) as number[]);
    expect(ids.size).toBe(acknowledged.length * 2);
    expect(acknowledged.every((id) => ids.has(id) && ids.has(-id - 1))).toBe(true);
    await all.insertOne({ _id: 1_000_000 });
    expect(await all.countDocuments()).toBe(ids.size + 1);
  }, 60_000);
};
if (givenUri === undefined) {
  describe('on the wire and on the disk', onlyEmbedded);
  test('the store process is another than this one', () => {
    expect(store.pid).not.toBe(process.pid);
    expect(readFileSync(`/proc/${store.pid}/cmdline`, 'utf8')).toContain('embedded-store');
  });
}
