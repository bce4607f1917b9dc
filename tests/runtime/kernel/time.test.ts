import { expect, test } from '@jest/globals';
import {
  addDuration,
  addToDate,
  ageOn,
  birthDateOf,
  dateAt,
  dateDifference,
  dateTimeAt,
  endOfDate,
  formatMoney,
  genderOf,
  isBornBy,
  isDate,
  isIdentityNumber,
  maskText,
  nearName,
  parseCycle,
  parseDuration,
  parseInstant,
  roundToCents,
  startOfDate,
} from '../../../runtime/kernel';

test('dates are those of Asia/Shanghai: the day begins at 16:00 UTC of the day before', () => {
  expect(dateAt(Date.parse('2020-06-02T15:59:59Z'))).toBe('2020-06-02');
  expect(dateAt(Date.parse('2020-06-02T16:00:00Z'))).toBe('2020-06-03');
  expect(dateTimeAt(Date.parse('2020-06-02T16:05:00Z'))).toBe('2020-06-03 00:05');
  expect(startOfDate('2020-06-03')).toBe(Date.parse('2020-06-02T16:00:00Z'));
  expect(endOfDate('2020-06-03')).toBe(Date.parse('2020-06-03T15:59:59.999Z'));
});

test.each([
  ['2020-02-29', true],
  ['2019-02-29', false],
  ['2020-13-01', false],
  ['1899-12-31', false],
  ['2200-12-31', true],
  ['2201-01-01', false],
  ['2020-6-1', false],
  [20200601, false],
])('%s is a date: %s', (text, expected) => {
  expect(isDate(text)).toBe(expected);
});

test.each([
  ['2020-01-31', 1, 'month', '2020-02-29'],
  ['2019-01-31', 1, 'month', '2019-02-28'],
  ['2020-02-29', 1, 'year', '2021-02-28'],
  ['2020-01-15', -1, 'month', '2019-12-15'],
  ['2020-06-03', 5, 'day', '2020-06-08'],
  ['2020-03-01', -1, 'day', '2020-02-29'],
] as const)('%s and %s %s is %s', (date, amount, unit, expected) => {
  expect(addToDate(date, amount, unit)).toBe(expected);
});

test.each([
  ['2020-06-03', '2020-06-08', 'day', 5],
  ['2020-06-08', '2020-06-03', 'day', -5],
  ['2020-01-31', '2020-02-29', 'month', 0],
  ['2020-01-15', '2021-01-14', 'month', 11],
  ['2020-01-15', '2021-01-15', 'year', 1],
  ['2021-01-15', '2020-01-15', 'month', -12],
  ['2020-01-15', '2020-01-15', 'month', 0],
] as const)('from %s to %s in %ss: %s', (from, to, unit, expected) => {
  expect(dateDifference(from, to, unit)).toBe(expected);
});

test('ISO 8601 durations; what is none is undefined', () => {
  expect(parseDuration('P1Y2M3W4DT5H6M7.5S')).toEqual({
    years: 1,
    months: 2,
    days: 25,
    milliseconds: 5 * 3_600_000 + 6 * 60_000 + 7_500,
  });
  for (const text of ['P', 'PT', 'P1DT', '1D', 'P-1D', ''])
    expect(parseDuration(text)).toBeUndefined();
  const at = Date.parse('2020-01-31T10:00:00+08:00');
  const later = (text: string): string => {
    const duration = parseDuration(text);
    return duration === undefined ? '' : dateTimeAt(addDuration(at, duration));
  };
  expect(later('P1M')).toBe('2020-02-29 10:00');
  expect(later('P1Y1D')).toBe('2021-02-01 10:00');
  expect(later('PT36H')).toBe('2020-02-01 22:00');
});

test('repeating intervals', () => {
  expect(parseCycle('R3/PT10H')).toMatchObject({ count: 3, startAt: null });
  expect(parseCycle('R/2020-06-01T00:00:00+08:00/P1M')).toMatchObject({
    count: null,
    startAt: Date.parse('2020-05-31T16:00:00Z'),
    interval: { months: 1 },
  });
  for (const text of ['R3', 'R3/', 'R/x/P1D', 'PT10H', 'R3/P'])
    expect(parseCycle(text)).toBeUndefined();
});

