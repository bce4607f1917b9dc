/** Options with parents: the tree they make, what may be chosen of it, how it is said. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type FormContext,
  type FormDocument,
  type TreeNode,
  compileForm,
  describeFieldValue,
  evaluateForm,
  treeOf,
  valuesTo,
} from '../../../runtime/form';

const crops = [
  { value: '1', label: '种植业' },
  { value: '11', label: '粮食', parent: '1' },
  { value: '111', label: '水稻', parent: '11' },
  { value: '2', label: '养殖业' },
];

const context: FormContext = {
  params: {},
  now: Date.parse('2020-06-03T10:00:00+08:00'),
  dictionaries: { crops },
  units: [
    { code: 'C', name: '弥勒市', type: 'county' },
    { code: 'T', name: '西二镇', type: 'township', parent: 'C' },
    { code: 'V', name: '糯租村', type: 'village', parent: 'T' },
  ],
};

function fieldOf(component: string, props: object, more: object = {}) {
  const node = { title: '栏', 'x-component': component, 'x-component-props': props, ...more };
  const document = { key: 'f', title: '表', schema: { type: 'object', properties: { x: node } } };
  const { form, problems } = compileForm(document as FormDocument);
  if (form === undefined) throw new Error(JSON.stringify(problems));
  return form;
}

const tree = (props: object) =>
  fieldOf('TreeSelect', props, { 'x-banshi': { dictionary: 'crops' } });

test.each<readonly [object, unknown, readonly string[]]>([
  [{}, '11', []],
  [{}, '9', ['VALUE-OPTION']],
  [{}, { value: '11' }, ['VALUE-TYPE']],
  [{}, '__proto__', ['VALUE-OPTION']],
  [{ leavesOnly: true }, '111', []],
  [{ leavesOnly: true }, '2', []],
  [{ leavesOnly: true }, '11', ['VALUE-LEAF']],
  [{ multiple: true }, ['111', '2'], []],
  [{ multiple: true, leavesOnly: true }, ['111', '1'], ['VALUE-LEAF']],
  [{ multiple: true }, '2', ['VALUE-TYPE']],
])('a tree with %j takes or refuses %j', (props, value, codes) => {
  const found = evaluateForm(tree(props), { x: value }, context).messages;
  expect(found.map((one) => one.code)).toEqual(codes);
});

test.each<readonly [object, unknown, readonly string[]]>([
  [{}, 'T', []],
  [{ level: 'village' }, 'V', []],
  [{ level: 'village' }, 'T', ['VALUE-UNIT']],
  [{}, 'X', ['VALUE-UNIT']],
  [{}, ['C', 'T'], ['VALUE-TYPE']],
])('a unit by levels with %j takes or refuses %j', (props, value, codes) => {
  const found = evaluateForm(fieldOf('Cascader', props), { x: value }, context).messages;
  expect(found.map((one) => one.code)).toEqual(codes);
});

test('a choice in a tree is said with what is above it', () => {
  const say = (form: ReturnType<typeof tree>, value: unknown): string => {
    const field = form.byPath.get('x');
    return field === undefined ? '' : describeFieldValue(field, value, context);
  };
  expect(say(tree({}), '111')).toBe('种植业 / 粮食 / 水稻');
  expect(say(tree({ multiple: true }), ['111', '2'])).toBe('种植业 / 粮食 / 水稻、养殖业');
  expect(say(tree({}), 'gone')).toBe('gone');
  expect(say(fieldOf('Cascader', {}), 'V')).toBe('弥勒市 / 西二镇 / 糯租村');
});

test('an empty required tree is to be chosen', () => {
  const form = fieldOf('TreeSelect', {}, { required: true, enum: ['甲'] });
  const found = evaluateForm(form, {}, context).messages;
  expect(found.map((one) => one.code)).toEqual(['VALUE-REQUIRED-CHOICE']);
});

test('whatever parents say, a tree holds every option once and ends', () => {
  const value = fc.constantFrom('a', 'b', 'c', 'd', '__proto__');
  const option = fc.record(
    { value, label: fc.constant('项'), parent: value },
    { requiredKeys: ['value', 'label'] },
  );
  fc.assert(
    fc.property(fc.array(option, { maxLength: 8 }), (options) => {
      const count = (nodes: readonly TreeNode[]): number =>
        nodes.reduce((sum, node) => sum + 1 + count(node.children), 0);
      const values = new Set(options.map((one) => one.value));
      expect(count(treeOf(options))).toBe(values.size);
      for (const one of values) expect(valuesTo(one, options).at(-1)).toBe(one);
    }),
  );
});
