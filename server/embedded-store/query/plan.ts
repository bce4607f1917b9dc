import type { Document } from 'bson';
import { isDocument, isOperatorDocument, isPattern } from '../values/document';
import { bracketOf, inverted, orderKey, sameValue } from '../values/order';
import { fitted } from '../index/keys';
import type { Index, IndexRecord } from '../index/spec';
import type { SortField } from './sort';

/** What a filter surely asks of one field. */
interface Bounds {
  points?: unknown[];
  low?: unknown;
  high?: unknown;
  /** The end itself is asked for too. */
  withLow?: boolean;
  withHigh?: boolean;
  /** There is more to test than points, or than low and high, say. */
  more?: boolean;
}

/** How to find candidates; every one of them is still tested by the whole filter. */
export interface Plan {
  readonly index: Index | undefined;
  readonly ranges: readonly (readonly [start: Buffer, end: Buffer])[];
  /** How many bytes each range's keys have in common; behind them they run in the index's order. */
  readonly prefixes: readonly number[];
  readonly reverse: boolean;
  /** The candidates come in the order asked for. */
  readonly sorted: boolean;
  /** The ranges hold what the filter asks for and nothing else: no document need be tested. */
  readonly exact: boolean;
  readonly score: number;
}

export const collectionScan: Plan = {
  index: undefined,
  ranges: [],
  prefixes: [],
  reverse: false,
  sorted: false,
  exact: false,
  score: 0,
};

const isPoint = (value: unknown) => !Array.isArray(value) && !isPattern(value);

/** Null also asks for a missing field, and NaN compares with nothing: neither is only a place in the index. */
const isPlain = (value: unknown) =>
  value !== null && value !== undefined && !Number.isNaN(value) && !isDocument(value);

function boundsOf(filter: Document, found = new Map<string, Bounds>()): Map<string, Bounds> {
  for (const [path, condition] of Object.entries(filter)) {
    if (path === '$and') for (const part of condition as Document[]) boundsOf(part, found);
    if (path.startsWith('$')) continue;
    const before = found.get(path);
    const bounds: Bounds = before ?? {};
    if (before) bounds.more = true;
    found.set(path, bounds);
    if (!isOperatorDocument(condition)) {
      note(bounds, '$eq', condition);
      continue;
    }
    for (const [name, operand] of Object.entries(condition as Document))
      note(bounds, name, operand);
  }
  return found;
}

function note(bounds: Bounds, name: string, operand: unknown): void {
  const points = name === '$eq' ? [operand] : name === '$in' ? operand : undefined;
  if (Array.isArray(points) && points.every(isPoint)) {
    if (bounds.points || bounds.low !== undefined || bounds.high !== undefined) bounds.more = true;
    if (!points.every(isPlain)) bounds.more = true;
    bounds.points ??= points as unknown[];
    return;
  }
  const isRange = ['$gt', '$gte', '$lt', '$lte'].includes(name);
  if (!isRange || !isPoint(operand) || !isPlain(operand)) {
    bounds.more = true;
    return;
  }
  if (bounds.points) bounds.more = true;
  const isLow = name.startsWith('$g');
  if (bounds[isLow ? 'low' : 'high'] !== undefined) {
    bounds.more = true;
    return;
  }
  bounds[isLow ? 'low' : 'high'] = operand;
  bounds[isLow ? 'withLow' : 'withHigh'] = name.endsWith('e');
}

/** True when the filter is a conjunction of fields and nothing else. */
const isPlainFilter = (filter: Document): boolean =>
  Object.entries(filter).every(
    ([key, condition]) =>
      !key.startsWith('$') ||
      key === '$comment' ||
      (key === '$and' && (condition as Document[]).every(isPlainFilter)),
  );

