/**
 * The browser's path (Formily holds what is typed, the session shows and gives out) and the server's (it accepts or
 * refuses what was given out) agree on forms, values and steps that nobody thought of. `FUZZ_RUNS=20000` for a long run.
 */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type FormAccess,
  type FormContext,
  type FormDocument,
  type FormModel,
  type Values,
  acceptSubmission,
  compileForm,
  evaluateForm,
  visibleValues,
} from '../../runtime/form';
import { FormSession } from '../../runtime/react/renderer/form-session';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 250);

const context: FormContext = {
  params: { line: 4428 },
  case: null,
  record: null,
  user: { name: '李某' },
  now: Date.parse('2020-06-03T10:00:00+08:00'),
  dictionaries: {},
  units: [],
};

type Node = Record<string, unknown>;

const components = {
  money: { type: 'number', 'x-component': 'Money', minimum: 0 },
  number: { type: 'number', 'x-component': 'NumberInput', maximum: 600 },
  percent: { type: 'number', 'x-component': 'Percent' },
  text: { type: 'string', 'x-component': 'Input', maxLength: 6 },
  pattern: { type: 'string', 'x-component': 'TextArea', pattern: '^[甲乙]' },
  date: { type: 'string', 'x-component': 'DatePicker' },
  month: { type: 'string', 'x-component': 'MonthPicker' },
  range: { type: 'object', 'x-component': 'DateRange' },
  yes: { type: 'boolean', 'x-component': 'YesNo' },
  choice: { type: 'string', 'x-component': 'Radio', enum: ['甲', '乙'] },
  choices: { type: 'array', 'x-component': 'CheckboxGroup', enum: ['甲', '乙'] },
  several: {
    type: 'array',
    'x-component': 'Select',
    'x-component-props': { multiple: true },
    enum: ['甲', '乙'],
  },
  phone: { type: 'string', 'x-component': 'Phone' },
  identity: { type: 'string', 'x-component': 'IdNumber' },
  opinion: { type: 'object', 'x-component': 'Opinion' },
  sum: { type: 'number', 'x-component': 'Calculated' },
} as const satisfies Readonly<Record<string, Node>>;

/** A field as it is drawn by lot; what it reads is chosen among the numbers before it. */
interface Lot {
  readonly kind: keyof typeof components | 'table' | 'section' | 'group';
  readonly required: boolean;
  readonly when: number;
  readonly reads: number;
  readonly columns: readonly Lot[];
  readonly level: 'edit' | 'read' | 'hidden' | 'masked';
}

const lotOf = (kinds: readonly Lot['kind'][], columns: fc.Arbitrary<Lot[]>): fc.Arbitrary<Lot> =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    required: fc.boolean(),
    when: fc.nat(5),
    reads: fc.nat(9),
    columns,
    level: fc.constantFrom<Lot['level']>('edit', 'edit', 'edit', 'read', 'hidden', 'masked'),
  });
const LEAVES = [
  'money',
  'money',
  'number',
  'percent',
  'text',
  'pattern',
  'date',
  'month',
  'range',
  'yes',
  'choice',
  'choices',
  'several',
  'phone',
  'identity',
  'opinion',
  'sum',
] as const;
const leaf = lotOf(LEAVES, fc.constant([]));
const leaves = fc.array(leaf, { minLength: 1, maxLength: 4 });
const inRow = fc.array(lotOf([...LEAVES, 'group', 'section'], leaves), {
  minLength: 1,
  maxLength: 4,
});
const inner = fc.array(lotOf([...LEAVES, 'table', 'group', 'section'], inRow), {
  minLength: 1,
  maxLength: 4,
});
const lots = fc.array(lotOf([...LEAVES, 'table', 'section', 'group'], inner), {
  minLength: 2,
  maxLength: 7,
});

interface Drawn {
  readonly document: FormDocument;
  readonly access: FormAccess;
  /** Paths of the leaves outside tables, and of the tables. */
  readonly leaves: readonly string[];
  readonly tables: readonly { readonly path: string; readonly columns: readonly string[] }[];
}

