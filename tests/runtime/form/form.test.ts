import { expect, test } from '@jest/globals';
import {
  type FormContext,
  type FormDocument,
  type FormModel,
  acceptSubmission,
  compileForm,
  describeFieldValue,
  evaluateForm,
  initialValues,
  reopenedValues,
  visibleValues,
} from '../../../runtime/form';

const context: FormContext = {
  params: { line: 4428, reportDueDay: 3 },
  case: { forms: { application: { headName: '普正荣' } } },
  record: null,
  user: { name: '张慧' },
  now: Date.parse('2020-06-03T10:00:00+08:00'),
  dictionaries: {
    risks: [
      { value: '01', label: '因病' },
      { value: '02', label: '因灾' },
    ],
  },
  units: [
    { code: '532504108', name: '西二镇', type: 'township' },
    { code: '532504108206', name: '糯租村', type: 'village', parent: '532504108' },
  ],
};

type Node = Record<string, unknown>;

function documentOf(properties: Record<string, Node>, rules?: unknown): FormDocument {
  return {
    key: 'f',
    title: '表',
    schema: {
      type: 'object',
      properties,
      ...(rules === undefined ? {} : { 'x-banshi': { rules } }),
    },
  } as unknown as FormDocument;
}

function formOf(properties: Record<string, Node>, rules?: unknown): FormModel {
  const compiled = compileForm(documentOf(properties, rules));
  if (compiled.form === undefined) throw new Error(JSON.stringify(compiled.problems));
  return compiled.form;
}

function codes(properties: Record<string, Node>): string[] {
  return compileForm(documentOf(properties), {
    dictionaries: ['risks'],
    parameters: ['line'],
  }).problems.map((one) => one.code);
}

const text = (more: Node = {}): Node => ({
  type: 'string',
  title: '文字',
  'x-component': 'Input',
  ...more,
});
const money = (more: Node = {}): Node => ({
  type: 'number',
  title: '金额',
  'x-component': 'Money',
  ...more,
});
const calc = (compute: string, more: Node = {}): Node => ({
  type: 'number',
  title: '合计',
  'x-component': 'Calculated',
  'x-banshi': { compute },
  ...more,
});

test('[F3] computed fields follow their dependencies, whatever their order in the file', () => {
  const form = formOf({
    perHead: calc('$m2(net / people)'),
    net: calc('$sum([wage, grain]) - $z(cost)'),
    wage: money(),
    grain: money(),
    cost: money(),
    people: { type: 'number', title: '人口', 'x-component': 'NumberInput' },
  });
  // 7 people, 30995.97: 4427.9957… is 4428.00 on paper (domain S3b)
  const { values } = evaluateForm(form, { wage: 30995.97, people: 7 }, context);
  expect(values['perHead']).toBe(4428);
  expect(evaluateForm(form, { wage: 30995.96, people: 7 }, context).values['perHead']).toBe(
    4427.99,
  );
  expect(evaluateForm(form, { wage: 100 }, context).values['perHead']).toBeUndefined();
});

test('[F3] a circle of computed fields is a problem that names it', () => {
  expect(codes({ a: calc('b + 1'), b: calc('a + 1') })).toContain('FORM-CYCLE');
});

test('[F4] what a rule hides is dropped and does not count', () => {
  const form = formOf({
    has: { type: 'boolean', title: '有', 'x-component': 'YesNo' },
    amount: money({ 'x-banshi': { visible: 'has = true' }, required: true }),
    total: calc('$z(amount)'),
  });
  const hidden = evaluateForm(form, { has: false, amount: 50 }, context);
  expect(hidden.values).toEqual({ has: false, total: 0 });
  expect(hidden.messages).toEqual([]);
  expect(evaluateForm(form, { has: true }, context).messages).toMatchObject([
    { path: 'amount', code: 'VALUE-REQUIRED' },
  ]);
});

test('[F5] a step’s read-only and hidden fields keep what was there, whatever is sent', () => {
  const form = formOf({ name: text(), account: text(), note: text() });
  const access = { default: 'edit', fields: { name: 'read', account: 'hidden' } } as const;
  const accepted = acceptSubmission(
    form,
    { name: '假', account: '1', note: '好', evil: 1 },
    context,
    {
      access,
      previous: { name: '真', account: '6222' },
    },
  );
  expect(accepted.ok && accepted.value.values).toEqual({ name: '真', account: '6222', note: '好' });
  expect(visibleValues(form, { name: '真', account: '6222', note: '好' }, access)).toEqual({
    name: '真',
    note: '好',
  });
});

