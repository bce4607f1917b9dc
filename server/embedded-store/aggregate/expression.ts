import type { Document } from 'bson';
import { runStage } from './mingo-stage';

/** A function that computes an aggregation expression on a document. */
export function compileExpression(
  expression: unknown,
  variables?: Document,
): (document: Document) => unknown {
  const stage = { $replaceRoot: { newRoot: { value: expression } } };
  runStage(stage, []);
  return (document) => runStage(stage, [document], variables)[0]?.['value'];
}
