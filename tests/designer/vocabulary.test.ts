/** What the process panel offers to write a decision into. */
import { expect, test } from '@jest/globals';
import { processVocabulary } from '../../designer/modeler/vocabulary';
import { showChineseScreens } from './support/chinese-screens';

showChineseScreens();

test('a form offers its fields, those in tabs too, and the parts of an opinion', () => {
  const form = {
    key: 'review',
    title: '审核表',
    schema: {
      type: 'object',
      properties: {
        tabs: {
          type: 'void',
          'x-component': 'Tabs',
          properties: {
            page: {
              type: 'void',
              'x-component': 'TabPane',
              properties: {
                note: { type: 'string', title: '备注', 'x-component': 'Input' },
                opinion: { type: 'object', title: '乡镇意见', 'x-component': 'Opinion' },
              },
            },
          },
        },
      },
    },
  };
  const files = new Map([['forms/review.form.json', JSON.stringify(form)]]);
  expect(processVocabulary(files, null, null).forms[0]?.fields).toEqual([
    { path: 'note', title: '备注' },
    { path: 'opinion.result', title: '乡镇意见的结论' },
    { path: 'opinion.text', title: '乡镇意见的意见' },
  ]);
});
