import { type DateString, addToDate, dateAt, isDate, startOfDate } from './time';

/** A cron expression taken apart: the seconds, minutes, hours and days on which it comes due, in Asia/Shanghai. */
export interface Cron {
  readonly seconds: readonly number[];
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** Sunday is 0. */
  readonly weekdays: ReadonlySet<number>;
  /** When both days and weekdays are named, one of them is enough. */
  readonly eitherDay: boolean;
}

interface Field {
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

const FIELDS: readonly Field[] = [
  { min: 0, max: 59 },
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12, names: MONTHS },
  { min: 0, max: 7, names: WEEKDAYS },
];

/** Days after which an expression that has no next day, such as 30 February, is given up. */
const HORIZON_DAYS = 366 * 8;

/**
 * Reads a cron expression of five fields, or six with seconds before them.
 *
 * @returns undefined when the text is none
 */
export function parseCron(text: string): Cron | undefined {
  const words = text.trim().split(/\s+/);
  if (words.length === 5) words.unshift('0');
  if (words.length !== FIELDS.length) return undefined;
  const values = words.map((word, index) => fieldValues(word, FIELDS[index] ?? { min: 0, max: 0 }));
  const [seconds, minutes, hours, days, months, weekdays] = values;
  if (!seconds || !minutes || !hours || !days || !months || !weekdays) return undefined;
  const open = (word: string | undefined): boolean => word === '*' || word === '?';
  return {
    seconds,
    minutes,
    hours,
    days: new Set(days),
    months: new Set(months),
    weekdays: new Set(weekdays.map((day) => day % 7)),
    eitherDay: !open(words[3]) && !open(words[5]),
  };
}

function fieldValues(word: string, field: Field): readonly number[] | undefined {
  const values = new Set<number>();
  for (const part of word.split(',')) {
    const match = /^(\*|\?|[A-Z\d]+)(?:-([A-Z\d]+))?(?:\/(\d+))?$/i.exec(part);
    if (match === null) return undefined;
    const [, from = '', to, every] = match;
    const whole = from === '*' || from === '?';
    const first = whole ? field.min : valueOf(from, field);
    const single = to === undefined && every === undefined;
    const last = to !== undefined ? valueOf(to, field) : whole || !single ? field.max : first;
    const step = Number(every ?? 1);
    if (first === undefined || last === undefined || step < 1 || last < first) return undefined;
    for (let value = first; value <= last; value += step) values.add(value);
  }
  return [...values].sort((one, other) => one - other);
}

function valueOf(text: string, field: Field): number | undefined {
  const named = field.names?.indexOf(text.toUpperCase()) ?? -1;
  const value = named >= 0 ? named + (field.names === MONTHS ? 1 : 0) : Number(text);
  return Number.isInteger(value) && value >= field.min && value <= field.max ? value : undefined;
}

/** The next instant after another at which it comes due; undefined when there is none for years. */
export function nextCron(cron: Cron, after: number): number | undefined {
  let date = dateAt(after);
  for (let day = 0; day < HORIZON_DAYS; day += 1) {
    if (isOn(cron, date)) {
      const instant = timesOf(cron, startOfDate(date)).find((time) => time > after);
      if (instant !== undefined) return instant;
    }
    date = addToDate(date, 1, 'day');
  }
  return undefined;
}

function isOn(cron: Cron, date: DateString): boolean {
  if (!isDate(date)) return false;
  const at = new Date(`${date}T00:00:00Z`);
  const inDays = cron.days.has(at.getUTCDate());
  const inWeekdays = cron.weekdays.has(at.getUTCDay());
  const dayFits = cron.eitherDay ? inDays || inWeekdays : inDays && inWeekdays;
  return cron.months.has(at.getUTCMonth() + 1) && dayFits;
}

function timesOf(cron: Cron, midnight: number): readonly number[] {
  return cron.hours.flatMap((hour) =>
    cron.minutes.flatMap((minute) =>
      cron.seconds.map((second) => midnight + ((hour * 60 + minute) * 60 + second) * 1000),
    ),
  );
}
