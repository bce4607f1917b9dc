import { Long, Timestamp, type Document } from 'bson';
import { badValue, typeMismatch } from '../store-error';
import { cloneValue, isDocument } from '../values/document';
import { combine } from '../values/number';
import { compareValues } from '../values/order';
import { isNumeric, typeNameOf } from '../values/type-names';
import { addToSet, pop, pull, pullAll, push } from './array-operators';
import { read, remove, unshare, write } from './paths';

/** Changes a document in place at one concrete path. */
export type Operator = (
  document: Document,
  path: readonly string[],
  operand: unknown,
  context: { now: Date; inserting: boolean },
) => void;

function arithmetic(name: '$inc' | '$mul'): Operator {
  return (document, path, operand) => {
    if (!isNumeric(operand)) {
      throw typeMismatch(`Cannot ${name} with non-numeric argument: {${path.join('.')}}`);
    }
    const before = read(document, path);
    if (before === undefined)
      return write(document, path, name === '$inc' ? operand : combine('$mul', operand, 0));
    if (!isNumeric(before)) {
      throw typeMismatch(
        `Cannot apply ${name} to a value of non-numeric type. The field '${path.join('.')}' is of type ${typeNameOf(before)}`,
      );
    }
    const result = combine(name, before, operand);
    if (result === undefined) {
      throw badValue(`Failed to apply ${name} operations to current value (overflow)`);
    }
    write(document, path, result);
  };
}

function extreme(direction: 1 | -1): Operator {
  return (document, path, operand) => {
    const before = read(document, path);
    if (before === undefined || compareValues(operand, before) * direction > 0) {
      write(document, path, cloneValue(operand));
    }
  };
}

const set: Operator = (document, path, operand) => write(document, path, operand);

const rename: Operator = (document, path, operand) => {
  const value = read(document, path);
  if (value === undefined) return;
  remove(document, path);
  const target = String(operand).split('.');
  unshare(document, target);
  write(document, target, value);
};

const currentDate: Operator = (document, path, operand, { now }) => {
  const kind = isDocument(operand) ? operand['$type'] : operand;
  if (kind === true || kind === 'date') write(document, path, now);
  else if (kind === 'timestamp') {
    write(document, path, new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 }));
  } else throw badValue('$currentDate takes true, "date" or "timestamp"');
};

const bit: Operator = (document, path, operand) => {
  const entry = isDocument(operand) ? Object.entries(operand)[0] : undefined;
  const before = read(document, path) ?? 0;
  const types = [typeNameOf(before), typeNameOf(entry?.[1])];
  if (!entry || types.some((type) => type !== 'int' && type !== 'long')) {
    throw badValue('$bit takes { and | or | xor: integer } on an integer field');
  }
  const [left, right] = [BigInt(String(before)), BigInt(String(entry[1]))];
  const results: Document = { and: left & right, or: left | right, xor: left ^ right };
  const result = Object.hasOwn(results, entry[0]) ? (results[entry[0]] as bigint) : undefined;
  if (result === undefined) throw badValue(`$bit does not know '${entry[0]}'`);
  write(document, path, types.includes('long') ? Long.fromBigInt(result) : Number(result));
};

export const operators: Readonly<Record<string, Operator>> = {
  $set: set,
  $setOnInsert: (document, path, operand, context) => {
    if (context.inserting) set(document, path, operand, context);
  },
  $unset: (document, path) => remove(document, path),
  $inc: arithmetic('$inc'),
  $mul: arithmetic('$mul'),
  $min: extreme(-1),
  $max: extreme(1),
  $rename: rename,
  $currentDate: currentDate,
  $bit: bit,
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
  $pullAll: pullAll,
  $pop: pop,
};
