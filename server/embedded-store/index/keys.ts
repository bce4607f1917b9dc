import { createHash } from 'node:crypto';
import type { Document } from 'bson';
import { StoreError } from '../store-error';
import { emptyArrayKey, inverted, orderKey } from '../values/order';
import { isDocument } from '../values/document';
import { valuesAt } from '../values/path';
import type { Index } from './spec';

/** lmdb takes 1,978 bytes; the index number before and the record number after take 12. */
const MAX_KEY_BYTES = 1900;

/** Cuts a long key to its first part and the hash of the whole: equal stays equal, order is lost. */
export function fitted(key: Buffer): { key: Buffer; hashed: boolean } {
  if (key.length <= MAX_KEY_BYTES) return { key, hashed: false };
  const hash = createHash('sha256').update(key).digest();
  return { key: Buffer.concat([key.subarray(0, MAX_KEY_BYTES - hash.length), hash]), hashed: true };
}

function partsAt(document: Document, path: readonly string[]) {
  const values = valuesAt(document, path);
  const isArray = values.length !== 1 || Array.isArray(values[0]);
  const keys = values.flatMap((value) => {
    if (!Array.isArray(value)) return [orderKey(value)];
    return value.length === 0 ? [emptyArrayKey] : value.map((item) => orderKey(item));
  });
  return { keys: keys.length === 0 ? [orderKey(null)] : keys, isArray };
}

export interface DocumentKeys {
  readonly keys: readonly Buffer[];
  /** Paths of the index at which the document holds an array. */
  readonly multikey: readonly string[];
  readonly hashed: boolean;
}

/** The key of a document that has one value in each field of the index; undefined when a field holds an array. */
function singleKey(index: Index, document: Document): ReturnType<typeof fitted> | undefined {
  const parts: Buffer[] = [index.prefix];
  for (const { parts: path, direction } of index.fields) {
    let value: unknown = document;
    for (const part of path) {
      if (Array.isArray(value)) return undefined;
      value = isDocument(value) && Object.hasOwn(value, part) ? value[part] : undefined;
    }
    if (Array.isArray(value)) return undefined;
    const key = orderKey(value);
    parts.push(direction === 1 ? key : inverted(key));
  }
  return fitted(Buffer.concat(parts));
}

/** Every key that a document has in an index, without the record number. */
export function keysOf(index: Index, document: Document): DocumentKeys {
  const none = { keys: [], multikey: [], hashed: false };
  if (index.covers && !index.covers(document)) return none;
  if (
    index.record.sparse &&
    index.fields.every(({ parts }) =>
      valuesAt(document, parts).every((value) => value === undefined),
    )
  ) {
    return none;
  }
  const single = singleKey(index, document);
  if (single !== undefined) return { keys: [single.key], multikey: [], hashed: single.hashed };
  let keys: Buffer[] = [index.prefix];
  const arrays: string[] = [];
  for (const { path, parts, direction } of index.fields) {
    const { keys: found, isArray } = partsAt(document, parts);
    if (isArray) arrays.push(path);
    if (arrays.length > 1 && keys.length > 1 && found.length > 1) {
      throw new StoreError(
        171,
        'CannotIndexParallelArrays',
        `cannot index parallel arrays [${parts.join('.')}]`,
      );
    }
    keys = keys.flatMap((before) =>
      found.map((key) => Buffer.concat([before, direction === 1 ? key : inverted(key)])),
    );
  }
  const unique = new Map<string, Buffer>();
  let hashed = false;
  for (const key of keys) {
    const fit = fitted(key);
    hashed ||= fit.hashed;
    unique.set(fit.key.toString('latin1'), fit.key);
  }
  return { keys: [...unique.values()], multikey: arrays, hashed };
}
