import { Failure } from '../failure';
import { toText } from '../functions/text';
import type { Evaluate, Run } from '../run';
import { type NodeCompiler, leftOf, part } from '../syntax';
import { Sequence, deepEqual, isNumeric, isTrue } from '../values';

type Operator = (left: unknown, right: unknown, run: Run) => unknown;

function arithmetic(symbol: string, calculate: (left: number, right: number) => number): Operator {
  return (left, right) => {
    if (left !== undefined && !isNumeric(left))
      throw new Failure('T2001', { value: left, token: symbol });
    if (right !== undefined && !isNumeric(right))
      throw new Failure('T2002', { value: right, token: symbol });
    return left === undefined || right === undefined ? undefined : calculate(left, right);
  };
}

function comparison(
  symbol: string,
  compare: (left: string | number, right: string | number) => boolean,
): Operator {
  return (left, right) => {
    for (const value of [left, right]) {
      if (value !== undefined && typeof value !== 'string' && typeof value !== 'number') {
        throw new Failure('T2010', { value, token: symbol });
      }
    }
    if (left === undefined || right === undefined) return undefined;
    if (typeof left !== typeof right) throw new Failure('T2009', { value: left, token: symbol });
    return compare(left as string | number, right as string | number);
  };
}

/** The operators that evaluate both sides. */
const operators: Readonly<Record<string, Operator>> = {
  '+': arithmetic('+', (left, right) => left + right),
  '-': arithmetic('-', (left, right) => left - right),
  '*': arithmetic('*', (left, right) => left * right),
  '/': arithmetic('/', (left, right) => left / right),
  '%': arithmetic('%', (left, right) => left % right),
  '<': comparison('<', (left, right) => left < right),
  '<=': comparison('<=', (left, right) => left <= right),
  '>': comparison('>', (left, right) => left > right),
  '>=': comparison('>=', (left, right) => left >= right),
  '=': (left, right, run) =>
    left !== undefined && right !== undefined && deepEqual(left, right, run),
  '!=': (left, right, run) =>
    left !== undefined && right !== undefined && !deepEqual(left, right, run),
  '&': (left, right, run) => run.text(toText(left, run) + toText(right, run)),
  '..': range,
  in: (left, right, run) => {
    if (left === undefined || right === undefined) return false;
    if (!Array.isArray(right)) return right === left;
    run.step(right.length >> 2);
    return right.includes(left);
  },
};

function range(from: unknown, to: unknown, run: Run): unknown {
  if (from !== undefined && !Number.isInteger(from)) throw new Failure('T2003', { value: from });
  if (to !== undefined && !Number.isInteger(to)) throw new Failure('T2004', { value: to });
  if (from === undefined || to === undefined || Number(from) > Number(to)) return undefined;
  const size = Number(to) - Number(from) + 1;
  run.checkLength(size);
  run.step(size);
  const result = new Sequence();
  for (let item = Number(from); item <= Number(to); item += 1) result.push(item);
  return result;
}

export const binary: NodeCompiler = (node, compiler) => {
  const left = compiler.compile(leftOf(node));
  const right = compiler.compile(part(node.rhs));
  const symbol = String(node.value);
  if (symbol === 'and') {
    return (input, frame, run) =>
      isTrue(left(input, frame, run), run) && isTrue(right(input, frame, run), run);
  }
  if (symbol === 'or') {
    return (input, frame, run) =>
      isTrue(left(input, frame, run), run) || isTrue(right(input, frame, run), run);
  }
  const operator = operators[symbol];
  if (operator === undefined) return () => undefined;
  return located(node.position, symbol, (input, frame, run) =>
    operator(left(input, frame, run), right(input, frame, run), run),
  );
};

/** Tells a failure where it happened. */
function located(position: number | undefined, token: string, evaluate: Evaluate): Evaluate {
  return (input, frame, run) => {
    try {
      return evaluate(input, frame, run);
    } catch (error) {
      if (error instanceof Failure) {
        error.position ??= position;
        error.token ??= token;
      }
      throw error;
    }
  };
}
