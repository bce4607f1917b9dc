import type { Document } from 'bson';
import { badValue, failedToParse } from '../store-error';
import { cloneValue, isDocument, isPattern } from '../values/document';
import { wholeNumber } from '../values/number';
import { compareValues, sameValue } from '../values/order';
import { typeNameOf } from '../values/type-names';
import { compileElement } from '../query/matcher';
import { parseSort, sortDocuments } from '../query/sort';
import type { Operator } from './operators';
import { read, write } from './paths';

function arrayAt(document: Document, path: readonly string[], name: string) {
  const value = read(document, path);
  if (value === undefined || Array.isArray(value)) return value as unknown[] | undefined;
  throw badValue(
    `The field '${path.join('.')}' must be an array but is of type ${typeNameOf(value)} (${name})`,
  );
}

/** The modifiers of `$push` and `$addToSet`; without `$each` the operand is the one value. */
function modifiers(name: string, operand: unknown, known: readonly string[]) {
  if (!isDocument(operand) || !('$each' in operand)) return { values: [operand], options: {} };
  const unknownName = Object.keys(operand).find((key) => !known.includes(key));
  if (unknownName) throw badValue(`Unrecognized clause in ${name}: ${unknownName}`);
  const values: unknown = operand['$each'];
  if (!Array.isArray(values)) throw badValue(`The argument to $each in ${name} must be an array`);
  return { values: values as unknown[], options: operand };
}

function whole(options: Document, name: string): number | undefined {
  if (options[name] === undefined) return undefined;
  const number = wholeNumber(options[name]);
  if (number === undefined) throw badValue(`The value for ${name} must be a whole number`);
  return number;
}

function sorted(items: unknown[], order: unknown): unknown[] {
  if (isDocument(order)) return sortDocuments(items as Document[], parseSort(order));
  const direction = wholeNumber(order);
  if (direction !== 1 && direction !== -1)
    throw badValue('The $sort is invalid: use 1, -1 or a document');
  return items.sort((left, right) => compareValues(left, right) * direction);
}

export const push: Operator = (document, path, operand) => {
  const known = ['$each', '$position', '$slice', '$sort'];
  const { values, options } = modifiers('$push', operand, known);
  let array = [...(arrayAt(document, path, '$push') ?? [])];
  const position = whole(options, '$position');
  array.splice(position ?? array.length, 0, ...values.map((item) => cloneValue(item)));
  if (options['$sort'] !== undefined) array = sorted(array, options['$sort']);
  const limit = whole(options, '$slice');
  if (limit !== undefined) array = limit < 0 ? array.slice(limit) : array.slice(0, limit);
  write(document, path, array);
};

export const addToSet: Operator = (document, path, operand) => {
  const { values } = modifiers('$addToSet', operand, ['$each']);
  const array = [...(arrayAt(document, path, '$addToSet') ?? [])];
  for (const value of values) {
    if (!array.some((item) => sameValue(item, value))) array.push(cloneValue(value));
  }
  write(document, path, array);
};

export const pull: Operator = (document, path, operand) => {
  const array = arrayAt(document, path, '$pull');
  if (!array) return;
  const matches = isDocument(operand)
    ? compileElement(operand)
    : (item: unknown) =>
        isPattern(operand) ? compileElement({ $regex: operand })(item) : sameValue(item, operand);
  write(
    document,
    path,
    array.filter((item) => !matches(item)),
  );
};

export const pullAll: Operator = (document, path, operand) => {
  if (!Array.isArray(operand)) throw badValue('$pullAll requires an array argument');
  const array = arrayAt(document, path, '$pullAll');
  if (array)
    write(
      document,
      path,
      array.filter((item) => !operand.some((gone) => sameValue(item, gone))),
    );
};

export const pop: Operator = (document, path, operand) => {
  const end = wholeNumber(operand);
  if (end !== 1 && end !== -1) throw failedToParse('$pop expects 1 or -1');
  const array = arrayAt(document, path, '$pop');
  if (array) write(document, path, end === 1 ? array.slice(0, -1) : array.slice(1));
};
