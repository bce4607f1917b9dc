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
