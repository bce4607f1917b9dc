import { parseCron, parseCycle, parseDuration, parseInstant } from '../../kernel';
import { type ModdleElement, child, isA, list, text } from '../moddle';
import { isExecutable } from './checked-file';
import type { Rule } from './rule';

/** Where an executable process evaluates an expression. */
const EVALUATED = [
  'conditionExpression',
  'completionCondition',
  'activationCondition',
  'loopCondition',
  'loopCardinality',
  'condition',
  'timeDate',
  'timeCycle',
  'timeDuration',
  'expression',
  'from',
  'to',
];

/** Where only a formal expression may stand, whether or not it says that it is one. */
const FORMAL = ['messagePath', 'dataPath', 'transformation', 'condition'];

/**
 * Expressions that are executed are formal ones, in a language that the engine runs (BPMN 2.0.2 §8.4.7). A plain ISO
 * 8601 time needs no language, unless the file names one that is not ours: there it would mean something else. In a
 * file that names our language itself, what is not declared formal is read as formal.
 */
export const checkExpressions: Rule = (file, report) => {
  const language = text(file.parsed.root, 'expressionLanguage');
  const named = Object.hasOwn(file.parsed.root, 'expressionLanguage');
  const ours = named && /jsonata/i.test(language ?? '');
  const foreign = named && !ours;
  for (const element of file.elements) {
    for (const property of FORMAL) {
      for (const expression of given(element, property)) {
        const formal = isA(expression, 'bpmn:FormalExpression');
        if (formal && body(expression) === '') report('BPMN-EX2', element, { property });
      }
    }
    if (!isExecutable(element)) continue;
    for (const property of EVALUATED) {
      const expression = child(element, property);
      if (expression === undefined) continue;
      const literal = isLiteralTime(expression);
      const plain = expression.$type === 'bpmn:Expression';
      if (plain && !ours && (foreign || !literal)) report('BPMN-EX1', element, { property });
      else if (foreign && !literal && text(expression, 'language') === undefined) {
        report('BPMN-EX3', element, { property, language: language ?? '' });
      }
    }
  }
};

function given(element: ModdleElement, property: string): readonly ModdleElement[] {
  const one = child(element, property);
  return one === undefined ? list(element, property) : [one];
}

function body(expression: ModdleElement): string {
  return text(expression, 'body')?.trim() ?? '';
}

function isLiteralTime(expression: ModdleElement): boolean {
  return [parseDuration, parseInstant, parseCycle, parseCron].some(
    (parse) => parse(body(expression)) !== undefined,
  );
}
