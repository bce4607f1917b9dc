import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { startEmbeddedStore, type EmbeddedStore } from '../../../server/embedded-store';

const given = process.env['STORE_TEST_URI'];
const dataDir = mkdtempSync(join(tmpdir(), 'store-'));
let store: EmbeddedStore | undefined;
let client: mongoose.mongo.MongoClient;
let people: mongoose.mongo.Collection<{ name?: string; age?: number; tags?: string[] }>;

beforeAll(async () => {
  if (!given) store = await startEmbeddedStore({ dataDir });
  client = await mongoose.mongo.MongoClient.connect(given ?? store?.uri ?? '');
  people = client.db('store-test').collection('people');
});
beforeEach(() => client.db('store-test').dropDatabase());
afterAll(async () => {
  await client.close();
  await store?.stop();
  rmSync(dataDir, { recursive: true });
});

test('a unique index refuses a second document and names key and value', async () => {
  await people.createIndex({ name: 1 }, { unique: true });
  await people.insertOne({ name: '王芳' });
  await expect(people.insertOne({ name: '王芳' })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { name: 1 },
    keyValue: { name: '王芳' },
  });
});

test('a range sorted by an indexed field examines only what it returns', async () => {
  await people.createIndex({ age: 1 });
  await people.insertMany(Array.from({ length: 500 }, (_, age) => ({ age })));
  const plan = await people
    .find({ age: { $gte: 100, $lt: 103 } })
    .sort({ age: -1 })
    .explain();
  expect(JSON.stringify(plan['queryPlanner'])).toContain('IXSCAN');
  expect(plan['executionStats']).toMatchObject({ nReturned: 3 });
  const found = await people
    .find({ age: { $gte: 100, $lt: 103 } })
    .sort({ age: -1 })
    .toArray();
  expect(found.map(({ age }) => age)).toEqual([102, 101, 100]);
});

test('$in on an array field with a sort and a limit merges the index and reads no more than it gives', async () => {
  await people.createIndex({ tags: 1, age: 1 });
  await people.insertMany(
    Array.from({ length: 300 }, (_, at) => ({
      name: `p${at}`,
      age: (at * 37) % 300,
      tags: at % 3 === 0 ? ['a', 'b'] : [['a'], ['b', 'c'], ['c']][at % 3],
    })) as { name: string; age: number; tags: string[] }[],
  );
  const wanted = { tags: { $in: ['a', 'b', 'z'] } };
  const everyone = (await people.find({}).toArray())
    .filter(({ tags }) => tags?.some((tag) => tag === 'a' || tag === 'b'))
    .map(({ age }) => age ?? 0);
  for (const direction of [1, -1] as const) {
    const sorted = everyone.toSorted((one, other) => (one - other) * direction);
    const found = await people.find(wanted).sort({ age: direction }).limit(7).toArray();
    expect(found.map(({ age }) => age)).toEqual(sorted.slice(0, 7));
    const all = await people.find(wanted).sort({ age: direction }).toArray();
    expect(all.map(({ age }) => age)).toEqual(sorted);
  }
  const plan = await people.find(wanted).sort({ age: 1 }).limit(7).explain();
  expect(JSON.stringify(plan['queryPlanner'])).toContain('IXSCAN');
  expect(plan['executionStats'].totalDocsExamined).toBe(7);
});

test('an update leaves other documents and what it does not name as they were, and its index entries follow', async () => {
  await people.createIndex({ age: 1 });
  const nested = client.db('store-test').collection<{ _id: string; a: object; b?: object }>('n');
  await nested.insertOne({ _id: 'x', a: { list: [{ n: 1 }, { n: 2 }], keep: { k: 1 } } });
  await nested.updateOne(
    { _id: 'x' },
    { $set: { 'a.list.1.n': 5 }, $rename: { 'a.keep.k': 'b.moved' } },
  );
  expect(await nested.findOne({ _id: 'x' })).toEqual({
    _id: 'x',
    a: { list: [{ n: 1 }, { n: 5 }], keep: {} },
    b: { moved: 1 },
  });
  await people.insertMany([
    { name: 'a', age: 1 },
    { name: 'b', age: 2 },
  ]);
  await people.updateOne({ name: 'a' }, { $set: { age: 3 } });
  expect(await people.countDocuments({ age: 1 })).toBe(0);
  expect(await people.find({ age: { $gt: 2 } }).toArray()).toMatchObject([{ name: 'a' }]);
});

test('$inc on text and $push on a number are refused and change nothing', async () => {
  await people.insertOne({ name: 'a', age: 1 });
  await expect(people.updateOne({}, { $inc: { name: 1 } } as object)).rejects.toMatchObject({
    code: 14,
  });
  await expect(people.updateOne({}, { $push: { age: 1 } } as object)).rejects.toMatchObject({
    code: 2,
  });
  expect(await people.findOne()).toMatchObject({ name: 'a', age: 1 });
});

test('a retried write of the same session and number is applied once', async () => {
  await people.insertOne({ name: 'a', age: 0 });
  const command = {
    update: 'people',
    updates: [{ q: { name: 'a' }, u: { $inc: { age: 1 } } }],
    // Far above the numbers that the pooled session has used for the writes before.
    txnNumber: mongoose.mongo.Long.fromNumber(1_000_000),
  };
  const session = client.startSession();
  const replies = [
    await client.db('store-test').command(command, { session }),
    await client.db('store-test').command(command, { session }),
  ];
  await session.endSession();
  expect(replies).toMatchObject([{ nModified: 1 }, { nModified: 1 }]);
  expect(await people.findOne()).toMatchObject({ age: 1 });
});

test('an unknown operator or stage is refused by name', async () => {
  await expect(people.find({ age: { $nope: 1 } } as object).toArray()).rejects.toThrow('$nope');
  await expect(people.aggregate([{ $nope: {} }]).toArray()).rejects.toThrow('$nope');
});
