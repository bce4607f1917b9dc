import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  compileExpression,
  describeExpressionProblem,
  expressionMessages,
  isTruthy,
  readExpressionPaths,
} from '../../../runtime/expression';
import { errorOf, valueOf } from './support';

const NOON = Date.UTC(2020, 5, 10, 4);

describe('[EXPR4] Banshi’s own functions', () => {
  test.each([
    ['$m2(4427.9957)', 4428],
    ['$m2(4427.9942)', 4427.99],
    ['$m2(0.125)', 0.13],
    ['$m2(-0.125)', -0.13],
    ['$m2(1.005)', 1.01],
    ['$m2(null)', undefined],
    ['$m2(missing)', undefined],
    ['$z(5)', 5],
    ['$z(null)', 0],
    ['$z(missing)', 0],
    ['$idValid("532599197403120012")', true],
    ['$idValid("532599197403120013")', false],
    ['$idBirthDate("532599197403120012")', '1974-03-12'],
    ['$idGender("532599197403120012")', '男'],
    ['$idGender("532599197605080020")', '女'],
    ['$ageAt("1974-03-12", "2020-06-03")', 46],
    ['$ageAt("2000-02-29", "2020-02-28")', 19],
    ['$today()', '2020-06-10'],
    ['$dateAdd("2020-01-31", 1, "month")', '2020-02-29'],
    ['$dateAdd("2020-06-10", -10, "day")', '2020-05-31'],
    ['$dateDiff("2020-06-03", "2020-06-17", "day")', 14],
    ['$dateDiff("2020-06-10", "2021-07-09", "month")', 12],
    ['$mask("532599197403120012", "id")', '532599********0012'],
    ['$mask("13812341234", "phone")', '138****1234'],
    ['"张三丰" ~> $mask("name")', '张**'],
    ['($m2 := function($x) { $x * 2 }; $m2(4))', 8],
    ['$millis()', NOON],
    ['$now()', '2020-06-10T04:00:00.000Z'],
    ['$now("[Y0001]-[M01]-[D01]", "+0800")', '2020-06-10'],
    ['$contains("中文", /^\\u4e2d/)', true],
    ['$boolean($sum)', false],
  ])('%s', (source, expected) => {
    expect(valueOf(source, {}, { now: NOON })).toEqual(expected);
  });

  test.each([
    '$m2("12")',
    '$idValid(123)',
    '$idValid(missing)',
    '$idBirthDate(null)',
    '$idGender(false)',
    '$ageAt("1974-03-12", missing)',
    '$ageAt("not a day", "2020-06-03")',
    '$dateAdd("2020-06-31", 1, "day")',
    '$dateAdd("2020-06-30", null, "day")',
    '$dateAdd(missing, 1, "day")',
    '$dateDiff("2020-06-03", missing, "day")',
    '$dateDiff(20200603, "2020-06-17", "day")',
    '$mask(missing, "id")',
  ])('%s has no value: an argument is absent or of another kind', (source) => {
    expect(valueOf(source, {}, { now: NOON })).toBeUndefined();
  });

  test.each([
    ['$dateAdd("2020-06-10", 1)', '2020-06-11'],
    ['$dateDiff("2020-06-03", "2020-06-17")', 14],
    ['$mask("532599197403120012", "unknown")', '532599********0012'],
  ])('%s takes the usual unit or kind', (source, expected) => {
    expect(valueOf(source, {}, { now: NOON })).toBe(expected);
  });

  test('the day changes at midnight in Shanghai', () => {
    expect(valueOf('$today()', {}, { now: Date.UTC(2020, 5, 10, 15, 59) })).toBe('2020-06-10');
    expect(valueOf('$today()', {}, { now: Date.UTC(2020, 5, 10, 16) })).toBe('2020-06-11');
  });
});

