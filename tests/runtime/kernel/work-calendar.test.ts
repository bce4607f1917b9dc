import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import {
  WEEKDAYS,
  addDays,
  addToDate,
  endOfDate,
  isWorkingDay,
  remainingDays,
  startOfDate,
} from '../../../runtime/kernel';
import { calendarOf } from '../support/calendar';

const calendar = calendarOf(readFileSync('definitions/mile-2020/calendar.json', 'utf8'));

/** Days between two dates on which offices do not work. */
function daysOff(from: string, to: string): readonly string[] {
  const days: string[] = [];
  for (let date = from; date <= to; date = addToDate(date, 1, 'day')) {
    if (!isWorkingDay(date, calendar)) days.push(date.slice(5));
  }
  return days;
}

test('[DL2] 2020 as 国办发明电〔2019〕16号 and 〔2020〕1号 arrange it', () => {
  expect(daysOff('2020-01-18', '2020-02-07')).toEqual([
    '01-18',
    ...['01-24', '01-25', '01-26', '01-27', '01-28', '01-29', '01-30', '01-31', '02-01', '02-02'],
  ]);
  expect(daysOff('2020-04-25', '2020-05-10')).toEqual([
    '04-25',
    ...['05-01', '05-02', '05-03', '05-04', '05-05', '05-10'],
  ]);
  expect(daysOff('2020-06-22', '2020-07-03')).toEqual(['06-25', '06-26', '06-27']);
  expect(daysOff('2020-09-26', '2020-10-11')).toEqual([
    '09-26',
    ...['10-01', '10-02', '10-03', '10-04', '10-05', '10-06', '10-07', '10-08', '10-11'],
  ]);
});

test.each([
  // year, days off of the seven holidays by law and arrangement, make-up days: from the notices' own sentences
  [2021, 31, 7],
  // The last day of 2022 is off by the notice of 2023.
  [2022, 32, 7],
  [2023, 26, 7],
  [2024, 28, 8],
  [2025, 28, 5],
  [2026, 33, 6],
])('[DL2] %i has the days off and make-up days of its notice', (year, off, makeUp) => {
  const ofYear = (dates: ReadonlySet<string>): number =>
    [...dates].filter((date) => date.startsWith(String(year))).length;
  expect([ofYear(calendar.daysOff), ofYear(calendar.makeUpDays)]).toEqual([off, makeUp]);
});

test('[DL2] three working days over the Dragon Boat Festival of 2020, forth and back', () => {
  // Wednesday the 24th; Thursday to Saturday off; Sunday the 28th is made up.
  expect(addDays('2020-06-24', 3, 'working', calendar)).toBe('2020-06-30');
  expect(addDays('2020-06-30', -3, 'working', calendar)).toBe('2020-06-24');
  expect(addDays('2020-06-24', 3, 'calendar', calendar)).toBe('2020-06-27');
  expect(addDays('2020-06-24', 3, 'working', WEEKDAYS)).toBe('2020-06-29');
  expect(addDays('2020-06-25', 0, 'working', calendar)).toBe('2020-06-25');
});

test('[DL2] a year that is not listed has Monday to Friday', () => {
  // 1 October 2030 is a Tuesday.
  expect(addDays('2030-10-01', 4, 'working', calendar)).toBe('2030-10-07');
});

test('[DL3] what is left of a time limit is counted in its own days, and negative when late', () => {
  const dueAt = endOfDate('2020-06-30');
  const left = (date: string, dayType: 'calendar' | 'working'): number =>
    remainingDays(dueAt, startOfDate(date), dayType, calendar);
  expect(left('2020-06-24', 'working')).toBe(3);
  expect(left('2020-06-24', 'calendar')).toBe(6);
  expect(left('2020-06-27', 'working')).toBe(3);
  expect(left('2020-06-30', 'working')).toBe(0);
  expect(left('2020-07-03', 'working')).toBe(-3);
  expect(left('2020-07-03', 'calendar')).toBe(-3);
});
