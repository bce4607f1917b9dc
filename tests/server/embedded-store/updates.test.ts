/** What updates do. Expected results follow "Update Operators" and "findAndModify" of MongoDB's manual. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { openStore, type Collection, type OpenStore } from './open-store';

const { Double, Int32, Long } = mongoose.mongo;

let store: OpenStore;
let all: Collection;

beforeAll(async () => {
  store = await openStore('updates');
  all = store.db.collection('all');
});
beforeEach(() => all.drop());
afterAll(() => store.close());

type Change = object | object[];

/** The document after a change, without its `_id`. */
async function after(document: object, update: Change, options: object = {}, filter: object = {}) {
  await all.insertOne({ _id: 1, ...document });
  await all.updateOne({ _id: 1, ...filter }, update, options);
  return all.findOne({ _id: 1 }, { projection: { _id: 0 } });
}

describe('operators', () => {
  test.each<[string, object, Change, object]>([
    ['$set makes the way', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
    ['$set at a position', { a: [1, 2] }, { $set: { 'a.1': 5 } }, { a: [1, 5] }],
    [
      '$set past the end fills with null',
      { a: [1] },
      { $set: { 'a.3': 5 } },
      { a: [1, null, null, 5] },
    ],
    ['$set with a number in a document', { a: {} }, { $set: { 'a.0': 5 } }, { a: { 0: 5 } }],
    ['$unset', { a: { b: 1, c: 2 } }, { $unset: { 'a.b': '' } }, { a: { c: 2 } }],
    ['$unset in an array leaves null', { a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }],
    ['$unset of nothing', { a: 1 }, { $unset: { 'b.c': '' } }, { a: 1 }],
    ['$inc makes the field', {}, { $inc: { 'a.n': 2 } }, { a: { n: 2 } }],
    ['$mul makes zero', {}, { $mul: { n: 2 } }, { n: 0 }],
    [
      '$min and $max',
      { a: 5, b: 5 },
      { $min: { a: 3 }, $max: { b: 3, c: 1 } },
      { a: 3, b: 5, c: 1 },
    ],
    ['$min across types', { a: 'x' }, { $min: { a: 3 } }, { a: 3 }],
    ['$rename', { a: 1, b: 2 }, { $rename: { a: 'c.d' } }, { b: 2, c: { d: 1 } }],
    ['$rename over another', { a: 1, b: 2 }, { $rename: { a: 'b' } }, { b: 1 }],
    ['$bit', { a: 13 }, { $bit: { a: { and: 10 } } }, { a: 8 }],
    ['$push', { a: [1] }, { $push: { a: [2] } }, { a: [1, [2]] }],
    ['$push makes the array', {}, { $push: { a: 1 } }, { a: [1] }],
    [
      '$push with all its words',
      { a: [{ n: 5 }, { n: 1 }] },
      { $push: { a: { $each: [{ n: 3 }, { n: 9 }], $sort: { n: -1 }, $slice: 3 } } },
      { a: [{ n: 9 }, { n: 5 }, { n: 3 }] },
    ],
    [
      '$push at a place',
      { a: [1, 4] },
      { $push: { a: { $each: [2, 3], $position: 1 } } },
      { a: [1, 2, 3, 4] },
    ],
    [
      '$push at a place from the end',
      { a: [1, 4] },
      { $push: { a: { $each: [2], $position: -1 } } },
      { a: [1, 2, 4] },
    ],
    [
      '$push keeps the last',
      { a: [1, 2] },
      { $push: { a: { $each: [3], $slice: -2 } } },
      { a: [2, 3] },
    ],
    ['$addToSet', { a: [1] }, { $addToSet: { a: { $each: [1, 2, 2] } } }, { a: [1, 2] }],
    [
      '$addToSet compares in order',
      { a: [{ x: 1, y: 1 }] },
      { $addToSet: { a: { y: 1, x: 1 } } },
      {
        a: [
          { x: 1, y: 1 },
          { y: 1, x: 1 },
        ],
      },
    ],
    ['$pull of a value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
    ['$pull by a condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
    [
      '$pull of documents by a part',
      { a: [{ n: 1, m: 1 }, { n: 2 }] },
      { $pull: { a: { n: 1 } } },
      { a: [{ n: 2 }] },
    ],
    ['$pull by a pattern', { a: ['x1', 'y', 5] }, { $pull: { a: /^x/ } }, { a: ['y', 5] }],
    ['$pullAll', { a: [1, 2, 3, 1] }, { $pullAll: { a: [1, 3] } }, { a: [2] }],
    ['$pop', { a: [1, 2, 3] }, { $pop: { a: -1 } }, { a: [2, 3] }],
    [
      'a pipeline',
      { a: 1, b: 2 },
      [{ $set: { sum: { $add: ['$a', '$b'] } } }, { $unset: 'b' }],
      { a: 1, sum: 3 },
    ],
    [
      'a pipeline reads the old values',
      { a: 1, b: 2 },
      [{ $set: { a: '$b', b: '$a' } }],
      { a: 2, b: 1 },
    ],
    [
      'a pipeline sets in all elements',
      { a: [{ n: 1 }, { n: 2 }] },
      [{ $set: { 'a.m': 0 } }],
      {
        a: [
          { n: 1, m: 0 },
          { n: 2, m: 0 },
        ],
      },
    ],
    ['a pipeline replaces', { a: { x: 1 } }, [{ $replaceWith: '$a' }], { x: 1 }],
  ])('%s', async (_name, before, update, expected) => {
    expect(await after(before, update)).toEqual(expected);
  });

  test('$setOnInsert only when a document is made', async () => {
    expect(await after({ a: 1 }, { $setOnInsert: { a: 2 }, $set: { b: 1 } })).toEqual({
      a: 1,
      b: 1,
    });
  });

  test('$currentDate is the time of the store', async () => {
    const from = Date.now() - 60_000;
    const found = await after({}, { $currentDate: { at: true, stamp: { $type: 'timestamp' } } });
    const at = (found?.['at'] as Date | undefined)?.getTime() ?? 0;
    expect(at).toBeGreaterThan(from);
    expect(at).toBeLessThan(Date.now() + 60_000);
    expect(found?.['stamp']).toHaveProperty('_bsontype', 'Timestamp');
  });
});

describe('positions', () => {
  const rows = {
    rows: [
      { n: 1, done: false },
      { n: 2, done: false },
      { n: 3, done: false },
    ],
  };
  const done = (found: Record<string, unknown> | null) =>
    (found?.['rows'] as { done: unknown }[] | undefined)?.map((row) => row.done);

  test('$ is the first element that the filter found', async () => {
    const filter = { 'rows.n': { $gte: 2 } };
    expect(done(await after(rows, { $set: { 'rows.$.done': true } }, {}, filter))).toEqual([
      false,
      true,
      false,
    ]);
  });
  test('$ with $elemMatch', async () => {
    const filter = { rows: { $elemMatch: { n: 3, done: false } } };
    expect(done(await after(rows, { $set: { 'rows.$.done': true } }, {}, filter))).toEqual([
      false,
      false,
      true,
    ]);
  });
  test('$[] is every element', async () => {
    expect(done(await after(rows, { $set: { 'rows.$[].done': true } }))).toEqual([
      true,
      true,
      true,
    ]);
  });
  test('$[name] is those that the array filter finds', async () => {
    const options = { arrayFilters: [{ 'row.n': { $in: [1, 3] } }] };
    expect(done(await after(rows, { $set: { 'rows.$[row].done': true } }, options))).toEqual([
      true,
      false,
      true,
    ]);
  });
  test('nested positions', async () => {
    const found = await after(
      { a: [{ b: [1, 5] }, { b: [6] }] },
      { $inc: { 'a.$[].b.$[big]': 10 } },
      { arrayFilters: [{ big: { $gte: 5 } }] },
    );
    expect(found).toEqual({ a: [{ b: [1, 15] }, { b: [16] }] });
  });
});

describe('what is refused leaves the document as it was', () => {
  const before = { n: 'text', list: [1, 2], o: { a: 1 }, scalar: 5 };
  test.each<[string, Change, number, object?]>([
    ['$inc on text', { $inc: { n: 1 } }, 14],
    ['$inc by text', { $inc: { scalar: '1' } }, 14],
    ['$mul on text', { $mul: { n: 2 } }, 14],
    ['$push on a number', { $push: { scalar: 1 } }, 2],
    ['$addToSet on text', { $addToSet: { n: 1 } }, 2],
    ['$pull on a number', { $pull: { scalar: 1 } }, 2],
    ['$pop by two', { $pop: { list: 2 } }, 9],
    ['a field below a number', { $set: { 'scalar.a': 1 } }, 28],
    ['a name in an array', { $set: { 'list.a': 1 } }, 28],
    ['_id changed', { $set: { _id: 2 } }, 66],
    ['the same field twice', { $set: { scalar: 1 }, $inc: { scalar: 1 } }, 40],
    ['a field and a part of it', { $set: { o: {}, 'o.a': 1 } }, 40],
    ['an unknown operator', { $nope: { a: 1 } }, 9],
    ['$ without a match', { $set: { 'list.$': 1 } }, 2],
    ['an array filter that is not there', { $set: { 'list.$[x]': 1 } }, 2],
    ['an array filter that is not used', { $set: { a: 1 } }, 9, { arrayFilters: [{ x: 1 }] }],
    ['a stage that an update does not take', [{ $match: {} }], 9],
    ['an empty name', { $set: { 'a..b': 1 } }, 56],
    ['an unknown expression', [{ $set: { a: { $nope: 1 } } }], 168],
    ['an unknown word in $push', { $push: { list: { $each: [1], $nope: 1 } } }, 2],
  ])('%s', async (_name, update, code, options = {}) => {
    await all.insertOne({ _id: 1, ...before });
    await expect(all.updateOne({ _id: 1 }, update, options)).rejects.toMatchObject({ code });
    expect(await all.findOne()).toEqual({ _id: 1, ...before });
  });

  test('a later operator that fails undoes an earlier one', async () => {
    await all.insertOne({ _id: 1, ...before });
    await expect(
      all.updateOne({ _id: 1 }, { $set: { a: 1 }, $inc: { n: 1 } }),
    ).rejects.toMatchObject({ code: 14 });
    expect(await all.findOne()).toEqual({ _id: 1, ...before });
  });

  test('a replacement with another _id', async () => {
    await all.insertOne({ _id: 1, a: 1 });
    const replace = all.replaceOne({ a: 1 }, { _id: 2, a: 1 } as { a: number });
    await expect(replace).rejects.toMatchObject({ code: 66 });
  });
});

describe('upsert', () => {
  test('starts from the equalities of the filter', async () => {
    const result = await all.updateOne(
      { _id: 7, a: 1, 'b.c': { $eq: 2 }, d: { $gt: 5 }, $and: [{ e: 3 }] },
      { $set: { f: 1 }, $setOnInsert: { g: 1 } },
      { upsert: true },
    );
    expect(result).toMatchObject({ matchedCount: 0, upsertedCount: 1, upsertedId: 7 });
    expect(await all.findOne()).toEqual({ _id: 7, a: 1, b: { c: 2 }, e: 3, f: 1, g: 1 });
  });
  test('a replacement takes only _id from the filter', async () => {
    await all.replaceOne({ _id: 7, a: 1 }, { b: 1 }, { upsert: true });
    expect(await all.findOne()).toEqual({ _id: 7, b: 1 });
  });
  test('makes no second document', async () => {
    const upsert = () => all.updateOne({ a: 1 }, { $inc: { n: 1 } }, { upsert: true });
    await upsert();
    await upsert();
    expect(await all.find({}, { projection: { _id: 0 } }).toArray()).toEqual([{ a: 1, n: 2 }]);
  });
});

describe('findAndModify', () => {
  beforeEach(() =>
    all.insertMany([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
      { _id: 3, n: 3 },
    ]),
  );
  test('gives the document before, or after', async () => {
    const inc = { $inc: { n: 10 } };
    expect(await all.findOneAndUpdate({ _id: 1 }, inc)).toEqual({ _id: 1, n: 1 });
    const options = { returnDocument: 'after', projection: { _id: 0 } } as const;
    expect(await all.findOneAndUpdate({ _id: 1 }, inc, options)).toEqual({ n: 21 });
  });
  test('takes the first by its sort', async () => {
    expect(await all.findOneAndDelete({}, { sort: { n: -1 } })).toEqual({ _id: 3, n: 3 });
    expect(await all.countDocuments()).toBe(2);
  });
  test('finds nothing', async () => {
    expect(await all.findOneAndUpdate({ _id: 9 }, { $set: { a: 1 } })).toBeNull();
    expect(await all.findOneAndDelete({ _id: 9 })).toBeNull();
  });
  test('upserts', async () => {
    const made = await all.findOneAndUpdate(
      { _id: 9 },
      { $set: { n: 9 } },
      { upsert: true, returnDocument: 'after' },
    );
    expect(made).toEqual({ _id: 9, n: 9 });
  });
});

describe('many and in bulk', () => {
  test('updateMany changes those it finds and says how many it changed', async () => {
    await all.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 1, b: 1 },
      { _id: 3, a: 2 },
    ]);
    const result = await all.updateMany({ a: 1 }, { $set: { b: 1 } });
    expect(result).toMatchObject({ matchedCount: 2, modifiedCount: 1 });
  });
  test('a moving index entry is not found twice', async () => {
    await all.createIndex({ n: 1 });
    await all.insertMany(Array.from({ length: 50 }, (_, _id) => ({ _id, n: _id })));
    await all.updateMany({ n: { $gte: 0 } }, { $inc: { n: 1000 } });
    expect(await all.countDocuments({ n: { $gte: 1000, $lt: 1050 } })).toBe(50);
    expect(await all.countDocuments({ n: { $lt: 1000 } })).toBe(0);
  });
  test('an ordered bulk stops at the first failure, an unordered one goes on', async () => {
    const writes = [
      { insertOne: { document: { _id: 1 } } },
      { insertOne: { document: { _id: 1 } } },
      { insertOne: { document: { _id: 2 } } },
    ];
    await expect(all.bulkWrite(writes)).rejects.toMatchObject({ code: 11000 });
    expect(await all.distinct('_id')).toEqual([1]);
    await expect(all.bulkWrite(writes, { ordered: false })).rejects.toMatchObject({ code: 11000 });
    expect(await all.distinct('_id')).toEqual([1, 2]);
  });
  test('a duplicate names index, pattern and value, and an update to one changes nothing', async () => {
    await all.createIndex({ village: 1, number: 1 }, { unique: true, name: 'place' });
    await all.insertMany([
      { _id: 1, village: 'a', number: 1 },
      { _id: 2, village: 'a', number: 2 },
    ]);
    await expect(all.updateOne({ _id: 2 }, { $set: { number: 1 } })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { village: 1, number: 1 },
      keyValue: { village: 'a', number: 1 },
      message: expect.stringContaining('index: place'),
    });
    expect(await all.findOne({ village: 'a', number: 2 })).toMatchObject({ _id: 2 });
    await all.updateOne({ _id: 2 }, { $set: { village: 'b' } });
    expect(await all.findOne({ village: 'a', number: 2 })).toBeNull();
    expect(await all.findOne({ village: 'b', number: 2 })).toMatchObject({ _id: 2 });
  });
  test('index entries follow every kind of change', async () => {
    const change = (update: object) => all.updateOne({ _id: 1 }, update);
    await all.createIndex({ 'tags.name': 1 });
    await all.createIndex({ n: 1 }, { partialFilterExpression: { open: true }, name: 'open' });
    await all.insertOne({ _id: 1, n: 1, open: true, tags: [{ name: 'a' }, { name: 'b' }] });
    await change({ $pull: { tags: { name: 'a' } } });
    expect(await all.countDocuments({ 'tags.name': 'a' })).toBe(0);
    expect(await all.countDocuments({ 'tags.name': 'b' })).toBe(1);
    await all.updateOne({ _id: 1 }, { $rename: { tags: 'labels' } });
    expect(await all.countDocuments({ 'tags.name': 'b' })).toBe(0);
    await all.updateOne({ _id: 1 }, { $set: { open: false } });
    expect(await all.countDocuments({ n: 1, open: true })).toBe(0);
    await all.updateOne({ _id: 1 }, [{ $set: { open: true, n: 2 } }]);
    expect(await all.countDocuments({ n: 2, open: true })).toBe(1);
    await all.replaceOne({ _id: 1 }, { n: 3, open: true });
    expect(await all.countDocuments({ n: 2, open: true })).toBe(0);
    expect(await all.countDocuments({ n: 3, open: true })).toBe(1);
    await all.deleteOne({ _id: 1 });
    expect(await all.countDocuments({ n: 3, open: true })).toBe(0);
  });
});