/** A form that compiles: rules read only numbers that stand before, or in the same row. */
function draw(found: readonly Lot[]): Drawn {
  const fields: Record<string, FormAccess['fields'][string]> = {};
  const leaves: string[] = [];
  const tables: { path: string; columns: string[] }[] = [];
  let count = 0;

  const behaviorOf = (lot: Lot, readable: readonly string[]): Node => {
    const name = readable.length === 0 ? undefined : readable[lot.reads % readable.length];
    if (lot.kind === 'sum')
      return { compute: name === undefined ? '$params.line' : `$m2($z(${name}) * 2 - 1)` };
    if (name === undefined) return {};
    switch (lot.when) {
      case 0:
        return { visible: `$z(${name}) < 500` };
      case 1:
        return { editable: `$z(${name}) < 500` };
      case 2:
        return { required: `${name} > 100` };
      case 3:
        return {
          rules: [{ id: 'r', severity: 'error', assert: `$z(${name}) != 7`, message: '不能是 7' }],
        };
      case 4:
        return {
          rules: [{ id: 'w', severity: 'note', assert: `$z(${name}) != 150.5`, message: '请核对' }],
        };
      default:
        return {};
    }
  };

  /** A part of the form may be hidden or greyed as a whole. */
  const behaviorAround = (lot: Lot, readable: readonly string[]): Node =>
    lot.when > 1 ? {} : { 'x-banshi': behaviorOf({ ...lot, kind: 'text' }, readable) };

  const leafOf = (lot: Lot, path: string, readable: string[], name: string): Node => {
    const kind = lot.kind as keyof typeof components;
    const behavior = behaviorOf(lot, readable);
    const isNumber = ['money', 'number', 'percent', 'sum'].includes(kind);
    if (isNumber) readable.push(name);
    // What others read is never hidden by the step: there the server knows more than the browser, and decides.
    if (lot.level !== 'edit' && (!isNumber || lot.level === 'read')) fields[path] = lot.level;
    return {
      title: path,
      ...components[kind],
      ...(lot.required && kind !== 'sum' ? { required: true } : {}),
      ...(Object.keys(behavior).length > 0 ? { 'x-banshi': behavior } : {}),
    };
  };

  interface Around {
    /** Where values lie, with a dot behind; how rules name it. */
    readonly path: string;
    readonly name: string;
    readonly numbers: string[];
    /** Paths below the row, of the table around. */
    readonly columns: string[] | null;
  }

  const nodesOf = (some: readonly Lot[], around: Around): Record<string, Node> =>
    Object.fromEntries(
      some.map((lot): [string, Node] => {
        const key = `f${count++}`;
        const path = `${around.path}${key}`;
        // What is around reads only what stands before it.
        const readable = [...around.numbers];
        if (lot.kind === 'section') {
          const properties = nodesOf(lot.columns, around);
          const own = { 'x-component': 'Section', ...behaviorAround(lot, readable) };
          return [key, { type: 'void', title: key, ...own, properties }];
        }
        if (lot.kind === 'group') {
          const inside = { ...around, path: `${path}.`, name: `${around.name}${key}.` };
          const properties = nodesOf(lot.columns, inside);
          const own = { 'x-component': 'Group', ...behaviorAround(lot, readable) };
          return [key, { type: 'object', title: key, ...own, properties }];
        }
        if (lot.kind === 'table' && around.columns === null) {
          const columns: string[] = [];
          const inRow = { path: `${path}.`, name: '$row.', numbers: [], columns };
          const properties = nodesOf(lot.columns, inRow);
          tables.push({ path, columns: columns.map((one) => one.slice(path.length + 1)) });
          const [first] = inRow.numbers as readonly string[];
          if (first !== undefined)
            around.numbers.push(
              `$sum(${around.name}${key}.${first.slice('$row.'.length)}[$type($) = "number"])`,
            );
          const items = { type: 'object', properties };
          const own = { 'x-component': 'ArrayTable', ...behaviorAround(lot, readable) };
          return [key, { type: 'array', title: key, ...own, items }];
        }
        (around.columns ?? leaves).push(path);
        const own = lot.kind === 'table' ? { ...lot, kind: 'money' as const } : lot;
        return [key, leafOf(own, path, around.numbers, `${around.name}${key}`)];
      }),
    );

  const document = {
    key: 'f',
    title: '表',
    schema: {
      type: 'object',
      properties: nodesOf(found, { path: '', name: '', numbers: [], columns: null }),
    },
  } as unknown as FormDocument;
  return { document, access: { default: 'edit', fields }, leaves, tables };
}

