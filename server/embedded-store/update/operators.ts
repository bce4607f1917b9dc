import { Long, Timestamp, type Document } from 'bson';
import { badValue, typeMismatch } from '../store-error';
import { cloneValue, bsonType, isDocument } from '../values/document';
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

function toLong(value: unknown): Long {
  return bsonType(value) === 'Long' ? (value as Long) : Long.fromNumber(Number(value));
}

function arithmetic(name: '$inc' | '$mul'): Operator {
  return (document, path, operand) => {
    if (!isNumeric(operand)) {
      throw typeMismatch(`Cannot ${name} with non-numeric argument: {${path.join('.')}}`);
    }
    const before = read(document, path);
    if (before === undefined) return write(document, path, name === '$inc' ? operand : 0);
    if (!isNumeric(before)) {
      throw typeMismatch(
        `Cannot apply ${name} to a value of non-numeric type. The field '${path.join('.')}' is of type ${typeNameOf(before)}`,
      );
    }
    write(document, path, combine(name, before, operand));
  };
}

function combine(name: '$inc' | '$mul', before: unknown, operand: unknown): unknown {
  const types = [bsonType(before), bsonType(operand)];
  if (types.includes('Decimal128'))
    throw badValue(`${name} on Decimal128 is not supported by the embedded store`);
  if (
    types.includes('Long') &&
    Number.isInteger(Number(before)) &&
    Number.isInteger(Number(operand))
  ) {
    const [left, right] = [toLong(before), toLong(operand)];
    return name === '$inc' ? left.add(right) : left.mul(right);
  }
  return name === '$inc' ? Number(before) + Number(operand) : Number(before) * Number(operand);
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
  if (typeof operand !== 'string') throw badValue("The 'to' field for $rename must be a string");
  const value = read(document, path);
  if (value === undefined) return;
  remove(document, path);
  const target = operand.split('.');
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
  if (!entry || !Number.isInteger(before) || !Number.isInteger(entry[1])) {
    throw badValue('$bit takes { and | or | xor: integer } on an integer field');
  }
  const [left, right] = [before as number, entry[1] as number];
  if (entry[0] === 'and') write(document, path, left & right);
  else if (entry[0] === 'or') write(document, path, left | right);
  else if (entry[0] === 'xor') write(document, path, left ^ right);
  else throw badValue(`$bit does not know '${entry[0]}'`);
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
