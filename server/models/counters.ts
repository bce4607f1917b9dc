import { Batches } from './batches';
import type { Models } from './index';

/**
 * Running counts, each taken on by one command for all who ask in the same turn of the event loop; while it is under way,
 * more who come wait for the next. Numbers are given in the order in which they were asked for.
 */
export class Counters {
  private readonly batches: Batches<string, null, number>;

  constructor(private readonly models: Models) {
    this.batches = new Batches(async (name, asked) => {
      const last = await this.advance(name, asked.length);
      return asked.map((_, at) => last - asked.length + 1 + at);
    });
  }

  /** The next number of a running count; numbers are never given twice, and a refused use leaves a gap. */
  next(name: string): Promise<number> {
    return this.batches.add(name, null);
  }

  private async advance(name: string, by: number): Promise<number> {
    const counter = await this.models.counters
      .findOneAndUpdate(
        { _id: name },
        { $inc: { value: by } },
        { upsert: true, returnDocument: 'after' },
      )
      .lean();
    return counter?.value ?? by;
  }
}
