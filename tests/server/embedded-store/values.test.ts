/** Types and their order. Expected results are MongoDB's: "BSON Types" and "Comparison/Sort Order" of its manual. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { openStore, type Collection, type OpenStore, type Row } from './open-store';

const { Binary, BSONRegExp, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } =
  mongoose.mongo;

let store: OpenStore;
let all: Collection;

beforeAll(async () => {
  store = await openStore('values');
  all = store.db.collection('all');
});
beforeEach(() => all.deleteMany({}));
afterAll(() => store.close());

/** A document with every number in the class of its type. */
const exact = (filter: object) => all.findOne(filter, { promoteValues: false, bsonRegExp: true });
const types = async (id: number) => {
  const found = (await exact({ _id: id })) as Record<string, { _bsontype?: string }>;
  return Object.fromEntries(
    Object.entries(found).map(([name, value]) => [name, value._bsontype ?? typeof value]),
  );
};

test('every type comes back as it was given, also from a document that was changed', async () => {
  const given = {
    int: new Int32(5),
    double: new Double(5),
    long: Long.fromNumber(5),
    large: Long.fromString('9007199254740993'),
    decimal: Decimal128.fromString('5.00'),
    date: new Date(1_700_000_000_123),
    early: new Date(-1),
    binary: new Binary(Buffer.from([1, 2, 3]), 4),
    id: new ObjectId('0123456789abcdef01234567'),
    stamp: new Timestamp({ t: 7, i: 2 }),
    pattern: new BSONRegExp('^a.b', 'ix'),
    nothing: null,
    yes: true,
    low: new MinKey(),
    high: new MaxKey(),
    text: '办事\0𠮷',
    nested: { list: [new Double(1), [new Int32(2)], {}] },
  };
  await all.insertOne({ _id: 1, ...given });
  const before = await exact({ _id: 1 });
  await all.updateOne({ _id: 1 }, { $set: { other: 1 } });
  const after = await exact({ _id: 1 });
  expect(before).toEqual({ _id: new Int32(1), ...given });
  expect(after).toEqual({ ...before, other: new Int32(1) });
});

test('$inc and $mul keep the wider type, and an int32 that overflows becomes an int64', async () => {
  await all.insertOne({
    _id: 1,
    int: new Int32(5),
    full: new Int32(2 ** 31 - 1),
    double: new Double(1.5),
    long: Long.fromNumber(1),
    decimal: Decimal128.fromString('0.1'),
  });
  await all.updateOne(
    { _id: 1 },
    {
      $inc: {
        int: 1,
        full: 1,
        double: new Double(0.5),
        long: 1,
        decimal: Decimal128.fromString('0.2'),
        made: Long.fromNumber(3),
      },
      $mul: { none: new Double(2) },
    },
  );
  expect(await exact({ _id: 1 })).toEqual({
    _id: new Int32(1),
    int: new Int32(6),
    full: Long.fromNumber(2 ** 31),
    double: new Double(2),
    long: Long.fromNumber(2),
    decimal: Decimal128.fromString('0.3'),
    made: Long.fromNumber(3),
    none: new Double(0),
  });
});

test('an int64 that overflows is refused and left', async () => {
  await all.insertOne({ _id: 1, long: Long.MAX_VALUE });
  await expect(all.updateOne({ _id: 1 }, { $inc: { long: 1 } })).rejects.toMatchObject({
    code: 2,
  });
  expect(await exact({ _id: 1 })).toMatchObject({ long: Long.MAX_VALUE });
});

test('the same number of another type is a change', async () => {
  await all.insertOne({ _id: 1, n: new Int32(5) });
  const result = await all.updateOne({ _id: 1 }, { $set: { n: new Double(5) } });
  expect(result.modifiedCount).toBe(1);
  expect(await types(1)).toEqual({ _id: 'Int32', n: 'Double' });
  const again = await all.updateOne({ _id: 1 }, { $set: { n: new Double(5) } });
  expect(again.modifiedCount).toBe(0);
});

