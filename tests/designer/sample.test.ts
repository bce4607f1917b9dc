/** Rules of a form, tried on filled forms; the figures are worked out by hand and domain.md's own. */
import { describe, expect, test } from '@jest/globals';
import { SampleTrial, filledSample, sampleOf } from '../../designer/expression/sample';
import type { FormDocument } from '../../runtime/form';
import { loadMile } from '../definitions/support/mile';
import { showChineseScreens } from './support/chinese-screens';

showChineseScreens();

const document = {
  key: 'household',
  title: '家庭',
  schema: {
    type: 'object',
    properties: {
      card: {
        type: 'void',
        title: '收入',
        'x-component': 'Section',
        properties: {
          members: {
            type: 'array',
            title: '家庭成员',
            'x-component': 'ArrayTable',
            items: {
              type: 'object',
              properties: {
                name: { type: 'string', title: '姓名', 'x-component': 'Input' },
                wage: { type: 'number', title: '工资', 'x-component': 'Money' },
              },
            },
          },
          total: {
            type: 'number',
            title: '合计',
            'x-component': 'Money',
            'x-banshi': { compute: '$sum(members.wage)' },
          },
        },
      },
    },
  },
} as unknown as FormDocument;

const values = {
  members: [
    { name: '甲', wage: 1200.5 },
    { name: '乙', wage: 300 },
  ],
};

describe('a rule tried on what was filled in the preview', () => {
  const trial = (): SampleTrial => new SampleTrial(document, filledSample(values, null));
  const total = (rule: string): string | null => trial().at(['card', 'total'])(rule);

  test('reads computed fields, too: 1200.50 + 300 = 1500.50, by 2 people', () => {
    expect(total('$m2(total / $count(members))')).toBe('按示例“预览里填的”：750.25');
  });

  test('in a table it stands in the first row', () => {
    expect(trial().at(['card', 'members', 'wage'])('$row.name')).toBe('按示例“预览里填的”：“甲”');
  });

  test('what shows a section is tried where the section stands', () => {
    expect(trial().at(['card'])('total > 1000')).toBe('按示例“预览里填的”：是');
  });

  test('no value is said to be none, and a failure with its reason', () => {
    expect(total('missing')).toBe('按示例“预览里填的”：空');
    expect(total('$sum("two")')).toMatch(/^按示例“预览里填的”算不出：/);
  });

  test('a rule that does not parse has no value', () => {
    expect(total('$sum(')).toBeNull();
  });
});

test('a column of a table without rows has none', () => {
  const trial = new SampleTrial(document, filledSample({ total: 1 }, null));
  expect(trial.at(['card', 'members', 'wage'])('$row.wage')).toBeNull();
});

describe('a worked example of the package', () => {
  test('gives the survey of the income form the income per head that it has there', async () => {
    const loaded = await loadMile();
    const sample = sampleOf('a32', loaded);
    const form = loaded.forms.get('a32');
    if (sample === null || form === undefined) throw new Error('no example fills the form');
    const trial = new SampleTrial(form.document, sample);
    const perHead = trial.at(['net', 'perCapitaNet']);
    expect(perHead('$m2(netIncome / population) = perCapitaNet')).toMatch(/：是$/);
    expect(perHead('perCapitaNet')).toMatch(/：\d+(\.\d+)?$/);
  });

  test('a form that none fills has no sample', async () => {
    expect(sampleOf('nothing', await loadMile())).toBeNull();
    expect(sampleOf('a32', null)).toBeNull();
  });
});