describe('[EXPR5] scope', () => {
  test('bindings are variables, host functions can be called, and the rule’s own names win', () => {
    const bindings = { params: { days: 5 }, twice: (x: number) => x * 2, sum: () => 'mine' };
    expect(valueOf('$params.days + 1', {}, { bindings })).toBe(6);
    expect(valueOf('$twice(4)', {}, { bindings })).toBe(8);
    expect(valueOf('$map([1, 2], $twice)', {}, { bindings })).toEqual([2, 4]);
    expect(valueOf('$sum([1])', {}, { bindings })).toBe('mine');
    expect(valueOf('($params := 1; $params)', {}, { bindings })).toBe(1);
    expect(valueOf('$toString', {}, { bindings })).toBeUndefined();
  });

  test('a variable that is not declared is refused with its place', () => {
    const options = { variables: ['params'] };
    expect(compileExpression('$params.a', options)).toMatchObject({ ok: true });
    expect(compileExpression('$sum(a) + $m2(b)', options)).toMatchObject({ ok: true });
    expect(compileExpression('a + $parms.a', options)).toMatchObject({
      ok: false,
      error: {
        code: 'EXPR-UNKNOWN-VARIABLE',
        position: 10,
        message: expect.stringContaining('$parms'),
      },
    });
  });

  test('the same source is compiled once', () => {
    const first = compileExpression('a + 1');
    const second = compileExpression('a + 1');
    expect(first.ok && second.ok && first.value === second.value).toBe(true);
  });

  test('an error inside a host function is not taken for an error of the rule', () => {
    const compiled = compileExpression('$f()');
    const boom = (): never => {
      throw new Error('boom');
    };
    expect(() => compiled.ok && compiled.value.evaluate({}, { bindings: { f: boom } })).toThrow(
      'boom',
    );
  });
});

describe('[EXPR6] errors are sentences with a code and a place', () => {
  test.each([
    ['"a" + 1', 'EXPR-TYPE', 'T2001', '“a”'],
    ['nil < 1', 'EXPR-TYPE', 'T2010', 'null'],
    ['$sqrt(-1)', 'EXPR-FAILED', 'D3060', '-1'],
    ['$sum(["x"])', 'EXPR-TYPE', 'T0412', '$sum'],
    ['$number({})', 'EXPR-TYPE', 'T0410', '$number'],
    ['$number([1, 2])', 'EXPR-TYPE', 'T0410', '$number'],
    ['$number("好")', 'EXPR-FAILED', 'D3030', '“好”'],
    ['$error("家庭人口不能为0")', 'EXPR-RAISED', 'D3137', '家庭人口不能为0'],
    ['$formatNumber(1, "x")', 'EXPR-FAILED', 'D3085', '规则'],
    ['a +', 'EXPR-SYNTAX', 'S0207', '第 3'],
    ['$replace("a", {}, "b")', 'EXPR-TYPE', 'T0410', '$replace'],
  ])('%s', (source, code, jsonataCode, part) => {
    const error = errorOf(source, { nil: null });
    expect(error).toMatchObject({ code, jsonataCode });
    expect(error.message).toContain(part);
    expect(typeof error.position).toBe('number');
  });

  test.each([
    ['"村', '文字少了收尾的引号'],
    ['a +', '规则没写完'],
    ['(a', '还缺 “)”'],
    ['a ] b', '“]”'],
    ['$f(', '规则没写完'],
    ['a + )', '前面缺了要计算的内容'],
    ['a := 3', '须是以 $ 开头的名称'],
    ['/村', '匹配式少了收尾的 /'],
    ['a.3', '固定的值'],
  ])('%s does not parse, and the sentence is Chinese', (source, part) => {
    const error = errorOf(source);
    expect(error.code).toBe('EXPR-SYNTAX');
    expect(error.message).toContain(part);
    expect(error.message).not.toMatch(/[A-Za-z]{3,}/);
  });

  test('an editor is told the line and the character', () => {
    const source = 'a +\n  b ++ c';
    const error = errorOf(source);
    expect(describeExpressionProblem(source, error)).toMatch(/^第 2 行第 [56] 个字：规则写法有误/);
    expect(describeExpressionProblem('a', { code: 'EXPR-LIMIT', message: '句' })).toBe('句');
  });

  test('every code has a sentence in both languages', () => {
    for (const { zh, en } of Object.values(expressionMessages))
      expect([zh, en].every((text) => text.length > 0)).toBe(true);
  });
});

