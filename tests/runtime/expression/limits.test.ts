/** A rule from an untrusted package cannot hang, exhaust or crash the process, nor reach what is not data. */
import { describe, expect, test } from '@jest/globals';
import { compileExpression } from '../../../runtime/expression';
import { within } from '../support/within';
import { errorOf, valueOf } from './support';

describe('[EXPR2] bounds', () => {
  test.each([
    ['endless tail recursion', '($f := function($n) { $f($n + 1) }; $f(1))'],
    ['endless recursion', '($f := function($n) { 1 + $f($n + 1) }; $f(1))'],
    ['recursion through a built-in function', '($f := function($n) { $map([1], $f) }; $f(1))'],
    [
      'mutual recursion in arguments',
      '($f := function($n) { $g([$f($n)]) }; $g := function($n) { $n }; $f(1))',
    ],
    ['a large range', '[1..10000000]'],
    ['nested loops', '$map([1..100000], function($x) { $map([1..100000], function($y) { $y }) })'],
    [
      'a doubling text',
      '($d := function($s, $n) { $n = 0 ? $s : $d($s & $s, $n - 1) }; $d("12345678", 40))',
    ],
    ['a doubling array', '$reduce([1..40], function($p, $c) { $append($p, $p) }, [1])'],
    ['a result that shares its parts', '$reduce([1..40], function($p, $c) { [$p, $p] }, [1])'],
    [
      'the text of shared parts',
      '$string($reduce([1..40], function($p, $c) { {"a": $p, "b": $p} }, {"x": 1}))',
    ],
    [
      'comparing shared parts',
      '($f := function() { $reduce([1..40], function($p, $c) { {"a": $p, "b": $p} }, {"x": 1}) }; $f() = $f())',
    ],
    [
      'descendants of shared parts',
      '$count($reduce([1..40], function($p, $c) { {"a": $p, "b": $p} }, {"x": 1}).**)',
    ],
    [
      'copying shared parts',
      '$reduce([1..40], function($p, $c) { {"a": $p, "b": $p} }, {"x": 1}) ~> |a|{"y": 1}|',
    ],
    ['a wide padding', '$pad("x", 2e8)'],
    ['a wide padding of many', '$pad("x", -2e8, "ab")'],
    ['a long join', '$join([1..50000].("----------------------------------------"))'],
    ['a long replacement', '$replace($pad("", 2000, "a"), "a", $pad("", 2000, "b"))'],
    ['a wide date picture', '$fromMillis(0, "[Y,999999999]")'],
    ['a wide date picture with spaces', '$fromMillis(0, "[Y,9 9 9 9 9 9 9 9 9]")'],
    [
      'a date picture with many ways to match',
      `$toMillis('${'1'.repeat(199)}y', '[Y][M][D][d][H][h][m][s][f][W]x')`,
    ],
    [
      'long texts again and again',
      '($s := $pad("", 900000, "a"); [1..100000].($length($s) & $uppercase($s)))',
    ],
    [
      'long matches again and again',
      '($s := $pad("", 300000, "ab"); [1..100000].($contains($s, /c/)))',
    ],
    ['long conditions again and again', '($z := [1..30000].(0); [1..30000].($z ? 1 : 2))'],
    ['long picks again and again', '($r := [1..30000]; $r[$r])'],
    ['long copies again and again', '($r := [1..30000]; $count([1..30000].([$r, 1][0])))'],
    ['many dates parsed', `[1..10000].$toMillis('${'1'.repeat(30)}y', '[Y][M][D][d][H][h]x')`],
    ['deep brackets', `${'('.repeat(3000)}1${')'.repeat(3000)}`],
    ['deep arrays', '['.repeat(9000)],
    ['a long sum', `1${'+1'.repeat(3000)}`],
    ['a long path', `a${'.a'.repeat(9000)}`],
    ['many signs', `${'-'.repeat(9000)}1`],
    ['nested conditions', `${'a?'.repeat(3000)}1`],
  ])('%s ends as EXPR-LIMIT', (_name, source) => {
    expect(within(() => errorOf(source)).code).toBe('EXPR-LIMIT');
  });

  test('a source that is too long is refused', () => {
    expect(errorOf(`'${'x'.repeat(30_000)}'`).code).toBe('EXPR-TOO-LONG');
  });

  test('a pattern that backtracks elsewhere takes linear time', () => {
    const text = `${'a'.repeat(50_000)}!`;
    expect(within(() => valueOf('$contains(s, /^(a+)+$/)', { s: text }))).toBe(false);
    expect(within(() => valueOf('$replace(s, /(a|aa)+$/, "")', { s: text }))).toBe(text);
  });

  test('an input of 10 MB is read without being copied', () => {
    const input = { rows: Array.from({ length: 90_000 }, (_, v) => ({ v, n: 'x'.repeat(100) })) };
    const compiled = compileExpression('$count(rows[v > 5])');
    expect(within(() => compiled.ok && compiled.value.evaluate(input))).toEqual({
      ok: true,
      value: 89_994,
    });
    const whole = compileExpression('$');
    const result = whole.ok ? whole.value.evaluate(input) : whole;
    expect(result.ok && result.value === input).toBe(true);
  });

  test('tail calls use no stack', () => {
    const source =
      '($f := function($n, $sum) { $n = 0 ? $sum : $f($n - 1, $sum + $n) }; $f(20000, 0))';
    expect(within(() => valueOf(source))).toBe(200_010_000);
  });

  test('recursion within the bound works', () => {
    expect(valueOf('($f := function($n) { $n = 0 ? 0 : 1 + $f($n - 1) }; $f(390))')).toBe(390);
    const heavy =
      '($f := function($n) { $n = 0 ? 0 : [[[[[[1 + $f($n - 1)]]]]]][0][0][0][0][0][0] }; $f(150))';
    expect(valueOf(heavy)).toBe(150);
  });

  test('the caller sets narrower bounds', () => {
    expect(errorOf('[1..11]', {}, { limits: { sequence: 10 } }).code).toBe('EXPR-LIMIT');
    expect(errorOf("'12345' & '678'", {}, { limits: { text: 7 } }).code).toBe('EXPR-LIMIT');
    expect(errorOf('$sum([1..50].($ * $))', {}, { limits: { steps: 50 } }).code).toBe('EXPR-LIMIT');
    expect(
      errorOf(
        '($f := function($n) { $n = 0 ? 0 : 1 + $f($n - 1) }; $f(9))',
        {},
        { limits: { depth: 5 } },
      ).code,
    ).toBe('EXPR-LIMIT');
  });

  test('the same work is counted each time, and one evaluation takes nothing from the next', () => {
    const compiled = compileExpression('$count([1..100].($ * 2))');
    const counts = [1, 2, 3].map(
      () => compiled.ok && compiled.value.evaluate({}, { limits: { steps: 350 } }),
    );
    expect(new Set(counts.map((count) => JSON.stringify(count))).size).toBe(1);
  });
});

