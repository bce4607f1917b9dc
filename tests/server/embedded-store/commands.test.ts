/** Commands and their options: kept, or refused by name. Codes are those of MongoDB's `error_codes.yml`. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { givenUri, MongoClient, openStore, type Collection, type OpenStore } from './open-store';

const { Long } = mongoose.mongo;

let store: OpenStore;
let all: Collection;

beforeAll(async () => {
  store = await openStore('commands');
  all = store.db.collection('all');
});
beforeEach(() => all.drop());
afterAll(() => store.close());

const run = (command: object) => store.db.command(command);

describe('options', () => {
  test('one that is not known is refused by name', async () => {
    await expect(run({ find: 'all', nope: 1 })).rejects.toMatchObject({ code: 40415 });
    await expect(run({ find: 'all', nope: 1 })).rejects.toThrow('nope');
    const updates = [{ q: {}, u: { $set: { a: 1 } }, nope: 1 }];
    await expect(run({ update: 'all', updates })).resolves.toMatchObject({
      writeErrors: [{ code: 40415, errmsg: expect.stringContaining('nope') as unknown }],
    });
  });
  test('a command that is not known is refused by name', async () => {
    await expect(run({ nope: 1 })).rejects.toMatchObject({ code: 59 });
    await expect(run({ nope: 1 })).rejects.toThrow('nope');
  });
  test('maxTimeMS ends a search that takes longer', async () => {
    await all.insertMany(Array.from({ length: 20_000 }, (_, _id) => ({ _id, t: `x${_id}` })));
    const slow = { $or: Array.from({ length: 60 }, (_, at) => ({ t: { $regex: `^.*y${at}$` } })) };
    await expect(all.find(slow, { maxTimeMS: 1 }).toArray()).rejects.toMatchObject({ code: 50 });
    await expect(all.countDocuments(slow, { maxTimeMS: 1 })).rejects.toMatchObject({ code: 50 });
    expect(await all.find(slow, { maxTimeMS: 60_000 }).toArray()).toEqual([]);
  });
  test('a write concern that one node cannot keep is refused', async () => {
    const documents = [{ _id: 1 }];
    const insert = (w: number | string) => run({ insert: 'all', documents, writeConcern: { w } });
    await expect(insert(3)).rejects.toMatchObject({ code: 100 });
    await expect(insert('majority')).resolves.toMatchObject({ n: 1 });
  });
  test('skip, limit and batchSize below zero are refused', async () => {
    await expect(run({ find: 'all', skip: -1 })).rejects.toMatchObject({ ok: 0 });
    await expect(run({ find: 'all', batchSize: -1 })).rejects.toMatchObject({ ok: 0 });
  });
  test('comments are taken', async () => {
    await all.insertOne({ _id: 1 }, { comment: 'why' });
    expect(await all.find({}, { comment: 'why' }).toArray()).toHaveLength(1);
  });
});

/** What MongoDB can and the embedded store says that it cannot. */
const onlyEmbedded = (): void => {
  test.each<[string, object]>([
    ['collation', { find: 'all', collation: { locale: 'zh' } }],
    ['let', { find: 'all', let: { a: 1 } }],
    ['snapshot', { find: 'all', readConcern: { level: 'snapshot' } }],
    ['hashed', { createIndexes: 'all', indexes: [{ key: { a: 'hashed' }, name: 'a' }] }],
    ['wildcard', { createIndexes: 'all', indexes: [{ key: { '$**': 1 }, name: 'a' }] }],
    ['capped', { create: 'other', capped: true, size: 100 }],
    ['validator', { create: 'other', validator: {} }],
    ['$text', { find: 'all', filter: { $text: { $search: 'x' } } }],
    ['$where', { find: 'all', filter: { $where: 'true' } }],
    ['$near', { find: 'all', filter: { a: { $near: [0, 0] } } }],
    ['$out', { aggregate: 'all', pipeline: [{ $out: 'x' }], cursor: {} }],
    ['$merge', { aggregate: 'all', pipeline: [{ $merge: 'x' }], cursor: {} }],
    ['$changeStream', { aggregate: 'all', pipeline: [{ $changeStream: {} }], cursor: {} }],
    ['$nope', { aggregate: 'all', pipeline: [{ $project: { a: { $nope: 1 } } }], cursor: {} }],
    [
      '$nope',
      { aggregate: 'all', pipeline: [{ $group: { _id: 1, a: { $nope: 1 } } }], cursor: {} },
    ],
    [
      '$function',
      { find: 'all', filter: { $expr: { $function: { body: '', args: [], lang: 'js' } } } },
    ],
    ['mapReduce', { mapReduce: 'all' }],
  ])('%s', async (name, command) => {
    await expect(run(command)).rejects.toThrow(name);
  });
  test('a transaction', async () => {
    const session = store.client.startSession();
    session.startTransaction();
    await expect(all.insertOne({ _id: 1 }, { session })).rejects.toThrow('transaction');
    await session.endSession();
    expect(await all.countDocuments()).toBe(0);
  });
};
if (givenUri === undefined) describe('refused by name', onlyEmbedded);

