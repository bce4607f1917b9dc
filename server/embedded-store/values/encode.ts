/** JavaScript to BSON; see `decode.ts` for which number is which type. */
import type {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  ObjectId,
  Timestamp,
  Document,
} from 'bson';
import { badValue, StoreError } from '../store-error';
import { bsonType } from './document';
import { isInt32 } from './number';

/** A document in the bytes that it was read in: encoded by copying. */
export class RawDocument {
  constructor(readonly bytes: Buffer) {}
}

/**
 * An embedded document or array in the bytes that it was read in, which a command does not look into. It is named as the
 * classes of BSON are, so that it is taken for one value; to compare or index it is an error.
 */
export class RawValue {
  readonly _bsontype = 'Raw';
  constructor(
    readonly type: number,
    readonly bytes: Buffer,
  ) {}
}

const MAX_DEPTH = 180;
const MAX_ENCODED_BYTES = 64 * 1024 * 1024;
const START_BYTES = 64 * 1024;

class Writer {
  private bytes = Buffer.allocUnsafeSlow(START_BYTES);
  private at = 0;

  /** The document's bytes after `room` free ones. */
  encode(document: Document | RawDocument, room: number): Buffer {
    this.at = room;
    this.need(room);
    this.documentOrRaw(document, 1);
    const result = Buffer.allocUnsafe(this.at);
    this.bytes.copy(result, 0, 0, this.at);
    if (this.bytes.length > 1024 * 1024) this.bytes = Buffer.allocUnsafeSlow(START_BYTES);
    return result;
  }

  private need(count: number): void {
    const wanted = this.at + count;
    if (wanted <= this.bytes.length) return;
    if (wanted > MAX_ENCODED_BYTES) {
      throw new StoreError(10334, 'BSONObjectTooLarge', 'The document is too large to encode');
    }
    const larger = Buffer.allocUnsafeSlow(Math.max(wanted, this.bytes.length * 2));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }

  private documentOrRaw(value: Document | RawDocument, depth: number): void {
    if (value instanceof RawDocument) return this.raw(value.bytes);
    const start = this.open(depth);
    for (const name in value) {
      if (Object.hasOwn(value, name)) this.element(name, value[name], depth);
    }
    this.close(start);
  }

  private array(values: readonly unknown[], depth: number): void {
    const start = this.open(depth);
    // A hole or `undefined` in an array keeps its place.
    for (let at = 0; at < values.length; at++) this.element(String(at), values[at] ?? null, depth);
    this.close(start);
  }

  private open(depth: number): number {
    if (depth > MAX_DEPTH) {
      throw new StoreError(15, 'Overflow', `BSON is nested deeper than ${MAX_DEPTH} levels`);
    }
    this.need(5);
    this.at += 4;
    return this.at - 4;
  }

  private close(start: number): void {
    this.need(1);
    this.bytes[this.at++] = 0;
    this.bytes.writeInt32LE(this.at - start, start);
  }

  private raw(bytes: Uint8Array): void {
    this.need(bytes.length);
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }

  private head(type: number, name: string): void {
    this.need(name.length * 3 + 2);
    this.bytes[this.at++] = type;
    this.cstring(name);
  }

  private cstring(text: string): void {
    if (text.includes('\0')) throw badValue('Expected a field name or pattern without NUL');
    this.text(text);
    this.need(1);
    this.bytes[this.at++] = 0;
  }

  private text(text: string): void {
    this.need(text.length * 3);
    const { bytes } = this;
    const start = this.at;
    if (text.length < 24) {
      let at = 0;
      for (; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (code > 127) break;
        bytes[start + at] = code;
      }
      if (at === text.length) {
        this.at += at;
        return;
      }
    }
    this.at += bytes.write(text, start, 'utf8');
  }

  private string(text: string): void {
    this.need(5);
    const start = this.at;
    this.at += 4;
    this.text(text);
    this.need(1);
    this.bytes[this.at++] = 0;
    this.bytes.writeInt32LE(this.at - start - 4, start);
  }

  private int32(value: number): void {
    this.need(4);
    this.at = this.bytes.writeInt32LE(value, this.at);
  }

