/** A rule read out as an official would say it. */
import { expect, test } from '@jest/globals';
import type { ExpressionName } from '../../designer/expression/names';
import { readingOf } from '../../designer/expression/reading';

const names: readonly ExpressionName[] = [
  { insert: 'registered', title: '是否建档立卡户', group: 'field' },
  { insert: 'members', title: '家庭成员', group: 'field' },
  { insert: 'review.result', title: '评议结果', group: 'field' },
  { insert: '$row.age', title: '本行的年龄', group: 'row' },
  { insert: '$params.line', title: '监测线（元）', group: 'parameter' },
  { insert: 'income', title: '人均纯收入', group: 'field' },
];

test.each([
  ['registered = false', '是否建档立卡户 为 否'],
  ['review.result = "通过"', '评议结果 为 “通过”'],
  ['income < $params.line', '人均纯收入 小于 监测线（元）'],
  ['income * 2 >= $params.line', '（人均纯收入 × 2） 不小于 监测线（元）'],
  ['registered = true and $count(members) > 2', '是否建档立卡户 为 是，且 家庭成员的行数 大于 2'],
  [
    'registered and (income > 1 or income < 0) and $exists(members)',
    '是否建档立卡户，且 （人均纯收入 大于 1，或 人均纯收入 小于 0），且 家庭成员已填写',
  ],
  ['$row.age in [16, 17]', '本行的年龄 属于 16、17'],
  ['income > 0 ? "有" : "无"', '如果 人均纯收入 大于 0，则 “有”，否则 “无”'],
  ['$not(registered)', '不是（是否建档立卡户）'],
  ['$today()', '今天'],
])('%s', (rule, words) => {
  expect(readingOf(rule, names)).toBe(words);
});

test.each([
  'income >',
  'unknownField = 1',
  'members[age > 1].name',
  '$map(members, function($m){ 1 })',
])('a rule that cannot be read well is not read: %s', (rule) => {
  expect(readingOf(rule, names)).toBeNull();
});
