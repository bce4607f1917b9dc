/** Banshi's evaluator gives what the `jsonata` package gives: the same value, or an error of the same code. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import jsonata from 'jsonata';
import { compileExpression } from '../../../runtime/expression';
import {
  callCorpus,
  corpusInput,
  functionCorpus,
  operatorCorpus,
  pathCorpus,
  syntaxCorpus,
} from './corpus';
import { deepFreeze } from './support';

const NOW = Date.UTC(2020, 5, 2);

function isFunctionValue(value: unknown): boolean {
  if (typeof value === 'function') return true;
  return (
    typeof value === 'object' &&
    value !== null &&
    ('_jsonata_lambda' in value || '_jsonata_function' in value)
  );
}

/** A result as JSON text; functions and what JSON cannot hold (Infinity) are no value. */
function written(value: unknown): string {
  if (isFunctionValue(value)) return 'no value';
  const text = JSON.stringify(value, (_key, item: unknown) =>
    isFunctionValue(item) ? undefined : item,
  ) as string | undefined;
  return text === undefined || (typeof value === 'number' && !Number.isFinite(value))
    ? 'no value'
    : text;
}

async function oracle(source: string, input: unknown): Promise<string> {
  try {
    return written((await jsonata(source).evaluate(structuredClone(input))) as unknown);
  } catch (error) {
    return `error ${String((error as { code?: string }).code)}`;
  }
}

function banshi(source: string, input: unknown): string {
  const compiled = compileExpression(source);
  if (!compiled.ok) return `error ${compiled.error.jsonataCode ?? compiled.error.code}`;
  const result = compiled.value.evaluate(input, { now: NOW });
  return result.ok
    ? written(result.value)
    : `error ${result.error.jsonataCode ?? result.error.code}`;
}

const input = deepFreeze(structuredClone(corpusInput));

async function differences(sources: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const source of sources) {
    const expected = await oracle(source, corpusInput);
    const actual = banshi(source, input);
    if (actual !== expected) found.push(`${source}\n  jsonata: ${expected}\n  banshi:  ${actual}`);
  }
  return found;
}

describe('[EXPR1] the same as jsonata', () => {
  test('every operator over every kind of operand', async () => {
    expect(await differences(operatorCorpus)).toEqual([]);
    expect(operatorCorpus.length).toBe(1024);
  });

  test('every function of one argument over every kind of value', async () => {
    expect(await differences(functionCorpus)).toEqual([]);
    expect(functionCorpus.length).toBeGreaterThan(450);
  });

  test('paths, filters, grouping, sorting, joins, parents, blocks and transforms', async () => {
    expect(await differences(pathCorpus)).toEqual([]);
  });

  test('functions, patterns, pictures, lambdas, signatures and partial application', async () => {
    expect(await differences(callCorpus)).toEqual([]);
  });

  test('syntax errors have the parser’s code and a position', async () => {
    expect(await differences(syntaxCorpus)).toEqual([]);
    for (const source of syntaxCorpus) {
      const compiled = compileExpression(source);
      expect(compiled.ok ? undefined : typeof compiled.error.position).toBe('number');
    }
  });

  test('an array as the whole input', async () => {
    for (const source of [
      '$',
      '$[0]',
      'x',
      '$.x',
      '*',
      'x[0]',
      '$count($)',
      '$sum(x)',
      '$$',
      '$string()',
      '$$[1].x',
    ]) {
      const rows = [{ x: 1 }, { x: 2 }];
      expect([source, banshi(source, deepFreeze(rows))]).toEqual([
        source,
        await oracle(source, rows),
      ]);
    }
  });
});

const keys = fc.constantFrom('a', 'b', 'c');
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.integer({ min: -5, max: 5 }),
    fc.constantFrom('', 'x', 'y', '中'),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(keys, tie('value'), { maxKeys: 3 }),
  ),
})).value;

const expression: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('a', 'b', 'c', '$', '1', '2', "'x'", 'true', 'null', '[]', '*', '[1..3]'),
    fc.tuple(tie('node'), keys).map(([left, key]) => `(${left}).${key}`),
    fc.tuple(keys, keys).map(([left, right]) => `${left}.${right}`),
    fc.tuple(keys, tie('node')).map(([left, inner]) => `${left}[${inner}]`),
    fc.tuple(keys, tie('node')).map(([left, inner]) => `${left}.(${inner})`),
    fc.tuple(keys, tie('node')).map(([left, inner]) => `${left}.[${inner}]`),
    fc.tuple(keys, keys).map(([left, key]) => `${left}.{'k': ${key}}`),
    keys.map((key) => `${key}[]`),
    fc.tuple(keys, keys).map(([left, key]) => `${left}^(${key})`),
    fc.tuple(keys, keys).map(([left, key]) => `${left}#$i.{'i': $i, 'v': ${key}}`),
    fc
      .tuple(
        fc.constantFrom('+', '-', '=', '!=', '<', '>=', '&', 'and', 'or', 'in'),
        tie('node'),
        tie('node'),
      )
      .map(([operator, left, right]) => `(${left} ${operator} ${right})`),
    fc
      .tuple(tie('node'), tie('node'), tie('node'))
      .map(([test, then, other]) => `(${test} ? ${then} : ${other})`),
    fc.tuple(tie('node'), tie('node')).map(([left, right]) => `[${left}, ${right}]`),
    fc.tuple(tie('node'), tie('node')).map(([value, body]) => `($v := ${value}; ${body})`),
    fc
      .tuple(
        fc.constantFrom(
          'count',
          'exists',
          'string',
          'type',
          'keys',
          'distinct',
          'reverse',
          'spread',
          'not',
          'sum',
        ),
        tie('node'),
      )
      .map(([name, inner]) => `$${name}(${inner})`),
    fc
      .tuple(tie('node'), tie('node'))
      .map(([list, body]) => `$map(${list}, function($v, $i) { ${body} })`),
  ),
})).node;

/** Where jsonata changes its input or trips in JavaScript (`Cannot read properties …`), it is no oracle. */
test('[EXPR1] generated expressions over generated inputs', async () => {
  await fc.assert(
    fc.asyncProperty(
      expression,
      fc.dictionary(keys, json, { maxKeys: 3 }),
      async (source, data) => {
        const plain = JSON.parse(JSON.stringify(data)) as unknown;
        const expected = await oracle(source, plain);
        fc.pre(expected !== 'error undefined');
        expect(banshi(source, deepFreeze(plain))).toBe(expected);
      },
    ),
    { numRuns: 2000, seed: 20200610 },
  );
});