test('what an update does not name stays byte for byte, and compound indexes follow', async () => {
  await all.deleteMany({});
  await all.createIndex({ state: 1, 'who.name': 1 });
  const history = [{ n: Long.fromNumber(1), at: new Date(0), list: [new Double(1), [null, {}]] }];
  const given = { state: 'a', who: { name: '王芳', age: 40 }, history, rows: [{ k: 1 }, { k: 2 }] };
  await all.insertOne({ _id: 1, ...given } as never);
  const filter = { _id: 1, 'rows.k': 2 } as never;
  await all.updateOne(filter, { $set: { state: 'b', 'rows.$.done': true } });
  await all.updateOne({ _id: 1 } as never, { $unset: { 'who.age': 1 } });
  expect(await all.findOne({ _id: 1 } as never, { promoteValues: false })).toMatchObject({
    state: 'b',
    who: { name: '王芳' },
    history,
    rows: [{ k: new Int32(1) }, { k: new Int32(2), done: true }],
  });
  const named = { state: 'b', 'who.name': '王芳' };
  expect(await all.countDocuments(named, { hint: 'state_1_who.name_1' })).toBe(1);
  expect(await all.countDocuments({ state: 'a' })).toBe(0);
  await all.deleteOne({ _id: 1 } as never);
  expect(await all.countDocuments(named, { hint: 'state_1_who.name_1' })).toBe(0);
  await all.dropIndexes();
});
