import type { Document } from 'bson';
import { badValue } from '../store-error';
import { bsonType, isPattern } from '../values/document';
import { isTruthy, wholeNumber } from '../values/number';
import { sameValue } from '../values/order';
import { candidatesAt, valuesAt } from '../values/path';
import { isNumeric, typeAlias, typeNameOf } from '../values/type-names';
import { compares, equals, type Test } from './comparison';

export type { Test } from './comparison';

type Compile = (operand: unknown, siblings: Document) => Test;

/** A JavaScript pattern of a BSON one; `x` (free spacing) has no counterpart and is refused. */
export function toRegExp(operand: unknown, options?: unknown): RegExp {
  let [source, flags] = ['', typeof options === 'string' ? options : ''];
  if (operand instanceof RegExp) [source, flags] = [operand.source, flags || operand.flags];
  else if (typeof operand === 'string') source = operand;
  else if (bsonType(operand) === 'BSONRegExp') {
    const pattern = operand as { pattern: string; options: string };
    [source, flags] = [pattern.pattern, flags || pattern.options];
  } else throw badValue('$regex has to be a string');
  flags = flags.replaceAll(/[gly]/g, '');
  if (/[^imsu]/.test(flags)) throw badValue(`invalid flag in regex options: ${flags}`);
  try {
    return new RegExp(source, flags.includes('u') ? flags : `${flags}u`);
  } catch {
    try {
      return new RegExp(source, flags.replace('u', ''));
    } catch (error) {
      throw badValue(`Regular expression is invalid: ${String(error)}`);
    }
  }
}

function regex(operand: unknown, siblings: Document): Test {
  const pattern = toRegExp(operand, siblings['$options']);
  return (document, path) =>
    candidatesAt(document, path).some(
      (value) =>
        (typeof value === 'string' && pattern.test(value)) ||
        (isPattern(operand) && isPattern(value) && sameValue(value, operand)),
    );
}

function inList(name: string, operand: unknown): Test {
  if (!Array.isArray(operand)) throw badValue(`${name} needs an array`);
  const tests = operand.map((item: unknown) => (isPattern(item) ? regex(item, {}) : equals(item)));
  return (document, path) => tests.some((test) => test(document, path));
}

const negate =
  (test: Test): Test =>
  (document, path) =>
    !test(document, path);

function modulo(operand: unknown): Test {
  if (!Array.isArray(operand) || operand.length !== 2) {
    throw badValue('malformed mod, needs to be an array with two elements');
  }
  const [divisor, remainder] = operand.map((part) => Math.trunc(Number(part)));
  if (!divisor) throw badValue('divisor cannot be 0');
  return (document, path) =>
    candidatesAt(document, path).some(
      (value) => isNumeric(value) && Math.trunc(Number(value)) % divisor === remainder,
    );
}

function type(operand: unknown): Test {
  const wanted = (Array.isArray(operand) ? operand : [operand]).map((given: unknown) => {
    const alias = typeAlias(wholeNumber(given) ?? given);
    if (!alias) throw badValue(`Unknown type name alias: ${String(given)}`);
    return alias;
  });
  return (document, path) =>
    candidatesAt(document, path).some((value) =>
      wanted.some((alias) => (alias === 'number' ? isNumeric(value) : alias === typeNameOf(value))),
    );
}

export function arraysAt(document: Document, path: readonly string[]): unknown[][] {
  return valuesAt(document, path).filter((value): value is unknown[] => Array.isArray(value));
}

function size(operand: unknown): Test {
  const wanted = wholeNumber(operand);
  if (wanted === undefined || wanted < 0) throw badValue('$size must be a whole number');
  return (document, path) => arraysAt(document, path).some((array) => array.length === wanted);
}

/** Operators that stand under a field name and need no other filter inside. */
export const fieldOperators = {
  $eq: (operand) => equals(operand),
  $ne: (operand) => negate(equals(operand)),
  $gt: (operand) => compares(operand, (difference) => difference > 0),
  $gte: (operand) => compares(operand, (difference) => difference >= 0),
  $lt: (operand) => compares(operand, (difference) => difference < 0),
  $lte: (operand) => compares(operand, (difference) => difference <= 0),
  $in: (operand) => inList('$in', operand),
  $nin: (operand) => negate(inList('$nin', operand)),
  $exists: (operand) => {
    const wanted = isTruthy(operand);
    return (document, path) =>
      valuesAt(document, path).some((value) => value !== undefined) === wanted;
  },
  $type: type,
  $regex: regex,
  $mod: modulo,
  $size: size,
} satisfies Record<string, Compile>;
