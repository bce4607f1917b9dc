/**
 * Instants are epoch milliseconds, UTC. Dates that people see and count are those of Asia/Shanghai, which has been
 * UTC+8 without summer time since 1991.
 */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
const SHANGHAI_OFFSET_MS = 8 * HOUR_MS;

/** A calendar date `YYYY-MM-DD`. */
export type DateString = string;

/** The date in Asia/Shanghai at an instant. */
export function dateAt(instant: number): DateString {
  return new Date(instant + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** `YYYY-MM-DD HH:mm` in Asia/Shanghai. */
export function dateTimeAt(instant: number): string {
  return new Date(instant + SHANGHAI_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');
}

/** Whether a text is a real calendar date between the years 1900 and 2200. */
export function isDate(text: unknown): text is DateString {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(instant)) return false;
  const year = Number(text.slice(0, 4));
  return new Date(instant).toISOString().slice(0, 10) === text && year >= 1900 && year <= 2200;
}

/** The first instant of a date in Asia/Shanghai. */
export function startOfDate(date: DateString): number {
  return Date.parse(`${date}T00:00:00Z`) - SHANGHAI_OFFSET_MS;
}

/** 23:59:59.999 of a date in Asia/Shanghai: the last instant at which work due that day is in time. */
export function endOfDate(date: DateString): number {
  return startOfDate(date) + DAY_MS - 1;
}

export type DateUnit = 'day' | 'month' | 'year';

function partsOf(date: DateString): { year: number; month: number; day: number } {
  return {
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
    day: Number(date.slice(8, 10)),
  };
}

/** Adds calendar days, months or years; the 31st becomes the last day of a shorter month. */
export function addToDate(date: DateString, amount: number, unit: DateUnit): DateString {
  if (unit === 'day') {
    return new Date(Date.parse(`${date}T00:00:00Z`) + Math.trunc(amount) * DAY_MS)
      .toISOString()
      .slice(0, 10);
  }
  const { year, month, day } = partsOf(date);
  const months = year * 12 + (month - 1) + Math.trunc(amount) * (unit === 'year' ? 12 : 1);
  const lastDay = new Date(Date.UTC(Math.floor(months / 12), (months % 12) + 1, 0)).getUTCDate();
  return new Date(Date.UTC(Math.floor(months / 12), months % 12, Math.min(day, lastDay)))
    .toISOString()
    .slice(0, 10);
}

/** Whole days, months or years from `from` to `to`; negative when `to` is earlier. */
export function dateDifference(from: DateString, to: DateString, unit: DateUnit): number {
  if (unit === 'day') {
    return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
  }
  if (to < from) return -dateDifference(to, from, unit) || 0;
  const [start, end] = [partsOf(from), partsOf(to)];
  let months = (end.year - start.year) * 12 + (end.month - start.month);
  if (to.slice(8) < from.slice(8)) months -= 1;
  return unit === 'month' ? months : Math.floor(months / 12);
}

/** An ISO 8601 duration as calendar parts; `milliseconds` holds its time of day. */
export interface Duration {
  readonly years: number;
  readonly months: number;
  readonly days: number;
  readonly milliseconds: number;
}

const DURATION =
  /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** @returns undefined when the text is no ISO 8601 duration */
export function parseDuration(text: string): Duration | undefined {
  const match = DURATION.exec(text.trim());
  if (match === null || text.trim() === 'P' || text.trim().endsWith('T')) return undefined;
  const part = (index: number): number => Number(match[index] ?? 0);
  return {
    years: part(1),
    months: part(2),
    days: part(3) * 7 + part(4),
    milliseconds: part(5) * HOUR_MS + part(6) * MINUTE_MS + Math.round(part(7) * 1000),
  };
}

/** The instant that lies a duration after another; years and months count on the calendar of Asia/Shanghai. */
export function addDuration(instant: number, duration: Duration): number {
  let at = instant;
  if (duration.years !== 0 || duration.months !== 0) {
    const date = dateAt(at);
    const timeOfDay = at - startOfDate(date);
    at = startOfDate(addToDate(date, duration.years * 12 + duration.months, 'month')) + timeOfDay;
  }
  return at + duration.days * DAY_MS + duration.milliseconds;
}

/** A repeating ISO 8601 interval `R3/PT10H`, `R/2020-06-01T00:00:00+08:00/P1M`; `count` null repeats for ever. */
export interface Cycle {
  readonly count: number | null;
  readonly startAt: number | null;
  readonly interval: Duration;
}

/** @returns undefined when the text is no repeating interval */
export function parseCycle(text: string): Cycle | undefined {
  const match = /^R(\d*)\/(?:([^/P][^/]*)\/)?(P[^/]+)$/.exec(text.trim());
  if (match === null) return undefined;
  const interval = parseDuration(match[3] ?? '');
  const startAt = match[2] === undefined ? null : parseInstant(match[2]);
  if (interval === undefined || startAt === undefined) return undefined;
  return { count: match[1] === '' ? null : Number(match[1]), startAt, interval };
}

/** An ISO 8601 date-time or date; without an offset it is in Asia/Shanghai. */
export function parseInstant(text: string): number | undefined {
  const trimmed = text.trim();
  if (isDate(trimmed)) return startOfDate(trimmed);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/.test(trimmed)) {
    return undefined;
  }
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(trimmed) ? trimmed : `${trimmed}+08:00`;
  const instant = Date.parse(zoned);
  return Number.isNaN(instant) ? undefined : instant;
}
