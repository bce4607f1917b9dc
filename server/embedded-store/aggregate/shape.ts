/** Stages that change some fields and leave the others exactly as they are, numeric types included. */
import type { Document } from 'bson';
import { badValue, failedToParse } from '../store-error';
import { isDocument, isOperatorDocument } from '../values/document';
import { compileProjection } from '../query/projection';
import { isTruthy } from '../values/number';
import { read } from '../update/paths';
import { compileExpression } from './expression';

export type Shape = (document: Document) => Document;

/** `{ a: { b: x } }` sets `a.b` and leaves the rest of `a`. */
function leaves(fields: Document, prefix: readonly string[] = []): [string[], unknown][] {
  return Object.entries(fields).flatMap(([name, value]): [string[], unknown][] => {
    if (name.startsWith('$')) throw badValue(`Expected a field name, but found ${name}`);
    const path = [...prefix, ...name.split('.')];
    if (path.includes('')) throw failedToParse(`FieldPath '${name}' has an empty part`);
    const goesOn = isDocument(value) && !isOperatorDocument(value) && Object.keys(value).length > 0;
    return goesOn ? leaves(value, path) : [[path, value]];
  });
}

/** A copy with the value at a path, in every element where the path goes through an array. */
function withValue(holder: unknown, path: readonly string[], value: unknown): unknown {
  const [part, ...rest] = path;
  if (part === undefined) return value;
  if (Array.isArray(holder)) return holder.map((item) => withValue(item, path, value));
  const before: Document = isDocument(holder) ? holder : {};
  if (value === undefined && rest.length === 0) {
    const { [part]: _removed, ...others } = before;
    return others;
  }
  return { ...before, [part]: withValue(before[part], rest, value) };
}

/** `$set` and `$addFields`: all values are computed from the document as it came. */
export function addFields(operand: unknown): Shape {
  if (!isDocument(operand)) throw failedToParse('$addFields specification must be an object');
  const fields = leaves(operand).map(([path, expression]) => ({
    path,
    compute: compileExpression(expression),
  }));
  return (document) => {
    const values = fields.map(({ compute }) => compute(document));
    let after: unknown = document;
    for (const [at, { path }] of fields.entries()) after = withValue(after, path, values[at]);
    return after as Document;
  };
}

export function unset(operand: unknown): Shape {
  const paths: unknown[] = Array.isArray(operand) ? operand : [operand];
  if (paths.length === 0 || paths.some((path) => typeof path !== 'string' || path === '')) {
    throw failedToParse('$unset specification must be a string or an array of strings');
  }
  return compileProjection(Object.fromEntries(paths.map((path) => [String(path), 0])));
}

export function replaceRoot(expression: unknown): Shape {
  const compute = compileExpression(expression);
  return (document) => {
    const made = compute(document);
    if (!isDocument(made)) {
      throw badValue("'newRoot' expression must evaluate to an object");
    }
    return made;
  };
}

const unwindOptions = new Set(['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays']);

/** One document for each element of an array. */
export function unwind(operand: unknown): (document: Document) => Document[] {
  const options: Document = isDocument(operand) ? operand : { path: operand };
  const unknown = Object.keys(options).find((key) => !unwindOptions.has(key));
  if (unknown) throw badValue(`unrecognized option to $unwind stage: ${unknown}`);
  const given: unknown = options['path'];
  if (typeof given !== 'string' || !given.startsWith('$') || given.length < 2) {
    throw badValue("path option to $unwind stage should be prefixed with a '$'");
  }
  const path = given.slice(1).split('.');
  const keepsEmpty = isTruthy(options['preserveNullAndEmptyArrays']);
  const counter = options['includeArrayIndex'] as string | undefined;
  const made = (document: Document, value: unknown, at: number | null) => {
    const after = withValue(document, path, value);
    return (counter ? withValue(after, counter.split('.'), at) : after) as Document;
  };
  return (document) => {
    const value = read(document, path);
    if (Array.isArray(value) && value.length > 0) {
      return value.map((item: unknown, at) => made(document, item, at));
    }
    const isEmpty = value === undefined || value === null || Array.isArray(value);
    if (isEmpty && !keepsEmpty) return [];
    return [made(document, Array.isArray(value) ? undefined : value, null)];
  };
}