test('numbers of all types are equal by value', async () => {
  await all.insertMany([
    { _id: 1, n: new Int32(5) },
    { _id: 2, n: new Double(5) },
    { _id: 3, n: Long.fromNumber(5) },
    { _id: 4, n: Decimal128.fromString('5.0') },
    { _id: 5, n: '5' },
  ]);
  expect(await all.countDocuments({ n: 5 })).toBe(4);
  await all.createIndex({ n: 1 });
  expect(await all.countDocuments({ n: 5 })).toBe(4);
  await all.dropIndex('n_1');
});

/** MongoDB's order: MinKey, null, numbers, text, objects, arrays by element, binary, ids, booleans, dates, patterns, MaxKey. */
const inOrder = [
  new MinKey(),
  null,
  Number.NaN,
  -Infinity,
  -1,
  0,
  new Double(0.5),
  Long.fromString('9007199254740993'),
  Infinity,
  '',
  'A',
  'a',
  '办',
  {},
  { a: 1 },
  { a: 1, b: 1 },
  { a: 2 },
  { b: 1 },
  new Binary(Buffer.from([9])),
  new Binary(Buffer.from([1, 1])),
  new ObjectId('000000000000000000000001'),
  false,
  true,
  new Date(-1),
  new Date(0),
  new Timestamp({ t: 1, i: 1 }),
  new BSONRegExp('a', ''),
  new MaxKey(),
];

test.each([false, true])('mixed types sort in one order (with an index: %s)', async (indexed) => {
  const shuffled = inOrder.map((v, at) => ({ _id: at, v })).sort(() => Math.random() - 0.5);
  await all.insertMany(shuffled);
  if (indexed) await all.createIndex({ v: 1 });
  const ids = async (direction: 1 | -1) =>
    (await all.find().sort({ v: direction }).toArray()).map(({ _id }) => _id as unknown);
  const expected = inOrder.map((_v, at) => at);
  expect(await ids(1)).toEqual(expected);
  expect(await ids(-1)).toEqual(expected.toReversed());
  if (indexed) await all.dropIndex('v_1');
});

test('an embedded document is equal only with its fields in the same order', async () => {
  await all.insertOne({ _id: 1, v: { a: 1, b: 2 } });
  expect(await all.countDocuments({ v: { a: 1, b: 2 } })).toBe(1);
  expect(await all.countDocuments({ v: { b: 2, a: 1 } })).toBe(0);
});

test('_id comes first, other fields keep their order, new ones come by name', async () => {
  await all.insertOne({ z: 1, a: 1, m: { y: 1, b: 1 }, _id: 1 });
  expect(Object.keys((await all.findOne()) ?? {})).toEqual(['_id', 'z', 'a', 'm']);
  await all.updateOne({}, { $set: { q: 1, c: 1, a: 2 } });
  expect(Object.keys((await all.findOne()) ?? {})).toEqual(['_id', 'z', 'a', 'm', 'c', 'q']);
});

test('a field named as a part of every object is a field like others', async () => {
  const given = JSON.parse('{"_id":1,"__proto__":{"a":1},"constructor":2,"toString":"x"}') as Row;
  await all.insertOne(given);
  await all.updateOne({ _id: 1 }, { $set: { b: 1 } });
  const found = (await all.findOne({ constructor: 2 })) ?? {};
  expect(Object.keys(found)).toEqual(['_id', '__proto__', 'constructor', 'toString', 'b']);
  expect(await all.countDocuments({ hasOwnProperty: { $exists: true } })).toBe(0);
});

test('a long text is found by an index, and two that begin alike are two', async () => {
  await all.createIndex({ t: 1 }, { unique: true });
  const text = '办'.repeat(3000);
  await all.insertMany([
    { _id: 1, t: `${text}1` },
    { _id: 2, t: `${text}2` },
  ]);
  expect(await all.findOne({ t: `${text}2` })).toMatchObject({ _id: 2 });
  await expect(all.insertOne({ _id: 3, t: `${text}1` })).rejects.toMatchObject({
    code: 11000,
  });
  await all.dropIndex('t_1');
});
