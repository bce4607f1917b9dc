import { bsonType } from './document';
import { isInt32 } from './number';

const names: Record<number, string> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  13: 'javascript',
  14: 'symbol',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
  [-1]: 'minKey',
  127: 'maxKey',
};

const ofClass: Record<string, string> = {
  ObjectId: 'objectId',
  Binary: 'binData',
  Long: 'long',
  Int32: 'int',
  Double: 'double',
  Decimal128: 'decimal',
  Timestamp: 'timestamp',
  BSONRegExp: 'regex',
  BSONSymbol: 'symbol',
  Code: 'javascript',
  MinKey: 'minKey',
  MaxKey: 'maxKey',
};

/** MongoDB's alias of a value's type, as `$type` names it. */
export function typeNameOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') {
    return isInt32(value) ? 'int' : 'double';
  }
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value instanceof RegExp) return 'regex';
  return ofClass[bsonType(value) ?? ''] ?? 'object';
}

/** Resolves what `$type` was given, a number or an alias, to an alias; `undefined` when there is no such type. */
export function typeAlias(given: unknown): string | undefined {
  if (given === 'number') return 'number';
  if (typeof given === 'number') return names[given];
  return Object.values(names).find((name) => name === given);
}

export const isNumeric = (value: unknown) =>
  ['int', 'long', 'double', 'decimal'].includes(typeNameOf(value));