/** A partial or sparse index serves only a filter that surely asks for documents it holds. */
function holdsAll(index: Index, bounds: Map<string, Bounds>): boolean {
  const certain = (path: string) => {
    const { points, low, high } = bounds.get(path) ?? {};
    return (
      low !== undefined ||
      high !== undefined ||
      (points?.every((value) => value !== null && value !== undefined) ?? false)
    );
  };
  if (index.record.sparse && !index.fields.some(({ path }) => certain(path))) return false;
  if (!index.covers) return true;
  const equalities: Document = {};
  for (const [path, { points }] of bounds) if (points?.length === 1) equalities[path] = points[0];
  const asked = Object.keys(index.record.partialFilterExpression ?? {});
  return (
    asked.every((path) => !path.includes('.') && !path.startsWith('$') && path in equalities) &&
    index.covers(equalities)
  );
}

const AFTER = Buffer.from([0xff]);
const afterAll = (key: Buffer) => Buffer.concat([key, AFTER]);

const number = bracketOf(0);

/** Where the values of a type that a comparison may find begin: NaN, the smallest number, is none of them. */
function lowEnd(bracket: number, descending: boolean): Buffer {
  const nan = orderKey(Number.NaN);
  if (descending) return inverted(bracket === number ? nan : Buffer.from([bracket - 1]));
  return bracket === number ? afterAll(nan) : Buffer.from([bracket]);
}

const highEnd = (bracket: number, descending: boolean) =>
  descending ? inverted(Buffer.from([bracket])) : Buffer.from([bracket + 1]);

/** The first key at or after a range's start, and the first after its end, where entries go up or down. */
function rangeKeys(prefix: Buffer, bounds: Bounds, descending: boolean, one: boolean) {
  const { low, high, withLow, withHigh } = bounds;
  const bracket = bracketOf(low ?? high);
  const edge = (value: unknown, after: boolean) => {
    const key = descending ? inverted(orderKey(value)) : orderKey(value);
    return after ? afterAll(key) : key;
  };
  // Of an array one element may be above `low` and another below `high`: one end alone is sure.
  const isOpenBelow = low === undefined || (one && high !== undefined);
  const lower = isOpenBelow
    ? lowEnd(bracket, descending)
    : edge(low, descending === (withLow === true));
  const upper =
    high === undefined
      ? highEnd(bracket, descending)
      : edge(high, descending !== (withHigh === true));
  const [start, end] = descending ? [upper, lower] : [lower, upper];
  return [Buffer.concat([prefix, start]), Buffer.concat([prefix, end])] as const;
}

const MAX_RANGES = 1000;

function planIndex(
  index: Index,
  bounds: Map<string, Bounds>,
  sort: readonly SortField[],
  isPlainWhole: boolean,
): Plan | undefined {
  if (!holdsAll(index, bounds)) return undefined;
  const { multikey = [], hashed = false } = index.record;
  let prefixes: Buffer[] = [index.prefix];
  let [equal, score] = [0, 0];
  for (const field of index.fields) {
    const points = bounds.get(field.path)?.points;
    if (!points || prefixes.length * points.length > MAX_RANGES) break;
    const keys = [
      ...new Map(
        points.map((point) => [orderKey(point).toString('latin1'), orderKey(point)]),
      ).values(),
    ];
    prefixes = prefixes.flatMap((before) =>
      keys.map((key) => Buffer.concat([before, field.direction === 1 ? key : inverted(key)])),
    );
    equal += 1;
    score += keys.length === 1 ? 10 : 8;
  }
  const next = index.fields[equal];
  const bound = next && bounds.get(next.path);
  const order = sortedBy(index, equal, sort, bounds);
  const isPlain = index.fields.slice(equal).every(({ path }) => !multikey.includes(path));
  const ordered =
    order !== undefined && isPlain && !hashed && (prefixes.length === 1 || sort.length > 0);
  if (hashed && equal < index.fields.length) return undefined;
  let ranges = prefixes.map((key) => {
    const fit = equal === index.fields.length ? fitted(key).key : key;
    return [fit, afterAll(fit)] as readonly [Buffer, Buffer];
  });
  let used = equal;
  const comparable =
    bound &&
    (bound.low === undefined ||
      bound.high === undefined ||
      bracketOf(bound.low) === bracketOf(bound.high));
  if (next && bound && comparable && (bound.low ?? bound.high) !== undefined) {
    ranges = prefixes.map((prefix) =>
      rangeKeys(prefix, bound, next.direction === -1, multikey.includes(next.path)),
    );
    score += 5;
    used += 1;
  }
  if (score === 0 && !(ordered && sort.length > 0)) return undefined;
  if (ranges.some(([start]) => start.length > 1970)) return undefined;
  return {
    index,
    ranges,
    prefixes: prefixes.map((key) => key.length),
    reverse: ordered && order === -1,
    sorted: ordered,
    exact: isPlainWhole && !hashed && coversAll(index, used, equal, bounds),
    score: score + (ordered && sort.length > 0 ? 3 : 0),
  };
}