describe('cursors', () => {
  beforeEach(() => all.insertMany(Array.from({ length: 250 }, (_, _id) => ({ _id }))));
  test('batches come until there are no more', async () => {
    const found = await all.find({}, { batchSize: 7 }).sort({ _id: 1 }).toArray();
    expect(found.map(({ _id }) => _id)).toEqual(Array.from({ length: 250 }, (_, _id) => _id));
  });
  test('a first batch of none is empty and leaves the cursor open', async () => {
    const reply = await run({ find: 'all', batchSize: 0 });
    expect(reply['cursor']).toMatchObject({ firstBatch: [] });
    const next = await run({
      getMore: Long.fromNumber(Number(reply['cursor'].id)),
      collection: 'all',
      batchSize: 3,
    });
    expect(next['cursor'].nextBatch).toHaveLength(3);
  });
  test('one that was killed, and one of another collection, are refused', async () => {
    const reply = await run({ find: 'all', batchSize: 1 });
    const getMore = Long.fromNumber(Number(reply['cursor'].id));
    await expect(run({ getMore, collection: 'other' })).rejects.toMatchObject({ code: 13 });
    const killed = await run({ killCursors: 'all', cursors: [getMore] });
    expect(killed['cursorsKilled']).toHaveLength(1);
    await expect(run({ getMore, collection: 'all' })).rejects.toMatchObject({ code: 43 });
  });
  test('a batch holds no more than fits a message', async () => {
    await all.drop();
    const text = 'x'.repeat(1024 * 1024);
    for (let _id = 0; _id < 20; _id += 1) await all.insertOne({ _id, text });
    expect(await all.find().toArray()).toHaveLength(20);
  });
});

describe('retryable writes', () => {
  test('the same number of the same session is applied once, with the same answer', async () => {
    await all.insertMany([
      { _id: 1, n: 0 },
      { _id: 2, n: 0 },
    ]);
    // A client of its own: these numbers must not meet those of pooled sessions.
    const client = await MongoClient.connect(store.uri);
    const session = client.startSession();
    const db = client.db(store.db.databaseName);
    const number = (value: number) => ({ txnNumber: Long.fromNumber(1_000_000 + value) });
    const inc = { $inc: { n: 1 } };
    const commands = [
      {
        update: 'all',
        updates: [
          { q: { _id: 1 }, u: inc },
          { q: { _id: 2 }, u: inc },
        ],
      },
      { findAndModify: 'all', query: { _id: 1 }, update: inc, new: true },
      { insert: 'all', documents: [{ _id: 3 }] },
      { delete: 'all', deletes: [{ q: { n: 1 }, limit: 1 }] },
    ];
    for (const [at, command] of commands.entries()) {
      const first = await db.command({ ...command, ...number(at) }, { session });
      const second = await db.command({ ...command, ...number(at) }, { session });
      expect({
        n: second['n'],
        nModified: second['nModified'],
        value: second['value'] as unknown,
      }).toEqual({
        n: first['n'],
        nModified: first['nModified'],
        value: first['value'] as unknown,
      });
    }
    await expect(db.command({ ...commands[0], ...number(0) }, { session })).rejects.toMatchObject({
      code: 225,
    });
    await session.endSession();
    await client.close();
    expect(await all.find().sort({ _id: 1 }).toArray()).toEqual([{ _id: 1, n: 2 }, { _id: 3 }]);
  });
});