/** As the input signs an opinion. */
const signed = { by: '李某', at: new Date(context.now).toISOString() };

const typed = fc.oneof(
  fc.constantFrom<unknown>(
    0,
    7,
    150.5,
    499,
    500,
    700,
    -1,
    1.234,
    '',
    '甲',
    '乙',
    '丙',
    true,
    false,
  ),
  fc.constantFrom<unknown>('2020-06-01', '2020-02-30', '七个字以上的文字', undefined, [], {}),
  fc.constantFrom<unknown>(
    '2020-06',
    '13887312345',
    '138',
    '532599197403120012',
    '53259919740312001x',
    ' 甲 ',
    ['甲'],
    ['甲', '丙'],
    { start: '2020-06-01', end: '2020-06-05' },
    { start: '2020-06-05', end: '2020-06-01' },
    { start: '2020-06-01' },
    { result: '同意', text: '属实', ...signed },
    { result: '不同意', ...signed },
    { text: '只有话', ...signed },
  ),
);

interface Act {
  readonly at: number;
  readonly column: number;
  readonly row: number;
  readonly value: unknown;
  readonly how: 'type' | 'add' | 'remove';
}
const act: fc.Arbitrary<Act> = fc.record({
  at: fc.nat(20),
  column: fc.nat(3),
  row: fc.nat(3),
  value: typed,
  how: fc.constantFrom('type' as const, 'type' as const, 'add' as const, 'remove' as const),
});

function compiled(document: FormDocument): FormModel {
  const { form, problems } = compileForm(document, { parameters: ['line'] });
  if (form === undefined) throw new Error(JSON.stringify(problems));
  return form;
}

