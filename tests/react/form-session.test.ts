/** A form being filled with the real Formily: what is typed, computed, said and given out. */
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import {
  type FormContext,
  type FormDocument,
  type Values,
  compileForm,
  fullAccess,
} from '../../runtime/form';
import { FormSession } from '../../runtime/react/renderer/form-session';

const context: FormContext = {
  params: { line: 4428 },
  case: null,
  record: null,
  user: { name: '张慧' },
  now: Date.parse('2020-06-03T10:00:00+08:00'),
  dictionaries: {},
  units: [],
};

const money = (title: string, more: object = {}) => ({
  type: 'number',
  title,
  'x-component': 'Money',
  ...more,
});

const income: FormDocument = {
  key: 'income',
  title: '收支测算',
  schema: {
    type: 'object',
    properties: {
      wage: money('工资', { required: true }),
      business: money('经营'),
      total: money('合计', {
        'x-component': 'Calculated',
        'x-banshi': { compute: '$z(wage) + $z(business)', formula: 'L+M' },
      }),
      members: {
        type: 'array',
        title: '家庭成员',
        'x-component': 'ArrayTable',
        items: {
          type: 'object',
          properties: {
            name: { type: 'string', title: '姓名', 'x-component': 'Input', required: true },
          },
        },
      },
    },
  },
} as unknown as FormDocument;

function open(values: Values = {}) {
  const { form } = compileForm(income);
  if (form === undefined) throw new Error('the form does not compile');
  const heard: Values[] = [];
  const session = new FormSession(form, values, { context, access: fullAccess }, (next) =>
    heard.push(next),
  );
  return { session, heard };
}

test('a typed value comes out with what is computed from it, once for each change', () => {
  const { session, heard } = open({ business: 1000 });
  session.form.setValuesIn('wage', 4800);
  expect(heard).toHaveLength(1);
  expect(heard[0]).toMatchObject({ wage: 4800, business: 1000, total: 5800 });
});

test('a cleared field leaves no key behind', () => {
  const { session, heard } = open({ wage: 4800, business: 1000 });
  session.form.setValuesIn('business', '');
  expect(heard.at(-1)).not.toHaveProperty('business');
  expect(heard.at(-1)).toHaveProperty('wage', 4800);
});

test('values from outside replace what is there and are not given out again', () => {
  const { session, heard } = open({ wage: 1 });
  session.replaceValues({ wage: 300, business: 200 });
  expect(session.getView().values).toMatchObject({ total: 500 });
  expect(heard).toHaveLength(0);
});

test('what the session gave out itself, handed back, does not disturb what was typed since', () => {
  const { session, heard } = open();
  session.form.setValuesIn('wage', 100);
  const [mine] = heard;
  if (mine === undefined) throw new Error('nothing was given out');
  session.replaceValues(mine);
  expect(session.valueAt('wage')).toBe(100);
  expect(heard).toHaveLength(1);
});

test('a view that draws late takes nothing back of what was typed meanwhile', () => {
  const { session, heard } = open();
  session.form.setValuesIn('wage', 100);
  session.form.setValuesIn('business', 50);
  const [early, late] = heard;
  if (early === undefined || late === undefined) throw new Error('nothing was given out');
  session.replaceValues(early);
  expect(session.valueAt('business')).toBe(50);
  session.replaceValues(late);
  session.form.setValuesIn('wage', 120);
  expect(heard.at(-1)).toMatchObject({ wage: 120, business: 50 });
});

test('a parent that goes back to an earlier state gets it', () => {
  const { session, heard } = open();
  session.form.setValuesIn('wage', 100);
  session.form.setValuesIn('wage', 200);
  const [early, late] = heard;
  if (early === undefined || late === undefined) throw new Error('nothing was given out');
  session.replaceValues(late);
  session.replaceValues(early);
  expect(session.valueAt('wage')).toBe(100);
});

