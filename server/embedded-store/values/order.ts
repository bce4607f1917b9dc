/**
 * One order for everything: a value becomes bytes whose byte order is MongoDB's order across BSON types. Indexes, range
 * queries, `$sort`, `$min`/`$max` and equality all use it, so they cannot disagree.
 */
import type { Binary, BSONRegExp, Decimal128, Long, ObjectId, Timestamp } from 'bson';
import { badValue } from '../store-error';
import { bsonType, isDocument } from './document';

/** Type brackets, in MongoDB's comparison order. */
const tag = {
  minKey: 0x01,
  emptyArray: 0x0f,
  null: 0x10,
  number: 0x20,
  string: 0x30,
  object: 0x40,
  array: 0x45,
  binary: 0x50,
  objectId: 0x55,
  boolean: 0x60,
  date: 0x65,
  timestamp: 0x68,
  regex: 0x70,
  code: 0x75,
  maxKey: 0xfe,
} as const;

/** The bracket of a value: a comparison such as `$gt` holds only within one bracket. */
export function bracketOf(value: unknown): number {
  switch (typeof value) {
    case 'undefined':
      return tag.null;
    case 'number':
    case 'bigint':
      return tag.number;
    case 'string':
      return tag.string;
    case 'boolean':
      return tag.boolean;
    default:
      break;
  }
  if (value === null) return tag.null;
  if (value instanceof Date) return tag.date;
  if (Array.isArray(value)) return tag.array;
  if (value instanceof RegExp) return tag.regex;
  if (ArrayBuffer.isView(value)) return tag.binary;
  return bsonBracket(bsonType(value));
}

function bsonBracket(type: string | undefined): number {
  switch (type) {
    case undefined:
    case 'DBRef':
      return tag.object;
    case 'Long':
    case 'Int32':
    case 'Double':
    case 'Decimal128':
      return tag.number;
    case 'ObjectId':
      return tag.objectId;
    case 'Binary':
      return tag.binary;
    case 'Timestamp':
      return tag.timestamp;
    case 'BSONRegExp':
      return tag.regex;
    case 'BSONSymbol':
      return tag.string;
    case 'Code':
      return tag.code;
    case 'MinKey':
      return tag.minKey;
    case 'MaxKey':
      return tag.maxKey;
    default:
      throw badValue(`Expected a BSON value, but found ${type}`);
  }
}

const END = Buffer.from([0x00, 0x01]);

/** Text that ends itself: NUL is escaped, so that "a" sorts before "a\0" and neither is a prefix of the other's key. */
function textBytes(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  if (!bytes.includes(0)) return Buffer.concat([bytes, END]);
  const escaped: number[] = [];
  for (const byte of bytes) {
    escaped.push(byte);
    if (byte === 0) escaped.push(0xff);
  }
  return Buffer.concat([Buffer.from(escaped), END]);
}

/** A double in sortable bits, then the exact difference of a 64-bit integer from it, so that 2^53 + 1 is its own key. */
function numberBytes(value: unknown): Buffer {
  const bytes = Buffer.alloc(10);
  let exact: bigint | undefined;
  let approximate: number;
  if (typeof value === 'number') approximate = value;
  else if (typeof value === 'bigint') {
    exact = value;
    approximate = Number(value);
  } else if (bsonType(value) === 'Long') {
    exact = (value as Long).toBigInt();
    approximate = Number(exact);
  } else approximate = Number((value as Decimal128).toString());
  if (Number.isNaN(approximate)) return bytes;
  bytes.writeDoubleBE(approximate === 0 ? 0 : approximate);
  if ((bytes[0] ?? 0) & 0x80) for (let at = 0; at < 8; at++) bytes[at] = ~(bytes[at] ?? 0) & 0xff;
  else bytes[0] = (bytes[0] ?? 0) | 0x80;
  bytes.writeUInt16BE(0x8000 + (exact === undefined ? 0 : Number(exact - BigInt(approximate))), 8);
  return bytes;
}

