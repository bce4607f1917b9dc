import { createHash } from 'node:crypto';
import type { Document } from 'bson';
import { StoreError } from '../store-error';
import { emptyArrayKey, inverted, orderKey } from '../values/order';
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

export function numberPrefix(id: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(id);
  return bytes;
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
  readonly multikey: boolean;
  readonly hashed: boolean;
}

/** Every key that a document has in an index, without the record number. */
export function keysOf(index: Index, document: Document): DocumentKeys {
  const none = { keys: [], multikey: false, hashed: false };
  if (index.covers && !index.covers(document)) return none;
  if (
    index.record.sparse &&
    index.fields.every(({ parts }) =>
      valuesAt(document, parts).every((value) => value === undefined),
    )
  ) {
    return none;
  }
  let keys: Buffer[] = [numberPrefix(index.record.id)];
  let arrays = 0;
  for (const { parts, direction } of index.fields) {
    const { keys: found, isArray } = partsAt(document, parts);
    if (isArray) arrays += 1;
    if (arrays > 1 && keys.length > 1 && found.length > 1) {
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
  return { keys: [...unique.values()], multikey: arrays > 0, hashed };
}
