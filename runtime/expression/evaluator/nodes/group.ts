import { Failure } from '../failure';
import type { Evaluate, Frame, Run } from '../run';
import { type Compiler, type NodeCompiler, type SyntaxNode, pairsOf } from '../syntax';
import { Sequence, append, setKey } from '../values';
import { type Tuple, mergeTuples, tupleFrame } from './tuple';

interface Group {
  data: unknown;
  readonly pair: number;
}

/** `{key: value}`: groups the items of the context by key, then evaluates each value over its group. */
export function compileGroup(
  node: Pick<SyntaxNode, 'lhs' | 'position'>,
  compiler: Compiler,
): Evaluate {
  const pairs = pairsOf(node).map(([key, value]) => ({
    key: compiler.compile(key),
    value: compiler.compile(value),
  }));
  const { position } = node;
  return (input, frame, run) => {
    const tuples = input instanceof Sequence && input.tuples;
    const groups = new Map<string, Group>();
    for (const item of itemsOf(input)) {
      run.step();
      const [context, inner] = contextOf(item, tuples, frame);
      pairs.forEach((pair, index) => {
        const key = pair.key(context, inner, run);
        if (key === undefined) return;
        if (typeof key !== 'string') throw new Failure('T1003', { value: key, position });
        const group = groups.get(key);
        if (group === undefined) groups.set(key, { data: item, pair: index });
        else if (group.pair !== index) throw new Failure('D1009', { value: key, position });
        else group.data = append(group.data, item, run);
      });
    }
    return groupValues(groups, pairs, tuples, frame, run);
  };
}

function groupValues(
  groups: ReadonlyMap<string, Group>,
  pairs: ReadonlyArray<{ readonly value: Evaluate }>,
  tuples: boolean,
  frame: Frame,
  run: Run,
): unknown {
  const result: Record<string, unknown> = {};
  for (const [key, { data, pair }] of groups) {
    const [context, inner] = contextOf(tuples ? mergeTuples(data, run) : data, tuples, frame);
    const value = pairs[pair]?.value(context, inner, run);
    if (value !== undefined) setKey(result, key, value);
  }
  return result;
}

function itemsOf(input: unknown): readonly unknown[] {
  if (!Array.isArray(input)) return [input];
  return input.length === 0 ? [undefined] : input;
}

function contextOf(item: unknown, tuples: boolean, frame: Frame): readonly [unknown, Frame] {
  if (!tuples || item === undefined) return [item, frame];
  const tuple = item as Tuple;
  return [tuple['@'], tupleFrame(frame, tuple)];
}

export const objectConstructor: NodeCompiler = (node, compiler) => compileGroup(node, compiler);
