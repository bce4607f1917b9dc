import type { Document } from 'bson';
import { badValue } from '../store-error';
import { isDocument, isOperatorDocument, isPattern } from '../values/document';
import { isTruthy } from '../values/number';
import { compileExpression } from '../aggregate/expression';
import { arraysAt, fieldOperators, type Test } from './field-operators';
import { equals } from './comparison';

/** True when a document is what the filter asks for. */
export type Matcher = (document: Document) => boolean;

/** Compiles a filter once; a word that is not known is refused by name. */
export function compileFilter(filter: Document): Matcher {
  const tests = Object.entries(filter)
    .filter(([key]) => key !== '$comment')
    .map(([key, condition]) => compileEntry(key, condition));
  if (tests.length === 1 && tests[0]) return tests[0];
  return (document) => tests.every((test) => test(document));
}

/** The top-level fields that a filter looks into; `undefined` when it may be any. */
export function fieldsOf(filter: Document): ReadonlySet<string> | undefined {
  const fields = new Set<string>();
  for (const [key, condition] of Object.entries(filter)) {
    if (!key.startsWith('$')) fields.add(rootOf(key));
    else if (key === '$and' || key === '$or' || key === '$nor') {
      for (const branch of Array.isArray(condition) ? condition : [condition]) {
        const inner = isDocument(branch) ? fieldsOf(branch) : undefined;
        if (!inner) return undefined;
        for (const field of inner) fields.add(field);
      }
    } else if (key !== '$comment') return undefined;
  }
  return fields;
}

/** The first part of a dotted path. */
export const rootOf = (path: string) => path.split('.', 1)[0] ?? path;

function compileEntry(key: string, condition: unknown): Matcher {
  if (!key.startsWith('$')) {
    const path = key.split('.');
    const test = compileCondition(condition);
    return (document) => test(document, path);
  }
  switch (key) {
    case '$and': {
      const all = branches(key, condition);
      return (document) => all.every((test) => test(document));
    }
    case '$or': {
      const any = branches(key, condition);
      return (document) => any.some((test) => test(document));
    }
    case '$nor': {
      const none = branches(key, condition);
      return (document) => !none.some((test) => test(document));
    }
    case '$expr': {
      const compute = compileExpression(condition);
      return (document) => {
        const value = compute(document);
        return isTruthy(value);
      };
    }
    default:
      throw badValue(`unknown top level operator: ${key}`);
  }
}

function branches(name: string, list: unknown): Matcher[] {
  if (!Array.isArray(list) || list.length === 0) {
    throw badValue(`${name} argument must be a nonempty array`);
  }
  return list.map((filter: unknown) => {
    if (!isDocument(filter)) throw badValue(`${name} argument's entries must be objects`);
    return compileFilter(filter);
  });
}

/** The test for what stands after a field name: a value, a pattern or operators. */
export function compileCondition(condition: unknown): Test {
  if (isPattern(condition)) return fieldOperators.$regex(condition, {});
  if (!isOperatorDocument(condition)) return equals(condition);
  const tests = Object.entries(condition).flatMap(([name, operand]) => {
    if (name === '$options') {
      if (!('$regex' in condition)) throw badValue('$options needs a $regex');
      return [];
    }
    return [compileOperator(name, operand, condition)];
  });
  return (document, path) => tests.every((test) => test(document, path));
}

function compileOperator(name: string, operand: unknown, siblings: Document): Test {
  if (name === '$not') {
    if (!isOperatorDocument(operand) && !isPattern(operand)) {
      throw badValue('$not needs a regex or a document');
    }
    const inner = compileCondition(operand);
    return (document, path) => !inner(document, path);
  }
  if (name === '$elemMatch') return elemMatch(operand);
  if (name === '$all') return all(operand);
  if (!Object.hasOwn(fieldOperators, name)) throw badValue(`unknown operator: ${name}`);
  return fieldOperators[name as keyof typeof fieldOperators](operand, siblings);
}

/** A test of one array element, for `$elemMatch` here and `$pull` in updates. */
export function compileElement(condition: unknown): (element: unknown) => boolean {
  const logical =
    isDocument(condition) && /^\$(and|or|nor|expr)$/.test(Object.keys(condition)[0] ?? '');
  if (isOperatorDocument(condition) && !logical) {
    const test = compileCondition(condition);
    return (element) => test({ element }, ['element']);
  }
  const test = compileFilter(condition as Document);
  return (element) => (isDocument(element) || Array.isArray(element)) && test(element as Document);
}

function elemMatch(operand: unknown): Test {
  if (!isDocument(operand)) throw badValue('$elemMatch needs an Object');
  const test = compileElement(operand);
  return (document, path) =>
    arraysAt(document, path).some((array) => array.some((item) => test(item)));
}

function all(operand: unknown): Test {
  if (!Array.isArray(operand)) throw badValue('$all needs an array');
  const tests = operand.map((item: unknown) => compileCondition(item));
  return (document, path) => tests.length > 0 && tests.every((test) => test(document, path));
}
