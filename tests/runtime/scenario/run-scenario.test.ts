import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { type LoadedPackage, type Scenario, loadPackage } from '../../../runtime/package';
import { runScenario } from '../../../runtime/scenario';

const mile = resolve(import.meta.dirname, '../../../definitions/mile-2020');
let loaded: LoadedPackage;
let s1: Scenario;

function filesBelow(directory: string): [string, string][] {
  return readdirSync(directory).flatMap((name): [string, string][] => {
    const path = join(directory, name);
    return statSync(path).isDirectory()
      ? filesBelow(path)
      : [[relative(mile, path), readFileSync(path, 'utf8')]];
  });
}

beforeAll(async () => {
  const loading = await loadPackage(new Map(filesBelow(mile)));
  if (loading.package === undefined) throw new Error('not loaded');
  loaded = loading.package;
  const found = loaded.scenarios.find((scenario) => scenario.key === 's1');
  if (found === undefined) throw new Error('no s1');
  s1 = found;
});

/** The sentences about S1 with other steps, or with another start. */
function failures(steps: readonly object[], start: object = {}): readonly string[] {
  const scenario = { ...s1, start: { ...s1.start, ...start }, steps } as unknown as Scenario;
  return runScenario(loaded, scenario).failures.map((failure) => failure.message);
}

const accept = { complete: 't_accept', as: '村信息员', at: '2020-06-03T15:00:00+08:00' };
const accepted = {
  ...accept,
  forms: { accept: { acceptedBy: '张慧', acceptDate: '2020-06-03' } },
  outcome: '受理',
};

test('a step that is not open is named beside those that are', () => {
  expect(failures([{ complete: 't_survey', as: '驻村队员' }])).toEqual([
    '环节 t_survey 现在没有待办；开着的是 t_accept',
  ]);
});

test('a refusal that nobody expected is told with its places', () => {
  const [told] = failures([accept]);
  expect(told).toMatch(/^被拒绝：.*outcome/s);
});

test('a refusal that was expected but did not come, or came for another reason, is told', () => {
  expect(failures([{ ...accepted, refused: 'CASE-OUTCOME-MISSING' }])).toEqual([
    '应当以 CASE-OUTCOME-MISSING 拒绝，但通过了',
  ]);
  const [other] = failures([{ ...accept, refused: 'CASE-SEPARATE' }]);
  expect(other).toMatch(/^应当以 CASE-SEPARATE 拒绝，实际：/);
  const [elsewhere] = failures([
    { ...accept, refused: { code: 'CASE-OUTCOME-MISSING', path: 'accept.acceptDate' } },
  ]);
  expect(elsewhere).toMatch(/^应当以 CASE-OUTCOME-MISSING\(accept.acceptDate\) 拒绝，实际：/);
  expect(
    failures([{ ...accept, refused: { code: 'CASE-OUTCOME-MISSING', path: 'outcome' } }]),
  ).toEqual([]);
});

test('someone without the seat is refused, and an unknown person or time is told', () => {
  const [refused] = failures([{ ...accepted, as: '驻村队员' }]);
  expect(refused).toContain('被拒绝');
  expect(failures([{ ...accepted, as: '某人' }])[0]).toBe('场景里没有人物 某人');
  expect(failures([{ advanceTo: '下周二' }])[0]).toBe('时间 下周二 写法有误');
});

test('what does not come out as expected is told with both', () => {
  const told = failures([
    accepted,
    {
      expect: {
        openTasks: ['t_review'],
        state: 'completed',
        result: '监测中',
        path: ['t_survey'],
        record: { status: '监测中', data: { headName: '某人' } },
        ledgers: { village: { rows: 1, contains: { head: '普正荣' } }, none: { rows: 2 } },
        variables: { 'accept.acceptDate': '2020-06-04', 'nothing.here': 1 },
      },
    },
  ]);
  const text = told.join('\n');
  for (const part of ['开着的待办', '办件状态', '办件结果', '档案状态', '2020-06-04', 'none']) {
    expect(text).toContain(part);
  }
  expect(told.length).toBeGreaterThanOrEqual(8);
});

test('a case that could not begin is told, and nothing throws', () => {
  const told = failures([accepted, { advanceTo: '2020-06-20T00:00:00+08:00' }], {
    startEvent: 'none',
  });
  expect(told[0]).toContain('被拒绝');
  expect(told[1]).toBe('环节 t_accept 现在没有待办；开着的是 无');
});

test('a message at a moment when nothing takes it is a refusal', () => {
  const [told] = failures([{ message: 'unheard', as: '村信息员', reason: '没有这样的消息' }]);
  expect(told).toContain('被拒绝');
});
