/** The store is killed with -9 in the middle of writes: nothing acknowledged is lost, nothing is half-applied. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { StoreLockedError, startEmbeddedStore } from '../../../server/embedded-store';

const { Binary, Long, MongoClient } = mongoose.mongo;
type Client = InstanceType<typeof MongoClient>;
const ROUNDS = 50;
/** Stores that are killed side by side. */
const LANES = 2;
const WRITERS = 8;

interface Row {
  _id: string;
  round: number;
  /** Both halves of a row are written together. */
  left: number;
  right: number;
}

async function connect(uri: string): Promise<Client> {
  return new MongoClient(uri, { retryWrites: false, serverSelectionTimeoutMS: 3_000 }).connect();
}

/** Writes until the store is gone; gives the ids that were acknowledged. */
async function writeUntilKilled(client: Client, round: number): Promise<string[]> {
  const rows = client.db('t').collection<Row>('rows');
  const acknowledged: string[] = [];
  const writer = async (number: number): Promise<void> => {
    for (let turn = 0; turn < 1_000; turn += 1) {
      const _id = `${round}-${number}-${turn}`;
      try {
        await rows.insertOne({ _id, round, left: turn, right: turn });
        if (turn % 3 === 0) await rows.updateOne({ _id }, { $inc: { left: 1, right: 1 } });
        acknowledged.push(_id);
      } catch {
        return;
      }
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, number) => writer(number)));
  return acknowledged;
}

interface Lane {
  readonly acknowledged: string[];
  readonly rows: Row[];
}

/** Starts, writes and kills on one folder, `rounds` times; then reads what is there. */
async function lane(rounds: number): Promise<Lane> {
  const directory = mkdtempSync(join(tmpdir(), 'store-kill-'));
  const acknowledged: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const store = await startEmbeddedStore({ dataDir: directory });
    const client = await connect(store.uri);
    const writing = writeUntilKilled(client, round);
    await new Promise((done) => setTimeout(done, 20 + Math.random() * 150));
    if (store.pid !== undefined) process.kill(store.pid, 'SIGKILL');
    acknowledged.push(...(await writing));
    await client.close(true);
  }
  const store = await startEmbeddedStore({ dataDir: directory });
  const client = await connect(store.uri);
  const collection = client.db('t').collection<Row>('rows');
  const rows = await collection.find().toArray();
  // Documents and index entries agree: each is found by its key, and the index holds no more.
  expect(await collection.countDocuments({ _id: { $gte: '' } })).toBe(rows.length);
  const found = await collection.find({ _id: { $in: acknowledged.slice(-200) } }).toArray();
  expect(found).toHaveLength(Math.min(200, acknowledged.length));
  await client.close();
  await store.stop();
  rmSync(directory, { recursive: true, force: true });
  return { acknowledged, rows };
}

test(`kill -9 at ${ROUNDS} random moments loses no acknowledged write and leaves none half-applied`, async () => {
  const lanes = await Promise.all(Array.from({ length: LANES }, () => lane(ROUNDS / LANES)));
  for (const { acknowledged, rows } of lanes) {
    const present = new Set(rows.map((row) => row._id));
    expect(acknowledged.length).toBeGreaterThan(ROUNDS / LANES / 4);
    expect(acknowledged.filter((id) => !present.has(id))).toEqual([]);
    expect(rows.filter((row) => row.left !== row.right)).toEqual([]);
  }
}, 240_000);

test('a retried write is known after kill -9, and not applied again', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'store-retry-'));
  const command = {
    update: 'rows',
    updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } }, upsert: true }],
    txnNumber: Long.fromNumber(5),
  };
  const replies: unknown[] = [];
  for (const round of [1, 2, 3]) {
    const store = await startEmbeddedStore({ dataDir: directory });
    const client = await connect(store.uri);
    const session = client.startSession();
    // The driver of a client that retries: the same session after the store has come back.
    Object.assign(session.id ?? {}, { id: new Binary(Buffer.from('0123456789abcdef'), 4) });
    const reply = await client.db('t').command(command, { session });
    replies.push({ n: reply['n'] as unknown, upserted: reply['upserted'] as unknown });
    const rows = await client.db('t').collection('rows').find().toArray();
    expect([round, rows]).toEqual([round, [{ _id: 1, n: 1 }]]);
    if (store.pid !== undefined) process.kill(store.pid, 'SIGKILL');
    await client.close(true);
  }
  expect(replies).toEqual(Array(3).fill({ n: 1, upserted: [{ index: 0, _id: 1 }] }));
  rmSync(directory, { recursive: true, force: true });
});

