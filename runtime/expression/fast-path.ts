import { type AstNode, leftOf } from './ast';
import { type FunctionContext, banshiFunctions } from './functions';

/** "Ask the full evaluator": the case is rare, or its result is an error that the full evaluator words. */
export const FULL: unique symbol = Symbol('full evaluator');

export interface FastScope {
  readonly input: unknown;
  readonly bindings: Readonly<Record<string, unknown>>;
  readonly context: FunctionContext;
}

/** Evaluates one node without allocation, or answers `FULL`. */
export type FastNode = (scope: FastScope) => unknown;

/**
 * Compiles the plain expressions that conditions and formulas mostly are — paths through objects, literals, operators,
 * conditionals — into closures. Whatever maps over arrays, binds variables or needs JSONata's finer rules is left to the
 * full evaluator, at compile time (undefined) or when the data asks for it (`FULL`), so that both always agree.
 */
export function compileFast(node: AstNode): FastNode | undefined {
  if (node.predicate !== undefined || node.group !== undefined || node.keepArray === true) return undefined;
  const compile = compilers[node.type];
  return compile?.(node);
}

const compilers: Readonly<Record<string, (node: AstNode) => FastNode | undefined>> = {
  string: literal,
  number: literal,
  value: literal,
  path: compilePath,
  variable: (node) => compilePath({ type: 'path', steps: [node] }),
  binary: compileBinary,
  unary: compileUnary,
  condition: compileCondition,
  block: (node) =>
    node.expressions?.length === 1 && node.expressions[0] !== undefined
      ? compileFast(node.expressions[0])
      : undefined,
  function: compileCall,
};

function literal(node: AstNode): FastNode {
  const { value } = node;
  return () => value;
}

function compilePath(node: AstNode): FastNode | undefined {
  if (node.keepSingletonArray === true || node.tuple === true) return undefined;
  const steps = node.steps ?? [];
  const [first, ...rest] = steps;
  if (first === undefined) return undefined;
  const plain = steps.every(
    (step) =>
      step.stages === undefined && step.predicate === undefined && step.focus === undefined && step.index === undefined && step.ancestor === undefined && step.tuple !== true,
  );
  if (!plain || rest.some((step) => step.type !== 'name')) return undefined;
  const names = rest.map((step) => String(step.value));
  if (first.type === 'name') {
    names.unshift(String(first.value));
    return (scope) => follow(scope.input, names);
  }
  if (first.type !== 'variable') return undefined;
  const variable = String(first.value);
  if (variable === '' || variable === '$') return (scope) => follow(scope.input, names);
  return (scope) => {
    if (!Object.hasOwn(scope.bindings, variable)) return FULL;
    return follow(scope.bindings[variable], names);
  };
}

function follow(start: unknown, names: readonly string[]): unknown {
  if (Array.isArray(start)) return FULL;
  let value = start;
  for (const name of names) {
    if (Array.isArray(value)) return FULL;
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
  }
  return typeof value === 'function' ? FULL : value;
}

type Operator = (left: unknown, right: unknown) => unknown;

function arithmetic(run: (left: number, right: number) => number): Operator {
  return (left, right) => {
    if (typeof left === 'number' && typeof right === 'number') {
      const result = run(left, right);
      return Number.isFinite(result) ? result : FULL;
    }
    return FULL;
  };
}

function comparison(run: (left: string | number, right: string | number) => boolean): Operator {
  return (left, right) => {
    if (typeof left === 'number' && typeof right === 'number') return run(left, right);
    if (typeof left === 'string' && typeof right === 'string') return run(left, right);
    return FULL;
  };
}

function equal(left: unknown, right: unknown): unknown {
  if (left === undefined || right === undefined) return false;
  if (typeof left === 'object' && typeof right === 'object' && left !== null && right !== null) return FULL;
  return left === right;
}

const operators: Readonly<Record<string, Operator>> = {
  '+': arithmetic((left, right) => left + right),
  '-': arithmetic((left, right) => left - right),
  '*': arithmetic((left, right) => left * right),
  '/': arithmetic((left, right) => left / right),
  '%': arithmetic((left, right) => left % right),
  '<': comparison((left, right) => left < right),
  '<=': comparison((left, right) => left <= right),
  '>': comparison((left, right) => left > right),
  '>=': comparison((left, right) => left >= right),
  '=': equal,
  '!=': (left, right) => {
    if (left === undefined || right === undefined) return false;
    const same = equal(left, right);
    return same === FULL ? FULL : !same;
  },
  '&': (left, right) => {
    const head = left ?? '';
    const tail = right ?? '';
    return left !== null && right !== null && typeof head === 'string' && typeof tail === 'string'
      ? head + tail
      : FULL;
  },
  in: (left, right) => {
    if (left === undefined || right === undefined) return false;
    return Array.isArray(right) ? right.includes(left) : right === left;
  },
};

