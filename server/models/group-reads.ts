import type { Models } from './index';
import { type StoredDocument, native } from './native';

interface Asked {
  readonly resolve: (document: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** What is asked in one turn of one collection by one field, the rest of the filter being the same. */
interface Question {
  readonly collection: keyof Models;
  readonly field: string;
  readonly rest: Readonly<Record<string, unknown>>;
  readonly byValue: Map<string, Asked[]>;
}

/**
 * Reads of one document each by a unique key, those of one turn of the event loop and one collection in one command:
 * fifty requests at once cost the store little more than one. A read is never answered from one that began before it.
 * Documents are shared between those who asked for the same one and are not to be changed.
 */
export class GroupReads {
  private readonly asked = new Map<string, Question>();

  constructor(private readonly models: Models) {}

  /** @returns null when there is none */
  byId<T>(collection: keyof Models, id: string): Promise<T | null> {
    return this.byKey(collection, '_id', id);
  }

  /**
   * @param field with the fields of `rest` it must be a unique key
   * @returns null when there is none
   */
  byKey<T>(
    collection: keyof Models,
    field: string,
    value: string,
    rest: Readonly<Record<string, string>> = {},
  ): Promise<T | null> {
    return new Promise<unknown>((resolve, reject) => {
      const key = JSON.stringify([collection, field, rest]);
      let question = this.asked.get(key);
      if (question === undefined) {
        question = { collection, field, rest, byValue: new Map() };
        this.asked.set(key, question);
        setImmediate(() => void this.read(key));
      }
      const waiting = question.byValue.get(value);
      if (waiting === undefined) question.byValue.set(value, [{ resolve, reject }]);
      else waiting.push({ resolve, reject });
    }) as Promise<T | null>;
  }

  private async read(key: string): Promise<void> {
    const question = this.asked.get(key);
    if (question === undefined) return;
    this.asked.delete(key);
    const { collection, field, rest, byValue } = question;
    try {
      const values = [...byValue.keys()];
      const found = await native<StoredDocument>(this.models[collection] as never)
        .find({ ...rest, [field]: { $in: values } } as never)
        .toArray();
      const documents = new Map<unknown, unknown>(found.map((one) => [one[field], one]));
      for (const [value, waiting] of byValue) {
        for (const { resolve } of waiting) resolve(documents.get(value) ?? null);
      }
    } catch (error) {
      for (const { reject } of [...byValue.values()].flat()) reject(error);
    }
  }
}