test('TTL: what has expired is removed, and nothing else', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'store-ttl-'));
  const store = await startEmbeddedStore({ dataDir: directory, expireEveryMs: 100 });
  const client = await connect(store.uri);
  const rows = client.db('t').collection<{ _id: number; at?: unknown; keep?: boolean }>('rows');
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
  await rows.insertMany([
    { _id: 1, at: ago(3601) },
    { _id: 2, at: ago(3000) },
    { _id: 3 },
    { _id: 4, at: 'long ago' },
    { _id: 5, at: null },
    { _id: 6, at: [ago(10), ago(4000)] },
    { _id: 7, at: ago(4000), keep: true },
  ]);
  await rows.createIndex(
    { at: 1 },
    { expireAfterSeconds: 3600, partialFilterExpression: { _id: { $lt: 7 } } },
  );
  for (let wait = 0; wait < 100 && (await rows.countDocuments({ _id: 1 })) > 0; wait += 1) {
    await new Promise((done) => setTimeout(done, 50));
  }
  expect(await rows.distinct('_id')).toEqual([2, 3, 4, 5, 7]);
  expect(await rows.countDocuments({ at: { $lt: ago(3600) } })).toBe(1);
  await client.close();
  await store.stop();
  rmSync(directory, { recursive: true, force: true });
});

test('a second start says who holds the folder, and may share it', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'store-lock-'));
  const store = await startEmbeddedStore({ dataDir: directory });
  await expect(startEmbeddedStore({ dataDir: directory })).rejects.toThrow(StoreLockedError);
  const shared = await startEmbeddedStore({ dataDir: directory, share: true });
  expect(shared.uri).toBe(store.uri);
  await store.stop();
  rmSync(directory, { recursive: true, force: true });
});

test('indexes: compound unique, sparse, partial and TTL hold', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'store-index-'));
  const store = await startEmbeddedStore({ dataDir: directory });
  const client = await connect(store.uri);
  const all = client.db('t').collection('all');
  await all.createIndex({ a: 1, b: 1 }, { unique: true });
  await all.createIndex({ email: 1 }, { unique: true, sparse: true });
  await all.createIndex({ number: 1 }, { unique: true, partialFilterExpression: { open: true } });
  await all.insertMany([
    { a: 1, b: 1, open: false, number: 7 },
    { a: 1, b: 2, open: false, number: 7 },
    { a: 1, b: 3, open: true, number: 7 },
  ]);
  await expect(all.insertOne({ a: 1, b: 2 })).rejects.toMatchObject({ code: 11000 });
  await expect(all.insertOne({ a: 2, b: 2, open: true, number: 7 })).rejects.toMatchObject({
    code: 11000,
  });
  await all.insertOne({ a: 3, b: 1, email: 'x' });
  await expect(all.insertOne({ a: 3, b: 2, email: 'x' })).rejects.toMatchObject({ code: 11000 });
  const indexes = await all.indexes();
  expect(indexes).toHaveLength(4);
  const updated = await all.findOneAndUpdate(
    { a: 9, b: 9 },
    { $setOnInsert: { rows: [{ n: 1 }, { n: 2 }] }, $set: { open: false } },
    { upsert: true, returnDocument: 'after' },
  );
  expect(updated?.['rows']).toHaveLength(2);
  await all.updateOne(
    { a: 9 },
    { $set: { 'rows.$[row].n': 5 } },
    { arrayFilters: [{ 'row.n': 2 }] },
  );
  expect((await all.findOne({ a: 9 }))?.['rows']).toEqual([{ n: 1 }, { n: 5 }]);
  const grouped = await all
    .aggregate([{ $match: { a: 1 } }, { $group: { _id: '$open', n: { $sum: 1 } } }])
    .toArray();
  expect(grouped.find((one) => one['_id'] === false)?.['n']).toBe(2);
  await client.close();
  await store.stop();
  rmSync(directory, { recursive: true, force: true });
});
