import { Batches } from './batches';
import { failuresOf } from './group-swaps';
import type { Models } from './index';
import { type StoredDocument, native } from './native';

const DUPLICATE_KEY = 11000;

/** New documents, those of one turn and one collection in one command. */
export class GroupInserts {
  private readonly batches: Batches<keyof Models, StoredDocument, boolean>;

  constructor(private readonly models: Models) {
    this.batches = new Batches((collection, documents) => this.insertAll(collection, documents));
  }

  /** @returns false when there is one already, by id or by another unique key */
  insert(collection: keyof Models, document: { readonly _id: string }): Promise<boolean> {
    return this.batches.add(collection, document as StoredDocument);
  }

  private async insertAll(
    collection: keyof Models,
    documents: readonly StoredDocument[],
  ): Promise<readonly (boolean | Error)[]> {
    try {
      await native<StoredDocument>(this.models[collection] as never).insertMany(
        [...documents] as never,
        { ordered: false },
      );
      return documents.map(() => true);
    } catch (error) {
      const failed = failuresOf(error);
      return documents.map((_, at) => {
        const own = failed.get(at);
        if (own === undefined) return true;
        return own.code === DUPLICATE_KEY ? false : own;
      });
    }
  }
}
