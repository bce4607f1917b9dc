import { callWith } from '../call';
import { Failure } from '../failure';
import type { Run } from '../run';
import {
  type Callable,
  Sequence,
  isFunction,
  isObject,
  isNumeric,
  lookup,
  setKey,
  toBoolean,
} from '../values';
import type { FunctionFamily } from './family';

type Row = Readonly<Record<string, unknown>>;

/** A copy that shares nothing with the original, numbers to 15 digits as `$string` writes them. */
export function clone(value: unknown, run: Run): unknown {
  run.step(6);
  if (isFunction(value)) return '';
  if (typeof value === 'number')
    return Number.isFinite(value) ? Number(value.toPrecision(15)) : null;
  if (Array.isArray(value)) return value.map((item) => clone(item, run) ?? null);
  if (!isObject(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value))
    if (item !== undefined) setKey(copy, key, clone(item, run));
  return copy;
}

function keysOf(value: unknown, run: Run): string[] {
  run.step();
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => keysOf(item, run)))];
  return isObject(value) ? Object.keys(value) : [];
}

function spread(value: unknown, run: Run): unknown {
  if (Array.isArray(value)) {
    const results = new Sequence();
    for (const item of value) {
      run.step();
      const parts = spread(item, run);
      if (Array.isArray(parts)) results.push(...parts);
      else if (parts !== undefined) results.push(parts);
    }
    run.checkLength(results.length);
    return results.length > 0 ? [...results] : results;
  }
  if (!isObject(value)) return value;
  const results = new Sequence();
  for (const [key, item] of Object.entries(value)) {
    const one: Record<string, unknown> = {};
    setKey(one, key, item);
    results.push(one);
  }
  return results;
}

function typeOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (isFunction(value)) return 'function';
  return isNumeric(value) ? 'number' : typeof value;
}

export const objectFunctions: FunctionFamily = {
  keys: [1, '<x-:a<s>>', (run, _context, value: unknown) => Sequence.from(keysOf(value, run))],
  lookup: [2, '<x-s:x>', (run, _context, value: unknown, key: string) => lookup(value, key, run)],
  spread: [1, '<x-:a<o>>', (run, _context, value: unknown) => spread(value, run)],
  merge: [
    1,
    '<a<o>:o>',
    (run, _context, rows?: readonly Row[]) => {
      if (rows === undefined) return undefined;
      const result: Record<string, unknown> = {};
      for (const row of rows) {
        for (const [key, value] of Object.entries(row)) {
          run.step();
          setKey(result, key, value);
        }
      }
      return result;
    },
  ],
  sift: [
    2,
    '<o-f?:o>',
    (run, _context, row: Row | undefined, test: Callable) => {
      const kept = Object.entries(row ?? {}).filter(
        ([key, value]) => toBoolean(callWith(test, [value, key, row], run)) === true,
      );
      if (kept.length === 0) return undefined;
      const result: Record<string, unknown> = {};
      for (const [key, value] of kept) setKey(result, key, value);
      return result;
    },
  ],
  each: [
    2,
    '<o-f:a>',
    (run, _context, row: Row | undefined, change: Callable) => {
      const results = new Sequence();
      for (const [key, value] of Object.entries(row ?? {})) {
        const changed = callWith(change, [value, key, row], run);
        if (changed !== undefined) results.push(changed);
      }
      return results;
    },
  ],
  exists: [1, '<x:b>', (_run, _context, value: unknown) => value !== undefined],
  boolean: [1, '<x-:b>', (_run, _context, value: unknown) => toBoolean(value)],
  not: [
    1,
    '<x-:b>',
    (_run, _context, value: unknown) =>
      value === undefined ? undefined : toBoolean(value) !== true,
  ],
  type: [1, '<x:s>', (_run, _context, value: unknown) => typeOf(value)],
  clone: [
    1,
    '<(oa)-:o>',
    (run, _context, value: unknown) => (value === undefined ? undefined : clone(value, run)),
  ],
  error: [
    1,
    '<s?:x>',
    (_run, _context, message?: string) => {
      throw new Failure('D3137', {}, message || '$error() function evaluated');
    },
  ],
  assert: [
    2,
    '<bs?:x>',
    (_run, _context, holds?: boolean, message?: string) => {
      if (holds !== true) throw new Failure('D3141', {}, message || '$assert() statement failed');
    },
  ],
};
