import { Batches } from './batches';
import type { Models } from './index';
import { writeCommand } from './write-command';

export const DUPLICATE_KEY = 11000;

/** New documents, those of one turn and one collection in one command. */
export class GroupInserts {
  private readonly batches: Batches<keyof Models, object, boolean>;

  constructor(private readonly models: Models) {
    this.batches = new Batches((collection, documents) => this.insertAll(collection, documents));
  }

  /** @returns false when there is one already, by id or by another unique key; it may be this very one */
  insert(collection: keyof Models, document: { readonly _id: string }): Promise<boolean> {
    return this.batches.add(collection, document);
  }

  private async insertAll(
    collection: keyof Models,
    insert: readonly object[],
  ): Promise<readonly (boolean | Error)[]> {
    const model = this.models[collection] as Models['cases'];
    const { failures } = await writeCommand(model, { insert }, { ordered: false });
    return insert.map((_, at) => {
      const own = failures.get(at);
      if (own === undefined) return true;
      return own.code === DUPLICATE_KEY ? false : own;
    });
  }
}
