/** What people see of values: labels, masks, only what their step shows. */
import { expect, test } from '@jest/globals';
import {
  type FormContext,
  type FormDocument,
  compileForm,
  describeFieldValue,
  initialValues,
  visibleValues,
} from '../../../runtime/form';

const context: FormContext = {
  params: {},
  now: Date.parse('2020-06-03T10:00:00+08:00'),
  dictionaries: { risks: [{ value: '01', label: '因病' }] },
  units: [{ code: 'V', name: '糯租村', type: 'village' }],
};

const node = (component: string, more: object = {}): object => ({
  title: component,
  'x-component': component,
  ...more,
});

function formOf(properties: object) {
  const schema = { type: 'object', properties };
  const { form, problems } = compileForm({ key: 'f', title: '表', schema } as FormDocument);
  if (form === undefined) throw new Error(JSON.stringify(problems));
  return form;
}

const suffix = { 'x-component-props': { suffix: '亩' } };
const format = (name: string): object => ({ 'x-component-props': { format: name } });

test.each([
  ['a number with its unit', node('NumberInput', suffix), 3.5, '3.5 亩'],
  ['a number', node('NumberInput'), 3, '3'],
  ['a percentage', node('Percent'), 30, '30%'],
  ['an instant', node('DateTimePicker'), '2020-06-03T10:00:00+08:00', '2020-06-03 10:00'],
  ['a range', node('MonthRange'), { start: '2019-06', end: '2020-05' }, '2019-06 至 2020-05'],
  ['an open range', node('DateRange'), {}, ' 至 '],
  ['a rating', node('Rate'), 4, '4 分，满分 5 分'],
  ['no', node('YesNo'), false, '否'],
  ['a code without a label', node('Select', { 'x-banshi': { dictionary: 'risks' } }), '09', '09'],
  ['a code of an unknown list', node('Select', { 'x-banshi': { dictionary: 'x' } }), '09', '09'],
  ['an option', node('Radio', { enum: [{ label: '甲', value: 1 }] }), 1, '甲'],
  ['a unit', node('OrgUnit'), 'V', '糯租村'],
  ['a unit that is gone', node('OrgUnit'), 'W', 'W'],
  ['a signature', node('Signature'), { name: '李秀英' }, '李秀英'],
  ['a signature without a name', node('Signature'), {}, ''],
  ['files', node('Upload'), [{ fileId: '1', name: '证明.jpg' }], '证明.jpg'],
  ['rows', node('ArrayTable', { items: { type: 'object', properties: {} } }), [{}, {}], '2 行'],
  ['a computed sum', node('Calculated', format('money')), 4105, '4,105.00'],
  ['a computed share', node('Calculated', format('percent')), 12.5, '12.5%'],
  ['a computed number', node('Calculated', suffix), 2, '2 亩'],
  ['a computed yes', node('Calculated'), true, '是'],
  ['a computed no', node('Calculated'), false, '否'],
  ['a computed list', node('Calculated'), ['甲', '乙'], '甲、乙'],
  ['a computed object', node('Calculated'), { a: 1 }, ''],
  ['a computed text', node('Calculated'), '临界', '临界'],
  ['nothing', node('Input'), null, ''],
])('%s', (_name, field, value, expected) => {
  const model = formOf({ a: field }).byPath.get('a');
  if (model === undefined) throw new Error('no field');
  expect(describeFieldValue(model, value, context)).toBe(expected);
});

test('what a step hides is left out, what it masks is masked by its kind or its own word', () => {
  const form = formOf({
    part: node('Section', {
      properties: {
        id: node('IdNumber'),
        phone: node('Phone'),
        bank: node('BankAccount'),
        name: node('Input', { 'x-banshi': { mask: 'name' } }),
        secret: node('Input'),
        empty: node('Input'),
        count: node('NumberInput'),
      },
    }),
    group: node('Group', { properties: { inner: node('Input'), hidden: node('Input') } }),
    rows: node('ArrayTable', {
      items: { type: 'object', properties: { id: node('IdNumber'), age: node('NumberInput') } },
    }),
  });
  const values = {
    id: '532599197403120012',
    phone: '13887312345',
    bank: '6217003860012345678',
    name: '李秀英',
    secret: '不公开',
    count: 3,
    group: { inner: '一', hidden: '二' },
    rows: [{ id: '532599197403120012', age: 46 }, null],
  };
  const shown = visibleValues(form, values, {
    default: 'read',
    fields: {
      id: 'masked',
      phone: 'masked',
      bank: 'masked',
      name: 'masked',
      count: 'masked',
      secret: 'hidden',
      'group.hidden': 'hidden',
      'rows.id': 'masked',
    },
  });
  expect(shown).toEqual({
    id: '532599********0012',
    phone: '138****2345',
    bank: '6217***********5678',
    name: '李**',
    count: 3,
    group: { inner: '一' },
    rows: [{ id: '532599********0012', age: 46 }, {}],
  });
});

test('prefill of a table with one row, of a group, of nothing; a rule that fails gives the default', () => {
  const form = formOf({
    rows: node('ArrayTable', {
      items: { type: 'object', properties: { a: node('NumberInput') } },
      'x-banshi': { prefill: '{"a": 1}' },
    }),
    group: node('Group', { properties: { inner: node('Input', { default: '甲' }) } }),
    wrong: node('Input', { default: '乙', 'x-banshi': { prefill: '"x" * 1' } }),
    none: node('Input', { 'x-banshi': { prefill: '$case.nothing' } }),
  });
  expect(initialValues(form, context)).toEqual({
    rows: [{ a: 1 }],
    group: { inner: '甲' },
    wrong: '乙',
  });
});
