import { Failure } from './failure';
import type { Run } from './run';

/** A JSONata sequence: an array that one-item and no-item results collapse out of. Never a caller's array. */
export class Sequence extends Array<unknown> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  /** `[]` after a path: do not collapse one item. */
  keepSingleton = false;
  /** Items are tuples: the context item under `@` beside the variables bound with `@`, `#` and `%`. */
  tuples = false;
  /** Wraps a caller's array input, which as a whole is the context. */
  outer = false;
}

/** An array made by `[…]` as a step, which the path keeps whole instead of flattening. */
export class ConstructedArray extends Array<unknown> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
}

export function sequenceOf(value: unknown): Sequence {
  const sequence = new Sequence();
  sequence.push(value);
  return sequence;
}

/** What a sequence is as a value. */
export function collapse(value: unknown): unknown {
  if (!(value instanceof Sequence) || value.tuples) return value;
  if (value.length === 0) return undefined;
  return value.length === 1 && !value.keepSingleton ? value[0] : value;
}

/** A function value: built in, from the caller, or written in the rule. */
export abstract class Callable {
  abstract readonly arity: number;
  /** Calls without checking arguments; may answer a tail call. */
  abstract invoke(args: readonly unknown[], run: Run, context: unknown): unknown;
  /** Checks and completes arguments. */
  validate(
    args: readonly unknown[],
    _context: unknown,
    _token: string | undefined,
  ): readonly unknown[] {
    return args;
  }
}

export function isFunction(value: unknown): value is Callable {
  return value instanceof Callable;
}

/** A JSON object: no array, null or function. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Callable)
  );
}

/** @throws D1001 for an infinite number */
export function isNumeric(value: unknown): value is number {
  if (typeof value !== 'number' || Number.isNaN(value)) return false;
  if (!Number.isFinite(value)) throw new Failure('D1001', { value });
  return true;
}

export function isNumberArray(value: unknown): value is number[] {
  if (!Array.isArray(value)) return false;
  for (let index = 0; index < value.length; index += 1) if (!isNumeric(value[index])) return false;
  return true;
}

export function isStringArray(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** Sets a key as plain data, `__proto__` too. */
export function setKey(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else {
    object[key] = value;
  }
}

/** JSONata's `$boolean`; undefined stays undefined. */
export function toBoolean(value: unknown): boolean | undefined {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'string':
      return value !== '';
    case 'number':
      return isNumeric(value) && value !== 0;
    case 'object':
      if (value === null || value instanceof Callable) return false;
      if (!Array.isArray(value)) return Object.keys(value).length > 0;
      if (value.length === 1) return toBoolean(value[0]);
      for (let index = 0; index < value.length; index += 1)
        if (toBoolean(value[index]) === true) return true;
      return false;
    default:
      return undefined;
  }
}

/** Whether a condition holds; looking through a long array is work. */
export function isTrue(value: unknown, run: Run): boolean {
  if (value === true || value === false) return value;
  if (Array.isArray(value)) run.step(value.length * 4);
  return toBoolean(value) === true;
}

/** Same JSON value; counts its work, since shared parts can make a small value large. */
export function deepEqual(left: unknown, right: unknown, run: Run): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null)
    return false;
  run.step(8);
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length &&
      left.every((item, index) => deepEqual(item, right[index], run))
    );
  }
  if (Array.isArray(left) || Array.isArray(right) || isFunction(left) || isFunction(right))
    return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every(
    (key) =>
      Object.hasOwn(right, key) &&
      deepEqual(
        (left as Record<string, unknown>)[key],
        (right as Record<string, unknown>)[key],
        run,
      ),
  );
}

/** The value of a key; over an array, those of its items. */
export function lookup(input: unknown, key: string, run: Run): unknown {
  if (Array.isArray(input)) {
    const found = new Sequence();
    for (const item of input) {
      run.step();
      const value = lookup(item, key, run);
      if (Array.isArray(value)) appendAll(found, value, run);
      else if (value !== undefined) found.push(value);
    }
    run.checkLength(found.length);
    return found;
  }
  return isObject(input) && Object.hasOwn(input, key) ? input[key] : undefined;
}

export function appendAll(target: unknown[], items: readonly unknown[], run: Run): void {
  run.checkLength(target.length + items.length);
  for (const item of items) target.push(item);
}

/** JSONata's `$append`: the result of two is a plain array. */
export function append(left: unknown, right: unknown, run: Run): unknown {
  if (left === undefined) return right;
  if (right === undefined) return left;
  const joined: unknown[] = [];
  appendAll(joined, Array.isArray(left) ? left : [left], run);
  appendAll(joined, Array.isArray(right) ? right : [right], run);
  run.step(joined.length);
  return joined;
}
