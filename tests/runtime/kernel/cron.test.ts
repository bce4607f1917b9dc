import { expect, test } from '@jest/globals';
import { nextCron, parseCron } from '../../../runtime/kernel';

/** The next moment after one, both in Asia/Shanghai; 2020-06-01 is a Monday. */
function after(expression: string, from: string): string | undefined {
  const cron = parseCron(expression);
  if (cron === undefined) throw new Error(`${expression} is no cron expression`);
  const next = nextCron(cron, Date.parse(`${from}+08:00`));
  return next === undefined ? undefined : new Date(next + 8 * 3_600_000).toISOString().slice(0, 19);
}

test.each([
  ['0 8 * * *', '2020-06-01T07:59:59', '2020-06-01T08:00:00'],
  ['0 8 * * *', '2020-06-01T08:00:00', '2020-06-02T08:00:00'],
  ['30 0/5 * * * ?', '2020-06-01T00:00:00', '2020-06-01T00:00:30'],
  ['0 */20 9-17 * * MON-FRI', '2020-06-05T17:40:00', '2020-06-08T09:00:00'],
  ['0 0 1 1,7 *', '2020-06-01T00:00:00', '2020-07-01T00:00:00'],
  ['0 0 29 2 *', '2020-06-01T00:00:00', '2024-02-29T00:00:00'],
  ['0 12 15 * SUN', '2020-06-01T00:00:00', '2020-06-07T12:00:00'],
  ['0 12 * * 7', '2020-06-01T00:00:00', '2020-06-07T12:00:00'],
  ['0 0 1 JAN ?', '2020-06-01T00:00:00', '2021-01-01T00:00:00'],
])('%s after %s', (expression, from, expected) => {
  expect(after(expression, from)).toBe(expected);
});

test('a day that never comes', () => {
  expect(after('0 0 30 2 *', '2020-06-01T00:00:00')).toBeUndefined();
});

test.each([
  '',
  '* * * *',
  '60 * * * *',
  '0 24 * * *',
  '0 0 0 * *',
  'a b c d e',
  '5-1 * * * *',
  '*/0 * * * *',
  '1 2 3 4 5 6 7',
])('%p is none', (text) => {
  expect(parseCron(text)).toBeUndefined();
});
