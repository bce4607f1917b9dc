import { expect, test } from '@jest/globals';
import { cellText } from '../../runtime/portal/scenes/ledgers/cell-text';

test('money in a ledger has thousands separators and cents', () => {
  expect(cellText('money', 4105)).toBe('4,105.00');
  expect(cellText('money', -530)).toBe('-530.00');
});

test('an empty cell is empty and a text stays as it is', () => {
  expect(cellText('money', null)).toBe('');
  expect(cellText('month', '2020-06')).toBe('2020-06');
  expect(cellText('percent', 14.48)).toBe('14.48%');
});
