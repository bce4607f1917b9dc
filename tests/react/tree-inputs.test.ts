/** Choosing in trees: the box has its label, and read and paper say the whole way. */
import { expect, test } from '@jest/globals';
import { drawFields, failOnComplaints, officeContext } from './support/draw';

failOnComplaints();

const context = {
  ...officeContext,
  dictionaries: {
    crops: [
      { value: '1', label: '种植业' },
      { value: '11', label: '水稻', parent: '1' },
    ],
  },
  units: [
    { code: 'T', name: '西二镇', type: 'township' },
    { code: 'V', name: '糯租村', type: 'village', parent: 'T' },
  ],
};

const fields = {
  crop: { title: '作物', 'x-component': 'TreeSelect', 'x-banshi': { dictionary: 'crops' } },
  crops: {
    type: 'array',
    title: '全部作物',
    'x-component': 'TreeSelect',
    'x-component-props': { multiple: true },
    'x-banshi': { dictionary: 'crops' },
  },
  village: {
    title: '所在村',
    'x-component': 'Cascader',
    'x-component-props': { level: 'village' },
  },
};
const values = { crop: '11', crops: ['11'], village: 'V' };

test('every box has its label and shows what is chosen', () => {
  const html = drawFields(fields, { context, values });
  const boxes = [...html.matchAll(/<input[^>]*\bid="([^"]+)"/g)].map((found) => found[1] ?? '');
  expect(boxes).toHaveLength(3);
  for (const id of boxes) expect(html).toContain(`for="${id}"`);
  expect(html).toContain('水稻');
  expect(html).toContain('西二镇 / 糯租村');
});

test.each(['read', 'print'] as const)('%s says the whole way', (mode) => {
  const html = drawFields(fields, { context, values, mode });
  expect(html).toContain('种植业 / 水稻');
  expect(html).toContain('西二镇 / 糯租村');
  expect(html).not.toContain('<input');
});
