import type { Models } from './index';

interface Asked {
  readonly resolve: (value: number) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Running counts, each taken on by one command for all who ask in the same turn of the event loop; while it is under way,
 * more who come wait for the next. Numbers are given in the order in which they were asked for.
 */
export class Counters {
  private readonly asked = new Map<string, Asked[]>();

  constructor(private readonly models: Models) {}

  /** The next number of a running count; numbers are never given twice, and a refused use leaves a gap. */
  next(name: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const waiting = this.asked.get(name);
      if (waiting !== undefined) {
        waiting.push({ resolve, reject });
        return;
      }
      this.asked.set(name, [{ resolve, reject }]);
      setImmediate(() => void this.take(name));
    });
  }

  private async take(name: string): Promise<void> {
    for (;;) {
      const batch = this.asked.get(name) ?? [];
      if (batch.length === 0) {
        this.asked.delete(name);
        return;
      }
      this.asked.set(name, []);
      try {
        const last = await this.advance(name, batch.length);
        for (const [at, { resolve }] of batch.entries()) resolve(last - batch.length + 1 + at);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
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