function coversAll(index: Index, used: number, equal: number, bounds: Map<string, Bounds>) {
  const paths = new Set(index.fields.slice(0, used).map(({ path }) => path));
  return (
    (index.record.multikey === undefined || (used === equal && equal <= 1)) &&
    [...bounds].every(([path, { more }]) => !more && paths.has(path))
  );
}

/** 1 or -1 when the entries after the equal fields run in the sort's order, forward or backward. */
function sortedBy(
  index: Index,
  equal: number,
  sort: readonly SortField[],
  bounds: Map<string, Bounds>,
) {
  const { multikey = [] } = index.record;
  // A field with one value does not matter; an array with that value among others sorts by another of them.
  const wanted = sort.filter(
    ({ path }) =>
      bounds.get(path)?.points?.length !== 1 ||
      multikey.includes(path) ||
      !index.fields.slice(0, equal).some((field) => field.path === path),
  );
  let direction: 1 | -1 | undefined;
  for (const [at, { path, direction: asked }] of wanted.entries()) {
    const field = index.fields[equal + at];
    if (field?.path !== path) return undefined;
    const turn = field.direction === asked ? 1 : -1;
    if (direction !== undefined && direction !== turn) return undefined;
    direction = turn;
  }
  return direction ?? 1;
}

/** `hint` is an index's name, or its keys in their order. */
export function isHinted({ name, key }: IndexRecord, hint: unknown): boolean {
  return isDocument(hint) ? sameValue(hint, key) : hint === name;
}

/** Every entry of an index, in its order: what a hint asks for where the filter has no bound. */
function wholeIndex(index: Index, sort: readonly SortField[]): Plan {
  const { prefix } = index;
  const order = sortedBy(index, 0, sort, new Map());
  const isSorted = order !== undefined && !index.record.multikey && !index.record.hashed;
  return {
    index,
    ranges: [[prefix, afterAll(prefix)]],
    prefixes: [prefix.length],
    reverse: isSorted && order === -1,
    sorted: isSorted,
    exact: false,
    score: 1,
  };
}

const isOfId = ({ fields }: Index): boolean => fields.length === 1 && fields[0]?.path === '_id';

/** The best index for a filter and an order, the one that is hinted, or a scan of the collection. */
export function choosePlan(
  indexes: readonly Index[],
  filter: Document,
  sort: readonly SortField[],
  hint?: unknown,
): Plan {
  const bounds = boundsOf(filter);
  const isPlainWhole = isPlainFilter(filter);
  if (isDocument(hint) && '$natural' in hint) return collectionScan;
  const hinted =
    hint === undefined ? undefined : indexes.find(({ record }) => isHinted(record, hint));
  if (hinted && !holdsAll(hinted, bounds)) return collectionScan;
  if (hinted) {
    return planIndex(hinted, bounds, sort, isPlainWhole) ?? wholeIndex(hinted, sort);
  }
  // An id leads to one document: no other index can do better.
  const ids = bounds.get('_id')?.points?.length ?? 0;
  const byId = ids === 1 || (ids > 1 && sort.length === 0) ? indexes.find(isOfId) : undefined;
  const toId = byId && planIndex(byId, bounds, sort, isPlainWhole);
  if (toId) return toId;
  let best = collectionScan;
  for (const index of indexes) {
    const plan = planIndex(index, bounds, sort, isPlainWhole);
    if (plan && plan.score > best.score) best = plan;
  }
  return best;
}
