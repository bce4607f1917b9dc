import type { FormDocument } from '../../runtime/form';
import type { Problem } from '../../runtime/kernel';
import { fieldPathOfPlace, splitPlace } from '../api/problem-place';
import { type NodePath, nodeAt } from './form-document';

/** The node at which a problem is shown: the nearest one that the document still has; `[]` is the form itself. */
export function nodeOfProblem(document: FormDocument, problem: Pick<Problem, 'at'>): NodePath {
  const keys = [...fieldPathOfPlace(splitPlace(problem.at).place)];
  while (keys.length > 0 && nodeAt(document, keys) === undefined) keys.pop();
  return keys;
}
