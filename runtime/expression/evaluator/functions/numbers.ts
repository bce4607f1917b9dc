import { Failure } from '../failure';
import type { Run } from '../run';
import type { FunctionFamily } from './family';

/** Half to even, at a number of decimals, working on the decimal digits so that 1.005 is exactly that. */
export function roundHalfEven(value: number, decimals = 0): number {
  const shifted = shift(value, decimals);
  let rounded = Math.round(shifted);
  if (Math.abs(rounded - shifted) === 0.5 && Math.abs(rounded % 2) === 1) rounded -= 1;
  return shift(rounded, -decimals) + 0;
}

function shift(value: number, places: number): number {
  if (!places) return value;
  const [digits = '0', exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
}

function toNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') {
    const isDecimal = /^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?$/.test(value);
    const isPrefixed = /^(0[xX][0-9A-Fa-f]+|0[oO][0-7]+|0[bB][01]+)$/.test(value);
    const number = isDecimal || isPrefixed ? Number(value) : Number.NaN;
    if (Number.isFinite(number)) return number;
  }
  throw new Failure('D3030', { value });
}

function mapped(
  change: (value: number) => number,
): (run: Run, context: unknown, value?: number) => number | undefined {
  return (_run, _context, value) => (value === undefined ? undefined : change(value));
}

function folded(
  fold: (values: readonly number[]) => number | undefined,
): (run: Run, context: unknown, values?: readonly number[]) => number | undefined {
  return (run, _context, values) => {
    if (values === undefined) return undefined;
    run.step(values.length);
    return fold(values);
  };
}

function total(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

export const numberFunctions: FunctionFamily = {
  number: [
    1,
    '<(nsb)-:n>',
    (_run, _context, value: unknown) => (value === undefined ? undefined : toNumber(value)),
  ],
  abs: [1, '<n-:n>', mapped(Math.abs)],
  floor: [1, '<n-:n>', mapped(Math.floor)],
  ceil: [1, '<n-:n>', mapped(Math.ceil)],
  round: [
    2,
    '<n-n?:n>',
    (_run, _context, value?: number, decimals?: number) =>
      value === undefined ? undefined : roundHalfEven(value, decimals),
  ],
  sqrt: [
    1,
    '<n-:n>',
    mapped((value) => {
      if (value < 0) throw new Failure('D3060', { value });
      return Math.sqrt(value);
    }),
  ],
  power: [
    2,
    '<n-n:n>',
    (_run, _context, base: number | undefined, exponent: number) => {
      if (base === undefined) return undefined;
      const result = base ** exponent;
      if (!Number.isFinite(result)) throw new Failure('D3061', { value: base });
      return result;
    },
  ],
  formatBase: [
    2,
    '<n-n?:s>',
    (_run, _context, value?: number, radix = 10) => {
      if (value === undefined) return undefined;
      const base = roundHalfEven(radix);
      if (base < 2 || base > 36) throw new Failure('D3100', { value: base });
      return roundHalfEven(value).toString(base);
    },
  ],
  sum: [1, '<a<n>:n>', folded(total)],
  count: [1, '<a:n>', (_run, _context, values?: readonly unknown[]) => values?.length ?? 0],
  max: [
    1,
    '<a<n>:n>',
    folded((values) =>
      values.length === 0 ? undefined : values.reduce((best, value) => Math.max(best, value)),
    ),
  ],
  min: [
    1,
    '<a<n>:n>',
    folded((values) =>
      values.length === 0 ? undefined : values.reduce((best, value) => Math.min(best, value)),
    ),
  ],
  average: [
    1,
    '<a<n>:n>',
    folded((values) => (values.length === 0 ? undefined : total(values) / values.length)),
  ],
};
