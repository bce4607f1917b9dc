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
  user: {},
  now: Date.parse('2020-06-03T10:00:00+08:00'),
  dictionaries: {},
  units: [],
};

type Node = Record<string, unknown>;

/** A field as it is drawn by lot; what it reads is chosen among the numbers before it. */
interface Lot {
  readonly kind: 'money' | 'text' | 'date' | 'yes' | 'choice' | 'sum' | 'table' | 'section';
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
    level: fc.constantFrom('edit' as const, 'edit' as const, 'read' as const, 'hidden' as const),
  });
const leaf = lotOf(['money', 'money', 'text', 'date', 'yes', 'choice', 'sum'], fc.constant([]));
const inner = fc.array(leaf, { minLength: 1, maxLength: 4 });
const lots = fc.array(
  lotOf(['money', 'money', 'text', 'date', 'yes', 'choice', 'sum', 'table', 'section'], inner),
  { minLength: 2, maxLength: 7 },
);

const components: Readonly<Record<Exclude<Lot['kind'], 'table' | 'section'>, Node>> = {
  money: { type: 'number', 'x-component': 'Money', minimum: 0 },
  text: { type: 'string', 'x-component': 'Input', maxLength: 6 },
  date: { type: 'string', 'x-component': 'DatePicker' },
  yes: { type: 'boolean', 'x-component': 'YesNo' },
  choice: { type: 'string', 'x-component': 'Radio', enum: ['甲', '乙'] },
  sum: { type: 'number', 'x-component': 'Calculated' },
};

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
  const numbers: string[] = [];
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
      default:
        return {};
    }
  };

  const leafOf = (lot: Lot, path: string, readable: string[], name: string): Node => {
    const kind = lot.kind as keyof typeof components;
    const behavior = behaviorOf(lot, readable);
    const isNumber = kind === 'money' || kind === 'sum';
    // What others read is never hidden by the step: there the server knows more than the browser, and decides.
    if (isNumber) readable.push(name);
    else if (lot.level !== 'edit') fields[path] = lot.level;
    return {
      title: path,
      ...components[kind],
      ...(lot.required && kind !== 'sum' ? { required: true } : {}),
      ...(Object.keys(behavior).length > 0 ? { 'x-banshi': behavior } : {}),
    };
  };

  const nodesOf = (some: readonly Lot[]): Record<string, Node> =>
    Object.fromEntries(
      some.map((lot): [string, Node] => {
        const key = `f${count++}`;
        if (lot.kind === 'section') {
          const properties = nodesOf(lot.columns);
          return [key, { type: 'void', title: key, 'x-component': 'Section', properties }];
        }
        if (lot.kind !== 'table') {
          leaves.push(key);
          return [key, leafOf(lot, key, numbers, key)];
        }
        const inRow: string[] = [];
        const columns = lot.columns.map((column, at): [string, Node] => {
          const name = `c${at}`;
          return [name, leafOf(column, `${key}.${name}`, inRow, `$row.${name}`)];
        });
        tables.push({ path: key, columns: columns.map(([name]) => name) });
        numbers.push(`$sum(${key}.c0[$type($) = "number"])`);
        return [
          key,
          {
            type: 'array',
            title: key,
            'x-component': 'ArrayTable',
            items: { type: 'object', properties: Object.fromEntries(columns) },
          },
        ];
      }),
    );

  const document = {
    key: 'f',
    title: '表',
    schema: { type: 'object', properties: nodesOf(found) },
  } as unknown as FormDocument;
  return { document, access: { default: 'edit', fields }, leaves, tables };
}

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
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    default:
      return typeof value === 'string';
  }
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

/** What the household had before the step: all of it fits the form. */
function valuesOfBefore(form: FormModel, drawn: Drawn): Values {
  const valueOf = (path: string): unknown => {
    switch (form.byPath.get(path)?.kind) {
      case 'money':
        return 20;
      case 'date':
        return '2020-05-01';
      case 'boolean':
        return true;
      case 'choice':
        return '甲';
      case 'text':
        return '从前';
      default:
        return undefined;
    }
  };
  const row = (path: string, columns: readonly string[]): Values =>
    Object.fromEntries(columns.map((name) => [name, valueOf(`${path}.${name}`)]));
  const raw = {
    ...Object.fromEntries(drawn.leaves.map((path) => [path, valueOf(path)])),
    ...Object.fromEntries(
      drawn.tables.map(({ path, columns }) => [path, [row(path, columns), row(path, columns)]]),
    ),
  };
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
      const sent = { ...honest, ...Object.fromEntries(closed.map((path) => [path, forged])) };
      const keep = (values: Values) =>
        acceptSubmission(form, values, context, { access: drawn.access, previous });
      expect(keep(sent)).toEqual(keep(honest));
    }),
    { numRuns: RUNS, seed: 20200603, endOnFailure: true },
  );
});