/** Whether the input of a field can give such a value out; that it is right is another matter. */
function canBeTyped(form: FormModel, path: string, value: unknown): boolean {
  if (value === undefined || value === '') return true;
  switch (form.byPath.get(path)?.kind) {
    case 'money':
    case 'number':
    case 'percent':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'choices':
      return isListOfTexts(value);
    case 'choice':
      return form.byPath.get(path)?.multiple === true
        ? isListOfTexts(value)
        : typeof value === 'string';
    case 'dateRange':
      // The input gives out both ends or nothing.
      return isPlain(value) && 'start' in value && 'end' in value;
    case 'opinion':
      return isPlain(value) && !('start' in value);
    default:
      return typeof value === 'string';
  }
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Does on a session what a person does. @returns what was given out last */
function perform(form: FormModel, drawn: Drawn, seen: Values, acts: readonly Act[]) {
  let given = seen;
  const session = new FormSession(
    form,
    seen,
    { context, access: drawn.access, before: seen },
    (values) => {
      given = values;
    },
  );
  const state = (path: string) => session.getView().stateAt(path);
  const rowsOf = (path: string): Values[] => (session.valueAt(path) as Values[] | undefined) ?? [];
  const places = [...drawn.leaves, ...drawn.tables.map(({ path }) => path)];
  for (const { at, column, row, value, how } of acts) {
    const path = places[at % places.length] ?? '';
    const table = drawn.tables.find((one) => one.path === path);
    // People cannot touch what is hidden or greyed.
    if (state(path)?.editable !== true) continue;
    if (table === undefined) {
      if (canBeTyped(form, path, value)) session.form.setValuesIn(path, value);
    } else if (how === 'add') {
      const field = form.byPath.get(path);
      const mark = field === undefined ? {} : session.markOfNewRow(field);
      session.setRows(path, [...rowsOf(path), mark]);
    } else if (how === 'remove') {
      session.setRows(
        path,
        rowsOf(path).filter((_, index) => index !== row),
      );
    } else if (row < rowsOf(path).length) {
      const name = table.columns[column % table.columns.length] ?? '';
      const cell = `${path}.${row}.${name}`;
      const fits = canBeTyped(form, `${path}.${name}`, value);
      if (fits && state(cell)?.editable === true) session.form.setValuesIn(cell, value);
    }
  }
  const evaluation = session.getView();
  session.dispose();
  return { given, evaluation };
}

/** Puts a value at a path of groups. */
function setAt(values: object, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let at = values as Record<string, unknown>;
  for (const key of keys) at = (at[key] ??= {}) as Record<string, unknown>;
  at[last] = value;
}

/** What the household had before the step: all of it fits the form. */
function valuesOfBefore(form: FormModel, drawn: Drawn): Values {
  const valueOf = (path: string): unknown => {
    switch (form.byPath.get(path)?.kind) {
      case 'money':
      case 'number':
      case 'percent':
        return 20;
      case 'month':
        return '2020-05';
      case 'dateRange':
        return { start: '2020-05-01', end: '2020-05-02' };
      case 'choices':
        return ['乙'];
      case 'phone':
        return '13887312345';
      case 'opinion':
        return { result: '同意' };
      case 'date':
        return '2020-05-01';
      case 'boolean':
        return true;
      case 'choice':
        return form.byPath.get(path)?.multiple === true ? ['甲'] : '甲';
      case 'text':
        return '甲前';
      default:
        return undefined;
    }
  };
  const raw: Values = {};
  for (const path of drawn.leaves) setAt(raw, path, valueOf(path));
  for (const { path, columns } of drawn.tables) {
    const rows = [{}, {}];
    for (const row of rows)
      for (const name of columns) setAt(row, name, valueOf(`${path}.${name}`));
    setAt(raw, path, rows);
  }
  return evaluateForm(form, JSON.parse(JSON.stringify(raw)) as Values, context).values;
}

const faultsOf = (messages: readonly { path: string; code: string }[]): readonly string[] =>
  messages.map(({ path, code }) => `${path} ${code}`).sort();

test('[F1] what the browser shows, gives out and lets through is what the server computes, keeps and accepts', () => {
  let accepted = 0;
  let refused = 0;
  fc.assert(
    fc.property(lots, fc.array(act, { maxLength: 12 }), (found, acts) => {
      const drawn = draw(found);
      const form = compiled(drawn.document);
      const previous = valuesOfBefore(form, drawn);
      const seen = visibleValues(form, previous, drawn.access);
      const { given, evaluation } = perform(form, drawn, seen, acts);

      // What is shown is what the values that were given out mean.
      const again = evaluateForm(form, given, context, drawn.access, seen);
      expect(evaluation.values).toEqual(again.values);
      expect([...evaluation.fields]).toEqual([...again.fields]);
      expect(faultsOf(evaluation.messages)).toEqual(faultsOf(again.messages));

      const errors = evaluation.messages.filter((one) => one.severity === 'error');
      const answer = acceptSubmission(form, given, context, { access: drawn.access, previous });
      if (!answer.ok) {
        refused += 1;
        expect(faultsOf(answer.error)).toEqual(faultsOf(errors));
        return;
      }
      accepted += 1;
      expect(errors).toEqual([]);
      // What the person saw is what is kept; what they did not see is as it was.
      expect(visibleValues(form, answer.value.values, drawn.access)).toEqual(
        visibleValues(form, evaluation.values, drawn.access),
      );
    }),
    { numRuns: RUNS, seed: 20200603, endOnFailure: true },
  );
  // The lots must reach both ends to say anything.
  expect(Math.min(accepted, refused)).toBeGreaterThan(RUNS / 20);
});

test('[F5] what is forged of hidden, greyed or computed fields changes nothing', () => {
  fc.assert(
    fc.property(lots, typed, (found, forged) => {
      const drawn = draw(found);
      const form = compiled(drawn.document);
      const previous = valuesOfBefore(form, drawn);
      const honest = visibleValues(form, previous, drawn.access);
      const closed = drawn.leaves.filter((path) => {
        const state = evaluateForm(form, previous, context, drawn.access).fields.get(path);
        return state?.editable !== true;
      });
      const sent = JSON.parse(JSON.stringify(honest)) as Values;
      for (const path of closed) setAt(sent, path, forged);
      const keep = (values: Values) =>
        acceptSubmission(form, values, context, { access: drawn.access, previous });
      expect(keep(sent)).toEqual(keep(honest));
    }),
    { numRuns: RUNS, seed: 20200603, endOnFailure: true },
  );
});
