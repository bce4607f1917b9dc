import { parseCycle, parseDuration, parseInstant } from '../../kernel';
import { type ModdleElement, child, text } from '../moddle';
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

/** Expressions that are executed are formal ones (BPMN 2.0.2 §8.4.7); a plain ISO 8601 time needs no language. */
export const checkExpressions: Rule = (file, report) => {
  for (const element of file.elements) {
    if (!isExecutable(element)) continue;
    for (const property of EVALUATED) {
      const expression = child(element, property);
      if (expression?.$type !== 'bpmn:Expression' || isLiteralTime(expression)) continue;
      report('BPMN-EX1', element, { property });
    }
  }
};

function isLiteralTime(expression: ModdleElement): boolean {
  const body = text(expression, 'body')?.trim() ?? '';
  return [parseDuration, parseInstant, parseCycle].some((parse) => parse(body) !== undefined);
}
