import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { hashFiles, loadPackage, resolveParameters, sha256 } from '../../../runtime/package';
import { activeScenarios, runScenario } from '../../../runtime/scenario';

const mile = resolve(import.meta.dirname, '../../../definitions/mile-2020');

function filesOf(directory: string): Map<string, string> {
  const files = new Map<string, string>();
  const walk = (at: string): void => {
    for (const name of readdirSync(at)) {
      const path = join(at, name);
      if (statSync(path).isDirectory()) walk(path);
      else files.set(relative(directory, path), readFileSync(path, 'utf8'));
    }
  };
  walk(directory);
  return files;
}

test('the Mile package loads without a problem and all its worked examples hold', async () => {
  const loading = await loadPackage(filesOf(mile));
  expect(loading.problems).toEqual([]);
  const loaded = loading.package;
  if (loaded === undefined) throw new Error('not loaded');
  const results = activeScenarios(loaded).map((scenario) => runScenario(loaded, scenario));
  expect(results.filter((result) => !result.passed)).toEqual([]);
  expect(results.map((result) => result.key)).toEqual(
    expect.arrayContaining(['s1', 's2', 's3a', 's6', 's7']),
  );
  const reached = new Set(results.flatMap((result) => result.reached));
  const nodes = [...loaded.deployment.processes.values()].flatMap((process) => [
    ...process.nodes.keys(),
  ]);
  expect(nodes.filter((node) => !reached.has(node))).toEqual([]);
});

test('a scenario that expects something else fails at its step', async () => {
  const files = filesOf(mile);
  const s1 = files.get('scenarios/s1.json') ?? '';
  files.set(
    'scenarios/s1.json',
    s1.replace('"income.perCapitaNet": 4105', '"income.perCapitaNet": 4106'),
  );
  const { package: loaded } = await loadPackage(files);
  const scenario = loaded?.scenarios.find((one) => one.key === 's1');
  if (loaded === undefined || scenario === undefined) throw new Error('not loaded');
  const result = runScenario(loaded, scenario);
  expect(result.passed).toBe(false);
  expect(result.failures[0]?.message).toContain('income.perCapitaNet');
});

const change = (path: string, from: string, to: string) => async (): Promise<string[]> => {
  const files = filesOf(mile);
  const text = files.get(path) ?? '';
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  files.set(path, text.replace(from, to));
  return (await loadPackage(files)).problems.map((problem) => `${problem.code} ${problem.at}`);
};

test.each([
  [
    'a role that does not exist',
    'PKG-UNKNOWN-ROLE processes/identify.bpmn#t_review',
    change('processes/identify.bpmn', 'roles="villageHost"', 'roles="nobody"'),
  ],
  [
    'a unit type that does not exist',
    'PKG-UNKNOWN-LEVEL processes/identify.bpmn#t_review',
    change(
      'processes/identify.bpmn',
      'roles="villageHost" level="village"',
      'roles="villageHost" level="planet"',
    ),
  ],
  [
    'a form that does not exist',
    'PKG-UNKNOWN-FORM processes/identify.bpmn#t_review',
    change('processes/identify.bpmn', 'key="d03"', 'key="d99"'),
  ],
  [
    'a field that the form does not have',
    'PKG-UNKNOWN-FIELD processes/identify.bpmn#t_review',
    change(
      'processes/identify.bpmn',
      'form="d03" resultField="result"',
      'form="d03" resultField="nothing"',
    ),
  ],
  [
    'a step that does not exist',
    'PKG-UNKNOWN-ELEMENT processes/identify.bpmn#t_townshipReview',
    change('processes/identify.bpmn', 'separateFrom="t_survey"', 'separateFrom="t_nothing"'),
  ],
  [
    'a parameter that does not exist',
    'PKG-UNKNOWN-PARAMETER processes/identify.bpmn#t_survey',
    change('processes/identify.bpmn', '$params.surveyDays', '$params.noDays'),
  ],
  [
    'a wrong condition',
    'BPMN-EXPRESSION processes/identify.bpmn#f_reviewed',
    change(
      'processes/identify.bpmn',
      'review.result = "通过"</bpmn:conditionExpression>',
      'review.result = </bpmn:conditionExpression>',
    ),
  ],
  [
    'an action that does not exist',
    'PKG-UNKNOWN-ACTION processes/identify.bpmn#s_accepted',
    change('processes/identify.bpmn', 'action type="saveRecord"', 'action type="runShell"'),
  ],
  [
    'a code list that does not exist',
    'FORM-UNKNOWN-DICTIONARY',
    change('forms/a1.form.json', '"dictionary": "relations"', '"dictionary": "none"'),
  ],
  ['a broken file', 'PKG-JSON roles.json', change('roles.json', '{', '{{')],
  [
    'an unknown key',
    'PKG-SHAPE manifest.json#/',
    change('manifest.json', '"formatVersion": 1', '"formatVersion": 1, "code": "x"'),
  ],
  [
    'a parent that does not exist',
    'PKG-UNKNOWN-PARENT organization.json',
    change('organization.json', '"parent": "532504"', '"parent": "0"'),
  ],
  [
    'a ledger of nothing',
    'PKG-UNKNOWN-ENTITY ledgers/village.json',
    change('ledgers/village.json', '"entity": "household"', '"entity": "ghost"'),
  ],
  [
    'a wrong column',
    'PKG-EXPRESSION ledgers/village.json',
    change('ledgers/village.json', '"expression": "groupName"', '"expression": "groupName ="'),
  ],
])('%s is named with its place', async (_title, expected, problems) => {
  expect((await problems()).join('\n')).toContain(expected);
});

test('all problems are reported, not the first', async () => {
  const files = filesOf(mile);
  files.delete('manifest.json');
  files.set('roles.json', '[]');
  files.set('notes.txt', 'x');
  const { problems } = await loadPackage(files);
  expect(problems.map((one) => one.code)).toEqual(
    expect.arrayContaining(['PKG-MISSING-FILE', 'PKG-SHAPE', 'PKG-UNKNOWN-FILE']),
  );
});

test('parameters take effect on their day', () => {
  const parameters = {
    parameters: [
      {
        key: 'standard',
        title: '标准',
        type: 'number' as const,
        value: 0,
        values: [
          { validFrom: '2020-01-01', value: 2952 },
          { validFrom: '2021-01-01', value: 4000 },
        ],
      },
      { key: 'name', title: '名', type: 'string' as const, value: '甲' },
    ],
  };
  expect(resolveParameters(parameters, '2020-12-31')).toEqual({ standard: 2952, name: '甲' });
  expect(resolveParameters(parameters, '2021-01-01')['standard']).toBe(4000);
  expect(resolveParameters(parameters, '2019-12-31')['standard']).toBe(0);
});

test('the content hash is SHA-256 and does not depend on the order of files', () => {
  for (const text of ['', 'abc', '弥勒市', 'x'.repeat(200), '😀'.repeat(40)]) {
    expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
  }
  const one = hashFiles(
    new Map([
      ['a', '1'],
      ['b', '2'],
    ]),
  );
  expect(
    hashFiles(
      new Map([
        ['b', '2'],
        ['a', '1'],
      ]),
    ),
  ).toBe(one);
  expect(
    hashFiles(
      new Map([
        ['a', '1'],
        ['b', '3'],
      ]),
    ),
  ).not.toBe(one);
});
