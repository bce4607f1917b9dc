import type { Document } from 'bson';
import { bracketOf, compareValues, sameValue } from '../values/order';
import { candidatesAt } from '../values/path';

/** Tests the values of a document at a path. */
export type Test = (document: Document, path: readonly string[]) => boolean;

/**
 * Equality; null also matches a missing field, and an array matches by any element. Below an array without documents
 * there is no field that could be missing: `a.b` is not null where `a` is `[]` or `[1]`, as in MongoDB.
 */
export function equals(operand: unknown): Test {
  if (operand === null || operand === undefined) {
    return (document, path) =>
      candidatesAt(document, path).some((value) => value === null || value === undefined);
  }
  return (document, path) =>
    candidatesAt(document, path).some((value) => sameValue(value, operand));
}

/** An ordered comparison, within the operand's type only. */
export function compares(operand: unknown, holds: (difference: number) => boolean): Test {
  const bracket = bracketOf(operand);
  const isNull = operand === null || operand === undefined;
  return (document, path) => {
    if (Number.isNaN(operand)) return holds(0) && equals(operand)(document, path);
    return candidatesAt(document, path).some((value) => {
      if (value === undefined && !isNull) return false;
      if (Number.isNaN(value)) return false;
      return bracketOf(value) === bracket && holds(compareValues(value, operand));
    });
  };
}
