import type { Document } from 'bson';
import { duplicateKey, type StoreError } from '../store-error';
import { decode, encodeStored } from '../values/codec';
import { sameValue } from '../values/order';
import { valuesAt } from '../values/path';
import { keysOf, type DocumentKeys } from '../index/keys';
import { numberPrefix, openIndex, type Index, type IndexRecord } from '../index/spec';
import type { Engine } from './engine';

export interface CollectionRecord {
  readonly id: number;
  readonly ns: string;
  indexes: IndexRecord[];
}

/** A document as it lies in the store; decoded when first asked for, as far as asked for, and only once. */
export class Found {
  private decoded: Document | undefined;
  private viewed: Document | undefined;
  private viewedFields: ReadonlySet<string> | undefined;

  constructor(
    readonly record: number,
    readonly bytes: Buffer,
  ) {}

  get document(): Document {
    return (this.decoded ??= decode(this.bytes));
  }

  /** The document with only some top-level fields decoded, others as `RawValue`; the whole one for `undefined`. */
  view(fields: ReadonlySet<string> | undefined): Document {
    if (fields === undefined || this.decoded) return this.document;
    if (this.viewed && this.viewedFields === fields) return this.viewed;
    this.viewedFields = fields;
    return (this.viewed = decode(this.bytes, fields));
  }
}

const NOTHING = Buffer.alloc(0);
const AFTER_ALL = Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);

/** Documents of one collection with their index entries; the two always change together. */
export class Collection {
  indexes: Index[];
  private lastRecord: number;
  private readonly prefix: Buffer;

  constructor(
    private readonly engine: Engine,
    readonly saved: CollectionRecord,
    private readonly save: (collection: Collection) => void,
  ) {
    this.prefix = numberPrefix(saved.id);
    this.indexes = saved.indexes.map(openIndex);
    const [last] = engine.documents.getKeys({
      start: this.end,
      end: this.prefix,
      reverse: true,
      limit: 1,
    });
    this.lastRecord = last ? recordOf(last) : 0;
  }

  get ns(): string {
    return this.saved.ns;
  }

  private get end(): Buffer {
    return Buffer.concat([this.prefix, AFTER_ALL]);
  }

  private key(record: number): Buffer {
    return Buffer.concat([this.prefix, recordBytes(record)]);
  }

  get(record: number): Found | undefined {
    const bytes = this.engine.documents.get(this.key(record));
    return bytes && new Found(record, bytes);
  }

  /** How many documents there are, without reading them. */
  size(): number {
    return this.engine.documents.getKeysCount({ start: this.prefix, end: this.end });
  }

  *scan(reverse = false): Generator<Found> {
    const range = reverse
      ? { start: this.end, end: this.prefix, reverse }
      : { start: this.prefix, end: this.end };
    for (const { key, value } of this.engine.documents.getRange(range)) {
      yield new Found(recordOf(key), value);
    }
  }

  /** Index entries between two keys, both ends included, each with its record number at the end. */
  entries(start: Buffer, end: Buffer, reverse = false): Iterable<Buffer> {
    return this.engine.entries.getKeys(
      reverse ? { start: end, end: start, reverse } : { start, end },
    );
  }

  /** `bytes` are the document's own when they are known already, `_id` first. */
  insert(document: Document, bytes: Buffer = encodeStored(document)): void {
    const record = this.lastRecord + 1;
    const keys = this.indexes.map((index) => keysOf(index, document));
    this.refuseDuplicates(document, keys, record);
    this.lastRecord = record;
    this.engine.documents.putSync(this.key(record), bytes);
    for (const each of keys) this.addEntries(each.keys, record);
    this.note(this.indexes, keys);
  }

  /** Top-level fields that the keys of its indexes depend on; `undefined` when that cannot be told. */
  indexedFields(): ReadonlySet<string> | undefined {
    const fields = new Set<string>();
    for (const { roots } of this.indexes) {
      if (roots === null) return undefined;
      for (const root of roots) fields.add(root);
    }
    return fields;
  }

  /**
   * Writes a changed document. The two share what was left alone, and an index of that is not looked at; both have their
   * indexed fields decoded.
   */
  update({ record }: Found, before: Document, after: Document, bytes: Buffer): void {
    const indexes = this.indexes.filter(({ roots }) => isTouched(roots, before, after));
    const changes = indexes.map((index) => ({
      index,
      old: keysOf(index, before).keys,
      fresh: keysOf(index, after),
    }));
    for (const { index, old, fresh } of changes) {
      if (!index.record.unique) continue;
      for (const key of fresh.keys) {
        if (!isIn(old, key)) this.refuseDuplicate(index, key, after, record);
      }
    }
    for (const { old, fresh } of changes) {
      this.dropEntries(
        old.filter((key) => !isIn(fresh.keys, key)),
        record,
      );
      this.addEntries(
        fresh.keys.filter((key) => !isIn(old, key)),
        record,
      );
    }
    this.engine.documents.putSync(this.key(record), bytes);
    this.note(
      indexes,
      changes.map(({ fresh }) => fresh),
    );
  }

