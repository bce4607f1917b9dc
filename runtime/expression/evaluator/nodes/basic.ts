import { Failure } from '../failure';
import { RegexMatcher } from '../functions/matching';
import { builtIns } from '../functions';
import { Native } from '../call';
import { type Evaluate, Frame, UNBOUND } from '../run';
import { type NodeCompiler, part, leftOf } from '../syntax';
import {
  ConstructedArray,
  Sequence,
  append,
  isFunction,
  isNumeric,
  isObject,
  isTrue,
  lookup,
} from '../values';

export const literal: NodeCompiler =
  ({ value }) =>
  () =>
    value;

export const name: NodeCompiler = (node) => {
  const key = String(node.value);
  return (input, _frame, run) => lookup(input, key, run);
};

export const variable: NodeCompiler = (node, compiler) => {
  const key = String(node.value);
  if (key === '') return (input) => (input instanceof Sequence && input.outer ? input[0] : input);
  const outside: Evaluate = (_input, _frame, run) => {
    if (Object.hasOwn(run.bindings, key)) return fromCaller(run.bindings[key]);
    return key === '$' ? run.root : builtIns.get(key);
  };
  if (!compiler.isLocal(key)) return outside;
  return (input, frame, run) => {
    const value = frame.lookup(key);
    return value === UNBOUND ? outside(input, frame, run) : value;
  };
};

function fromCaller(value: unknown): unknown {
  if (typeof value !== 'function') return value;
  const host = value as (...args: readonly unknown[]) => unknown;
  return new Native(host.length, undefined, (_run, _context, ...args) => host(...args));
}

export const regex: NodeCompiler = (node) => {
  const matcher = new RegexMatcher(node.value as RegExp);
  return () => matcher;
};

/** `%`: the parser has labelled the tuple variable that holds the parent. */
export const parent: NodeCompiler = (node) => {
  const label = node.slot?.label ?? '';
  return (_input, frame) => {
    const value = frame.lookup(label);
    return value === UNBOUND ? undefined : value;
  };
};

export const wildcard: NodeCompiler = () => (whole, _frame, run) => {
  const input = whole instanceof Sequence && whole.outer && whole.length > 0 ? whole[0] : whole;
  let results: unknown[] = new Sequence();
  if (typeof input !== 'object' || input === null || isFunction(input)) return results;
  for (const value of Object.values(input)) {
    run.step();
    if (Array.isArray(value)) {
      const flat: unknown[] = [];
      walk(value, flat, run, true);
      results = append(results, flat, run) as unknown[];
    } else {
      results.push(value);
    }
  }
  run.checkLength(results.length);
  return results;
};

export const descendant: NodeCompiler = () => (input, _frame, run) => {
  if (input === undefined) return undefined;
  const results = new Sequence();
  walk(input, results, run, false);
  return results.length === 1 ? results[0] : results;
};

/** Collects what lies in arrays and, unless `flat`, in objects, in document order and without recursion. */
function walk(start: unknown, results: unknown[], run: Run, flat: boolean): void {
  const pending: unknown[] = [start];
  while (pending.length > 0) {
    const value = pending.pop();
    run.step();
    if (Array.isArray(value)) {
      for (let index = value.length - 1; index >= 0; index -= 1) pending.push(value[index]);
      continue;
    }
    results.push(value);
    run.checkLength(results.length);
    if (!flat && isObject(value)) pending.push(...Object.values(value).reverse());
  }
}
type Run = Parameters<Evaluate>[2];

export const block: NodeCompiler = (node, compiler) => {
  const parts = (node.expressions ?? []).map((one) => compiler.compile(one));
  const [only] = parts;
  const binds = (node.expressions ?? []).some(({ type }) => type === 'bind');
  if (parts.length === 1 && only !== undefined && !binds)
    return (input, frame, run) => only(input, new Frame(frame), run);
  return (input, frame, run) => {
    const inner = new Frame(frame);
    let result: unknown;
    for (const evaluate of parts) result = evaluate(input, inner, run);
    return result;
  };
};

export const bind: NodeCompiler = (node, compiler) => {
  const key = String(leftOf(node).value);
  const evaluate = compiler.compile(part(node.rhs));
  return (input, frame, run) => {
    const value = evaluate(input, frame, run);
    frame.bind(key, value);
    return value;
  };
};

export const condition: NodeCompiler = (node, compiler) => {
  const test = compiler.compile(part(node.condition));
  const then = compiler.compile(part(node.then));
  const otherwise = node.else === undefined ? () => undefined : compiler.compile(node.else);
  return (input, frame, run) =>
    isTrue(test(input, frame, run), run) ? then(input, frame, run) : otherwise(input, frame, run);
};

export const negation: NodeCompiler = (node, compiler) => {
  const evaluate = compiler.compile(part(node.expression));
  return (input, frame, run) => {
    const value = evaluate(input, frame, run);
    if (value === undefined) return undefined;
    if (!isNumeric(value)) throw new Failure('D1002', { value, position: node.position });
    return -value;
  };
};

export const arrayConstructor: NodeCompiler = (node, compiler) => {
  const items = (node.expressions ?? []).map((item) => ({
    evaluate: compiler.compile(item),
    whole: item.value === '[',
  }));
  return (input, frame, run) => {
    const result: unknown[] = node.consarray === true ? new ConstructedArray() : [];
    for (const { evaluate, whole } of items) {
      const value = evaluate(input, frame, run);
      if (value === undefined) continue;
      if (Array.isArray(value) && !whole) for (const item of value) result.push(item);
      else result.push(value);
      run.step(Array.isArray(value) && !whole ? 1 + value.length : 1);
      run.checkLength(result.length);
    }
    return result;
  };
};
