/** What each kind of field takes and refuses. */
import { expect, test } from '@jest/globals';
import {
  type FormContext,
  type FormDocument,
  compileForm,
  evaluateForm,
} from '../../../runtime/form';

const context: FormContext = {
  params: {},
  case: null,
  record: null,
  user: {},
  now: Date.parse('2020-06-03T10:00:00+08:00'),
  dictionaries: { risks: [{ value: '01', label: '因病' }] },
  units: [],
};

function codesOf(component: string, value: unknown, more: Record<string, unknown> = {}): string[] {
  const document = {
    key: 'f',
    title: '表',
    schema: {
      type: 'object',
      properties: { x: { title: '栏', 'x-component': component, ...more } },
    },
  } as unknown as FormDocument;
  const { form, problems } = compileForm(document);
  if (form === undefined) throw new Error(JSON.stringify(problems));
  return evaluateForm(form, { x: value }, context).messages.map((one) => one.code);
}

const options = { enum: ['甲', '乙'] };

test.each<readonly [string, unknown, Record<string, unknown>, readonly string[]]>([
  ['DateRange', { start: '2020-06-01', end: '2020-06-05' }, {}, []],
  ['DateRange', { start: '2020-06-05', end: '2020-06-01' }, {}, ['VALUE-RANGE']],
  ['DateRange', { start: '2020-06-31', end: '2020-07-01' }, {}, ['VALUE-DATE']],
  ['DateRange', { start: 1, end: '2020-07-01' }, {}, ['VALUE-TYPE']],
  ['DateRange', '2020-06-01', {}, ['VALUE-TYPE']],
  ['Select', ['甲', '乙'], { ...options, 'x-component-props': { multiple: true } }, []],
  [
    'Select',
    ['甲', '丙'],
    { ...options, 'x-component-props': { multiple: true } },
    ['VALUE-OPTION'],
  ],
  ['Select', '甲', { ...options, 'x-component-props': { multiple: true } }, ['VALUE-TYPE']],
  ['Select', ['甲'], options, ['VALUE-TYPE']],
  ['Select', '01', { 'x-banshi': { dictionary: 'risks' } }, []],
  ['Select', '09', { 'x-banshi': { dictionary: 'risks' } }, ['VALUE-OPTION']],
  ['Select', '01', { 'x-banshi': { dictionary: 'unknown' } }, ['VALUE-OPTION']],
  ['DateTimePicker', '2020-06-03T10:00:00+08:00', {}, []],
  ['BankAccount', '6228480402564890018', {}, []],
  ['BankAccount', '1234', {}, ['VALUE-BANK']],
  ['Rate', 4, {}, []],
  ['Rate', 0, {}, ['VALUE-RATING']],
  ['Rate', 3.5, {}, ['VALUE-RATING']],
  ['Rate', 6, {}, ['VALUE-RATING']],
  ['Rate', 6, { 'x-component-props': { count: 10 } }, []],
  ['Rate', 6, { 'x-component-props': { count: 1e9 } }, ['VALUE-RATING']],
  ['Rate', '4', {}, ['VALUE-TYPE']],
  ['YesNo', false, {}, []],
  ['YesNo', 'no', {}, ['VALUE-TYPE']],
  [
    'ArrayTable',
    [{ n: 1 }],
    {
      type: 'array',
      minItems: 2,
      items: { type: 'object', properties: { n: { title: '数', 'x-component': 'NumberInput' } } },
    },
    ['VALUE-FEW-ROWS'],
  ],
  ['Signature', { name: '张慧', at: '2020-06-03T10:00:00+08:00' }, {}, []],
  [
    'Signature',
    { name: '张慧', at: '2020-06-03T10:00:00+08:00', strokes: 'M0 0'.repeat(60_000) },
    {},
    ['VALUE-TOO-LONG'],
  ],
])('%s with %j', (component, value, more, expected) => {
  expect(codesOf(component, value, more)).toEqual(expected);
});

test('a range of months is one, too', () => {
  expect(codesOf('MonthRange', { start: '2019-06', end: '2020-05' })).toEqual([]);
  expect(codesOf('MonthRange', { start: '2019-13', end: '2020-05' })).toEqual(['VALUE-DATE']);
});

test('a zero below zero, as JSON has none, is a zero, also where it was worked out', () => {
  const { form } = compileForm({
    key: 'f',
    title: '表',
    schema: {
      type: 'object',
      properties: {
        debt: { type: 'number', title: '欠款', 'x-component': 'Money' },
        gain: {
          type: 'number',
          title: '收益',
          'x-component': 'Calculated',
          'x-banshi': { compute: 'debt * -1' },
        },
      },
    },
  } as unknown as FormDocument);
  if (form === undefined) throw new Error('the form does not compile');
  const kept = (debt: number) => evaluateForm(form, { debt }, context).values;
  expect(kept(-0)).toEqual({ debt: 0, gain: 0 });
  expect(kept(0)).toEqual({ debt: 0, gain: 0 });
});
