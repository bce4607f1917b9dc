import type { WorkCalendar } from '../../../runtime/kernel';
import { type Calendar, workCalendar } from '../../../runtime/package';

/** The calendar of a package's file. */
export function calendarOf(text: string): WorkCalendar {
  return workCalendar(JSON.parse(text) as Calendar);
}
