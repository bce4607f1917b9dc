import { type DateString, addToDate, dateAt, dateDifference } from './time';

/** How days are counted: all of them, or those on which offices work. */
export type DayType = 'calendar' | 'working';

/**
 * Which days offices work, as the State Council arranges them for each year (国务院办公厅关于部分节假日安排的通知). A day that
 * is in neither set works from Monday to Friday; so do all days of a year that is not listed.
 */
export interface WorkCalendar {
  readonly years: ReadonlySet<number>;
  /** Days off, weekends within holidays among them. */
  readonly daysOff: ReadonlySet<DateString>;
  /** 调休: days of a weekend on which offices work. */
  readonly makeUpDays: ReadonlySet<DateString>;
}

/** Monday to Friday, in every year. */
export const WEEKDAYS: WorkCalendar = {
  years: new Set(),
  daysOff: new Set(),
  makeUpDays: new Set(),
};

/** Longest time limit in days: ten years. */
export const MAX_DAYS = 3660;

export function isWorkingDay(date: DateString, calendar: WorkCalendar): boolean {
  if (calendar.makeUpDays.has(date)) return true;
  if (calendar.daysOff.has(date)) return false;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/**
 * The day that lies so many days after another, or before it where `days` is negative. The day itself does not count; zero
 * is the day itself, whether offices work or not.
 *
 * @param days whole days, at most `MAX_DAYS` either way; parts of a day are dropped
 */
export function addDays(
  date: DateString,
  days: number,
  dayType: DayType,
  calendar: WorkCalendar,
): DateString {
  if (dayType === 'calendar') return addToDate(date, days, 'day');
  const step = days < 0 ? -1 : 1;
  let at = date;
  for (let left = Math.abs(Math.trunc(days)); left > 0;) {
    at = addToDate(at, step, 'day');
    if (isWorkingDay(at, calendar)) left -= 1;
  }
  return at;
}

/**
 * How many days are left on a date until work is due; zero on the day itself, negative when it is late. Counting them again
 * from any later date moves a time limit by as long as its clock stood still.
 *
 * @param dueAt epoch milliseconds
 * @param at    epoch milliseconds
 */
export function remainingDays(
  dueAt: number,
  at: number,
  dayType: DayType,
  calendar: WorkCalendar,
): number {
  const [today, due] = [dateAt(at), dateAt(dueAt)];
  if (dayType === 'calendar') return dateDifference(today, due, 'day');
  const [first, last] = today < due ? [today, due] : [due, today];
  let days = 0;
  for (let date = first; date < last;) {
    date = addToDate(date, 1, 'day');
    if (isWorkingDay(date, calendar)) days += 1;
  }
  return today <= due ? days : -days;
}
