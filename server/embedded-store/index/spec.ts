import type { Document } from 'bson';
import { badValue, notSupported, StoreError } from '../store-error';
import { isDocument, isOperatorDocument } from '../values/document';
import { isTruthy, wholeNumber } from '../values/number';
import { compileFilter, type Matcher } from '../query/matcher';
import type { Direction } from '../query/sort';

/** An index as kept in the catalogue. `multikey` only grows, `hashed` only ever turns true. */
export interface IndexRecord {
  id: number;
  name: string;
  key: Record<string, Direction>;
  unique?: boolean;
  sparse?: boolean;
  partialFilterExpression?: Document;
  expireAfterSeconds?: number;
  /** Paths at which some document held an array: they cannot serve a sort, nor two bounds at once. */
  multikey?: string[];
  /** Some key was too long and was cut and hashed: it serves equality only. */
  hashed?: boolean;
}

export interface Index {
  readonly record: IndexRecord;
  readonly fields: readonly { path: string; parts: readonly string[]; direction: Direction }[];
  readonly covers: Matcher | undefined;
  /** Names of the outermost fields that decide its entries; null when that cannot be told. */
  readonly roots: ReadonlySet<string> | null;
  /** Its number, with which all its keys begin. */
  readonly prefix: Buffer;
}

export function openIndex(record: IndexRecord): Index {
  const partial = record.partialFilterExpression;
  return {
    record,
    fields: Object.entries(record.key).map(([path, direction]) => ({
      path,
      parts: path.split('.'),
      direction,
    })),
    covers: partial && compileFilter(partial),
    roots: rootsOf([...Object.keys(record.key), ...Object.keys(partial ?? {})]),
    prefix: numberPrefix(record.id),
  };
}

function rootsOf(paths: readonly string[]): ReadonlySet<string> | null {
  if (paths.some((path) => path.startsWith('$'))) return null;
  return new Set(paths.map((path) => path.split('.')[0] ?? ''));
}

export function numberPrefix(id: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(id);
  return bytes;
}

const partialWords = new Set(['$eq', '$exists', '$gt', '$gte', '$lt', '$lte', '$type', '$in']);

/** A partial index takes only conditions of which it is sure whether a filter asks for less. */
function refusePartial(filter: Document): void {
  for (const [key, condition] of Object.entries(filter)) {
    const isJoin = key === '$and' || key === '$or';
    if (isJoin && Array.isArray(condition)) condition.forEach(refusePartial);
    else if (key.startsWith('$')) refuseWord(key);
    else if (isOperatorDocument(condition)) {
      const word = Object.keys(condition).find((name) => !partialWords.has(name));
      if (word !== undefined) refuseWord(word);
      if ('$exists' in condition && !isTruthy(condition['$exists'])) refuseWord('$exists: false');
    }
  }
}

function refuseWord(word: string): never {
  throw new StoreError(
    67,
    'CannotCreateIndex',
    `Expression not supported in partial index: ${word}`,
  );
}

const accepted = new Set([
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'background',
  'v',
  'ns',
]);

/** Reads one entry of `createIndexes`; an option or kind of index that is not kept is refused by name. */
export function parseIndex(given: Document, id: number): IndexRecord {
  const option = Object.keys(given).find((key) => !accepted.has(key));
  if (option) throw notSupported(`Index option ${option}`);
  const key: Record<string, Direction> = {};
  for (const [path, direction] of Object.entries((given['key'] ?? {}) as Document)) {
    if (path.includes('$**')) throw notSupported('A wildcard index');
    const number = Number(direction);
    if (number !== 1 && number !== -1) throw notSupported(`Index type '${String(direction)}'`);
    key[path] = number;
  }
  if (Object.keys(key).length === 0)
    throw new StoreError(67, 'CannotCreateIndex', 'Index keys cannot be empty');
  const record: IndexRecord = { id, name: String(given['name'] ?? ''), key };
  if (!record.name)
    record.name = Object.entries(key)
      .map((pair) => pair.join('_'))
      .join('_');
  if (given['unique']) record.unique = true;
  if (given['sparse']) record.sparse = true;
  const partial: unknown = given['partialFilterExpression'];
  if (partial !== undefined) {
    if (!isDocument(partial)) throw badValue('partialFilterExpression must be an object');
    refusePartial(partial);
    record.partialFilterExpression = partial;
  }
  if (given['expireAfterSeconds'] !== undefined) {
    if (Object.keys(key).length !== 1)
      throw new StoreError(67, 'CannotCreateIndex', 'TTL indexes are single-field indexes');
    const seconds = wholeNumber(given['expireAfterSeconds']);
    if (seconds === undefined || seconds < 0 || seconds > 2 ** 31 - 1) {
      throw new StoreError(67, 'CannotCreateIndex', 'TTL index expireAfterSeconds is out of range');
    }
    record.expireAfterSeconds = seconds;
  }
  openIndex(record);
  return record;
}

/** The index as `listIndexes` shows it. */
export function shownIndex({
  id: _id,
  multikey: _multikey,
  hashed: _hashed,
  ...shown
}: IndexRecord): Document {
  return { v: 2, ...shown };
}
