import type { Evaluate, Run, Frame } from '../run';
import { type Compiler, type SyntaxNode, part } from '../syntax';
import { Sequence, isNumberArray, isNumeric, sequenceOf, toBoolean } from '../values';
import { type Tuple, tupleFrame } from './tuple';

/** What follows a step: a filter `[…]`, or `#$i` after a filter. */
export type Stage = (input: unknown, frame: Frame, run: Run) => unknown;

export function compileStages(
  stages: readonly SyntaxNode[] | undefined,
  compiler: Compiler,
): readonly Stage[] {
  return (stages ?? []).map((stage) =>
    stage.type === 'index'
      ? numbering(String(stage.value))
      : compileFilter(part(stage.expr), compiler),
  );
}

function numbering(key: string): Stage {
  return (input) => {
    (input as readonly Tuple[]).forEach((tuple, index) => {
      tuple[key] = index;
    });
    return input;
  };
}

/** `[predicate]`: a number picks by position, numbers pick several, anything else keeps what it is true for. */
export function compileFilter(predicate: SyntaxNode, compiler: Compiler): Stage {
  if (predicate.type === 'number') {
    const position = Math.floor(Number(predicate.value));
    return (input) => {
      const items = Array.isArray(input) ? input : sequenceOf(input);
      const item: unknown = items[position < 0 ? items.length + position : position];
      if (Array.isArray(item)) return item;
      const results = new Sequence();
      results.tuples = input instanceof Sequence && input.tuples;
      if (item !== undefined) results.push(item);
      return results;
    };
  }
  const evaluate: Evaluate = compiler.compile(predicate);
  return (input, frame, run) => {
    const results = new Sequence();
    const tuples = input instanceof Sequence && input.tuples;
    results.tuples = tuples;
    const items: readonly unknown[] = Array.isArray(input) ? input : sequenceOf(input);
    for (let index = 0; index < items.length; index += 1) {
      run.step();
      const item = items[index];
      const result = tuples
        ? evaluate((item as Tuple)['@'], tupleFrame(frame, item as Tuple), run)
        : evaluate(item, frame, run);
      const picks = isNumeric(result) ? [result] : result;
      if (Array.isArray(result)) run.step(result.length * 8);
      if (isNumberArray(picks)) {
        for (const pick of picks) {
          const position = Math.floor(pick);
          if ((position < 0 ? items.length + position : position) === index) results.push(item);
        }
      } else if (toBoolean(result) === true) {
        results.push(item);
      }
    }
    return results;
  };
}
