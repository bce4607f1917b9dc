interface Entry<T, R> {
  readonly item: T;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Does together what is asked of one key in the same turn of the event loop; what comes while a batch is under way goes
 * with the next.
 */
export class Batches<K, T, R> {
  private readonly waiting = new Map<K, Entry<T, R>[]>();

  /**
   * @param work does a batch and gives a result for each item, in their order; an `Error` in a place fails that item, one
   * that is thrown fails all
   */
  constructor(
    private readonly work: (key: K, items: readonly T[]) => Promise<readonly (R | Error)[]>,
  ) {}

  add(key: K, item: T): Promise<R> {
    return new Promise((resolve, reject) => {
      const entry = { item, resolve, reject };
      const waiting = this.waiting.get(key);
      if (waiting !== undefined) {
        waiting.push(entry);
        return;
      }
      this.waiting.set(key, [entry]);
      setImmediate(() => void this.workOff(key));
    });
  }

  private async workOff(key: K): Promise<void> {
    for (;;) {
      const batch = this.waiting.get(key) ?? [];
      if (batch.length === 0) {
        this.waiting.delete(key);
        return;
      }
      this.waiting.set(key, []);
      try {
        const results = await this.work(
          key,
          batch.map((entry) => entry.item),
        );
        for (const [at, { resolve, reject }] of batch.entries()) {
          const result = results[at];
          if (result instanceof Error) reject(result);
          else resolve(result as R);
        }
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
  }
}
