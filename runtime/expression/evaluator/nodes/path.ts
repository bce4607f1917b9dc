import type { Evaluate, Frame, Run } from '../run';
import type { Compiler, NodeCompiler, SyntaxNode } from '../syntax';
import { ConstructedArray, Sequence, appendAll, isObject, sequenceOf } from '../values';
import { type Stage, compileStages } from './filter';
import { compileGroup } from './group';
import { type Sorter, compileSort } from './sort';
import { type Tuple, tupleFrame } from './tuple';

interface Step {
  readonly node: SyntaxNode;
  readonly evaluate: Evaluate;
  readonly sort: Sorter | undefined;
  readonly stages: readonly Stage[];
}

function compileStep(node: SyntaxNode, compiler: Compiler): Step {
  const sort = node.type === 'sort' ? compileSort(node, compiler) : undefined;
  return {
    node,
    evaluate: sort === undefined ? compiler.compile(node) : () => undefined,
    sort,
    stages: compileStages(node.stages, compiler),
  };
}

/** `a.b.c` with filters, sorting, grouping and bound variables. */
export const path: NodeCompiler = (node, compiler) => {
  const steps = (node.steps ?? []).map((step) => compileStep(step, compiler));
  const group = node.group === undefined ? undefined : compileGroup(node.group, compiler);
  const general: Evaluate = (input, frame, run) => {
    const result = walkPath(node, steps, 0, startOf(steps, input), frame, run);
    return group === undefined ? result : group(result, frame, run);
  };
  return group === undefined ? plainPath(node, steps, general) : general;
};

function startOf(steps: readonly Step[], input: unknown): readonly unknown[] {
  return Array.isArray(input) && steps[0]?.node.type !== 'variable' ? input : sequenceOf(input);
}

/** Follows names through objects without making sequences; at the first array the general walk goes on. */
function plainPath(node: SyntaxNode, steps: readonly Step[], general: Evaluate): Evaluate {
  const names = steps.map((step) => String(step.node.value));
  const first = steps[0];
  const isPlain = ({ node: step, stages }: Step): boolean =>
    stages.length === 0 &&
    step.tuple !== true &&
    step.keepArray !== true &&
    step.predicate === undefined &&
    step.group === undefined;
  const fromVariable = first?.node.type === 'variable';
  if (node.keepSingletonArray === true || first === undefined || !steps.every(isPlain))
    return general;
  if (
    !steps.every(({ node: step }, index) => step.type === 'name' || (index === 0 && fromVariable))
  )
    return general;
  return (input, frame, run) => {
    let value = fromVariable ? first.evaluate(input, frame, run) : input;
    for (let index = fromVariable ? 1 : 0; index < steps.length; index += 1) {
      if (Array.isArray(value))
        return index === 0
          ? general(input, frame, run)
          : walkPath(node, steps, index, value, frame, run);
      const key = names[index] as string;
      if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
      value = value[key];
    }
    return value;
  };
}

function walkPath(
  node: SyntaxNode,
  steps: readonly Step[],
  from: number,
  start: readonly unknown[],
  frame: Frame,
  run: Run,
): unknown {
  let items = start;
  let result: unknown = items;
  let tuples: readonly Tuple[] | undefined;
  let isTuples = false;
  for (let index = from; index < steps.length; index += 1) {
    const step = steps[index] as Step;
    if (step.node.tuple === true) isTuples = true;
    if (index === 0 && step.node.consarray === true) result = step.evaluate(items, frame, run);
    else if (isTuples) tuples = walkTuples(step, items, tuples, frame, run);
    else result = walkStep(step, items, frame, run, index === steps.length - 1);
    if (!isTuples && (result === undefined || (result as readonly unknown[]).length === 0)) break;
    if (step.node.focus === undefined) items = result as readonly unknown[];
  }
  if (isTuples)
    result =
      node.tuple === true || node.group !== undefined ? tuples : contextsOf(tuples ?? [], run);
  if (node.keepSingletonArray === true) {
    if (result instanceof ConstructedArray) result = sequenceOf(result);
    if (result instanceof Sequence) result.keepSingleton = true;
  }
  return result;
}

function contextsOf(tuples: readonly Tuple[], run: Run): Sequence {
  const contexts = new Sequence();
  appendAll(
    contexts,
    tuples.map((tuple) => tuple['@']),
    run,
  );
  return contexts;
}

function applyStages(stages: readonly Stage[], value: unknown, frame: Frame, run: Run): unknown {
  let result = value;
  for (const stage of stages) result = stage(result, frame, run);
  return result;
}

function walkStep(
  step: Step,
  items: readonly unknown[],
  frame: Frame,
  run: Run,
  last: boolean,
): unknown {
  if (step.sort !== undefined)
    return applyStages(step.stages, step.sort(items, frame, run), frame, run);
  const values: unknown[] = [];
  for (const item of items) {
    run.step();
    const value = applyStages(step.stages, step.evaluate(item, frame, run), frame, run);
    if (value !== undefined) values.push(value);
  }
  const [only] = values;
  if (last && values.length === 1 && Array.isArray(only) && !(only instanceof Sequence))
    return only;
  const flat = new Sequence();
  for (const value of values) {
    if (Array.isArray(value) && !(value instanceof ConstructedArray)) appendAll(flat, value, run);
    else flat.push(value);
  }
  run.checkLength(flat.length);
  return flat;
}

function walkTuples(
  step: Step,
  items: readonly unknown[],
  before: readonly Tuple[] | undefined,
  frame: Frame,
  run: Run,
): readonly Tuple[] {
  const result = new Sequence();
  result.tuples = true;
  if (step.sort !== undefined) {
    let sorted: unknown = result;
    if (before !== undefined) sorted = step.sort(before, frame, run);
    else
      step
        .sort(items, frame, run)
        .forEach((item, index) =>
          result.push({ '@': item, [step.node.index ?? 'undefined']: index }),
        );
    return applyStages(step.stages, sorted, frame, run) as readonly Tuple[];
  }
  for (const tuple of before ?? items.map((item): Tuple => ({ '@': item }))) {
    run.step();
    const value = step.evaluate(tuple['@'], tupleFrame(frame, tuple), run);
    if (value === undefined) continue;
    const rows: readonly unknown[] = Array.isArray(value) ? value : [value];
    const nested = value instanceof Sequence && value.tuples;
    rows.forEach((row, index) =>
      result.push(nested ? { ...tuple, ...(row as Tuple) } : extend(tuple, row, index, step.node)),
    );
    run.step(rows.length);
    run.checkLength(result.length);
  }
  return applyStages(step.stages, result, frame, run) as readonly Tuple[];
}

/** A row with one more item: as the context, or under its `@` name; with its `#` number and its `%` parent. */
function extend(tuple: Tuple, item: unknown, index: number, node: SyntaxNode): Tuple {
  const row: Tuple = { ...tuple };
  row[node.focus ?? '@'] = item;
  if (node.index !== undefined) row[node.index] = index;
  if (node.ancestor !== undefined) row[node.ancestor.label] = tuple['@'];
  return row;
}