  remove(found: Found): void {
    const document = found.view(this.indexedFields());
    for (const index of this.indexes) {
      this.dropEntries(keysOf(index, document).keys, found.record);
    }
    this.engine.documents.removeSync(this.key(found.record));
  }

  private addEntries(keys: readonly Buffer[], record: number): void {
    for (const key of keys)
      this.engine.entries.putSync(Buffer.concat([key, recordBytes(record)]), NOTHING);
  }

  private dropEntries(keys: readonly Buffer[], record: number): void {
    for (const key of keys)
      this.engine.entries.removeSync(Buffer.concat([key, recordBytes(record)]));
  }

  private refuseDuplicates(
    document: Document,
    keys: readonly DocumentKeys[],
    record: number,
  ): void {
    for (const [at, index] of this.indexes.entries()) {
      if (!index.record.unique) continue;
      for (const key of keys[at]?.keys ?? []) this.refuseDuplicate(index, key, document, record);
    }
  }

  private refuseDuplicate(index: Index, key: Buffer, document: Document, record: number): void {
    const range = {
      start: Buffer.concat([key, recordBytes(0)]),
      end: Buffer.concat([key, AFTER_ALL]),
    };
    for (const entry of this.engine.entries.getKeys(range)) {
      if (entry.length !== key.length + 8 || recordOf(entry) === record) continue;
      throw this.duplicate(index, document);
    }
  }

  /** Remembers, in the same commit, that an index has become multikey or holds hashed keys. */
  private note(indexes: readonly Index[], keys: readonly DocumentKeys[]): void {
    let changed = false;
    for (const [at, { record }] of indexes.entries()) {
      const seen = keys[at];
      for (const path of seen?.multikey ?? []) {
        if (addPath(record, path)) changed = true;
      }
      if (seen?.hashed && !record.hashed) changed = record.hashed = true;
    }
    if (changed) this.save(this);
  }

  /** Looks whether an index can be added over what is there; nothing is written before the answer is called. */
  prepareIndex(record: IndexRecord): () => void {
    const index = openIndex(record);
    const seen = new Set<string>();
    const additions: { keys: DocumentKeys; record: number }[] = [];
    for (const found of this.scan()) {
      const keys = keysOf(index, found.document);
      for (const key of record.unique ? keys.keys : []) {
        const text = key.toString('latin1');
        if (seen.has(text)) throw this.duplicate(index, found.document);
        seen.add(text);
      }
      additions.push({ keys, record: found.record });
    }
    return () => {
      for (const { keys, record: number } of additions) {
        this.addEntries(keys.keys, number);
        for (const path of keys.multikey) addPath(record, path);
        if (keys.hashed) record.hashed = true;
      }
      this.indexes.push(index);
      this.saved.indexes.push(record);
      this.save(this);
    };
  }

  private duplicate(index: Index, document: Document): StoreError {
    const value = Object.fromEntries(
      index.fields.map(({ path, parts }) => [path, valuesAt(document, parts)[0] ?? null]),
    );
    return duplicateKey(this.ns, index.record.name, index.record.key, value);
  }

  dropIndex(name: string): void {
    const index = this.indexes.find(({ record }) => record.name === name);
    if (!index) return;
    this.clearEntries(index);
    this.indexes = this.indexes.filter((other) => other !== index);
    this.saved.indexes = this.saved.indexes.filter((record) => record.name !== name);
    this.save(this);
  }

  private clearEntries(index: Index): void {
    const start = index.prefix;
    const keys = [
      ...this.engine.entries.getKeys({ start, end: Buffer.concat([start, AFTER_ALL]) }),
    ];
    for (const key of keys) this.engine.entries.removeSync(key);
  }

  clear(): void {
    for (const index of this.indexes) this.clearEntries(index);
    const keys = [...this.engine.documents.getKeys({ start: this.prefix, end: this.end })];
    for (const key of keys) {
      this.engine.documents.removeSync(key);
    }
  }

  sameIndex(left: IndexRecord, right: IndexRecord): boolean {
    const strip = ({ id: _id, multikey: _multikey, hashed: _hashed, ...rest }: IndexRecord) => rest;
    return sameValue(strip(left), strip(right));
  }
}

const isIn = (list: readonly Buffer[], key: Buffer) => list.some((other) => other.equals(key));

/** @returns false when it is known already */
function addPath(record: IndexRecord, path: string): boolean {
  if (record.multikey?.includes(path)) return false;
  record.multikey = [...(record.multikey ?? []), path];
  return true;
}

/** Whether a change may concern an index; what an update leaves alone is the same object before and after. */
function isTouched(roots: Index['roots'], before: Document, after: Document): boolean {
  return roots === null || [...roots].some((name) => before[name] !== after[name]);
}

export function recordBytes(record: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(record));
  return bytes;
}

export function recordOf(key: Buffer): number {
  return Number(key.readBigUInt64BE(key.length - 8));
}
