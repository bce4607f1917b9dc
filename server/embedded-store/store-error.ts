import type { Document } from 'bson';

/** A failure that the client sees, with MongoDB's own code and code name. */
export class StoreError extends Error {
  constructor(
    readonly code: number,
    readonly codeName: string,
    message: string,
    readonly extra: Document = {},
  ) {
    super(message);
    this.name = 'StoreError';
  }
}

export const badValue = (message: string) => new StoreError(2, 'BadValue', message);
export const failedToParse = (message: string) => new StoreError(9, 'FailedToParse', message);
export const typeMismatch = (message: string) => new StoreError(14, 'TypeMismatch', message);
export const pathConflict = (message: string) =>
  new StoreError(40, 'ConflictingUpdateOperators', message);
export const notSupported = (what: string) =>
  new StoreError(115, 'CommandNotSupported', `${what} is not supported by the embedded store`);

export function duplicateKey(ns: string, index: string, pattern: Document, value: Document) {
  const shown = Object.entries(value)
    .map(([name, part]) => `${name}: ${JSON.stringify(part) ?? 'null'}`)
    .join(', ');
  return new StoreError(
    11000,
    'DuplicateKey',
    `E11000 duplicate key error collection: ${ns} index: ${index} dup key: { ${shown} }`,
    { keyPattern: pattern, keyValue: value },
  );
}