  private double(value: number): void {
    this.need(8);
    this.at = this.bytes.writeDoubleLE(value, this.at);
  }

  private long(value: Long | Timestamp): void {
    this.int32(value.low);
    this.int32(value.high);
  }

  private number(name: string, value: number): void {
    if (isInt32(value)) {
      this.head(0x10, name);
      this.int32(value);
    } else {
      this.head(0x01, name);
      this.double(value);
    }
  }

  private element(name: string, value: unknown, depth: number): void {
    switch (typeof value) {
      case 'undefined':
      case 'function':
      case 'symbol':
        return;
      case 'string':
        this.head(0x02, name);
        return this.string(value);
      case 'number':
        return this.number(name, value);
      case 'boolean':
        this.head(0x08, name);
        this.need(1);
        this.bytes[this.at++] = value ? 1 : 0;
        return;
      case 'bigint':
        this.head(0x12, name);
        this.need(8);
        this.at = this.bytes.writeBigInt64LE(BigInt.asIntN(64, value), this.at);
        return;
      default:
        return this.object(name, value as object | null, depth);
    }
  }

  private object(name: string, value: object | null, depth: number): void {
    if (value === null) return this.head(0x0a, name);
    if (Array.isArray(value)) {
      this.head(0x04, name);
      return this.array(value, depth + 1);
    }
    if (value instanceof Date) {
      this.head(0x09, name);
      this.need(8);
      this.at = this.bytes.writeBigInt64LE(BigInt(value.getTime()), this.at);
      return;
    }
    if (value instanceof RegExp) {
      this.head(0x0b, name);
      this.cstring(value.source);
      return this.cstring(value.flags.replaceAll(/[^imsux]/g, ''));
    }
    const type = bsonType(value);
    if (type === undefined) {
      this.head(0x03, name);
      return this.documentOrRaw(value, depth + 1);
    }
    this.special(name, type, value, depth);
  }

  private special(name: string, type: string, value: object, depth: number): void {
    switch (type) {
      case 'ObjectId':
        this.head(0x07, name);
        return this.raw((value as ObjectId).id);
      case 'Long':
        this.head(0x12, name);
        return this.long(value as Long);
      case 'Double':
        this.head(0x01, name);
        return this.double((value as Double).value);
      case 'Int32':
        this.head(0x10, name);
        return this.int32((value as Int32).value);
      case 'Raw':
        this.head((value as RawValue).type, name);
        return this.raw((value as RawValue).bytes);
      case 'Decimal128':
        this.head(0x13, name);
        return this.raw((value as Decimal128).bytes);
      case 'Timestamp':
        this.head(0x11, name);
        return this.long(value as Timestamp);
      case 'Binary': {
        const binary = value as Binary;
        const data = binary.value();
        this.head(0x05, name);
        this.int32(data.length);
        this.raw(Uint8Array.of(binary.sub_type));
        return this.raw(data);
      }
      case 'BSONRegExp':
        this.head(0x0b, name);
        this.cstring((value as BSONRegExp).pattern);
        return this.cstring((value as BSONRegExp).options);
      case 'BSONSymbol':
        this.head(0x0e, name);
        return this.string((value as BSONSymbol).value);
      case 'Code':
        return this.code(name, value as Code, depth);
      case 'MinKey':
        return this.head(0xff, name);
      case 'MaxKey':
        return this.head(0x7f, name);
      default:
        throw badValue(`Expected a BSON value, but found ${type}`);
    }
  }

  private code(name: string, { code, scope }: Code, depth: number): void {
    if (!scope) {
      this.head(0x0d, name);
      return this.string(code);
    }
    this.head(0x0f, name);
    this.need(4);
    const start = this.at;
    this.at += 4;
    this.string(code);
    this.documentOrRaw(scope, depth + 1);
    this.bytes.writeInt32LE(this.at - start, start);
  }
}

const writer = new Writer();

/** The BSON bytes of a document; fields that are `undefined` are left out. `room` bytes before it are the caller's. */
export const encode = (document: Document | RawDocument, room = 0): Buffer =>
  writer.encode(document, room);
