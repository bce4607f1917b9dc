/** A list of materials on the screen, read, and on paper. */
import { expect, test } from '@jest/globals';
import { drawFields, failOnComplaints } from './support/draw';

failOnComplaints();

const fields = {
  materials: {
    type: 'array',
    title: '材料清单',
    'x-component': 'Checklist',
    'x-component-props': { requiredItems: ['身份证'], upload: true },
    enum: ['身份证', '户口簿'],
  },
};
const materials = [
  {
    key: '户口簿',
    provided: true,
    note: '复印件',
    files: [{ fileId: 'f/1', name: '户口簿.pdf' }],
  },
];

test('every item has a box to tick, a note and files that say what they are for', () => {
  const html = drawFields(fields);
  expect(html.match(/type="checkbox"/g)).toHaveLength(2);
  for (const item of ['身份证', '户口簿']) {
    expect(html).toContain(`aria-label="${item}的备注"`);
    expect(html).toContain(`aria-label="${item} 选择文件或拍照"`);
  }
  expect(html.match(/必须提供/g)).toHaveLength(1);
});

test('on paper every item is ticked or not, with its note and the names of its files', () => {
  const html = drawFields(fields, { values: { materials }, mode: 'print' });
  expect(html).toContain('<div>□身份证</div>');
  expect(html).toContain('<div>√户口簿（复印件，户口簿.pdf）</div>');
});

test('who reads it sees of every item whether it is there', () => {
  const html = drawFields(fields, { values: { materials }, mode: 'read' });
  expect(html).toMatch(/☐.*身份证.*未提供.*☑.*户口簿.*已提供.*复印件.*户口簿\.pdf/s);
  expect(html).toContain('href="/api/files/f%2F1"');
  expect(html).not.toContain('<input');
});
