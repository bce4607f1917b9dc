import mongoose, { type mongo } from 'mongoose';
import { Batches } from './batches';
import type { BulkOperation } from './group-writes';
import type { Models } from './index';
import { type StoredDocument, native } from './native';

/** A write on condition that a document is as it was read. */
export interface Swap {
  readonly id: string;
  /** What must still be so. */
  readonly when: Readonly<Record<string, unknown>>;
  readonly set: Readonly<Record<string, unknown>>;
  /** Whether a document, read afterwards, shows that this write was done. */
  readonly isDone: (document: StoredDocument) => boolean;
}

const { MongoBulkWriteError } = mongoose.mongo;

/**
 * Conditional writes, those of one turn and one collection in one command. The store says how many documents were as
 * they had to be; only when some were not is it asked which.
 */
export class GroupSwaps {
  private readonly batches: Batches<keyof Models, Swap, boolean>;

  constructor(private readonly models: Models) {
    this.batches = new Batches((collection, swaps) => this.swapAll(collection, swaps));
  }

  /** @returns whether the document was as it had to be, and is written */
  swap(collection: keyof Models, swap: Swap): Promise<boolean> {
    return this.batches.add(collection, swap);
  }

  private async swapAll(
    collection: keyof Models,
    swaps: readonly Swap[],
  ): Promise<readonly (boolean | Error)[]> {
    const target = native<StoredDocument>(this.models[collection] as never);
    const operations = swaps.map(
      ({ id, when, set }) =>
        ({ updateOne: { filter: { ...when, _id: id }, update: { $set: set } } }) as BulkOperation,
    );
    const failed = new Map<number, Error>();
    let matched: number;
    try {
      matched = (await target.bulkWrite(operations, { ordered: false })).matchedCount;
    } catch (error) {
      for (const [at, own] of failuresOf(error)) failed.set(at, own);
      matched = -1;
    }
    if (matched === swaps.length) return swaps.map(() => true);
    const ids = [...new Set(swaps.map(({ id }) => id))];
    const found = await target.find({ _id: { $in: ids } } as never).toArray();
    const byId = new Map(found.map((one) => [one._id, one as StoredDocument]));
    return swaps.map(({ id, isDone }, at) => {
      const document = byId.get(id);
      return failed.get(at) ?? (document !== undefined && isDone(document));
    });
  }
}

/**
 * The failures of single statements of an unordered bulk, by their place.
 *
 * @throws what failed the whole of it
 */
export function failuresOf(error: unknown): ReadonlyMap<number, mongo.WriteError & Error> {
  if (!(error instanceof MongoBulkWriteError)) throw error;
  const single = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
  if (single.length === 0) throw error;
  return new Map(
    single.map((one) => [
      one.index,
      Object.assign(new Error(one.errmsg), { code: one.code }) as unknown as mongo.WriteError &
        Error,
    ]),
  );
}