describe('[EXPR3] only data', () => {
  test.each(['$eval("1")', '$random()', '$shuffle([1])', '$map([1], $eval)'])(
    '%s is refused by name',
    (source) => {
      expect(errorOf(source)).toMatchObject({ code: 'EXPR-FORBIDDEN' });
    },
  );

  test('a rule may give its own function a refused name', () => {
    expect(valueOf('($random := function() { 4 }; $random())')).toBe(4);
  });

  test.each([
    'constructor',
    '__proto__',
    'toString',
    'a.constructor',
    '$lookup(a, "__proto__")',
    'a.length',
    '$sum.constructor',
    '"x".length',
  ])('%s is no value', (source) => {
    expect(valueOf(source, { a: [1] })).toBeUndefined();
  });

  test('keys like those of prototypes are plain data and pollute nothing', () => {
    const input = JSON.parse(
      '{"rows":[{"k":"__proto__","v":{"polluted":1}},{"k":"constructor","v":2}]}',
    ) as unknown;
    const result = valueOf('rows{k: v}', input) as object;
    expect(Object.keys(result)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect(valueOf('$merge(rows.{k: v}).__proto__.polluted', input)).toBe(1);
    expect(valueOf('{} ~> |$|{"__proto__": {"polluted": 1}}|')).not.toHaveProperty('polluted');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('functions are no result', () => {
    expect(valueOf('function($x) { $x }')).toBeUndefined();
    expect(valueOf('[$sum, 1]')).toEqual([null, 1]);
    expect(valueOf('{"f": $sum, "a": 1}')).toEqual({ a: 1 });
  });

  test('look-around and back references are refused when compiling', () => {
    expect(errorOf('$contains("a", /(?=a)/)').code).toBe('EXPR-PATTERN');
    expect(errorOf('$contains("a", /(a)\\1/)').code).toBe('EXPR-PATTERN');
  });
});
