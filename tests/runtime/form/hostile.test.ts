/** Forms and submissions from anywhere: never a crash, a hang or a changed prototype, always a coded word. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type FormContext,
  type FormDocument,
  type FormModel,
  acceptSubmission,
  compileForm,
  components,
  formMessages,
  initialValues,
} from '../../../runtime/form';
import { within } from '../support/within';

/** How many generated cases a property gets: `FUZZ_RUNS=100000` for a long run. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 300);
const SUITE_MS = RUNS > 10_000 ? 3_600_000 : 60_000;

const context: FormContext = {
  params: { line: 4428 },
  case: null,
  record: null,
  user: {},
  now: Date.parse('2020-06-03T10:00:00+08:00'),
  dictionaries: { risks: [{ value: '01', label: '因病' }] },
  units: [{ code: '1', name: '县', type: 'county' }],
};

const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
const ownKeys = (): string =>
  prototypes.map((prototype) => Reflect.ownKeys(prototype).map(String).join()).join(';');
const pristine = ownKeys();

function bounded<T>(run: () => T): T {
  const result = within(run);
  expect(ownKeys()).toBe(pristine);
  return result;
}

function compile(document: unknown): FormModel | undefined {
  const { form, problems } = bounded(() =>
    compileForm(document as FormDocument, { dictionaries: ['risks'], parameters: ['line'] }),
  );
  for (const problem of problems) {
    expect(Object.keys(formMessages)).toContain(problem.code);
    expect(problem.message).not.toBe('');
    expect(problem.at).toContain('#');
  }
  expect(form === undefined).toBe(problems.some((problem) => problem.severity === 'error'));
  return form;
}

function submit(form: FormModel, values: unknown): void {
  const accepted = bounded(() =>
    acceptSubmission(form, values as Record<string, unknown>, context),
  );
  if (accepted.ok) {
    // then: what is kept is plain JSON
    expect(JSON.parse(JSON.stringify(accepted.value.values))).toEqual(accepted.value.values);
    return;
  }
  expect(accepted.error.length).toBeGreaterThan(0);
  for (const message of accepted.error.slice(0, 50)) {
    expect(Object.keys(formMessages)).toContain(message.code);
    expect(message.message).not.toBe('');
  }
}

const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    Number.NaN,
    Infinity,
    -0,
    1e308,
    '',
    ' ',
    '__proto__',
    'constructor',
    '{{$self}}',
    '\u0000\uD800',
    '9999-99-99',
    '2020-02-30',
    '00000000000000000X',
    [],
    [null],
    [[]],
    {},
    { name: { name: 1 } },
    { start: 'x', end: 'a' },
    { start: '2020-05', end: '2020-01' },
    { result: '同意', text: {}, at: '+9' },
    { result: '甲', text: ' ', by: ['x'] },
    { longitude: 1e308, latitude: -0, accuracy: Number.NaN },
    [{ key: '甲', provided: true, note: null, files: [{ fileId: 'f', name: '' }] }],
    [{ key: '甲' }, { key: '甲', provided: true }, { key: '__proto__', files: [[]] }],
    JSON.parse(
      '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}',
    ),
  ),
  fc.string({ maxLength: 40, unit: 'binary' }),
  fc.anything({ maxDepth: 3, withNullPrototype: false }),
);

const names = Object.keys(components);
const pattern = fc.constantFrom('^\\d{4}$', '(a+)+$', '(', '(?=x)', '\\1', '[^]', '(a|a)*b', '');
const source = fc.constantFrom(
  'f0 > 1',
  '$sum(f1.f0)',
  '$row.f0',
  '$values.f0 & $params.line',
  '$params.nothing',
  'nowhere',
  '(',
  '$eval("1")',
  '"x".constructor',
  '__proto__.polluted',
  '$merge([{"__proto__": {"polluted": 1}}])',
  '($f := function($n) { 1 + $f($n + 1) }; $f(1))',
  '$match(f0, /(a+)+$/)',
  '[1..1000000]',
  '"x" * 2',
  '{"a": f0}',
  'function($x) { $x }',
  '$today()',
);
const keyName = fc.constantFrom(
  'f0',
  'f1',
  'f2',
  'f3',
  '__proto__',
  'constructor',
  '1x',
  'a.b',
  '',
);

/** A form node's own keys: well-formed more often than not, so that generation reaches what lies behind the checks. */
const own = {
  type: fc.constantFrom('object', 'array', 'string', 'number', 'void'),
  title: fc.oneof(fc.constantFrom('名', '{{x}}'), fc.string({ maxLength: 5 })),
  'x-component': fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...names) },
    fc.constantFrom('Script', '__proto__', 'toString'),
  ),
  required: fc.boolean(),
  default: nasty,
  pattern,
  enum: fc.constantFrom<unknown>(['甲', '乙'], [{ label: '甲', value: 1 }], [], [null]),
  minimum: fc.constantFrom<unknown>(0, 5, 'x', Number.NaN),
  maxLength: fc.constantFrom<unknown>(3, -1, '3'),
  'x-index': fc.constantFrom<unknown>(1, -1, Number.NaN, 'x'),
  'x-component-props': fc.constantFrom<unknown>(
    { multiple: true },
    { level: 'county' },
    { leavesOnly: true, requiredItems: '甲', textRequiredFor: ['甲', null], count: 1e9 },
    null,
    1,
  ),
  'x-banshi': fc.record(
    {
      compute: source,
      visible: source,
      required: source,
      prefill: source,
      whenReopened: fc.constantFrom('keep', 'renew', 'x'),
      dictionary: fc.constantFrom('risks', 'none', '__proto__'),
      rules: fc.array(
        fc.record(
          {
            id: fc.constant('r'),
            severity: fc.constantFrom('error', 'warning', 'note'),
            assert: source,
            when: source,
            message: fc.constant('说明'),
          },
          { requiredKeys: ['id', 'severity', 'assert', 'message'] },
        ),
        { maxLength: 2 },
      ),
    },
    { requiredKeys: [] },
  ),
};
const requiredKeys: ['type', 'title', 'x-component'] = ['type', 'title', 'x-component'];
const leaf: fc.Arbitrary<Record<string, unknown>> = fc.record(own, { requiredKeys });

