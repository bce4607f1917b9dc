import { Batches } from './batches';
import type { Models } from './index';
import { type StoredDocument, native } from './native';
import { writeCommand } from './write-command';

/** A write on condition that a document is as it was read. */
export interface Swap {
  readonly id: string;
  /** What must still be so, and is not after the write. */
  readonly when: Readonly<Record<string, unknown>>;
  readonly set: Readonly<Record<string, unknown>>;
  /** Whether a document, read afterwards, shows that this write was done. */
  readonly isDone: (document: StoredDocument) => boolean;
}

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
    const model = this.models[collection] as Models['cases'];
    const update = swaps.map(({ id, when, set }) => ({
      q: { ...when, _id: id },
      u: { $set: set },
    }));
    const { count, failures } = await writeCommand(model, { update }, { ordered: false });
    if (count === swaps.length) return swaps.map(() => true);
    const ids = [...new Set(swaps.map(({ id }) => id))];
    const found = await native<StoredDocument>(model as never)
      .find({ _id: { $in: ids } } as never)
      .toArray();
    const byId = new Map(found.map((one) => [one._id, one as StoredDocument]));
    return swaps.map(({ id, isDone }, at) => {
      const document = byId.get(id);
      return failures.get(at) ?? (document !== undefined && isDone(document));
    });
  }
}
