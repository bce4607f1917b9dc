/** [F5] A step that hides a column still lets people take out rows: what is hidden stays with its row. */
import { describe, expect, test } from '@jest/globals';
import {
  type FormAccess,
  type FormContext,
  type FormDocument,
  type Values,
  acceptSubmission,
  compileForm,
  visibleValues,
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

const text = (title: string) => ({ type: 'string', title, 'x-component': 'Input' });
const { form } = compileForm({
  key: 'household',
  title: '家庭',
  schema: {
    type: 'object',
    properties: {
      members: {
        type: 'array',
        title: '家庭成员',
        'x-component': 'ArrayTable',
        items: {
          type: 'object',
          properties: { name: text('姓名'), account: text('银行账号') },
        },
      },
    },
  },
} as unknown as FormDocument);
if (form === undefined) throw new Error('the form does not compile');

const before: Values = {
  members: [
    { name: '甲', account: '6228-1' },
    { name: '乙', account: '6228-2' },
    { name: '丙', account: '6228-3' },
  ],
};

/** What is kept when a person gets the form, changes its rows and sends it. */
function kept(level: 'hidden' | 'read' | 'masked', change: (rows: Values[]) => unknown[]): unknown {
  const access: FormAccess = { default: 'edit', fields: { 'members.account': level } };
  const seen = visibleValues(form as never, before, access);
  const sent = { members: change(seen['members'] as Values[]) };
  const accepted = acceptSubmission(form as never, sent, context, { access, previous: before });
  if (!accepted.ok) throw new Error(JSON.stringify(accepted.error));
  return accepted.value.values['members'];
}

describe.each(['hidden', 'read', 'masked'] as const)('a column that is %s', (level) => {
  test('stays with its row when the first row is taken out', () => {
    expect(kept(level, ([, ...rest]) => rest)).toEqual([
      { name: '乙', account: '6228-2' },
      { name: '丙', account: '6228-3' },
    ]);
  });

  test('is empty in a row that is new, also where the new one stands in the place of an old one', () => {
    expect(kept(level, () => [{ name: '丁', '#': -1 }])).toEqual([{ name: '丁' }]);
  });

  test('follows rows that change places', () => {
    expect(kept(level, (rows) => rows.toReversed())).toEqual([
      { name: '丙', account: '6228-3' },
      { name: '乙', account: '6228-2' },
      { name: '甲', account: '6228-1' },
    ]);
  });

  test('is not given to a second row that claims the same place, nor to one that never was', () => {
    const forged = [
      { name: '乙', '#': 1 },
      { name: '戊', '#': 1 },
      { name: '己', '#': 7 },
    ];
    expect(kept(level, () => forged)).toEqual([
      { name: '乙', account: '6228-2' },
      { name: '戊' },
      { name: '己' },
    ]);
  });

  test('cannot be written', () => {
    expect(kept(level, ([first]) => [{ ...first, account: '9999' }])).toEqual([
      { name: '甲', account: '6228-1' },
    ]);
  });
});

test('a program that says nothing of rows sends them where they stood', () => {
  expect(kept('hidden', () => [{ name: '甲' }, { name: '乙改' }])).toEqual([
    { name: '甲', account: '6228-1' },
    { name: '乙改', account: '6228-2' },
  ]);
});

test('where everything may be edited nothing is added to the rows', () => {
  const all: FormAccess = { default: 'edit', fields: {} };
  expect(visibleValues(form as never, before, all)).toEqual(before);
});
