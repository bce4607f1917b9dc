import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createForm } from '@formily/core';
import { type FormContext, type FormModel, compileForm, evaluateForm } from '../../runtime/form';
import type { FormDocument, Values } from '../../runtime/form';
import { resolveParameters } from '../../runtime/package';
import type { Dictionary, Organization, Parameters } from '../../runtime/package';
import { workedExample } from '../server/support/walk';
import type { BenchRow } from './row';

const mile = resolve(import.meta.dirname, '../../definitions/mile-2020');
const readJson = (path: string): unknown => JSON.parse(readFileSync(resolve(mile, path), 'utf8'));

const CHAIN = 100;
const ROWS = 200;
const COLUMNS = 20;

/** CPU milliseconds of one run, the median of many: the machine's other work does not count. */
function median(run: () => unknown, rounds: number): number {
  for (let round = 0; round < Math.ceil(rounds / 4); round += 1) run();
  const times = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage();
    run();
    const used = process.cpuUsage(before);
    return (used.user + used.system) / 1000;
  });
  times.sort((one, other) => one - other);
  return Number((times[Math.floor(rounds / 2)] ?? 0).toFixed(3));
}

/** CPU milliseconds of many runs together, for what is too short for the clock. */
function mean(run: () => unknown, rounds: number): number {
  for (let round = 0; round < rounds / 4; round += 1) run();
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) run();
  const used = process.cpuUsage(before);
  return Number(((used.user + used.system) / 1000 / rounds).toFixed(3));
}

function formOf(document: FormDocument): FormModel {
  const { form, problems } = compileForm(document);
  if (form === undefined) throw new Error(JSON.stringify(problems));
  return form;
}

/** A survey step of the worked example S2, with its household made up to eight members. */
function household(): {
  readonly income: Values;
  readonly survey: Values;
  readonly context: FormContext;
} {
  const step = workedExample('s2').steps.find((one) => one.complete === 't_survey');
  const income: Values = step?.forms?.['income'] ?? {};
  const survey: Values = step?.forms?.['survey'] ?? {};
  const known = survey['members'] as readonly Values[];
  const members = Array.from({ length: 8 }, (_, index) => ({ ...known[index % known.length] }));
  const dictionaries = Object.fromEntries(
    [
      'ethnicities',
      'relations',
      'education',
      'schoolStatus',
      'riskTypes',
      'disasterTypes',
      'measureCategories',
    ].map((key) => [key, (readJson(`dictionaries/${key}.json`) as Dictionary).items]),
  );
  return {
    income,
    survey: { ...survey, members },
    context: {
      params: resolveParameters(readJson('parameters.json') as Parameters, '2020-06-03'),
      case: { forms: { survey: { ...survey, members, population: 8 }, application: survey } },
      record: null,
      user: {},
      now: Date.parse('2020-06-03T10:00:00+08:00'),
      dictionaries,
      units: (readJson('organization.json') as Organization).units,
    },
  };
}

/** 300 fields, a third of them each computed from the one before, and a table of 200 rows with 20 columns. */
function largeForm(): { readonly form: FormModel; readonly values: Values } {
  const properties: Record<string, unknown> = {};
  const values: Record<string, unknown> = {};
  const money = (title: string, more: object = {}): object => ({
    type: 'number',
    title,
    'x-component': 'Money',
    ...more,
  });
  for (let index = 0; index < CHAIN; index += 1) {
    properties[`income${index}`] = money(`收入${index}`, { required: true });
    properties[`expense${index}`] = money(`支出${index}`, {
      'x-banshi': { visible: `income${index} > 0` },
    });
    const before = index === 0 ? '0' : `net${index - 1}`;
    properties[`net${index}`] = money(`累计${index}`, {
      'x-component': 'Calculated',
      'x-banshi': { compute: `$m2(${before} + income${index} - $z(expense${index}))` },
    });
    values[`income${index}`] = 100 + index;
    values[`expense${index}`] = index;
  }
  const columns: Record<string, unknown> = {};
  for (let column = 0; column < COLUMNS - 2; column += 1)
    columns[`c${column}`] = money(`列${column}`, { minimum: 0 });
  columns['sum'] = money('合计', {
    'x-component': 'Calculated',
    'x-banshi': { compute: '$m2($row.c0 + $row.c1)' },
  });
  columns['high'] = money('偏高', {
    'x-component': 'Calculated',
    'x-banshi': { compute: '$row.sum > $row.c2' },
  });
  properties['rows'] = {
    type: 'array',
    title: '明细',
    'x-component': 'ArrayTable',
    items: { type: 'object', properties: columns },
  };
  properties['total'] = money('总计', {
    'x-component': 'Calculated',
    'x-banshi': { compute: '$m2($sum(rows.sum))' },
  });
  values['rows'] = Array.from({ length: ROWS }, (_, row) =>
    Object.fromEntries(
      Array.from({ length: COLUMNS - 2 }, (__, column) => [`c${column}`, row * 10 + column]),
    ),
  );
  const document = { key: 'large', title: '大表', schema: { type: 'object', properties } };
  return { form: formOf(document as unknown as FormDocument), values };
}