function compileBinary(node: AstNode): FastNode | undefined {
  const left = leftOf(node);
  const leftFast = left === undefined ? undefined : compileFast(left);
  const rightFast = node.rhs === undefined ? undefined : compileFast(node.rhs);
  if (leftFast === undefined || rightFast === undefined) return undefined;
  const symbol = String(node.value);
  if (symbol === 'and' || symbol === 'or') {
    const decisive = symbol === 'or';
    return (scope) => {
      const first = truth(leftFast(scope));
      if (first === FULL || first === decisive) return first;
      return truth(rightFast(scope));
    };
  }
  const operator = operators[symbol];
  if (operator === undefined) return undefined;
  return (scope) => {
    const first = leftFast(scope);
    if (first === FULL) return FULL;
    const second = rightFast(scope);
    return second === FULL ? FULL : operator(first, second);
  };
}

/** JSONata's `$boolean` for values that need no look inside; an absent value counts as false. */
function truth(value: unknown): boolean | typeof FULL {
  if (value === FULL) return FULL;
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'string':
      return value !== '';
    case 'number':
      return value !== 0;
    case 'undefined':
      return false;
    default:
      return value === null ? false : FULL;
  }
}

function compileUnary(node: AstNode): FastNode | undefined {
  if (node.value === '-' && node.expression !== undefined) {
    const inner = compileFast(node.expression);
    return inner === undefined
      ? undefined
      : (scope) => {
          const value = inner(scope);
          return typeof value === 'number' ? -value : FULL;
        };
  }
  if (node.value === '[' && node.consarray !== true) return compileArray(node);
  return undefined;
}

/** `[a, b]`: absent items are left out, arrays are taken apart by one level. */
function compileArray(node: AstNode): FastNode | undefined {
  const items = (node.expressions ?? []).map((item) =>
    item.type === 'unary' && item.value === '[' ? undefined : compileFast(item),
  );
  if (items.some((item) => item === undefined)) return undefined;
  const compiled = items as readonly FastNode[];
  return (scope) => {
    const result: unknown[] = [];
    for (const item of compiled) {
      const value = item(scope);
      if (value === FULL) return FULL;
      if (value === undefined) continue;
      if (Array.isArray(value)) result.push(...value);
      else result.push(value);
    }
    return result;
  };
}

function compileCondition(node: AstNode): FastNode | undefined {
  const test = node.condition === undefined ? undefined : compileFast(node.condition);
  const then = node.then === undefined ? undefined : compileFast(node.then);
  const otherwise = node.else === undefined ? () => undefined : compileFast(node.else);
  if (test === undefined || then === undefined || otherwise === undefined) return undefined;
  return (scope) => {
    const chosen = truth(test(scope));
    if (chosen === FULL) return FULL;
    return chosen ? then(scope) : otherwise(scope);
  };
}

/** JSONata's functions that plain formulas use, for arguments that need none of its finer rules. */
const pureFunctions: Readonly<Record<string, (...values: readonly unknown[]) => unknown>> = {
  not: (value) => {
    if (value === undefined) return FULL;
    const known = truth(value);
    return known === FULL ? FULL : !known;
  },
  boolean: (value) => (value === undefined ? FULL : truth(value)),
  exists: (value) => value !== undefined,
  count: (value) => {
    if (value === undefined) return 0;
    return Array.isArray(value) ? value.length : 1;
  },
  sum: (value) => {
    if (!Array.isArray(value)) return FULL;
    let total = 0;
    for (const item of value) {
      if (typeof item !== 'number') return FULL;
      total += item;
    }
    return total;
  },
};

function compileCall(node: AstNode): FastNode | undefined {
  const procedure = node.procedure;
  if (procedure?.type !== 'variable') return undefined;
  const name = String(procedure.value);
  const parameters = (node.arguments ?? []).map(compileFast);
  if (parameters.some((parameter) => parameter === undefined)) return undefined;
  const compiled = parameters as readonly FastNode[];
  const own = banshiFunctions[name];
  const pure = pureFunctions[name];
  if (pure !== undefined && compiled.length !== 1) return undefined;
  if (own === undefined && pure === undefined) return undefined;
  if (name === 'pad') return undefined;
  return (scope) => {
    if (Object.hasOwn(scope.bindings, name)) return FULL;
    const values: unknown[] = [];
    for (const parameter of compiled) {
      const value = parameter(scope);
      if (value === FULL) return FULL;
      values.push(value);
    }
    return own === undefined ? pure?.(...values) : own.run(scope.context, ...values);
  };
}
