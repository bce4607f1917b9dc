/** Several fields of a form that are chosen, moved, grouped, copied and changed together. */
import { describe, expect, test } from '@jest/globals';
import { type SchemaNode, nodeAt, walkNodes } from '../../designer/form-designer/form-document';
import {
  looseFragmentText,
  pasteFragment,
  readFragment,
} from '../../designer/form-designer/fragment';
import {
  extended,
  groupNodes,
  removeNodes,
  requireNodes,
  shiftNodes,
  toggled,
  widenNodes,
} from '../../designer/form-designer/several-nodes';
import { type FormDocument, compileForm } from '../../runtime/form';

const money = (title: string, behavior: object = {}): object => ({
  type: 'number',
  title,
  'x-component': 'Money',
  'x-banshi': behavior,
});

const form = {
  key: 'f',
  title: '表',
  schema: {
    type: 'object',
    properties: {
      a: money('甲'),
      b: money('乙'),
      c: money('丙', { compute: '$z(a) + $z(b)' }),
      d: money('丁'),
      part: {
        type: 'void',
        title: '分节',
        'x-component': 'Section',
        properties: { e: money('戊') },
      },
    },
  },
} as unknown as FormDocument;

const orderOf = (document: FormDocument): string =>
  walkNodes(document)
    .map(({ path }) => path.join('/'))
    .join(' ');

describe('choosing', () => {
  test('takes in and out, in the order of the form; under another parent it begins anew', () => {
    const two = toggled(form, [['c']], ['a']);
    expect(two).toEqual([['a'], ['c']]);
    expect(toggled(form, two, ['a'])).toEqual([['c']]);
    expect(toggled(form, two, ['part', 'e'])).toEqual([['part', 'e']]);
  });

  test('goes from the first to another beside it, forward and back', () => {
    expect(extended(form, ['b'], ['d'])).toEqual([['b'], ['c'], ['d']]);
    expect(extended(form, ['d'], ['b'])).toEqual([['b'], ['c'], ['d']]);
    expect(extended(form, ['a'], ['part', 'e'])).toEqual([['part', 'e']]);
  });
});

describe('changing', () => {
  test('moves them as a block and stops at the edge', () => {
    const down = shiftNodes(form, [['a'], ['b']], 1);
    expect(orderOf(down)).toBe('c a b d part part/e');
    expect(orderOf(shiftNodes(down, [['a'], ['b']], -1))).toBe('a b c d part part/e');
    expect(shiftNodes(form, [['a'], ['b']], -1)).toBe(form);
    // what is chosen with something between comes together
    expect(orderOf(shiftNodes(form, [['b'], ['d']], -1))).toBe('b d a c part part/e');
  });

  test('groups them where the first stands, removes them, and sets what they have in common', () => {
    const { document, path } = groupNodes(form, [['b'], ['d']], '收入');
    expect(orderOf(document)).toBe('a section section/b section/d c part part/e');
    expect(nodeAt(document, path)).toMatchObject({ title: '收入', 'x-component': 'Section' });
    expect(compileForm(document).problems).toEqual([]);
    expect(orderOf(removeNodes(form, [['a'], ['d']]))).toBe('b c part part/e');
    const set = widenNodes(requireNodes(form, [['a'], ['part']], true), [['a'], ['part']], 12);
    expect(nodeAt(set, ['a'])).toMatchObject({
      required: true,
      'x-decorator-props': { span: 12 },
    });
    // a layout is filled by nobody
    expect(nodeAt(set, ['part'])).toEqual(nodeAt(form, ['part']));
  });
});

test('several on the clipboard come as several, under free names, with their rules following each other', () => {
  const fragment = readFragment(looseFragmentText(form, [['a'], ['b'], ['c']]) ?? '');
  if (fragment === null) throw new Error('nothing was taken');
  const { document, path, missing } = pasteFragment(form, ['d'], fragment);
  expect(orderOf(document)).toBe('a b c d a2 b2 c2 part part/e');
  expect(path).toEqual(['a2']);
  expect(missing).toEqual([]);
  const sum = nodeAt(document, ['c2']) as SchemaNode;
  expect(sum['x-banshi']?.['compute']).toBe('$z(a2) + $z(b2)');
});
