/** Lists of materials (材料清单): what their lines take, what must be there, how they read. */
import { expect, test } from '@jest/globals';
import {
  type FormDocument,
  acceptSubmission,
  compileForm,
  describeFieldValue,
  evaluateForm,
} from '../../../runtime/form';
import { formContext as context } from '../support/form-context';

const materials = [
  { value: 'id', label: '身份证' },
  { value: 'book', label: '户口簿' },
  { value: 'income', label: '收入证明' },
];

function documentOf(props: object, more: object = {}): FormDocument {
  const x = {
    type: 'array',
    title: '材料清单',
    'x-component': 'Checklist',
    'x-component-props': props,
    enum: materials,
    ...more,
  };
  return {
    key: 'f',
    title: '表',
    schema: { type: 'object', properties: { x } },
  } as unknown as FormDocument;
}

function formOf(props: object = {}, more: object = {}) {
  const { form, problems } = compileForm(documentOf(props, more));
  if (form === undefined) throw new Error(JSON.stringify(problems));
  return form;
}

const tick = (key: unknown, more: object = {}): object => ({ key, provided: true, ...more });
const files = (count: number): object[] =>
  Array.from({ length: count }, (_, index) => ({ fileId: `f${index}`, name: `${index}.pdf` }));

test.each<readonly [string, object, unknown, readonly string[]]>([
  ['ticks', {}, [tick('id'), tick('book', { note: '复印件' })], []],
  ['no such item', {}, [tick('none')], ['VALUE-OPTION']],
  ['an item twice', {}, [tick('id'), tick('id')], ['VALUE-OPTION']],
  ['an item of a prototype', {}, [tick('__proto__')], ['VALUE-OPTION']],
  ['a long note', {}, [tick('id', { note: '长'.repeat(501) })], ['VALUE-TOO-LONG']],
  ['files', { maxCount: 2 }, [tick('id', { files: files(2) })], []],
  ['too many files', { maxCount: 2 }, [tick('id', { files: files(3) })], ['VALUE-MANY-FILES']],
  ['no files at all', {}, [tick('id', { files: ['f1'] })], ['VALUE-TYPE']],
  ['a tick that is none', {}, [{ key: 'id', provided: 'yes' }], ['VALUE-TYPE']],
  ['a key that is none', {}, [{ key: {}, provided: true }], ['VALUE-TYPE']],
  ['no list', {}, { id: true }, ['VALUE-TYPE']],
  ['what must be there is', { requiredItems: ['id'] }, [tick('id')], []],
  ['what must be there is not', { requiredItems: ['id'] }, [tick('book')], ['VALUE-CHECKLIST']],
  ['nothing is', { requiredItems: ['id'] }, [], ['VALUE-REQUIRED-CHECKLIST']],
  [
    'unticked is nothing',
    { requiredItems: ['id'] },
    [{ key: 'id', provided: false }],
    ['VALUE-REQUIRED-CHECKLIST'],
  ],
])('%s', (_name, props, value, expected) => {
  const found = evaluateForm(formOf(props), { x: value }, context).messages;
  expect(found.map((one) => one.code)).toEqual(expected);
});

test('what is missing is named', () => {
  const form = formOf({ requiredItems: 'id\nincome' });
  const [found] = evaluateForm(form, { x: [tick('book')] }, context).messages;
  expect(found?.message).toBe('“材料清单”还缺：身份证、收入证明');
});

test('[F14] only what a line says is kept, and only lines that say something', () => {
  const sent = JSON.parse(
    `[{"key": "id", "provided": true, "note": " 复印件 ", "by": {"a": 1},
       "files": [{"fileId": "f1", "name": "a.pdf", "url": "javascript:0"}]},
      {"key": "book", "provided": false, "note": " ", "__proto__": {"provided": true}}]`,
  ) as unknown;
  const accepted = acceptSubmission(formOf(), { x: sent }, context);
  expect(accepted.ok && accepted.value.values['x']).toEqual([
    { key: 'id', provided: true, note: '复印件', files: [{ fileId: 'f1', name: 'a.pdf' }] },
  ]);
});

test('on one line a list says how many and which', () => {
  const field = formOf().byPath.get('x');
  const say = (value: unknown): string =>
    field === undefined ? '' : describeFieldValue(field, value, context);
  expect(say([tick('id'), { key: 'book', provided: false, note: '待补' }])).toBe(
    '已提供 1 项，共 3 项：身份证',
  );
  expect(say([{ key: 'book', provided: false, note: '待补' }])).toBe('共 3 项，都没有提供');
  expect(say([])).toBe('');
  expect(say('broken')).toBe('');
});

test.each<readonly [FormDocument, readonly string[]]>([
  [documentOf({ requiredItems: ['id', 'ghost'] }), ['FORM-UNKNOWN-OPTION']],
  [documentOf({ requiredItems: ['id'] }), []],
  [documentOf({}, { enum: [] }), ['FORM-OPTIONS']],
  [
    documentOf(
      { textRequiredFor: ['缓议'] },
      { type: 'object', 'x-component': 'Opinion', enum: undefined },
    ),
    ['FORM-UNKNOWN-OPTION'],
  ],
])('properties name options that there are: %#', (document, codes) => {
  expect(compileForm(document).problems.map((one) => one.code)).toEqual(codes);
});
