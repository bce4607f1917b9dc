import { Failure } from '../failure';
import type { Frame, Run } from '../run';
import type { Compiler, SyntaxNode } from '../syntax';
import { Sequence } from '../values';
import { type Tuple, tupleFrame } from './tuple';

export type Sorter = (input: readonly unknown[], frame: Frame, run: Run) => unknown[];

/** `^(<a, >b)`. Absent keys come last. */
export function compileSort(node: SyntaxNode, compiler: Compiler): Sorter {
  const terms = (node.terms ?? []).map(({ expression, descending }) => ({
    evaluate: compiler.compile(expression),
    descending: descending === true,
  }));
  return (input, frame, run) => {
    const tuples = input instanceof Sequence && input.tuples;
    const keysOf = (item: unknown): unknown[] =>
      terms.map(({ evaluate }) =>
        tuples
          ? evaluate((item as Tuple)['@'], tupleFrame(frame, item as Tuple), run)
          : evaluate(item, frame, run),
      );
    if (input.length <= 1) return input as unknown[];
    const rows = input.map((item) => ({ item, keys: keysOf(item) }));
    const sorted = mergeSort(rows, run, (left, right) => {
      for (const [index, { descending }] of terms.entries()) {
        const order = compareKeys(left.keys[index], right.keys[index], node.position);
        if (order.absent !== 0) return order.absent > 0;
        if (order.value !== 0) return descending ? order.value < 0 : order.value > 0;
      }
      return false;
    });
    return sorted.map(({ item }) => item);
  };
}

function compareKeys(
  left: unknown,
  right: unknown,
  position: number | undefined,
): { absent: number; value: number } {
  if (left === undefined) return { absent: right === undefined ? 0 : 1, value: 0 };
  if (right === undefined) return { absent: -1, value: 0 };
  for (const value of [left, right]) {
    if (typeof value !== 'string' && typeof value !== 'number')
      throw new Failure('T2008', { value, position });
  }
  if (typeof left !== typeof right) throw new Failure('T2007', { value: left, position });
  return { absent: 0, value: left === right ? 0 : (left as string) < (right as string) ? -1 : 1 };
}

/** Stable; `after(a, b)` says that `a` belongs behind `b`. Own sort, for a rule's comparison may be inconsistent. */
export function mergeSort<T>(
  items: readonly T[],
  run: Run,
  after: (left: T, right: T) => boolean,
): T[] {
  if (items.length <= 1) return [...items];
  const middle = Math.floor(items.length / 2);
  const left = mergeSort(items.slice(0, middle), run, after);
  const right = mergeSort(items.slice(middle), run, after);
  const merged: T[] = [];
  let from = 0;
  let other = 0;
  while (from < left.length && other < right.length) {
    run.step();
    if (after(left[from] as T, right[other] as T)) merged.push(right[other++] as T);
    else merged.push(left[from++] as T);
  }
  while (from < left.length) merged.push(left[from++] as T);
  while (other < right.length) merged.push(right[other++] as T);
  return merged;
}
