/** The picture of what is computed and decided from what, drawn from the rules as they are written. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { reachOf, relationsOf } from '../../designer/form-designer/relations';
import type { FormDocument } from '../../runtime/form';

const field = (title: string, behavior: object = {}): object => ({
  type: 'number',
  title,
  'x-component': 'Money',
  'x-banshi': behavior,
});

const formOf = (properties: object): FormDocument =>
  ({ key: 'f', title: '表', schema: { type: 'object', properties } }) as unknown as FormDocument;

const linesOf = (document: FormDocument): readonly string[] =>
  relationsOf(document).relations.map(
    ({ from, to, kinds, isCircular }) =>
      `${from} → ${to} ${kinds.join('+')}${isCircular ? ' ↺' : ''}`,
  );

describe('relations', () => {
  test('are told apart by what they decide; what reads nothing and is read by nobody is left out', () => {
    const document = formOf({
      wage: field('工资'),
      grain: field('种粮'),
      note: field('备注'),
      total: field('合计', { compute: '$z(wage) + $z(grain)' }),
      reason: field('理由', {
        visible: 'total < 100',
        required: 'wage = 0',
        rules: [{ id: 'r', severity: 'error', assert: 'total > grain', message: '不对' }],
      }),
    });
    expect(linesOf(document)).toEqual([
      'grain → total compute',
      'wage → total compute',
      'total → reason visible+rule',
      'wage → reason required',
      'grain → reason rule',
    ]);
    const { fields } = relationsOf(document);
    expect(fields.map(({ title, level }) => `${title} ${level}`)).toEqual([
      '工资 0',
      '种粮 0',
      '合计 1',
      '理由 2',
    ]);
  });

  test('go into tables and out of them, and through layout', () => {
    const document = formOf({
      part: {
        type: 'void',
        title: '家庭',
        'x-component': 'Section',
        properties: {
          members: {
            type: 'array',
            title: '成员',
            'x-component': 'ArrayTable',
            items: {
              type: 'object',
              properties: {
                income: field('收入'),
                share: field('占比', { compute: '$row.income / total' }),
              },
            },
          },
          total: field('合计', { compute: '$sum(members.income)' }),
        },
      },
    });
    expect(linesOf(document)).toEqual([
      'part/members/income → part/members/share compute',
      'part/total → part/members/share compute',
      'part/members/income → part/total compute',
    ]);
    const found = relationsOf(document).fields.map(({ title, table }) => `${title} ${table}`);
    expect(found).toEqual(['收入 成员', '占比 成员', '合计 null']);
  });

  test('show a circle that keeps a form from being computed, and what hangs on it, and cut no other', () => {
    const document = formOf({
      a: field('甲', { compute: '$z(c) + 1' }),
      b: field('乙', { compute: '$z(a) + 1' }),
      c: field('丙', { visible: 'b > 0' }),
      d: field('丁', { compute: '$z(a) * 2' }),
      // either may be filled in: no mistake
      e: field('戊', { editable: 'f = 0' }),
      f: field('己', { editable: 'e = 0' }),
    });
    expect(linesOf(document)).toEqual([
      'c → a compute ↺',
      'a → b compute ↺',
      'b → c visible ↺',
      'a → d compute',
      'f → e editable',
      'e → f editable',
    ]);
  });

  test('of a field reach everything before and behind it', () => {
    const file = resolve(import.meta.dirname, '../../definitions/mile-2020/forms');
    const document = JSON.parse(readFileSync(join(file, 'a32.form.json'), 'utf8')) as FormDocument;
    const found = relationsOf(document);
    const idOf = (key: string): string =>
      found.fields.find(({ path }) => path.at(-1) === key)?.id ?? 'none';
    const lit = reachOf(found, idOf('totalIncome'));
    // K = L + M + N + P, S = K − R, T = S ÷ A; R is beside K, not before or behind it
    for (const key of ['wageOutside', 'wageTotal', 'netIncome', 'perCapitaNet', 'lineTier'])
      expect(lit.has(idOf(key))).toBe(true);
    expect(lit.has(idOf('businessExpense'))).toBe(false);
    const levelOf = (key: string) => found.fields.find(({ path }) => path.at(-1) === key)?.level;
    expect([levelOf('wageOutside'), levelOf('wageTotal'), levelOf('totalIncome')]).toEqual([
      0, 1, 2,
    ]);
  });

  test('of rules that cannot be read say nothing', () => {
    expect(linesOf(formOf({ a: field('甲'), b: field('乙', { compute: 'a +' }) }))).toEqual([]);
  });
});