describe('[EXPR7] what an expression reads', () => {
  test.each([
    ['review.result = "通过"', ['review.result']],
    ['$values.members.name', ['$values.members.name']],
    ['$sum(members.wage) > $params.limit', ['$params.limit', 'members.wage']],
    ['members[age > 60].name', ['members.age', 'members.name']],
    ['members.(name & $z(age))', ['members', 'members.age', 'members.name']],
    ['members{name: age}', ['members', 'members.age', 'members.name']],
    ['members^(>age).name', ['members.age', 'members.name']],
    ['members.name.$length()', ['members.name']],
    ['$map(members, function($m) { $m.age + base })', ['base', 'members']],
    ['($h := $values.house; $h.area)', ['$values.house']],
    ['$uppercase()', ['']],
    ['name ~> $uppercase()', ['name']],
    ['**.age', ['']],
    ['$', ['']],
    ['$values', ['$values']],
    ['members.kin.%.name', ['']],
    ['$values.a.b.%', ['$values']],
    ['loans@$l.books[isbn = $l.isbn]', ['books', 'books.isbn', 'loans']],
    ['(function($x) { other })(1)', ['other']],
    ['$today()', []],
    ['house ~> |rooms|{"size": 1}|', ['house']],
  ])('%s', (source, expected) => {
    const compiled = compileExpression(source);
    expect(compiled.ok && compiled.value.reads).toEqual(expect.arrayContaining(expected));
  });

  test('paths of a source alone', () => {
    expect(readExpressionPaths('a.b + $c.d')).toEqual({ ok: true, value: ['$c.d', 'a.b'] });
    expect(readExpressionPaths('a +')).toMatchObject({ ok: false, error: { code: 'EXPR-SYNTAX' } });
  });

  test('free variables leave out built-in functions and the rule’s own names', () => {
    const compiled = compileExpression(
      '($x := $params.a; $map([1], function($v, $i) { $v + $x + $row.b })) ~> $sum',
    );
    expect(compiled.ok && compiled.value.freeVariables).toEqual(['params', 'row']);
    const numbered = compileExpression('rows[a > 1]#$n.{"n": $n}');
    expect(numbered.ok && numbered.value.freeVariables).toEqual([]);
  });
});

test('[EXPR8] truth is JSONata’s', () => {
  const truthy = [true, 1, 'x', [1], [0, 1], { a: 0 }, [[1]]];
  const falsy = [false, 0, '', null, undefined, [], [0], [0, ''], {}, [[]], Number.NaN];
  expect([...truthy, ...falsy].map(isTruthy)).toEqual([
    ...truthy.map(() => true),
    ...falsy.map(() => false),
  ]);
});

const INCOME = readFileSync(new URL('./income.jsonata', import.meta.url), 'utf8');
const params = {
  nationalStandard: 2952,
  multiplier: 1.5,
  lineTolerancePct: 5,
  rigidRatio: 1,
  dropRatio: 0.3,
};
const person = (count: number): { status: string }[] =>
  Array.from({ length: count }, () => ({ status: '在' }));

describe('[EXPR9] the income calculation of a household', () => {
  const s1 = {
    members: person(4),
    params,
    wageLocal: 4800,
    grainIncome: 3500,
    tobaccoIncome: 10000,
    livestockIncome: 3000,
    landTransferIncome: 400,
    agriSubsidy: 584,
    pensionIncome: 1236,
    grainExpense: 1400,
    tobaccoExpense: 4500,
    livestockExpense: 1200,
    lastYearNet: 19200,
  };
  const s2 = {
    members: person(5),
    params,
    wageOutside: 24000,
    grainIncome: 5000,
    grainExpense: 2000,
    livestockIncome: 6000,
    livestockExpense: 2400,
    agriSubsidy: 750,
    medicalTotal: 128600,
    medicalReimbBasic: 71400,
    medicalReimbCritical: 18200,
    medicalAssistance: 5000,
    lastYearNet: 33500,
  };
  const s3 = (count: number, net: number): object => ({
    members: person(count),
    params,
    wageOutside: net,
  });

  test.each([
    [
      'S1',
      s1,
      {
        K: 23520,
        R: 7100,
        S: 16420,
        T: 4105,
        tier: '低于监测线',
        incomeDrop: false,
        rigidSurge: false,
      },
    ],
    [
      'S2',
      s2,
      {
        K: 35750,
        R: 4400,
        S: 31350,
        T: 6270,
        tier: '高于监测线',
        rigidSurge: true,
        referencePerCapita: -530,
      },
    ],
    [
      'S3a',
      {
        ...s3(3, 9000),
        grainIncome: 4000,
        grainExpense: 1600,
        landTransferIncome: 300,
        agriSubsidy: 1584,
      },
      { K: 14884, S: 13284, T: 4428, tier: '临界' },
    ],
    ['S3b', s3(7, 30995.97), { T: 4428, tier: '临界' }],
    ['S3c', s3(7, 30995.96), { T: 4427.99, tier: '低于监测线' }],
    ['S4a', s3(0, 9000), { T: null, tier: '不可计算' }],
  ])('%s', (_name, household, expected) => {
    expect(valueOf(INCOME, household)).toMatchObject(expected);
  });

  test('another county’s ratio takes S2 out of scope', () => {
    expect(valueOf(INCOME, { ...s2, params: { ...params, rigidRatio: 1.2 } })).toMatchObject({
      rigidSurge: false,
    });
  });
});
