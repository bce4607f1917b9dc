import type { mongo } from 'mongoose';
import { Batches } from './batches';
import type { Models } from './index';
import { type StoredDocument, native } from './native';

export type BulkOperation = mongo.AnyBulkWriteOperation<StoredDocument>;

/** One write that may be repeated: done twice, it leaves what it left the first time. */
export interface DerivedWrite {
  readonly collection: keyof Models;
  readonly operation: BulkOperation;
}

/** A filter or an update of a collection whose documents have string ids. */
function plain(value: object): Record<string, unknown> {
  return value as Record<string, unknown>;
}

/** Inserts a document unless it is there already. */
export function insertOnce(collection: keyof Models, _id: string, fields: object): DerivedWrite {
  return {
    collection,
    operation: {
      updateOne: { filter: { _id }, update: { $setOnInsert: plain(fields) }, upsert: true },
    },
  };
}

export function setFields(
  collection: keyof Models,
  filter: object,
  fields: object,
  options: { readonly upsert?: boolean } = {},
): DerivedWrite {
  return {
    collection,
    operation: {
      updateOne: { filter: plain(filter), update: { $set: plain(fields) }, ...options },
    },
  };
}

/** Adds to numbers; what is set with them must keep the filter from fitting a second time. */
export function addToFields(
  collection: keyof Models,
  filter: object,
  fields: object,
  amounts: Readonly<Record<string, number>>,
): DerivedWrite {
  const update = { $set: fields, $inc: amounts } as unknown as mongo.UpdateFilter<StoredDocument>;
  return { collection, operation: { updateOne: { filter: plain(filter), update } } };
}

/** Adds a value to a list field of every document with one of the ids, once each. */
export function addToEach(
  collection: keyof Models,
  ids: readonly string[],
  field: string,
  value: string,
): DerivedWrite {
  const update = { $addToSet: { [field]: value } } as unknown as mongo.UpdateFilter<StoredDocument>;
  return { collection, operation: { updateMany: { filter: { _id: { $in: [...ids] } }, update } } };
}

/** Deletes a document as long as it fits. */
export function deleteOne(collection: keyof Models, filter: object): DerivedWrite {
  return { collection, operation: { deleteOne: { filter: plain(filter) } } };
}

export function deleteById(collection: keyof Models, _id: string): DerivedWrite {
  return { collection, operation: { deleteOne: { filter: { _id } } } };
}

/**
 * Repeatable writes, one bulk command per collection at a time; what arrives while one is under way goes with the next.
 * A bulk that fails fails for everyone in it, and each does it again.
 */
export class GroupWrites {
  private readonly batches: Batches<keyof Models, readonly BulkOperation[], true>;

  constructor(models: Models) {
    this.batches = new Batches(async (collection, waiting) => {
      await native<StoredDocument>(models[collection] as never).bulkWrite(waiting.flat());
      return waiting.map(() => true);
    });
  }

  /** Resolves when all are durable; those on one collection are done in their order. */
  async write(writes: readonly DerivedWrite[]): Promise<void> {
    const byCollection = new Map<keyof Models, BulkOperation[]>();
    for (const { collection, operation } of writes) {
      const operations = byCollection.get(collection);
      if (operations === undefined) byCollection.set(collection, [operation]);
      else operations.push(operation);
    }
    await Promise.all(
      [...byCollection].map(([collection, operations]) => this.batches.add(collection, operations)),
    );
  }
}