function biased64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt.asUintN(64, value + (1n << 63n)));
  return bytes;
}

function binaryBytes(value: Binary | Uint8Array): Buffer {
  const [data, subtype] =
    bsonType(value) === 'Binary'
      ? [(value as Binary).value(), (value as Binary).sub_type]
      : [value as Uint8Array, 0];
  const head = Buffer.alloc(5);
  head.writeUInt32BE(data.length);
  head[4] = subtype;
  return Buffer.concat([head, data]);
}

function payload(bracket: number, value: unknown): Buffer {
  switch (bracket) {
    case tag.number:
      return numberBytes(value);
    case tag.string:
      return textBytes(String(value));
    case tag.boolean:
      return Buffer.from([value === true ? 1 : 0]);
    case tag.date:
      return biased64(BigInt((value as Date).getTime()));
    case tag.objectId:
      return Buffer.from((value as ObjectId).id);
    case tag.timestamp:
      return biased64((value as Timestamp).toBigInt());
    case tag.binary:
      return binaryBytes(value as Binary | Uint8Array);
    case tag.object:
      return objectBytes(value as object);
    case tag.array:
      return Buffer.concat([...(value as unknown[]).map(orderKey), Buffer.from([0])]);
    case tag.regex:
      return patternBytes(value as RegExp | BSONRegExp);
    case tag.code:
      return textBytes(JSON.stringify(value));
    default:
      return Buffer.alloc(0);
  }
}

function patternBytes(value: RegExp | BSONRegExp): Buffer {
  const [pattern, options] =
    value instanceof RegExp ? [value.source, value.flags] : [value.pattern, value.options];
  return Buffer.concat([textBytes(pattern), textBytes(options)]);
}

/** Field by field: type, then name, then value; so `{a, b}` and `{b, a}` differ, as in MongoDB. */
function objectBytes(value: object): Buffer {
  const parts: Buffer[] = [];
  for (const [name, item] of Object.entries(value)) {
    const key = orderKey(item);
    parts.push(key.subarray(0, 1), textBytes(name), key.subarray(1));
  }
  return Buffer.concat([...parts, Buffer.from([0])]);
}

/** The key of a text without NUL, which needs no escape, in one piece. */
function plainTextKey(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const key = Buffer.allocUnsafe(length + 3);
  key[0] = tag.string;
  key.write(text, 1, 'utf8');
  END.copy(key, length + 1);
  return key;
}

/** The sortable bytes of a value; missing and null are one. */
export function orderKey(value: unknown): Buffer {
  if (typeof value === 'string' && !value.includes('\0')) return plainTextKey(value);
  const bracket = bracketOf(value);
  return Buffer.concat([Buffer.from([bracket]), payload(bracket, value)]);
}

/** The key of an index on an empty array, which sorts before null. */
export const emptyArrayKey = Buffer.from([tag.emptyArray]);

export function inverted(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => ~byte & 0xff));
}

/** Below 0, 0 or above 0 by MongoDB's order across types. */
export function compareValues(left: unknown, right: unknown): number {
  if (left === right) return 0;
  if (typeof left === 'number' && typeof right === 'number' && left === left && right === right) {
    return left < right ? -1 : left > right ? 1 : 0;
  }
  const difference = bracketOf(left) - bracketOf(right);
  return difference === 0 ? Buffer.compare(orderKey(left), orderKey(right)) : difference;
}

/** Equality in MongoDB's order: null and missing are one, and so are the numbers 1 and Long 1. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left === typeof right && typeof left !== 'object' && typeof left !== 'number') {
    return false;
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, at) => sameValue(item, right[at]));
  }
  if (!isDocument(left) || !isDocument(right)) return compareValues(left, right) === 0;
  const names = Object.keys(left);
  const others = Object.keys(right);
  return (
    names.length === others.length &&
    names.every((name, at) => name === others[at] && sameValue(left[name], right[name]))
  );
}