/** The same form headless in Formily, with reactions as its users write them; then one value is typed. */
function formilyBuild(values: Values): () => void {
  const form = createForm({ values: structuredClone(values) });
  const read = (name: string): number => Number(form.getValuesIn(name) ?? 0);
  for (let index = 0; index < CHAIN; index += 1) {
    form.createField({ name: `income${index}`, required: true });
    form.createField({
      name: `expense${index}`,
      reactions: (field) => {
        field.visible = read(`income${index}`) > 0;
      },
    });
    form.createField({
      name: `net${index}`,
      reactions: (field) => {
        const before = index === 0 ? 0 : read(`net${index - 1}`);
        (field as unknown as { value: number }).value =
          before + read(`income${index}`) - read(`expense${index}`);
      },
    });
  }
  form.createArrayField({ name: 'rows' });
  for (let row = 0; row < ROWS; row += 1) {
    form.createObjectField({ name: `${row}`, basePath: 'rows' });
    for (let column = 0; column < COLUMNS - 2; column += 1)
      form.createField({ name: `c${column}`, basePath: `rows.${row}` });
    const cell = (name: string): number => read(`rows.${row}.${name}`);
    form.createField({
      name: 'sum',
      basePath: `rows.${row}`,
      reactions: (field) => {
        (field as unknown as { value: number }).value = cell('c0') + cell('c1');
      },
    });
    form.createField({
      name: 'high',
      basePath: `rows.${row}`,
      reactions: (field) => {
        (field as unknown as { value: boolean }).value = cell('sum') > cell('c2');
      },
    });
  }
  form.createField({
    name: 'total',
    reactions: (field) => {
      const rows = (form.getValuesIn('rows') ?? []) as ReadonlyArray<{ sum?: number }>;
      (field as unknown as { value: number }).value = rows.reduce(
        (sum, row) => sum + (row.sum ?? 0),
        0,
      );
    },
  });
  let typed = 1_000;
  return () => {
    typed += 1;
    form.setValuesIn('income0', typed);
    const net = Number(form.getValuesIn(`net${CHAIN - 1}`));
    const expected = Array.from({ length: CHAIN }, (_, index) => index).reduce(
      (sum, index) => sum + (index === 0 ? typed : 100 + index) - index,
      0,
    );
    if (net !== expected) throw new Error(`net is ${net}, not ${expected}`);
  };
}

/** Building is what a server would do for one submission; a form too deep for Formily's reactions is printed as such. */
function formily(values: Values): readonly BenchRow[] {
  const name = 'form: the same in Formily, headless';
  try {
    const before = process.cpuUsage();
    const type = formilyBuild(values);
    const used = process.cpuUsage(before);
    return [
      {
        name: `${name}, built`,
        value: (used.user + used.system) / 1000,
        unit: 'ms',
        note: 'fields and reactions',
      },
      {
        name: `${name}, typed`,
        value: median(type, 21),
        unit: 'ms',
        note: 'one value, 100 follow',
      },
    ];
  } catch (error) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return [{ name, value: Number.NaN, unit: 'ms', note: `fails: ${message.slice(0, 120)}` }];
  }
}

/** CPU milliseconds in which the server computes and checks a form: the policy's largest, and one made large. */
export async function formsBench(): Promise<BenchRow[]> {
  const { income, survey, context } = household();
  const annex32 = formOf(readJson('forms/a32.form.json') as FormDocument);
  const annex31 = formOf(readJson('forms/a31.form.json') as FormDocument);
  const large = largeForm();
  const chain = evaluateForm(large.form, large.values, { ...context, case: null });
  if (chain.values[`net${CHAIN - 1}`] !== CHAIN * 100 || chain.messages.length > 0)
    throw new Error('the large form is not computed');
  const largeContext: FormContext = { ...context, case: null };
  const rows: BenchRow[] = [
    {
      name: 'form: annex 3-2, 8 members',
      value: mean(() => evaluateForm(annex32, income, context), 200),
      unit: 'ms',
      note: 'target 1 ms',
    },
    {
      name: 'form: annex 3-1, 8 members',
      value: mean(() => evaluateForm(annex31, survey, context), 60),
      unit: 'ms',
    },
    {
      name: `form: 301 fields, ${ROWS} rows × ${COLUMNS} columns`,
      value: median(() => evaluateForm(large.form, large.values, largeContext), 21),
      unit: 'ms',
      note: 'target 40 ms; everything computed and checked',
    },
  ];
  return Promise.resolve([...rows, ...formily(large.values)]);
}
