import type { AstNode } from '../ast';
import type { Limits, WorkBudget } from '../limits';
import { compileTree } from './compile';
import { builtIns } from './functions';
import { Frame, Run } from './run';
import type { SyntaxNode } from './syntax';
import { ConstructedArray, Sequence, isFunction, setKey } from './values';
import { LimitExceeded } from '../limits';

export { Failure } from './failure';

/** Whether a name without `$` is a function of the language. */
export function isBuiltIn(name: string): boolean {
  return builtIns.has(name);
}

/** Whether a call of a function with so many arguments reads its context in place of one left out. */
export function takesContext(name: string, given: number): boolean {
  return builtIns.get(name)?.takesContext(given) ?? false;
}

export type Evaluator = (
  input: unknown,
  bindings: Readonly<Record<string, unknown>>,
  now: number,
  limits: Limits,
  budget?: WorkBudget,
) => unknown;

/**
 * Compiles a syntax tree into closures. Evaluation is synchronous, counts its work, and never changes what it is given.
 *
 * @param locals names that the rule itself binds
 * @throws when evaluated: `Failure` for an error of the rule, `LimitExceeded` past a bound
 */
export function compileEvaluator(tree: AstNode, locals: ReadonlySet<string>): Evaluator {
  const evaluate = compileTree(tree as SyntaxNode, locals);
  const evaluateIn = (input: unknown, run: Run): unknown => {
    const start = new Sequence();
    start.outer = true;
    start.push(input);
    return toPlain(evaluate(Array.isArray(input) ? start : input, new Frame(undefined), run), run);
  };
  return (input, bindings, now, limits, budget) => {
    const allowed = Math.min(limits.steps, budget?.remaining ?? limits.steps);
    const run = new Run(input, bindings, now, limits, allowed);
    try {
      return evaluateIn(input, run);
    } finally {
      budget?.spend(run.used);
    }
  };
}

/** Plain JSON: sequences become arrays, functions no value; a caller's own parts are handed back as they are. */
function toPlain(value: unknown, run: Run): unknown {
  if (typeof value !== 'object' || value === null) return finite(value);
  return isFunction(value) ? undefined : copyChanged(value, run, 0);
}

function finite(value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? undefined : value;
}

/** The value itself when nothing in it must change, else a copy. */
function copyChanged(value: object, run: Run, depth: number): unknown {
  if (depth > MAX_RESULT_DEPTH) throw new LimitExceeded();
  return Array.isArray(value) ? copyArray(value, run, depth) : copyObject(value, run, depth);
}

function copyItem(item: unknown, run: Run, depth: number): unknown {
  run.step();
  if (isFunction(item)) return undefined;
  return typeof item === 'object' && item !== null
    ? copyChanged(item, run, depth + 1)
    : finite(item);
}

function copyArray(value: readonly unknown[], run: Run, depth: number): unknown {
  let changed = value instanceof Sequence || value instanceof ConstructedArray;
  const items: unknown[] = [];
  for (const item of value) {
    const plain = copyItem(item, run, depth) ?? null;
    if (plain !== item) changed = true;
    items.push(plain);
  }
  return changed ? items : value;
}

function copyObject(value: object, run: Run, depth: number): unknown {
  let changed = false;
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const plain = copyItem(item, run, depth);
    if (plain !== item || plain === undefined) changed = true;
    if (plain !== undefined) setKey(copy, key, plain);
  }
  return changed ? copy : value;
}

const MAX_RESULT_DEPTH = 400;
