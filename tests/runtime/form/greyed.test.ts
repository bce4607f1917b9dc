/** [F5] Fields that a rule greys are as they were before, and what is forged of them moves nothing else. */
import { expect, test } from '@jest/globals';
import {
  type FormContext,
  type FormDocument,
  type FormModel,
  type Values,
  acceptSubmission,
  compileForm,
  evaluateForm,
  fullAccess,
} from '../../../runtime/form';

const context: FormContext = {
  params: {},
  case: null,
  record: null,
  user: {},
  now: Date.parse('2020-06-03T10:00:00+08:00'),
  dictionaries: {},
  units: [],
};

const money = (title: string, behavior: object = {}) => ({
  type: 'number',
  title,
  'x-component': 'Money',
  'x-banshi': behavior,
});

function formOf(properties: object): FormModel {
  const { form, problems } = compileForm({
    key: 'f',
    title: '表',
    schema: { type: 'object', properties },
  } as unknown as FormDocument);
  if (form === undefined) throw new Error(JSON.stringify(problems));
  return form;
}

function kept(form: FormModel, sent: Values, previous: Values): unknown {
  const accepted = acceptSubmission(form, sent, context, { previous });
  return accepted.ok ? accepted.value.values : accepted.error.map(({ path, code }) => [path, code]);
}

// The subsidy may be changed under an income of 500, the bonus under a subsidy of 100; an income is not to be touched.
const chained = formOf({
  bonus: money('奖补', { editable: 'subsidy < 100' }),
  income: money('收入', { editable: 'false' }),
  subsidy: money('补助', { editable: 'income < 500' }),
});
const before = { income: 800, subsidy: 300, bonus: 20 };

test('a forged income opens neither the subsidy nor, by that, the bonus', () => {
  expect(kept(chained, { income: 1, subsidy: 1, bonus: 9999 }, before)).toEqual(before);
});

test('the order in which fields stand makes no difference to what decides', () => {
  expect(kept(chained, { income: 800, subsidy: 5, bonus: 9999 }, before)).toEqual(before);
  const poor = { ...before, income: 400 };
  expect(kept(chained, { income: 800, subsidy: 50, bonus: 60 }, poor)).toEqual({
    income: 400,
    subsidy: 50,
    bonus: 60,
  });
});

test('what was typed before the field was greyed is taken back, in the browser as on the server', () => {
  const form = formOf({ closed: money('封存'), note: money('备注', { editable: 'closed != 1' }) });
  const typed = { closed: 1, note: 77 };
  expect(evaluateForm(form, typed, context, fullAccess, { note: 3 }).values).toEqual({
    closed: 1,
    note: 3,
  });
  expect(kept(form, typed, { note: 3 })).toEqual({ closed: 1, note: 3 });
  expect(kept(form, typed, {})).toEqual({ closed: 1 });
});

test('a wrong type in a field that nobody may write is not held against the person', () => {
  expect(kept(chained, { income: '很多', subsidy: 300, bonus: 20 }, before)).toEqual(before);
});

test('a greyed cell stays with its row when another row is taken out', () => {
  const form = formOf({
    members: {
      type: 'array',
      title: '成员',
      'x-component': 'ArrayTable',
      items: {
        type: 'object',
        properties: { wage: money('工资'), tax: money('税', { editable: '$row.wage > 5000' }) },
      },
    },
  });
  const rows = [
    { wage: 100, tax: 1 },
    { wage: 200, tax: 2 },
  ];
  const sent = { members: [{ wage: 200, tax: 99, '#': 1 }] };
  expect(kept(form, sent, { members: rows })).toEqual({ members: [{ wage: 200, tax: 2 }] });
});

test('two fields of which either may be filled in are no circle', () => {
  const form = formOf({
    cash: money('现金', { editable: '$not($exists(card))' }),
    card: money('转账', { editable: '$not($exists(cash))' }),
  });
  expect(kept(form, { cash: 5 }, {})).toEqual({ cash: 5 });
  expect(kept(form, { card: 6 }, {})).toEqual({ card: 6 });
});

test('nor are a field that shows by another and the other that it closes', () => {
  const form = formOf({
    a: money('甲', { visible: 'b > 1' }),
    b: money('乙', { editable: '$not($exists(a))' }),
  });
  expect(kept(form, { b: 5 }, {})).toEqual({ b: 5 });
  expect(kept(form, { b: 0 }, {})).toEqual({ b: 0 });
});
