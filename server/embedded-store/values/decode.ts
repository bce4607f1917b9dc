/**
 * BSON to JavaScript without loss: what is decoded and encoded again gives the same bytes. A plain number is an int32
 * when it is a whole number that fits one, otherwise a double; a double such as 5.0 stays a `Double`, every int64 a `Long`.
 */
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  type Document,
} from 'bson';
import { StoreError } from '../store-error';
import { RawValue } from './encode';
import { isInt32 } from './number';

/** MongoDB's own limit of nesting. */
const MAX_DEPTH = 180;

export class BrokenBsonError extends StoreError {
  constructor(message: string) {
    super(22, 'InvalidBSON', message);
  }
}

const KNOWN_NAMES = 4096;
/** Field names seen lately: the same few come again and again, and comparing bytes is cheaper than making text. */
const names: (string | undefined)[] = Array.from({ length: KNOWN_NAMES });

class Reader {
  private at: number;

  constructor(
    private readonly bytes: Buffer,
    at: number,
  ) {
    this.at = at;
  }

  document(limit: number, depth: number, wanted?: ReadonlySet<string>): Document {
    const document: Document = {};
    const end = this.begin(limit, depth);
    while (this.at < end - 1) {
      const type = this.bytes[this.at++] ?? 0;
      const name = this.name(end - 1);
      const isLeft = wanted !== undefined && (type === 0x03 || type === 0x04) && !wanted.has(name);
      const value = isLeft ? this.raw(type, end - 1) : this.value(type, end - 1, depth);
      if (name === '__proto__') {
        Object.defineProperty(document, name, {
          value,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      } else document[name] = value;
    }
    this.finish(end);
    return document;
  }

  private array(limit: number, depth: number): unknown[] {
    const array: unknown[] = [];
    const end = this.begin(limit, depth);
    while (this.at < end - 1) {
      const type = this.bytes[this.at++] ?? 0;
      this.name(end - 1);
      array.push(this.value(type, end - 1, depth));
    }
    this.finish(end);
    return array;
  }

  /** @returns where the document or array that begins here ends */
  private begin(limit: number, depth: number): number {
    if (depth > MAX_DEPTH) {
      throw new StoreError(15, 'Overflow', `BSON is nested deeper than ${MAX_DEPTH} levels`);
    }
    const start = this.at;
    const end = start + this.int32(limit);
    if (end < start + 5 || end > limit || this.bytes[end - 1] !== 0) {
      throw new BrokenBsonError('Expected a BSON document whose length and end agree');
    }
    return end;
  }

  private finish(end: number): void {
    if (this.at !== end - 1) throw new BrokenBsonError('A BSON element runs past its document');
    this.at = end;
  }

  private take(count: number, limit: number): number {
    const from = this.at;
    if (count < 0 || from + count > limit) {
      throw new BrokenBsonError('A BSON element runs past its document');
    }
    this.at = from + count;
    return from;
  }

  private raw(type: number, limit: number): RawValue {
    const from = this.at;
    const length = this.int32(limit);
    this.at = from;
    if (length < 5) throw new BrokenBsonError('Expected a BSON document of at least its end');
    this.take(length, limit);
    return new RawValue(type, this.bytes.subarray(from, from + length));
  }

  private int32(limit: number): number {
    return this.bytes.readInt32LE(this.take(4, limit));
  }

  private name(limit: number): string {
    const { bytes } = this;
    const start = this.at;
    let at = start;
    let hash = 0;
    let ascii = true;
    for (; at < limit; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === 0) break;
      if (byte > 127) ascii = false;
      hash = (hash * 31 + byte) | 0;
    }
    if (at >= limit) throw new BrokenBsonError('A BSON field name does not end');
    this.at = at + 1;
    if (!ascii || at - start > 40) return bytes.toString('utf8', start, at);
    const slot = hash & (KNOWN_NAMES - 1);
    const known = names[slot];
    if (known !== undefined && known.length === at - start && this.isAt(known, start)) return known;
    const fresh = bytes.toString('latin1', start, at);
    names[slot] = fresh;
    return fresh;
  }

  private isAt(text: string, start: number): boolean {
    for (let at = 0; at < text.length; at++) {
      if (text.charCodeAt(at) !== this.bytes[start + at]) return false;
    }
    return true;
  }

  private cstring(limit: number): string {
    const start = this.at;
    const end = this.bytes.indexOf(0, start);
    if (end < 0 || end >= limit) throw new BrokenBsonError('A BSON text does not end');
    this.at = end + 1;
    return this.bytes.toString('utf8', start, end);
  }

  private string(limit: number): string {
    const length = this.int32(limit);
    if (length < 1) throw new BrokenBsonError('Expected a BSON string of at least its end');
    const from = this.take(length, limit);
    if (this.bytes[from + length - 1] !== 0) throw new BrokenBsonError('A BSON text does not end');
    return this.bytes.toString('utf8', from, from + length - 1);
  }

  private long(limit: number): Long {
    const from = this.take(8, limit);
    return new Long(this.bytes.readInt32LE(from), this.bytes.readInt32LE(from + 4));
  }

  private double(limit: number): number | Double {
    const value = this.bytes.readDoubleLE(this.take(8, limit));
    return isInt32(value) ? new Double(value) : value;
  }

  private binary(limit: number): Binary {
    const length = this.int32(limit);
    const subtype = this.bytes[this.take(1, limit)] ?? 0;
    const from = this.take(length, limit);
    return new Binary(Uint8Array.prototype.slice.call(this.bytes, from, from + length), subtype);
  }

  private value(type: number, limit: number, depth: number): unknown {
    switch (type) {
      case 0x01:
        return this.double(limit);
      case 0x02:
        return this.string(limit);
      case 0x03:
        return this.document(limit, depth + 1);
      case 0x04:
        return this.array(limit, depth + 1);
      case 0x05:
        return this.binary(limit);
      case 0x07: {
        const from = this.take(12, limit);
        return new ObjectId(Uint8Array.prototype.slice.call(this.bytes, from, from + 12));
      }
      case 0x08:
        return this.bytes[this.take(1, limit)] === 1;
      case 0x09:
        return new Date(Number(this.bytes.readBigInt64LE(this.take(8, limit))));
      case 0x06: // undefined: long deprecated, and null to every comparison
      case 0x0a:
        return null;
      case 0x0b: {
        const pattern = this.cstring(limit);
        return new BSONRegExp(pattern, this.cstring(limit));
      }
      case 0x0d:
        return new Code(this.string(limit));
      case 0x0e:
        return new BSONSymbol(this.string(limit));
      case 0x0f: {
        this.int32(limit);
        const code = this.string(limit);
        return new Code(code, this.document(limit, depth + 1));
      }
      case 0x10:
        return this.int32(limit);
      case 0x11:
        return new Timestamp(this.long(limit).toUnsigned());
      case 0x12:
        return this.long(limit);
      case 0x13: {
        const from = this.take(16, limit);
        return new Decimal128(Uint8Array.prototype.slice.call(this.bytes, from, from + 16));
      }
      case 0x7f:
        return new MaxKey();
      case 0xff:
        return new MinKey();
      default:
        throw new BrokenBsonError(`Unknown BSON type 0x${type.toString(16)}`);
    }
  }
}

/**
 * @param wanted the top-level fields to look into; documents and arrays in others come as `RawValue`. All when left out
 * @throws BrokenBsonError when the bytes are not one whole document
 */
export function decode(bytes: Buffer, wanted?: ReadonlySet<string>): Document {
  if (bytes.length < 5 || bytes.readInt32LE(0) !== bytes.length) {
    throw new BrokenBsonError('Expected a BSON document whose length and end agree');
  }
  return new Reader(bytes, 0).document(bytes.length, 1, wanted);
}
