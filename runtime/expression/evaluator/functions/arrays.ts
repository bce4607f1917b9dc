import { callWith, apply } from '../call';
import { Failure } from '../failure';
import { mergeSort } from '../nodes/sort';
import type { Run } from '../run';
import {
  type Callable,
  Sequence,
  append,
  deepEqual,
  isNumberArray,
  isStringArray,
  toBoolean,
} from '../values';
import type { FunctionFamily } from './family';

type Items = readonly unknown[];

/** Collects the results of a function over items, stopping at the bound. */
function collect(
  run: Run,
  items: Items,
  each: (item: unknown, index: number, results: Sequence) => void,
): Sequence {
  const results = new Sequence();
  items.forEach((item, index) => {
    run.step();
    each(item, index, results);
  });
  return results;
}

function single(run: Run, items: Items, test?: Callable): unknown {
  const found = items.filter(
    (item, index) =>
      test === undefined || toBoolean(callWith(test, [item, index, items], run)) === true,
  );
  if (found.length > 1) throw new Failure('D3138');
  if (found.length === 0) throw new Failure('D3139');
  return found[0];
}

function reduce(run: Run, items: Items, combine: Callable, start: unknown): unknown {
  if (combine.arity < 2) throw new Failure('D3050');
  const begins = start === undefined && items.length > 0;
  let result = begins ? items[0] : start;
  for (let index = begins ? 1 : 0; index < items.length; index += 1) {
    result = apply(
      combine,
      [result, items[index], index, items].slice(0, Math.max(2, combine.arity)),
      null,
      run,
    );
  }
  return result;
}

function sort(run: Run, items: Items, after?: Callable): Items {
  if (items.length <= 1) return items;
  if (after !== undefined)
    return mergeSort(
      items,
      run,
      (left, right) => toBoolean(apply(after, [left, right], null, run)) === true,
    );
  if (!isNumberArray(items) && !isStringArray(items)) throw new Failure('D3070');
  return mergeSort<number | string>(items, run, (left, right) => left > right);
}

function distinct(run: Run, items: Items): Items {
  const results: unknown[] = items instanceof Sequence ? new Sequence() : [];
  const seen = new Set<unknown>();
  const objects: unknown[] = [];
  for (const item of items) {
    run.step();
    const isObject = typeof item === 'object' && item !== null;
    if (isObject ? objects.some((other) => deepEqual(item, other, run)) : seen.has(item)) continue;
    if (isObject) objects.push(item);
    else seen.add(item);
    results.push(item);
  }
  return results;
}

function zip(run: Run, lists: readonly unknown[]): unknown[] {
  const length = Math.min(...lists.map((list) => (Array.isArray(list) ? list.length : 0)));
  run.step(length * lists.length);
  return Array.from({ length }, (_, index) => lists.map((list) => (list as Items)[index]));
}

export const arrayFunctions: FunctionFamily = {
  append: [2, '<xx:a>', (run, _context, left: unknown, right: unknown) => append(left, right, run)],
  reverse: [
    1,
    '<a:a>',
    (run, _context, items?: Items) => {
      if (items === undefined || items.length <= 1) return items;
      run.step(items.length);
      return [...items].reverse();
    },
  ],
  distinct: [
    1,
    '<x:x>',
    (run, _context, items: unknown) =>
      Array.isArray(items) && items.length > 1 ? distinct(run, items) : items,
  ],
  zip: [0, '<a+>', (run, _context, ...lists: readonly unknown[]) => zip(run, lists)],
  sort: [
    2,
    '<af?:a>',
    (run, _context, items?: Items, after?: Callable) =>
      items === undefined ? undefined : sort(run, items, after),
  ],
  map: [
    2,
    '<af>',
    (run, _context, items: Items | undefined, change: Callable) =>
      items &&
      collect(run, items, (item, index, results) => {
        const value = callWith(change, [item, index, items], run);
        if (value !== undefined) results.push(value);
      }),
  ],
  filter: [
    2,
    '<af>',
    (run, _context, items: Items | undefined, test: Callable) =>
      items &&
      collect(run, items, (item, index, results) => {
        if (toBoolean(callWith(test, [item, index, items], run)) === true) results.push(item);
      }),
  ],
  single: [
    2,
    '<af?>',
    (run, _context, items?: Items, test?: Callable) =>
      items === undefined ? undefined : single(run, items, test),
  ],
  reduce: [
    3,
    '<afj?:j>',
    (run, _context, items: Items | undefined, combine: Callable, start: unknown) =>
      items === undefined ? undefined : reduce(run, items, combine, start),
  ],
};
