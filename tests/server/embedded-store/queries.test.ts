/** What a filter finds. Expected results follow "Query and Projection Operators" of MongoDB's manual. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { openStore, type Collection, type OpenStore } from './open-store';

const { BSONRegExp } = mongoose.mongo;

let store: OpenStore;
let all: Collection;

beforeAll(async () => {
  store = await openStore('queries');
  all = store.db.collection('all');
});
afterAll(() => store.close());

const rows = [
  { _id: 1, a: null },
  { _id: 2 },
  { _id: 3, a: 1, b: { c: 1 }, name: '王芳' },
  {
    _id: 4,
    a: [1, 2, 3],
    b: [
      { c: 1, d: 9 },
      { c: 2, d: 8 },
    ],
    name: 'Wang',
  },
  { _id: 5, a: 'x', b: [], name: 'wang\nfang' },
  { _id: 6, a: [], b: [[1, 2], 3] },
  { _id: 7, a: Number.NaN, b: { 0: 'zero' } },
  { _id: 8, a: new Date(5), b: ['first', 'second'] },
  { _id: 9, a: { b: 1 }, name: 'a.b' },
];

const cases: [string, object, number[]][] = [
  ['null finds null and missing', { a: null }, [1, 2]],
  ['$ne null finds the others', { a: { $ne: null } }, [3, 4, 5, 6, 7, 8, 9]],
  ['$exists tells null from missing', { a: { $exists: false } }, [2]],
  ['$type null finds null only', { a: { $type: 'null' } }, [1]],
  ['null in $in finds missing too', { a: { $in: [null, 'x'] } }, [1, 2, 5]],
  ['an element of an array', { a: 1 }, [3, 4]],
  ['a whole array', { a: [1, 2, 3] }, [4]],
  ['an empty array', { a: [] }, [6]],
  ['$gt within one type only', { a: { $gt: 0 } }, [3, 4]],
  ['$lt does not find NaN', { a: { $lt: 2 } }, [3, 4]],
  ['NaN equals itself', { a: Number.NaN }, [7]],
  ['$gte of a date', { a: { $gte: new Date(5) } }, [8]],
  ['two bounds by different elements', { a: { $gt: 2, $lt: 2 } }, [4]],
  ['$elemMatch wants one element for both', { a: { $elemMatch: { $gt: 2, $lt: 2 } } }, []],
  ['a path through an array', { 'b.c': 2 }, [4]],
  ['two paths by different elements', { 'b.c': 1, 'b.d': 8 }, [4]],
  ['$elemMatch of documents', { b: { $elemMatch: { c: 1, d: 8 } } }, []],
  ['a position', { 'b.0.c': 1 }, [4]],
  ['a position or a field of that name', { 'b.0': { $exists: true } }, [4, 6, 7, 8]],
  ['a position that is a value', { 'b.1': 'second' }, [8]],
  ['an array in an array', { b: [1, 2] }, [6]],
  ['$size', { a: { $size: 0 } }, [6]],
  ['$all', { a: { $all: [1, 3] } }, [4]],
  ['$all of one array', { a: { $all: [[1, 2, 3]] } }, [4]],
  ['$nin', { a: { $nin: [1, 'x', null] } }, [6, 7, 8, 9]],
  ['$not of a comparison finds missing', { a: { $not: { $gt: 0 } } }, [1, 2, 5, 6, 7, 8, 9]],
  ['$nor', { $nor: [{ a: 1 }, { a: null }] }, [5, 6, 7, 8, 9]],
  ['$or', { $or: [{ a: 'x' }, { 'b.c': 2 }] }, [4, 5]],
  ['$and of the same field', { $and: [{ a: { $gte: 1 } }, { a: { $lte: 1 } }] }, [3, 4]],
  ['a pattern', { name: /^wang$/i }, [4]],
  ['a pattern over lines', { name: /^fang/m }, [5]],
  ['a pattern sent as BSON', { name: new BSONRegExp('^WANG', 'i') }, [4, 5]],
  ['$regex with $options', { name: { $regex: 'wang.fang', $options: 's' } }, [5]],
  ['a dot in a pattern', { name: /^a\.b$/ }, [9]],
  ['patterns in $in', { name: { $in: [/^W/, '王芳'] } }, [3, 4]],
  ['$not of a pattern', { name: { $not: /a/ }, a: { $exists: true } }, [1, 3, 6, 7, 8]],
  ['$mod', { a: { $mod: [2, 1] } }, [3, 4]],
  ['$type by number', { a: { $type: 2 } }, [5]],
  ['$type array', { a: { $type: 'array' } }, [4, 6]],
  ['$type number looks into arrays', { a: { $type: 'number' } }, [3, 4, 7]],
  ['$expr', { $expr: { $eq: ['$a', '$b.c'] }, a: 1, 'b.d': { $exists: false } }, [3]],
  ['an embedded document', { a: { b: 1 } }, [9]],
  ['$comment is no condition', { a: 'x', $comment: 'why' }, [5]],
];

const indexes: [string, Record<string, 1 | -1> | null][] = [
  ['without an index', null],
  ['with an index on a', { a: 1 }],
  ['with an index on a downwards', { a: -1 }],
  ['with an index on b.c', { 'b.c': 1 }],
  ['with an index on name and a', { name: 1, a: -1 }],
];

describe.each(indexes)('%s', (_name, key) => {
  beforeAll(async () => {
    await all.drop();
    await all.insertMany(rows);
    if (key) await all.createIndex(key);
  });

  test.each(cases)('%s', async (_rule, filter, expected) => {
    const found = await all.find(filter).sort({ _id: 1 }).toArray();
    expect(found.map(({ _id }) => _id)).toEqual(expected);
    expect(await all.countDocuments(filter)).toBe(expected.length);
    expect(await all.countDocuments(filter, { skip: 1, limit: 2 })).toBe(
      Math.min(2, Math.max(0, expected.length - 1)),
    );
  });
});

describe('ranges of an index', () => {
  const values = [-5, -1, 0, 1, 2, 3, 10, 'a', '', 'b', 'ab', null, true];
  const bounds = [-6, -1, 0, 2.5, 3, 11, '', 'a', 'aa', 'c'];

  test.each([1, -1] as const)('direction %s gives what a scan gives', async (direction) => {
    await all.drop();
    await all.insertMany(values.flatMap((v, at) => [0, 1].map((g) => ({ _id: at * 2 + g, g, v }))));
    await all.createIndex({ g: 1, v: direction });
    for (const low of ['$gt', '$gte', '$lt', '$lte']) {
      for (const bound of bounds) {
        const filter = { g: 1, v: { [low]: bound } };
        const scan = await all.find(filter, { hint: { $natural: 1 } }).toArray();
        const found = await all.find(filter).toArray();
        const ids = (list: typeof found) => list.map(({ _id }) => _id).toSorted((x, y) => x - y);
        expect([low, bound, ids(found)]).toEqual([low, bound, ids(scan)]);
        expect(await all.countDocuments(filter)).toBe(scan.length);
      }
    }
    const both = await all
      .find({ g: 0, v: { $gt: -1, $lte: 3 } })
      .sort({ v: 1 })
      .toArray();
    expect(both.map(({ v }) => v as unknown)).toEqual([0, 1, 2, 3]);
  });
});

describe('shape of the answer', () => {
  beforeEach(async () => {
    await all.deleteMany({});
    await all.insertOne({
      _id: 1,
      a: 1,
      b: { c: 1, d: 2 },
      list: [
        { n: 1, m: 1 },
        { n: 2, m: 2 },
        { n: 3, m: 3 },
      ],
    });
  });

  test.each<[object, object]>([
    [{ a: 1 }, { _id: 1, a: 1 }],
    [{ 'b.c': 1, _id: 0 }, { b: { c: 1 } }],
    [
      { list: 0, b: 0 },
      { _id: 1, a: 1 },
    ],
    [{ 'list.n': 1, _id: 0 }, { list: [{ n: 1 }, { n: 2 }, { n: 3 }] }],
    [
      { list: { $slice: -1 }, a: 1 },
      { _id: 1, a: 1, list: [{ n: 3, m: 3 }] },
    ],
    [{ list: { $elemMatch: { n: { $gt: 1 } } }, _id: 0 }, { list: [{ n: 2, m: 2 }] }],
    [{ sum: { $add: ['$a', '$b.d'] }, _id: 0 }, { sum: 3 }],
  ])('projection %j', async (projection, expected) => {
    expect(await all.findOne({}, { projection })).toEqual(expected);
  });

  test('_id comes first, then what the document has, then what is computed', async () => {
    const projection = { sum: { $add: ['$a', 1] }, b: 1, a: 1 } as const;
    const found = (await all.findOne({}, { projection })) ?? {};
    expect(Object.keys(found)).toEqual(['_id', 'a', 'b', 'sum']);
    const buckets = { groupBy: '$a', boundaries: [0, 4] };
    const [bucket = {}] = await all.aggregate([{ $bucket: buckets }]).toArray();
    expect(Object.keys(bucket)).toEqual(['_id', 'count']);
  });

  test('including and excluding together is refused', async () => {
    await expect(all.findOne({}, { projection: { a: 1, b: 0 } })).rejects.toMatchObject({
      code: 31254,
    });
  });

  test('distinct goes through arrays', async () => {
    expect(await all.distinct('list.n')).toEqual([1, 2, 3]);
  });
});

describe('a field below an array', () => {
  const wanted: [string, object, string[]][] = [
    ['null', { 'a.b': null }, ['none', 'null', 'number', 'object', 'some']],
    ['null in $in', { 'a.b': { $in: [null, 5] } }, ['none', 'null', 'number', 'object', 'some']],
    ['$ne null', { 'a.b': { $ne: null } }, ['all', 'empty', 'values', 'within']],
    ['$exists', { 'a.b': { $exists: true } }, ['all', 'some']],
    [
      '$exists: false',
      { 'a.b': { $exists: false } },
      ['empty', 'none', 'null', 'number', 'object', 'values', 'within'],
    ],
  ];
  beforeAll(async () => {
    await all.drop();
    await all.insertMany([
      { _id: 'none' },
      { _id: 'null', a: null },
      { _id: 'number', a: 4 },
      { _id: 'object', a: {} },
      { _id: 'empty', a: [] },
      { _id: 'values', a: [1, null] },
      { _id: 'within', a: [[]] },
      { _id: 'all', a: [{ b: 1 }, { b: 2 }] },
      { _id: 'some', a: [{ b: 1 }, {}] },
    ] as never);
  });

  test.each(wanted)('%s, with and without an index', async (_name, filter, expected) => {
    const found = async () => (await all.find(filter).toArray()).map(({ _id }) => String(_id));
    expect((await found()).sort()).toEqual(expected);
    await all.createIndex({ 'a.b': 1 });
    expect((await found()).sort()).toEqual(expected);
    await all.dropIndex('a.b_1');
  });
});

describe('a sort on an array that a filter speaks of', () => {
  test('is by its smallest element, not by the one that was found', async () => {
    await all.drop();
    await all.createIndex({ tags: 1, age: 1 });
    await all.insertMany([
      { _id: 1, tags: ['b'], age: 1 },
      { _id: 2, tags: ['a', 'b'], age: 2 },
    ] as never);
    const found = await all.find({ tags: 'b' }).sort({ tags: 1, age: 1 }).toArray();
    expect(found.map(({ _id }) => _id as unknown)).toEqual([2, 1]);
  });
});

describe('explain', () => {
  const plan = async (filter: object, sort: Record<string, 1 | -1> = {}) => {
    const explained = await all.find(filter).sort(sort).explain('executionStats');
    const text = JSON.stringify(explained['queryPlanner']['winningPlan']);
    return {
      stages: text.match(/COLLSCAN|IXSCAN|SORT\b/g) ?? [],
      index: /"indexName":"([^"]+)"/.exec(text)?.[1],
      keys: explained['executionStats']['totalKeysExamined'] as number,
      documents: explained['executionStats']['totalDocsExamined'] as number,
    };
  };
  beforeAll(async () => {
    await all.drop();
    await all.insertMany(
      Array.from({ length: 200 }, (_, _id) => ({ _id, a: _id % 10, b: _id, open: _id < 20 })),
    );
    await all.createIndex({ a: 1, b: -1 });
    await all.createIndex({ b: 1 }, { name: 'open', partialFilterExpression: { open: true } });
  });

  test('equality and range on a prefix use the index and examine only what they find', async () => {
    expect(await plan({ a: 3 })).toMatchObject({ index: 'a_1_b_-1', documents: 20 });
    expect(await plan({ a: 3, b: { $gt: 100 } })).toMatchObject({ documents: 10 });
    expect(await plan({ a: { $gte: 8 } })).toMatchObject({ index: 'a_1_b_-1', documents: 40 });
    expect(await plan({ a: { $in: [1, 2] }, b: 11 })).toMatchObject({ documents: 1 });
    expect(await plan({ _id: 7 })).toMatchObject({ index: '_id_', documents: 1 });
  });
  test('a sort by the index sorts nothing, forwards and backwards', async () => {
    expect((await plan({ a: 3 }, { b: -1 })).stages).toEqual(['IXSCAN']);
    expect((await plan({ a: 3 }, { b: 1 })).stages).toEqual(['IXSCAN']);
    expect((await plan({}, { a: -1, b: 1 })).stages).toEqual(['IXSCAN']);
    expect((await plan({}, { a: 1, b: 1 })).stages).toEqual(['SORT', 'COLLSCAN']);
  });
  test('a partial index serves only who asks for what it holds', async () => {
    expect(await plan({ b: 5, open: true })).toMatchObject({ index: 'open', documents: 1 });
    expect((await plan({ b: 5 })).stages).toEqual(['COLLSCAN']);
  });
  test('what has no index is scanned', async () => {
    expect((await plan({ open: true })).stages).toEqual(['COLLSCAN']);
    expect((await plan({ b: { $exists: true } })).stages).toEqual(['COLLSCAN']);
  });
  test('a hint is followed, and an unknown one refused', async () => {
    const hinted = await all.find({ a: 3 }).hint({ $natural: 1 }).explain('executionStats');
    expect(JSON.stringify(hinted['queryPlanner'])).toContain('COLLSCAN');
    await expect(all.find({ a: 3 }).hint('nope').toArray()).rejects.toMatchObject({ code: 2 });
    await expect(all.deleteOne({ a: 3 }, { hint: 'nope' })).rejects.toMatchObject({ code: 2 });
  });
});
