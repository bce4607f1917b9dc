import type { ProcessDefinition } from '../bpmn';
import { type Problem, type WorkCalendar, addToDate, dateDifference, isDate } from '../kernel';
import type { MessageParams } from '../messages/format';
import type { packageMessages } from '../messages/package';
import type { Calendar, Manifest } from './files';
import { packageProblem } from './problems';

/** Longest holiday in days; a longer one is a slip of the pen. */
const MAX_HOLIDAY_DAYS = 31;

/** The sets that time limits are counted with. */
export function workCalendar(file: Calendar): WorkCalendar {
  const holidays = file.years.flatMap((year) => year.holidays);
  return {
    years: new Set(file.years.map(({ year }) => year)),
    daysOff: new Set(holidays.flatMap(({ from, to }) => datesOf(from, to))),
    makeUpDays: new Set(holidays.flatMap(({ makeUpDays = [] }) => makeUpDays)),
  };
}

function datesOf(from: string, to: string): readonly string[] {
  const count = dateDifference(from, to, 'day') + 1;
  return Array.from({ length: count }, (_, index) => addToDate(from, index, 'day'));
}

/** Dates are real, in order, of their year, and each is said once. */
export function checkCalendar(file: Calendar | undefined): readonly Problem[] {
  const problems: Problem[] = [];
  const years = new Set<number>();
  const dates = new Set<string>();
  const report = (
    code: keyof typeof packageMessages,
    place: string,
    params: MessageParams,
  ): void => {
    problems.push(packageProblem(code, 'calendar.json', place, params));
  };
  file?.years.forEach(({ year, holidays }, yearIndex) => {
    if (years.has(year)) {
      report('PKG-DUPLICATE', `/years/${yearIndex}`, { kind: '年份', key: year });
    }
    years.add(year);
    holidays.forEach(({ name, from, to, makeUpDays = [] }, index) => {
      const place = `/years/${yearIndex}/holidays/${index}`;
      const unreal = [from, to, ...makeUpDays].filter((date) => !isDate(date));
      for (const date of unreal) report('PKG-CALENDAR-DATE', place, { name, date });
      if (unreal.length > 0) return;
      if (to < from || dateDifference(from, to, 'day') >= MAX_HOLIDAY_DAYS) {
        report('PKG-CALENDAR-ORDER', place, { name });
        return;
      }
      for (const date of [...datesOf(from, to), ...makeUpDays]) {
        if (!isOfYear(date, year)) report('PKG-CALENDAR-YEAR', place, { name, date, year });
        if (dates.has(date)) report('PKG-CALENDAR-DOUBLE', place, { name, date });
        dates.add(date);
      }
      for (const date of makeUpDays) {
        const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
        if (weekday !== 0 && weekday !== 6) report('PKG-CALENDAR-WEEKDAY', place, { name, date });
      }
    });
  });
  return problems;
}

/** New Year's holiday may begin in the last days of December and move a working day there. */
function isOfYear(date: string, year: number): boolean {
  return date.startsWith(`${year}-`) || date.startsWith(`${year - 1}-12-`);
}

/** Working days are counted in the year in which the package is issued: does the calendar know it? */
export function checkWorkingDeadlines(
  process: ProcessDefinition,
  manifest: Manifest,
  calendar: WorkCalendar | undefined,
): readonly Problem[] {
  const year = Number((manifest.publishedOn ?? manifest.issuedOn).slice(0, 4));
  if (calendar?.years.has(year) === true) return [];
  return [...process.nodes.values()].flatMap(({ id, name, userTask }) =>
    userTask?.deadline?.dayType === 'working'
      ? [
          packageProblem(
            'PKG-CALENDAR-MISSING',
            process.file,
            id,
            { element: name, year },
            'warning',
          ),
        ]
      : [],
  );
}
