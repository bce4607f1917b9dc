/** Parts of forms on their way to other places and other forms. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type SchemaNode, nodeAt, walkNodes } from '../../designer/form-designer/form-document';
import { fragmentText, pasteFragment, readFragment } from '../../designer/form-designer/fragment';
import { formBlocks } from '../../designer/templates/form-blocks';
import { type FormDocument, compileForm, evaluateForm, fullAccess } from '../../runtime/form';

const directory = resolve(import.meta.dirname, '../../definitions/mile-2020/forms');

function shipped(name: string): FormDocument {
  return JSON.parse(readFileSync(join(directory, `${name}.form.json`), 'utf8')) as FormDocument;
}

const empty = {
  key: 'blank',
  title: '空表',
  schema: { type: 'object', properties: {} },
} as unknown as FormDocument;

const money = {
  key: 'money',
  title: '收入',
  schema: {
    type: 'object',
    properties: {
      part: {
        type: 'void',
        title: '收入',
        'x-component': 'Section',
        properties: {
          wage: { type: 'number', title: '工资', 'x-component': 'Money' },
          total: {
            type: 'number',
            title: '合计',
            'x-component': 'Calculated',
            'x-banshi': { compute: '$z(wage) + $z(other)' },
          },
        },
      },
      other: { type: 'number', title: '其他', 'x-component': 'Money' },
    },
  },
} as unknown as FormDocument;

function taken(document: FormDocument, path: readonly string[]) {
  const fragment = readFragment(fragmentText(document, path) ?? '');
  if (fragment === null) throw new Error(`nothing was taken at ${path.join('/')}`);
  return fragment;
}

test('the family table of annex 1 comes into an empty form whole, and the form compiles', () => {
  const a1 = shipped('a1');
  const members = walkNodes(a1).find(({ path }) => path.at(-1) === 'members');
  const pasted = pasteFragment(empty, null, taken(a1, members?.path ?? []));
  expect(pasted.path).toEqual(['members']);
  expect(nodeAt(pasted.document, ['members'])).toEqual(members?.node);
  const { problems } = compileForm(pasted.document);
  expect(problems.filter((one) => one.code === 'FORM-COMPONENT')).toEqual([]);
});

test('names that are taken become others, and the rules of what is pasted follow; the old ones stay', () => {
  const pasted = pasteFragment(money, null, taken(money, ['part']));
  const [, , copy] = Object.entries(money.schema.properties ?? {});
  expect(copy).toBeUndefined();
  const part = nodeAt(pasted.document, pasted.path);
  expect(Object.keys(part?.properties ?? {})).toEqual(['wage2', 'total2']);
  expect(part?.properties?.['total2']?.['x-banshi']).toEqual({
    compute: '$z(wage2) + $z(other)',
  });
  expect(nodeAt(pasted.document, ['part', 'total'])?.['x-banshi']).toEqual({
    compute: '$z(wage) + $z(other)',
  });
  expect(pasted.missing).toEqual([]);
  expect(compileForm(pasted.document).problems).toEqual([]);
});

test('what the rules read and the form lacks is named', () => {
  const pasted = pasteFragment(empty, null, taken(money, ['part']));
  expect(pasted.missing).toEqual(['other']);
});

test('what only a check of its rows or of another field reads is named, too', () => {
  const checked = {
    ...money,
    schema: {
      type: 'object',
      properties: {
        wage: {
          type: 'number',
          title: '工资',
          'x-component': 'Money',
          'x-banshi': {
            rules: [
              {
                id: 'r1',
                severity: 'error',
                assert: 'wage <= limit',
                message: '超过上限',
                when: '$exists(reason)',
              },
            ],
          },
        },
      },
    },
  } as unknown as FormDocument;
  expect(pasteFragment(empty, null, taken(checked, ['wage'])).missing).toEqual(['limit', 'reason']);
});

test('pasted twice, the second has names of its own', () => {
  const fragment = taken(money, ['other']);
  const once = pasteFragment(money, null, fragment);
  const twice = pasteFragment(once.document, once.path, fragment);
  const names = walkNodes(twice.document).map(({ path }) => path.at(-1));
  expect(names).toEqual(expect.arrayContaining(['other', 'other2', 'other3']));
  expect(new Set(names).size).toBe(names.length);
});

describe('the blocks of the palette', () => {
  const openForms = {
    params: {},
    case: null,
    record: null,
    user: { name: '张慧' },
    now: Date.parse('2020-06-03T10:00:00+08:00'),
    dictionaries: {},
    units: [],
  };

  test.each(formBlocks.map((block) => [block.label, block] as const))(
    '%s compiles in an empty form, and a second time beside itself',
    (_, { key, node }) => {
      const fragment = { key, node: node as SchemaNode };
      const once = pasteFragment(empty, null, fragment);
      expect(once.missing).toEqual([]);
      expect(compileForm(once.document).problems).toEqual([]);
      const twice = pasteFragment(once.document, null, fragment);
      expect(compileForm(twice.document).problems).toEqual([]);
      const keys = Object.keys(nodeAt(twice.document, twice.path)?.properties ?? {});
      expect(keys.every((one) => one.endsWith('2'))).toBe(true);
    },
  );

  test('家庭成员 counts people, derives age and sex, and wants one 户主, in its copy, too', () => {
    const members = formBlocks.find((block) => block.label === '家庭成员');
    if (members === undefined) throw new Error('no such block');
    const fragment = { key: members.key, node: members.node as SchemaNode };
    const once = pasteFragment(empty, null, fragment);
    const twice = pasteFragment(once.document, null, fragment);
    const { form } = compileForm(twice.document);
    if (form === undefined) throw new Error('the form does not compile');
    const row = { name: '普正荣', idNumber: '532599197403120012', relation: '配偶' };
    const found = evaluateForm(form, { members2: [row] }, openForms, fullAccess);
    expect(found.values).toMatchObject({
      population2: 1,
      members2: [{ gender: '男', age: 46 }],
    });
    const said = found.messages.filter((one) => one.path === 'members2').map((one) => one.message);
    expect(said).toContain('户主须有且只有一人');
  });
});

describe('a text that is no part of a form', () => {
  const node = { type: 'string', 'x-component': 'Input' };
  const text = (value: unknown) => JSON.stringify(value);
  test.each([
    ['words', '户主姓名'],
    ['words with the mark', 'banshi-form-fragment'],
    ['other JSON', text({ key: 'a', node })],
    [
      'an unknown component',
      text({ 'banshi-form-fragment': 1, key: 'a', node: { 'x-component': 'Script' } }),
    ],
    ['a name that is no name', text({ 'banshi-form-fragment': 1, key: '__proto__ x', node })],
    ['a name that every object has', text({ 'banshi-form-fragment': 1, key: '__proto__', node })],
    [
      'an unknown component inside',
      text({
        'banshi-form-fragment': 1,
        key: 'a',
        node: { type: 'void', 'x-component': 'Section', properties: { b: { 'x-component': 'x' } } },
      }),
    ],
    [
      'more than a form should hold',
      text({
        'banshi-form-fragment': 1,
        key: 'a',
        node: {
          type: 'void',
          'x-component': 'Section',
          properties: Object.fromEntries(
            Array.from({ length: 300 }, (_, index) => [`f${index}`, node]),
          ),
        },
      }),
    ],
  ])('%s is not taken', (_, given) => {
    expect(readFragment(given)).toBeNull();
  });
});
