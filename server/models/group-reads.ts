import type { Models } from './index';
import { type StoredDocument, native } from './native';

interface Asked {
  readonly resolve: (document: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Reads by id, those of one turn of the event loop and one collection in one command: fifty requests at once cost the
 * store little more than one. A read is never answered from one that began before it. Documents are shared between
 * those who asked for the same one and are not to be changed.
 */
export class GroupReads {
  private readonly asked = new Map<keyof Models, Map<string, Asked[]>>();

  constructor(private readonly models: Models) {}

  /** @returns null when there is none */
  byId<T>(collection: keyof Models, id: string): Promise<T | null> {
    return new Promise<unknown>((resolve, reject) => {
      let ids = this.asked.get(collection);
      if (ids === undefined) {
        ids = new Map();
        this.asked.set(collection, ids);
        setImmediate(() => void this.read(collection));
      }
      const waiting = ids.get(id);
      if (waiting === undefined) ids.set(id, [{ resolve, reject }]);
      else waiting.push({ resolve, reject });
    }) as Promise<T | null>;
  }

  private async read(collection: keyof Models): Promise<void> {
    const asked = this.asked.get(collection) ?? new Map<string, Asked[]>();
    this.asked.delete(collection);
    try {
      const ids = [...asked.keys()];
      const found = await native<StoredDocument>(this.models[collection] as never)
        .find({ _id: { $in: ids } })
        .toArray();
      const byId = new Map<string, unknown>(found.map((one) => [one._id, one]));
      for (const [id, waiting] of asked) {
        for (const { resolve } of waiting) resolve(byId.get(id) ?? null);
      }
    } catch (error) {
      for (const { reject } of [...asked.values()].flat()) reject(error);
    }
  }
}
