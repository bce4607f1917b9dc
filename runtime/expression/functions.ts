import {
  type MaskKind,
  addToDate,
  ageOn,
  birthDateOf,
  dateAt,
  dateDifference,
  genderOf,
  isDate,
  isIdentityNumber,
  maskText,
  roundToCents,
} from '../kernel';

/** What a function may know besides its arguments. */
export interface FunctionContext {
  /** Epoch milliseconds, from the command. */
  readonly now: number;
}

type Implementation = (context: FunctionContext, ...values: readonly unknown[]) => unknown;

interface BanshiFunction {
  readonly run: Implementation;
  /** The signature as JSONata writes it, for editors. */
  readonly signature: string;
  readonly zh: string;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function toNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

const DATE_UNITS = ['day', 'month', 'year'] as const;

function dateUnit(value: unknown): (typeof DATE_UNITS)[number] {
  return DATE_UNITS.find((unit) => unit === value) ?? 'day';
}

/**
 * Functions that rules have besides JSONata's own, for the evaluator and for editors. An absent or unfit argument gives no value.
 */
export const banshiFunctions: Readonly<Record<string, BanshiFunction>> = {
  m2: {
    signature: '<n:n>',
    zh: '四舍五入到分',
    run: (_, value) => {
      const amount = toNumber(value);
      return amount === undefined ? undefined : roundToCents(amount);
    },
  },
  z: { signature: '<n:n>', zh: '没有填写时按 0 计', run: (_, value) => toNumber(value) ?? 0 },
  idValid: {
    signature: '<s:b>',
    zh: '身份证号码（或残疾人证号）是否正确',
    run: (_, value) => {
      const number = text(value);
      return number === undefined ? undefined : isIdentityNumber(number);
    },
  },
  idBirthDate: {
    signature: '<s:s>',
    zh: '由身份证号码得出生日期',
    run: (_, value) => (text(value) === undefined ? undefined : birthDateOf(String(value))),
  },
  idGender: {
    signature: '<s:s>',
    zh: '由身份证号码得性别',
    run: (_, value) => (text(value) === undefined ? undefined : genderOf(String(value))),
  },
  ageAt: {
    signature: '<ss:n>',
    zh: '到某日的周岁',
    run: (_, birth, date) => (isDate(birth) && isDate(date) ? ageOn(birth, date) : undefined),
  },
  today: { signature: '<:s>', zh: '今天的日期', run: (context) => dateAt(context.now) },
  dateAdd: {
    signature: '<sns?:s>',
    zh: '日期加若干天、月、年',
    run: (_, date, amount, unit) =>
      isDate(date) && toNumber(amount) !== undefined
        ? addToDate(date, Number(amount), dateUnit(unit))
        : undefined,
  },
  dateDiff: {
    signature: '<sss?:n>',
    zh: '两个日期相差的天、月、年数',
    run: (_, from, to, unit) =>
      isDate(from) && isDate(to) ? dateDifference(from, to, dateUnit(unit)) : undefined,
  },
  mask: {
    signature: '<ss:s>',
    zh: '遮住中间的字符',
    run: (_, value, kind) =>
      text(value) === undefined
        ? undefined
        : maskText(
            String(value),
            (['id', 'phone', 'bank', 'name'] as const).find((one) => one === kind) ??
              ('id' satisfies MaskKind),
          ),
  },
};

/** JSONata's own functions that have no place in a definition. */
export const forbiddenFunctions: ReadonlySet<string> = new Set(['eval', 'random', 'shuffle']);
