import { expect, test } from '@jest/globals';
import {
  clockText,
  dateText,
  dateTimeText,
  daysUntil,
  monthAndDay,
  weekday,
} from '../../runtime/portal/app/dates';

// 2020-06-17 00:30 in Shanghai is still the 16th in Greenwich.
const justAfterMidnight = Date.parse('2020-06-16T16:30:00Z');

test('an instant shows as the date and clock of Asia/Shanghai', () => {
  expect(dateText(justAfterMidnight)).toBe('2020-06-17');
  expect(dateTimeText(justAfterMidnight)).toBe('2020-06-17 00:30');
  expect(clockText(justAfterMidnight)).toBe('00:30');
  expect(monthAndDay(justAfterMidnight)).toEqual({ month: 6, day: 17 });
  expect(weekday(justAfterMidnight)).toBe(3);
});

test('days until a due date count by the calendar, not by 24 hours', () => {
  const endOfThe18th = Date.parse('2020-06-18T23:59:59.999+08:00');
  expect(daysUntil(endOfThe18th, justAfterMidnight)).toBe(1);
  expect(daysUntil(endOfThe18th, Date.parse('2020-06-18T23:00:00+08:00'))).toBe(0);
  expect(daysUntil(endOfThe18th, Date.parse('2020-06-20T00:00:01+08:00'))).toBe(-2);
});
