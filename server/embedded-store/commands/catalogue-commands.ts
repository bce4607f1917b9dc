import type { Document } from 'bson';
import { badValue, notSupported, StoreError } from '../store-error';
import { parseIndex, shownIndex, type IndexRecord } from '../index/spec';
import type { Collection } from '../storage/collection';
import { sameValue } from '../values/order';
import { collectionOf, documentsIn, namespaceOf, type Command, type Request } from './context';

function existing(request: Request) {
  const collection = collectionOf(request);
  if (!collection)
    throw new StoreError(26, 'NamespaceNotFound', `ns does not exist: ${namespaceOf(request)}`);
  return collection;
}

const createIndexes: Command = {
  writes: true,
  options: ['indexes', 'commitQuorum'],
  run: (request) => {
    const { catalogue } = request.store;
    const wanted = documentsIn(request.body, 'indexes')
      .map((given) => parseIndex(given, 0))
      .filter(({ name, key }) => name !== '_id_' && !sameValue(key, { _id: 1 }));
    const isNew = !collectionOf(request);
    const collection = catalogue.ensure(namespaceOf(request));
    const numIndexesBefore = collection.indexes.length;
    const fresh = wanted.filter((record) => !alreadyThere(collection, record));
    // All or none: every index is looked at before the first is written.
    const ready = fresh.map((record) =>
      collection.prepareIndex({ ...record, id: catalogue.takeId() }),
    );
    for (const add of ready) add();
    return {
      numIndexesBefore,
      numIndexesAfter: collection.indexes.length,
      createdCollectionAutomatically: isNew,
    };
  },
};

/** True for an index that is there as it is wanted; one of the same name or keys that differs is refused. */
function alreadyThere(collection: Collection, wanted: IndexRecord): boolean {
  for (const { record } of collection.indexes) {
    if (record.name === wanted.name) {
      if (collection.sameIndex(record, wanted)) return true;
      throw new StoreError(
        86,
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index but differs: ${wanted.name}`,
      );
    }
    if (collection.sameIndex({ ...record, name: wanted.name }, wanted)) {
      throw new StoreError(
        85,
        'IndexOptionsConflict',
        `Index already exists with a different name: ${record.name}`,
      );
    }
  }
  return false;
}

const dropIndexes: Command = {
  writes: true,
  options: ['index'],
  run: (request) => {
    const collection = existing(request);
    const wanted: unknown = request.body['index'];
    const nIndexesWas = collection.indexes.length;
    const records = collection.indexes
      .map(({ record }) => record)
      .filter(({ name }) => name !== '_id_');
    if (wanted === '_id_' || sameValue(wanted, { _id: 1 })) {
      throw new StoreError(72, 'InvalidOptions', 'cannot drop _id index');
    }
    const names =
      wanted === '*'
        ? records.map(({ name }) => name)
        : (Array.isArray(wanted) ? wanted : [wanted]).map((each: unknown) => {
            const record = records.find(({ name, key }) => name === each || sameValue(key, each));
            if (!record)
              throw new StoreError(
                27,
                'IndexNotFound',
                `index not found with name [${String(each)}]`,
              );
            return record.name;
          });
    for (const name of names) collection.dropIndex(name);
    return { nIndexesWas };
  },
};

export const catalogueCommands = {
  createIndexes,
  dropIndexes,
  listIndexes: {
    options: ['cursor'],
    run: (request) =>
      request.store.cursors.first(
        namespaceOf(request),
        existing(request).indexes.map(({ record }) => shownIndex(record)),
        { size: Infinity },
      ),
  },
  create: {
    writes: true,
    options: [],
    run: (request) => {
      if (collectionOf(request))
        throw new StoreError(
          48,
          'NamespaceExists',
          `Collection ${namespaceOf(request)} already exists.`,
        );
      request.store.catalogue.ensure(namespaceOf(request));
      return {};
    },
  },
  drop: {
    writes: true,
    options: [],
    run: (request) => {
      request.store.catalogue.drop(namespaceOf(request));
      return { ns: namespaceOf(request) };
    },
  },
  dropDatabase: {
    writes: true,
    options: [],
    run: ({ store, database }) => {
      for (const { ns } of store.catalogue.all())
        if (ns.startsWith(`${database}.`)) store.catalogue.drop(ns);
      return { dropped: database };
    },
  },
  listCollections: {
    options: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
    run: ({ store, database, body }) => {
      const { name, ...more } = (body['filter'] ?? {}) as Document;
      if (Object.keys(more).length > 0 || (name !== undefined && typeof name !== 'string'))
        throw notSupported('This listCollections filter');
      const names = store.catalogue
        .all()
        .map(({ ns }) => ns)
        .filter((ns) => ns.startsWith(`${database}.`))
        .map((ns) => ns.slice(database.length + 1));
      const shown = names
        .filter((each) => name === undefined || each === name)
        .map((each) => ({
          name: each,
          type: 'collection',
          options: {},
          info: { readOnly: false },
        }));
      return store.cursors.first(`${database}.$cmd.listCollections`, shown, { size: Infinity });
    },
  },
  listDatabases: {
    options: ['nameOnly', 'authorizedDatabases', 'filter'],
    run: ({ store, body }) => {
      if (body['filter'] !== undefined)
        throw badValue('listDatabases takes no filter in the embedded store');
      const names = new Set(store.catalogue.all().map(({ ns }) => ns.slice(0, ns.indexOf('.'))));
      return {
        databases: [...names].map((name) => ({ name, sizeOnDisk: 0, empty: false })),
        totalSize: 0,
      };
    },
  },
} satisfies Record<string, Command>;
