import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc';

dayjs.extend(utc);

/** Asia/Shanghai, whatever the browser's own zone is. */
function inShanghai(at: number) {
  return dayjs.utc(at).utcOffset(8 * 60);
}

/** 2020-06-17 */
export function dateText(at: number): string {
  return inShanghai(at).format('YYYY-MM-DD');
}

/** 2020-06-17 10:32 */
export function dateTimeText(at: number): string {
  return inShanghai(at).format('YYYY-MM-DD HH:mm');
}

/** 10:32 */
export function clockText(at: number): string {
  return inShanghai(at).format('HH:mm');
}

/** Month and day as numbers, for texts that have their own words for them. */
export function monthAndDay(at: number): { readonly month: number; readonly day: number } {
  const date = inShanghai(at);
  return { month: date.month() + 1, day: date.date() };
}

/** Day of the week, 0 is Sunday. */
export function weekday(at: number): number {
  return inShanghai(at).day();
}

/** Hour of the day, 0 to 23. */
export function hourOf(at: number): number {
  return inShanghai(at).hour();
}

/** Calendar days from now until then in Asia/Shanghai; negative when it is past. */
export function daysUntil(at: number, now: number): number {
  return inShanghai(at).startOf('day').diff(inShanghai(now).startOf('day'), 'day');
}