test('a removed middle row takes its own values with it, not those of its neighbours', () => {
  const { session, heard } = open({
    members: [{ name: '普正荣' }, { name: '李秀英' }, { name: '普小龙' }],
  });
  const rows = session.valueAt('members') as unknown[];
  session.setRows('members', [rows[0], rows[2]]);
  expect(heard.at(-1)?.['members']).toEqual([{ name: '普正荣' }, { name: '普小龙' }]);
  session.form.setValuesIn('members.1.name', '普大龙');
  expect(heard.at(-1)?.['members']).toEqual([{ name: '普正荣' }, { name: '普大龙' }]);
});

test('a touch is told once to those who watch, and is remembered', () => {
  const { session } = open();
  let told = 0;
  session.subscribe(() => {
    told += 1;
  });
  session.touch('wage');
  session.touch('wage');
  expect(told).toBe(1);
  expect(session.isTouched('wage')).toBe(true);
  expect(session.isTouched('business')).toBe(false);
});

test('what is missing counts where one has been, or everywhere when all is to be shown', () => {
  const { session } = open();
  expect(session.errorCounts(false).get('wage')).toBeUndefined();
  expect(session.errorCounts(true).get('wage')).toBe(1);
  session.touch('wage');
  expect(session.errorCounts(false).get('wage')).toBe(1);
});

test('what a keystroke does not change is the same object afterwards', () => {
  const { session } = open({ wage: 1, members: [{ name: '甲' }, { name: '乙' }] });
  const before = session.getView();
  session.form.setValuesIn('members.1.name', '丙');
  const after = session.getView();
  expect(after.valueAt('members.1')).toEqual({ name: '丙' });
  expect(after.valueAt('members.0')).toBe(before.valueAt('members.0'));
  expect(after.stateAt('wage')).toBe(before.stateAt('wage'));
  expect(after.valueAt('members')).not.toBe(before.valueAt('members'));
});

test('errors in a row count for the row and for its table', () => {
  const { session } = open({ wage: 1, members: [{ name: '甲' }, {}] });
  const counts = session.errorCounts(true);
  expect([counts.get('members'), counts.get('members.0'), counts.get('members.1')]).toEqual([
    1,
    undefined,
    1,
  ]);
});

test('a closed session tells nobody any more', () => {
  const { session } = open();
  let told = 0;
  session.subscribe(() => {
    told += 1;
  });
  session.dispose();
  session.touch('wage');
  expect(told).toBe(0);
});

describe('a form with many places', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  const members = Array.from({ length: 700 }, (_, index) => ({ name: `成员${index}` }));

  test('is worked out when the person pauses, once for all that was typed', () => {
    jest.useFakeTimers();
    const { session, heard } = open({ wage: 1, members });
    session.form.setValuesIn('wage', 2);
    session.form.setValuesIn('wage', 20);
    expect(heard).toEqual([]);
    jest.advanceTimersByTime(200);
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({ wage: 20, total: 20 });
  });

  test('and at once when they leave the field, change rows, or do anything else', () => {
    jest.useFakeTimers();
    const { session, heard } = open({ wage: 1, members });
    session.form.setValuesIn('wage', 2);
    session.touch('wage');
    expect(heard.at(-1)).toMatchObject({ wage: 2, total: 2 });
    session.form.setValuesIn('wage', 3);
    session.flush();
    expect(heard.at(-1)).toMatchObject({ wage: 3, total: 3 });
    session.setRows('members', members.slice(1));
    expect(heard.at(-1)?.['members']).toHaveLength(699);
    jest.advanceTimersByTime(1000);
    expect(heard).toHaveLength(3);
  });

  test('what was typed last is given out when the form goes away', () => {
    jest.useFakeTimers();
    const { session, heard } = open({ wage: 1, members });
    session.form.setValuesIn('wage', 9);
    session.dispose();
    expect(heard.at(-1)).toMatchObject({ wage: 9 });
  });
});
