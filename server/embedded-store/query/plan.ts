import type { Document } from 'bson';
import { bsonType, isDocument, isOperatorDocument } from '../values/document';
import { bracketOf, inverted, orderKey } from '../values/order';
import { fitted } from '../index/keys';
import type { Index } from '../index/spec';
import type { SortField } from './sort';

/** What a filter surely asks of one field. */
interface Bounds {
  points?: unknown[];
  low?: unknown;
  high?: unknown;
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
  readonly score: number;
}

export const collectionScan: Plan = {
  index: undefined,
  ranges: [],
  prefixes: [],
  reverse: false,
  sorted: false,
  score: 0,
};

const isPoint = (value: unknown) =>
  !Array.isArray(value) && !(value instanceof RegExp) && bsonType(value) !== 'BSONRegExp';

function boundsOf(filter: Document, found = new Map<string, Bounds>()): Map<string, Bounds> {
  for (const [path, condition] of Object.entries(filter)) {
    if (path === '$and') for (const part of condition as Document[]) boundsOf(part, found);
    if (path.startsWith('$')) continue;
    const bounds: Bounds = found.get(path) ?? {};
    found.set(path, bounds);
    if (!isOperatorDocument(condition)) {
      if (isPoint(condition)) bounds.points ??= [condition];
      continue;
    }
    for (const [name, operand] of Object.entries(condition as Document))
      note(bounds, name, operand);
  }
  return found;
}

function note(bounds: Bounds, name: string, operand: unknown): void {
  if (name === '$eq' && isPoint(operand)) bounds.points ??= [operand];
  if (name === '$in' && Array.isArray(operand) && operand.every(isPoint)) bounds.points ??= operand;
  if (!isPoint(operand) || operand === null || isDocument(operand)) return;
  if (name === '$gt' || name === '$gte') bounds.low ??= operand;
  if (name === '$lt' || name === '$lte') bounds.high ??= operand;
}

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

function rangeKeys(prefix: Buffer, { low, high }: Bounds, descending: boolean, one: boolean) {
  const bracket = bracketOf(low ?? high);
  let start =
    low === undefined || (one && high !== undefined) ? Buffer.from([bracket]) : orderKey(low);
  let end =
    high === undefined
      ? Buffer.from([bracket + 1])
      : Buffer.concat([orderKey(high), Buffer.from([0xff])]);
  if (descending)
    [start, end] = [
      inverted(end.at(-1) === 0xff ? end.subarray(0, -1) : end),
      Buffer.concat([inverted(start), Buffer.from([0xff])]),
    ];
  return [Buffer.concat([prefix, start]), Buffer.concat([prefix, end])] as const;
}

const MAX_RANGES = 1000;

function planIndex(
  index: Index,
  bounds: Map<string, Bounds>,
  sort: readonly SortField[],
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
    return [fit, Buffer.concat([fit, Buffer.from([0xff])])] as readonly [Buffer, Buffer];
  });
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
  }
  if (score === 0 && !(ordered && sort.length > 0)) return undefined;
  if (ranges.some(([start]) => start.length > 1970)) return undefined;
  return {
    index,
    ranges,
    prefixes: prefixes.map((key) => key.length),
    reverse: ordered && order === -1,
    sorted: ordered,
    score: score + (ordered && sort.length > 0 ? 3 : 0),
  };
}

/** 1 or -1 when the entries after the equal fields run in the sort's order, forward or backward. */
function sortedBy(
  index: Index,
  equal: number,
  sort: readonly SortField[],
  bounds: Map<string, Bounds>,
) {
  const wanted = sort.filter(
    ({ path }) =>
      bounds.get(path)?.points?.length !== 1 ||
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

/** The best index for a filter and an order, or a scan of the collection. */
export function choosePlan(
  indexes: readonly Index[],
  filter: Document,
  sort: readonly SortField[],
  hint?: unknown,
): Plan {
  const bounds = boundsOf(filter);
  let best = collectionScan;
  for (const index of indexes) {
    if (
      hint !== undefined &&
      hint !== index.record.name &&
      JSON.stringify(hint) !== JSON.stringify(index.record.key)
    )
      continue;
    const plan = planIndex(index, bounds, sort);
    if (plan && plan.score > best.score) best = plan;
  }
  return best;
}