test('instants without a zone are those of Asia/Shanghai', () => {
  expect(parseInstant('2020-06-03')).toBe(Date.parse('2020-06-02T16:00:00Z'));
  expect(parseInstant('2020-06-03T10:00')).toBe(Date.parse('2020-06-03T02:00:00Z'));
  expect(parseInstant('2020-06-03T10:00:00Z')).toBe(Date.parse('2020-06-03T10:00:00Z'));
  expect(parseInstant('2020-06-03T10:00:00+0900')).toBe(Date.parse('2020-06-03T01:00:00Z'));
  for (const text of ['tomorrow', '2020-06-03T99:00', '2020-02-30'])
    expect(parseInstant(text)).toBeUndefined();
});

test('identity numbers by GB 11643, worked by hand: weights, remainder, check digit', () => {
  // 53252519740312000: 35+27+20+25+16+20+2+9+42+12+0+27+10+10+0+0+0 = 255, 255 mod 11 = 2, which is X
  expect(isIdentityNumber('53252519740312000X')).toBe(true);
  expect(isIdentityNumber(' 53252519740312000x ')).toBe(true);
  // 53252519740312001: 257 mod 11 = 4, which is 8
  expect(isIdentityNumber('532525197403120018')).toBe(true);
  expect(isIdentityNumber('532525197403120011')).toBe(false);
  expect(isIdentityNumber('53252519740312000X42')).toBe(true);
  expect(isIdentityNumber('53252519740312000X95')).toBe(false);
  expect(isIdentityNumber('03252519740312000X')).toBe(false);
  expect(isIdentityNumber('')).toBe(false);
  expect(birthDateOf('53252519740312000X')).toBe('1974-03-12');
  expect(birthDateOf('53252519741312000X')).toBeUndefined();
  expect(genderOf('532525197403120018')).toBe('男');
  expect(genderOf('53252519740312000X')).toBe('女');
  expect(genderOf('5325')).toBeUndefined();
  expect(genderOf('5325251974031200XX')).toBeUndefined();
  expect(isBornBy('53252519740312000X', Date.parse('1974-03-12T00:00:00+08:00'))).toBe(true);
  expect(isBornBy('53252519740312000X', Date.parse('1974-03-11T23:59:59+08:00'))).toBe(false);
  expect(isBornBy('x', 0)).toBe(false);
});

test('completed years: the birthday counts', () => {
  expect(ageOn('2004-06-03', '2020-06-02')).toBe(15);
  expect(ageOn('2004-06-03', '2020-06-03')).toBe(16);
});

test('masks keep what people compare; a text too short is hidden whole', () => {
  expect(maskText('532599197403120012', 'id')).toBe('532599********0012');
  expect(maskText('13887312345', 'phone')).toBe('138****2345');
  expect(maskText('李秀英', 'name')).toBe('李**');
  expect(maskText('6217', 'bank')).toBe('****');
});

test('money is rounded half away from zero and grouped by thousands', () => {
  expect([1.005, -1.005, 2.675, 0, -0.001].map(roundToCents)).toEqual([1.01, -1.01, 2.68, 0, 0]);
  expect([-0.001, -0].map(formatMoney)).toEqual(['0.00', '0.00']);
  expect([1234567.5, -1234.5, 0, 999.995].map(formatMoney)).toEqual([
    '1,234,567.50',
    '-1,234.50',
    '0.00',
    '1,000.00',
  ]);
});

test('a near name is one with few letters changed, whatever its capitals', () => {
  const known = ['villageHost', 'villageClerk', 'townshipClerk'];
  expect(nearName('villageHots', known)).toBe('villageHost');
  expect(nearName('VILLAGECLERK', known)).toBe('villageClerk');
  expect(nearName('accountant', known)).toBeUndefined();
  expect(nearName('', known)).toBeUndefined();
});
