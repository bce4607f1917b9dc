/** Stars to give: radio buttons underneath, words where they are only read. */
import { expect, test } from '@jest/globals';
import { drawFields, failOnComplaints } from './support/draw';

failOnComplaints();

const fields = { rate: { type: 'number', title: '满意度', 'x-component': 'Rate' } };

test('each star is a named radio button, and those given are lit', () => {
  const html = drawFields(fields, { values: { rate: 3 } });
  expect(html.match(/type="radio"/g)).toHaveLength(5);
  expect(html).toContain('aria-label="3 分" checked=""');
  expect(html.match(/banshi-star-on/g)).toHaveLength(3);
  expect(html).toContain('清除');
});

test.each(['read', 'print'] as const)('%s says how many of how many', (mode) => {
  expect(drawFields(fields, { values: { rate: 3 }, mode })).toContain('3 分，满分 5 分');
});
