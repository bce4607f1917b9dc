import type { Document } from 'bson';

/** True for an embedded document, as opposed to an array, a date or a BSON value such as ObjectId. */
export function isDocument(value: unknown): value is Document {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  if (Object.getPrototypeOf(value) === Object.prototype && !('_bsontype' in value)) return true;
  if (bsonType(value) !== undefined || ArrayBuffer.isView(value)) return false;
  return !(value instanceof Date) && !(value instanceof RegExp);
}

/** The `_bsontype` of a BSON class, which also names types of another copy of the library. */
export function bsonType(value: unknown): string | undefined {
  if (value === null || typeof value !== 'object' || !('_bsontype' in value)) return undefined;
  return typeof value._bsontype === 'string' ? value._bsontype : undefined;
}

export const isPattern = (value: unknown) =>
  value instanceof RegExp || bsonType(value) === 'BSONRegExp';

/** True when the document's first key is an operator. */
export function isOperatorDocument(value: unknown): value is Document {
  return isDocument(value) && Object.keys(value)[0]?.startsWith('$') === true;
}

/** A deep copy of documents and arrays; BSON values are immutable here and are shared. */
export function cloneValue<T>(value: T): T;
export function cloneValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => cloneValue(item));
  if (!isDocument(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cloneValue(item)]));
}