test('[F6] a wrong type is named at its place', () => {
  const form = formOf({
    amount: money(),
    people: {
      type: 'array',
      title: '人',
      'x-component': 'ArrayTable',
      items: { type: 'object', properties: { name: text() } },
    },
  });
  const result = acceptSubmission(form, { amount: '12', people: [{ name: 5 }] }, context);
  expect(!result.ok && result.error.map((one) => [one.path, one.code])).toEqual([
    ['amount', 'VALUE-TYPE'],
    ['people.0.name', 'VALUE-TYPE'],
  ]);
  expect(acceptSubmission(form, { amount: Number.NaN, people: 'x' } as never, context).ok).toBe(
    false,
  );
});

const rules = [
  {
    id: 'q1',
    severity: 'error',
    assert: 'a <= b',
    message: '甲不能大于乙',
    when: '$exists(a) and $exists(b)',
    at: 'a',
  },
  {
    id: 'q2',
    severity: 'warning',
    assert: 'a < 100',
    message: '甲偏大',
    when: '$exists(a)',
    at: 'a',
  },
  { id: 'q3', severity: 'note', assert: 'b > 1', message: '乙偏小', when: '$exists(b)', at: 'b' },
];

test('[F7] an error blocks, a warning needs a reason, a note informs', () => {
  const form = formOf({ a: money(), b: money() }, rules);
  expect(acceptSubmission(form, { a: 2, b: 1 }, context).ok).toBe(false);
  const unexplained = acceptSubmission(form, { a: 200, b: 300 }, context);
  expect(!unexplained.ok && unexplained.error).toMatchObject([
    { code: 'VALUE-REASON', rule: 'q2', path: 'a' },
  ]);
  const explained = acceptSubmission(form, { a: 200, b: 300 }, context, {
    warningReasons: { 'a#q2': '经核实' },
  });
  expect(explained.ok && explained.value.warnings).toMatchObject([
    { rule: 'q2', reason: '经核实' },
  ]);
  expect(acceptSubmission(form, { b: 0.5 }, context).ok).toBe(true);
});

test('rules of a row speak at the row', () => {
  const form = formOf({
    members: {
      type: 'array',
      title: '成员',
      'x-component': 'ArrayTable',
      required: true,
      minItems: 1,
      items: {
        type: 'object',
        properties: {
          id: { type: 'string', title: '证件号码', 'x-component': 'IdNumber', required: true },
          age: calc('$ageAt($idBirthDate($row.id), $today())'),
          school: text({
            'x-banshi': {
              visible: '$row.age < 16',
              rules: [
                {
                  id: 'q12',
                  severity: 'error',
                  assert: '$exists($row.school)',
                  message: '须填学校',
                },
              ],
            },
          }),
        },
      },
    },
    children: calc('$count(members[age < 16])'),
  });
  // a boy born 2012-06-06 and his father born 1974-03-12 (domain S1's head)
  const { values, messages } = evaluateForm(
    form,
    { members: [{ id: '532599197403120012' }, { id: '53259920120606035X' }] },
    context,
  );
  expect((values['members'] as { age: number }[])[0]?.age).toBe(46);
  expect(messages.map((one) => one.path)).toContain('members.1.id');
  expect(evaluateForm(form, {}, context).messages).toMatchObject([
    { path: 'members', code: 'VALUE-REQUIRED' },
  ]);
});

test.each([
  ['Phone', '123', 'VALUE-PHONE'],
  ['Phone', '13887312345', undefined],
  ['Phone', '0873-6123456', undefined],
  ['BankAccount', '12', 'VALUE-BANK'],
  ['IdNumber', '532599197403120013', 'VALUE-ID-NUMBER'],
  ['IdNumber', '53259919740312001x', 'VALUE-ID-NUMBER'],
  ['IdNumber', '532599197403120012', undefined],
  ['DatePicker', '2020-02-30', 'VALUE-DATE'],
  ['DatePicker', '2020-02-29', undefined],
  ['MonthPicker', '2020-13', 'VALUE-DATE'],
  ['DateTimePicker', 'soon', 'VALUE-DATE'],
])('%s %s', (component, value, code) => {
  const form = formOf({ f: { type: 'string', title: '字段', 'x-component': component } });
  expect(evaluateForm(form, { f: value }, context).messages[0]?.code).toBe(code);
});

