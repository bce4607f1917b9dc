import { Decimal128, Double, Long } from 'bson';
import { bsonType } from './document';

/** True for a plain number that is kept as an int32; any other plain number is a double. */
export const isInt32 = (value: number) => (value | 0) === value && !Object.is(value, -0);

export const asDouble = (value: number): number | Double =>
  isInt32(value) ? new Double(value) : value;

/** An integer type as MongoDB chooses it: int32 when it fits, otherwise int64. */
export const asInteger = (value: bigint): number | Long =>
  value >= -(2n ** 31n) && value < 2n ** 31n ? Number(value) : Long.fromBigInt(value);

/** The value of a number of any BSON type when it is whole, as option values are; otherwise `undefined`. */
export function wholeNumber(value: unknown): number | undefined {
  const type = bsonType(value);
  if (typeof value !== 'number' && type !== 'Long' && type !== 'Double' && type !== 'Int32') {
    return undefined;
  }
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

type Kind = 'int' | 'long' | 'double' | 'decimal';

function kindOf(value: unknown): Kind | undefined {
  if (typeof value === 'number') return isInt32(value) ? 'int' : 'double';
  switch (bsonType(value)) {
    case 'Int32':
      return 'int';
    case 'Long':
      return 'long';
    case 'Double':
      return 'double';
    case 'Decimal128':
      return 'decimal';
    default:
      return undefined;
  }
}

/** False for 0, `false`, null and nothing, as MongoDB reads switches and `$expr`. */
export function isTruthy(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  return kindOf(value) === undefined || Number(value) !== 0;
}

/** Coefficient and power of ten; `undefined` for what is not finite. */
function decimalParts(text: string): readonly [coefficient: bigint, exponent: number] | undefined {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  if (whole + fraction === '') return undefined;
  return [BigInt(`${sign}${whole}${fraction}`), Number(exponent) - fraction.length];
}

function decimal(name: '$inc' | '$mul', left: unknown, right: unknown): Decimal128 {
  const [one, two] = [decimalParts(String(left)), decimalParts(String(right))];
  if (!one || !two) return new Decimal128('NaN');
  let value: string;
  if (name === '$mul') value = `${one[0] * two[0]}E${one[1] + two[1]}`;
  else {
    const exponent = Math.min(one[1], two[1]);
    const scaled = ([coefficient, from]: readonly [bigint, number]) =>
      coefficient * 10n ** BigInt(from - exponent);
    value = `${scaled(one) + scaled(two)}E${exponent}`;
  }
  return Decimal128.fromStringWithRounding(value);
}

/** Adds or multiplies as MongoDB does: the wider type of the two; an int32 that overflows becomes an int64. */
export function combine(name: '$inc' | '$mul', left: unknown, right: unknown): unknown {
  const kinds = [kindOf(left), kindOf(right)];
  if (kinds.includes('decimal')) return decimal(name, left, right);
  const [one, two] = [Number(left), Number(right)];
  if (kinds.includes('double')) return asDouble(name === '$inc' ? one + two : one * two);
  const [whole, other] = [BigInt(String(left)), BigInt(String(right))];
  const result = name === '$inc' ? whole + other : whole * other;
  if (!kinds.includes('long')) return asInteger(result);
  return BigInt.asIntN(64, result) === result ? Long.fromBigInt(result) : undefined;
}