function around(
  inner: fc.Arbitrary<Record<string, unknown>>,
): fc.Arbitrary<Record<string, unknown>> {
  const properties = fc.dictionary(
    fc.oneof({ weight: 8, arbitrary: fc.constantFrom('f0', 'f1', 'f2', 'f3') }, keyName),
    inner,
    { maxKeys: 3 },
  );
  const items = fc.record({ type: fc.constant('object'), properties });
  return fc.oneof(leaf, fc.record({ ...own, properties, items }, { requiredKeys }));
}

const node = around(around(leaf));

const document = fc.record({
  key: fc.constant('f'),
  title: fc.constant('表'),
  schema: fc.record({
    type: fc.constant('object'),
    properties: fc.dictionary(fc.constantFrom('f0', 'f1', 'f2', 'f3'), node, { maxKeys: 4 }),
  }),
});

/** Replaces something inside by something that does not belong there. */
function mutate(value: unknown, path: readonly number[], by: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return by;
  const copy = structuredClone(value) as Record<string, unknown>;
  const keys = Object.keys(copy);
  const key = keys[step % Math.max(1, keys.length)];
  if (key === undefined) return by;
  copy[key] = mutate(copy[key], rest, by);
  return copy;
}

const path = fc.array(fc.nat(9), { minLength: 1, maxLength: 7 });
const plainNasty = nasty.map((value): unknown => {
  try {
    return structuredClone(value);
  } catch {
    return 'not cloneable';
  }
});

describe('[F9] [F10] hostile forms and values', () => {
  test(
    'generated forms compile or are refused with codes; generated values are taken or refused with codes',
    () => {
      let compiled = 0;
      fc.assert(
        fc.property(
          document,
          fc.array(fc.dictionary(fc.constantFrom('f0', 'f1', 'f2', 'f3', '__proto__'), nasty), {
            minLength: 1,
            maxLength: 3,
          }),
          (form, submissions) => {
            const model = compile(form);
            if (model === undefined) return;
            compiled += 1;
            bounded(() => initialValues(model, context));
            for (const values of submissions) submit(model, values);
          },
        ),
        { numRuns: RUNS, seed: 20200603 },
      );
      expect(compiled).toBeGreaterThan(RUNS / 50);
    },
    SUITE_MS,
  );

  test(
    'a form with any one part replaced is refused with a code or still works',
    () => {
      fc.assert(
        fc.property(document, path, plainNasty, (form, at, by) => {
          const model = compile({ ...form, schema: mutate(form.schema, at, by) });
          if (model !== undefined) submit(model, { f0: 'x', f1: [{ f0: 1 }], f2: {} });
        }),
        { numRuns: RUNS, seed: 20200604 },
      );
    },
    SUITE_MS,
  );
});