test('limits of texts, numbers, choices, units and ranges', () => {
  const form = formOf({
    short: text({ minLength: 3 }),
    long: text({ maxLength: 2 }),
    pattern: text({ pattern: '^a+$' }),
    low: { type: 'number', title: '数', 'x-component': 'NumberInput', minimum: 5 },
    high: { type: 'number', title: '数', 'x-component': 'NumberInput', maximum: 5 },
    cents: money(),
    choice: { type: 'string', title: '选', 'x-component': 'Select', enum: ['x'] },
    many: {
      type: 'array',
      title: '选',
      'x-component': 'CheckboxGroup',
      'x-banshi': { dictionary: 'risks' },
    },
    unit: {
      type: 'string',
      title: '村',
      'x-component': 'OrgUnit',
      'x-component-props': { level: 'village' },
    },
    range: { type: 'object', title: '期', 'x-component': 'MonthRange' },
  });
  const wrong = {
    short: 'ab',
    long: 'abc',
    pattern: 'b',
    low: 1,
    high: 9,
    cents: 1.005,
    choice: 'y',
    many: ['09'],
    unit: '532504108',
    range: { start: '2020-05', end: '2020-01' },
  };
  expect(evaluateForm(form, wrong, context).messages.map((one) => one.code)).toEqual([
    'VALUE-TOO-SHORT',
    'VALUE-TOO-LONG',
    'VALUE-PATTERN',
    'VALUE-TOO-SMALL',
    'VALUE-TOO-LARGE',
    'VALUE-CENTS',
    'VALUE-OPTION',
    'VALUE-OPTION',
    'VALUE-UNIT',
    'VALUE-RANGE',
  ]);
});

test('prefill comes from the case, the person and defaults; what is there stays', () => {
  const form = formOf({
    head: text({ 'x-banshi': { prefill: '$case.forms.application.headName' } }),
    by: text({ 'x-banshi': { prefill: '$user.name' } }),
    day: {
      type: 'string',
      title: '日',
      'x-component': 'DatePicker',
      'x-banshi': { prefill: '$today()' },
    },
    place: text({ default: '村委会' }),
  });
  expect(initialValues(form, context, { place: '小学' })).toEqual({
    head: '普正荣',
    by: '张慧',
    day: '2020-06-03',
    place: '小学',
  });
});

test('[F9] definitions that hold code, odd names or unknown things are refused with their places', () => {
  expect(codes({ a: text({ title: '{{1}}' }) })).toContain('FORM-BRACES');
  expect(codes({ a: text({ 'x-component': 'Script' }) })).toContain('FORM-COMPONENT');
  expect(codes({ constructor: text() })).toContain('FORM-KEY');
  expect(codes({ a: text({ pattern: '(?=x)' }) })).toContain('FORM-PATTERN');
  expect(codes({ a: text({ 'x-banshi': { visible: 'nowhere = 1' } }) })).toContain(
    'FORM-UNKNOWN-FIELD',
  );
  expect(codes({ a: text({ 'x-banshi': { visible: '$params.nothing' } }) })).toContain(
    'FORM-UNKNOWN-PARAMETER',
  );
  expect(codes({ a: text({ 'x-banshi': { visible: '$eval("1")' } }) })).toContain(
    'FORM-EXPRESSION',
  );
  expect(codes({ a: { type: 'string', title: '选', 'x-component': 'Select' } })).toContain(
    'FORM-OPTIONS',
  );
  expect(
    codes({
      a: {
        type: 'string',
        title: '选',
        'x-component': 'Select',
        'x-banshi': { dictionary: 'none' },
      },
    }),
  ).toContain('FORM-UNKNOWN-DICTIONARY');
});

test('[F9] a form nested too deep is refused, not a crash', () => {
  let node: Node = text();
  for (let depth = 0; depth < 3_000; depth += 1)
    node = { type: 'object', title: '层', 'x-component': 'Group', properties: { a: node } };
  expect(codes({ a: node })).toContain('FORM-TOO-LARGE');
});

