import type { Document } from 'bson';
import { refuseUnknownOperators, runStage } from './mingo-stage';

/** A function that computes an aggregation expression on a document. */
export function compileExpression(
  expression: unknown,
  variables?: Document,
): (document: Document) => unknown {
  refuseUnknownOperators(expression);
  const stage = { $replaceRoot: { newRoot: { value: expression } } };
  return (document) => runStage(stage, [document], variables)[0]?.['value'];
}