const text = { type: 'string', title: '文字', 'x-component': 'Input' };
const formOf = (properties: Record<string, unknown>): unknown => ({
  key: 'f',
  title: '表',
  schema: { type: 'object', properties },
});
const table = (columns: Record<string, unknown>): unknown => ({
  type: 'array',
  title: '行',
  'x-component': 'ArrayTable',
  items: { type: 'object', properties: columns },
});
const BOMB = '$map([1..100000], function($x) { $map([1..100000], function($y) { $y }) })';

describe('[F12] work is bounded for a form as a whole', () => {
  test('a hundred fields that each count for ever', () => {
    const model = compile(
      formOf(
        Object.fromEntries(
          Array.from({ length: 100 }, (_, index) => [
            `f${index}`,
            { ...text, 'x-banshi': { visible: `$count(${BOMB}) = ${index}` } },
          ]),
        ),
      ),
    );
    if (model === undefined) throw new Error('not compiled');
    submit(model, { f0: 'x' });
  });

  test('a rule of two thousand rows that each reads all rows ten times', () => {
    const rule = Array.from({ length: 10 }, () => '$sum($values.rows.n)').join(' + ');
    const model = compile(
      formOf({
        rows: table({
          n: {
            type: 'number',
            title: '数',
            'x-component': 'NumberInput',
            'x-banshi': {
              rules: [{ id: 'r', severity: 'error', assert: `${rule} > 0`, message: '错' }],
            },
          },
        }),
      }),
    );
    if (model === undefined) throw new Error('not compiled');
    submit(model, { rows: Array.from({ length: 2_000 }, () => ({ n: 1 })) });
  });

  test('two thousand rows of twenty empty required columns', () => {
    const columns = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`c${index}`, { ...text, required: true }]),
    );
    const model = compile(formOf({ rows: table(columns) }));
    if (model === undefined) throw new Error('not compiled');
    submit(model, { rows: Array.from({ length: 2_000 }, () => ({})) });
  });

  test('a thousand fields in a chain, and each reading all others', () => {
    const chain = Array.from({ length: 1_000 }, (_, index) => [
      `f${index}`,
      {
        ...text,
        'x-component': 'Calculated',
        'x-banshi': { compute: index === 999 ? '1' : `f${index + 1} + 1` },
      },
    ]);
    const model = compile(formOf(Object.fromEntries(chain) as Record<string, unknown>));
    if (model === undefined) throw new Error('not compiled');
    submit(model, {});
    const all = Array.from({ length: 1_000 }, (_, index) => `f${index}`).join(' & ');
    const dense = Array.from({ length: 1_000 }, (_, index) => [
      `f${index}`,
      { ...text, 'x-banshi': { visible: all } },
    ]);
    compile(formOf(Object.fromEntries(dense) as Record<string, unknown>));
  });

  test.each([
    ['a text of ten million characters', { a: 'x'.repeat(10_000_000) }],
    ['a text that a bad pattern would never finish', { p: `${'a'.repeat(19_000)}!` }],
    ['a hundred thousand rows', { rows: Array.from({ length: 100_000 }, () => ({ b: 'x' })) }],
    ['rows in rows in rows', { rows: [[[[]]], 1, null] }],
    [
      'a million keys',
      Object.fromEntries(Array.from({ length: 200_000 }, (_, key) => [`k${key}`, 1])),
    ],
    ['a list', []],
    ['a text', 'x'],
    ['nothing', null],
  ])('%s', (_name, values) => {
    const model = compile(
      formOf({ a: text, p: { ...text, pattern: '^(a+)+$' }, rows: table({ b: text }) }),
    );
    if (model === undefined) throw new Error('not compiled');
    submit(model, values);
  });

  test('values nested deeper than the stack', () => {
    let deep: unknown = 'x';
    for (let depth = 0; depth < 200_000; depth += 1) deep = [deep];
    const model = compile(
      formOf({ a: { ...text, 'x-component': 'Signature' }, rows: table({ b: text }) }),
    );
    if (model === undefined) throw new Error('not compiled');
    submit(model, { a: deep, rows: deep });
    submit(model, { a: { name: '甲', strokes: deep } });
  });
});