test('[F10] hostile payloads neither crash nor pollute', () => {
  const form = formOf({
    a: text(),
    rows: {
      type: 'array',
      title: '行',
      'x-component': 'ArrayTable',
      items: { type: 'object', properties: { b: text() } },
    },
  });
  const hostile = JSON.parse(
    '{"__proto__": {"polluted": 1}, "a": {"x": 1}, "rows": [{"__proto__": {"polluted": 1}, "b": "好"}], "constructor": 1}',
  ) as Record<string, unknown>;
  evaluateForm(form, hostile, context);
  acceptSubmission(form, hostile, context);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  const big = acceptSubmission(form, { a: 'x'.repeat(10_000_000) }, context);
  expect(!big.ok && big.error[0]?.code).toBe('VALUE-TOO-LONG');
});

test('values in words', () => {
  const form = formOf({
    yes: { type: 'boolean', title: '是否', 'x-component': 'YesNo' },
    cash: money(),
    risks: {
      type: 'array',
      title: '风险',
      'x-component': 'CheckboxGroup',
      'x-banshi': { dictionary: 'risks' },
    },
    unit: { type: 'string', title: '村', 'x-component': 'OrgUnit' },
  });
  const show = (path: string, value: unknown): string => {
    const field = form.byPath.get(path);
    return field === undefined ? '' : describeFieldValue(field, value, context);
  };
  expect([
    show('yes', true),
    show('cash', 1234567.5),
    show('risks', ['01', '02']),
    show('unit', '532504108206'),
    show('cash', undefined),
  ]).toEqual(['是', '1,234,567.50', '因病、因灾', '糯租村', '']);
});

test('[F11] a step done again begins anew what it says anew, and keeps the rest and what it may not edit', () => {
  const date = (more: Node = {}): Node => text({ 'x-banshi': { prefill: '$today()', ...more } });
  const form = formOf({
    facts: text(),
    opinion: {
      type: 'void',
      title: '意见',
      'x-component': 'Section',
      'x-banshi': { whenReopened: 'renew' },
      properties: {
        result: text(),
        on: date(),
        place: text({ 'x-banshi': { whenReopened: 'keep' } }),
        above: text(),
      },
    },
    signed: date(),
  });
  const first = {
    facts: '车辆一辆',
    result: '退回',
    on: '2020-06-01',
    place: '村委会',
    above: '同意',
    signed: '2020-06-01',
  };
  const access = { default: 'edit', fields: { above: 'read' } } as const;
  const kept = reopenedValues(form, first, access);
  expect(initialValues(form, context, kept)).toEqual({
    facts: '车辆一辆',
    on: '2020-06-03',
    place: '村委会',
    above: '同意',
    signed: '2020-06-01',
  });
});

test('a renamed field keeps the value that it had under its former keys, the latest first', () => {
  const form = formOf({ mobile: text({ 'x-banshi': { formerKeys: ['tel', 'phone'] } }) });
  expect(initialValues(form, context, { tel: '1', phone: '2' })).toEqual({ mobile: '2' });
  expect(initialValues(form, context, { tel: '1' })).toEqual({ mobile: '1' });
  expect(initialValues(form, context, { tel: '1', mobile: '3' })).toEqual({ mobile: '3' });
});

const layout = (component: string, properties: Record<string, Node>, more: Node = {}): Node => ({
  type: 'void',
  title: component,
  'x-component': component,
  properties,
  ...more,
});

test('[F13] a pane stands in its holder and nothing else does', () => {
  expect(codes({ tabs: layout('Tabs', { one: layout('TabPane', { a: text() }) }) })).toEqual([]);
  expect(codes({ one: layout('TabPane', {}) })).toEqual(['FORM-PANE']);
  expect(codes({ steps: layout('Steps', { one: layout('TabPane', {}) }) })).toEqual(['FORM-PANE']);
  expect(codes({ fold: layout('Collapse', { a: text() }) })).toEqual(['FORM-NO-PANE']);
});

test('[F4] what a layout hides in a row or a group is not there', () => {
  const hidden = { 'x-banshi': { visible: 'false' } };
  const form = formOf({
    rows: {
      type: 'array',
      title: '行',
      'x-component': 'ArrayTable',
      items: { type: 'object', properties: { s: layout('Section', { a: text() }, hidden) } },
    },
    part: layout('Section', {
      group: {
        type: 'object',
        title: '组',
        'x-component': 'Group',
        properties: { inner: layout('Section', { b: text() }) },
        ...hidden,
      },
    }),
  });
  const { values, fields } = evaluateForm(
    form,
    { rows: [{ a: '甲' }], group: { b: '乙' } },
    context,
  );
  expect(values['rows']).toEqual([{}]);
  expect(fields.get('part.group.inner')?.visible).not.toBe(true);
});