describe('indexes', () => {
  test('are made all or none', async () => {
    await all.insertMany([
      { _id: 1, a: 1, b: 1 },
      { _id: 2, a: 2, b: 1 },
    ]);
    const keys = [{ key: { a: 1 } }, { key: { b: 1 }, unique: true }] as const;
    await expect(all.createIndexes([...keys])).rejects.toMatchObject({ code: 11000 });
    expect((await all.indexes()).map(({ name }) => name)).toEqual(['_id_']);
  });
  test('made again are left, another of the same name or keys is refused', async () => {
    await all.createIndex({ a: 1 });
    await all.createIndex({ a: 1 });
    expect(await all.indexes()).toHaveLength(2);
    await expect(all.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 86 });
    await expect(all.createIndex({ a: 1 }, { name: 'other' })).rejects.toMatchObject({ code: 85 });
  });
  test('are dropped by name, by keys and all', async () => {
    await all.createIndexes([{ key: { a: 1 } }, { key: { b: 1 } }, { key: { c: 1 } }]);
    await all.dropIndex('a_1');
    await run({ dropIndexes: 'all', index: { b: 1 } });
    expect((await all.indexes()).map(({ name }) => name)).toEqual(['_id_', 'c_1']);
    await all.dropIndexes();
    expect(await all.indexes()).toHaveLength(1);
    await expect(all.dropIndex('nope')).rejects.toMatchObject({ code: 27 });
    await expect(all.dropIndex('_id_')).rejects.toMatchObject({ code: 72 });
  });
  test('of two arrays at once are refused, and the document with them', async () => {
    await all.createIndex({ a: 1, b: 1 });
    await expect(all.insertOne({ _id: 1, a: [1, 2], b: [1, 2] })).rejects.toMatchObject({
      code: 171,
    });
    expect(await all.countDocuments()).toBe(0);
  });
  test('a sparse one does not count what has no such field', async () => {
    await all.createIndex({ email: 1 }, { unique: true, sparse: true });
    await all.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3, email: 'a' }]);
    await expect(all.insertOne({ _id: 4, email: 'a' })).rejects.toMatchObject({ code: 11000 });
    expect(await all.countDocuments({ email: null })).toBe(2);
  });
  test('a partial filter of words that an index does not take is refused', async () => {
    const partialFilterExpression = { a: { $ne: 1 } };
    await expect(all.createIndex({ a: 1 }, { partialFilterExpression })).rejects.toMatchObject({
      code: 67,
    });
  });
});

describe('aggregation', () => {
  const runAll = (pipeline: object[]) => all.aggregate(pipeline).toArray();
  beforeEach(() =>
    all.insertMany([
      { _id: 1, village: 'a', wage: 10, tags: ['x', 'y'] },
      { _id: 2, village: 'a', wage: 20, tags: [] },
      { _id: 3, village: 'b', wage: 5 },
    ]),
  );
  test('groups', async () => {
    const pipeline = [
      {
        $group: {
          _id: '$village',
          total: { $sum: '$wage' },
          most: { $max: '$wage' },
          n: { $sum: 1 },
        },
      },
      { $sort: { _id: 1 } },
    ];
    expect(await runAll(pipeline)).toEqual([
      { _id: 'a', total: 30, most: 20, n: 2 },
      { _id: 'b', total: 5, most: 5, n: 1 },
    ]);
  });
  test('unwinds', async () => {
    expect(await runAll([{ $unwind: '$tags' }, { $project: { _id: 0, tags: 1 } }])).toEqual([
      { tags: 'x' },
      { tags: 'y' },
    ]);
    const kept = await runAll([
      { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'at' } },
    ]);
    expect(kept.map(({ _id, at }) => [_id, at as unknown])).toEqual([
      [1, 0],
      [1, 1],
      [2, null],
      [3, null],
    ]);
  });
  test('looks up', async () => {
    await store.db.collection('places').drop();
    await store.db
      .collection<{ _id: string; name: string }>('places')
      .insertOne({ _id: 'a', name: '东村' });
    const pipeline = [
      { $lookup: { from: 'places', localField: 'village', foreignField: '_id', as: 'place' } },
      { $project: { name: { $first: '$place.name' } } },
      { $sort: { _id: 1 } },
    ];
    expect(await runAll(pipeline)).toEqual([
      { _id: 1, name: '东村' },
      { _id: 2, name: '东村' },
      { _id: 3 },
    ]);
  });
  test('facets, counts, pages', async () => {
    const pipeline = [
      { $match: { wage: { $gte: 5 } } },
      {
        $facet: {
          count: [{ $count: 'n' }],
          page: [
            { $sort: { wage: 1 } },
            { $skip: 1 },
            { $limit: 1 },
            { $project: { wage: 1, _id: 0 } },
          ],
        },
      },
    ];
    expect(await runAll(pipeline)).toEqual([{ count: [{ n: 3 }], page: [{ wage: 10 }] }]);
  });
  test('counts as drivers ask for it', async () => {
    expect(
      await runAll([{ $match: { village: 'a' } }, { $group: { _id: 1, n: { $sum: 1 } } }]),
    ).toEqual([{ _id: 1, n: 2 }]);
    expect(await all.countDocuments({ village: 'none' })).toBe(0);
    expect(await all.estimatedDocumentCount()).toBe(3);
  });
});
