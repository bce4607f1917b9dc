import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020.js';
import {
  hashFiles,
  kindOfFile,
  loadPackage,
  packageSchemas,
  resolveParameters,
  sha256,
} from '../../../runtime/package';
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
    'a code list item below nothing',
    'PKG-UNKNOWN-ITEM dictionaries/riskTypes.json#/items/0',
    change('dictionaries/riskTypes.json', '"value": "01"', '"value": "01", "parent": "00"'),
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
  [
    'a condition on a field that no form has',
    'PKG-UNKNOWN-FIELD processes/identify.bpmn#g_review',
    change(
      'processes/identify.bpmn',
      '>review.result = "通过"</bpmn',
      '>review.resalt = "通过"</bpmn',
    ),
  ],
  [
    'a condition on what no step gives',
    'PKG-UNKNOWN-VARIABLE processes/identify.bpmn#g_review',
    change(
      'processes/identify.bpmn',
      '>review.result = "通过"</bpmn',
      '>reviews.result = "通过"</bpmn',
    ),
  ],
  [
    'a status that the record type does not have',
    'PKG-UNKNOWN-STATUS processes/identify.bpmn#s_accepted',
    change('processes/identify.bpmn', `expression="'申报中'"`, `expression="'申请中'"`),
  ],
  [
    'a record type that an action saves',
    'PKG-UNKNOWN-ENTITY processes/identify.bpmn#s_accepted',
    change('processes/identify.bpmn', `expression="'household'"`, `expression="'houses'"`),
  ],
  [
    'a role that may give a message',
    'PKG-UNKNOWN-ROLE processes/identify.bpmn#b_withdraw',
    change(
      'processes/identify.bpmn',
      'banshi:senderRoles="villageClerk villageOfficer"',
      'banshi:senderRoles="villageClark"',
    ),
  ],
  [
    'a column of a field that the record type does not have',
    'PKG-UNKNOWN-FIELD ledgers/village.json#/columns/0/expression',
    change('ledgers/village.json', '"expression": "groupName"', '"expression": "groupNane"'),
  ],
  [
    'an identity of no field',
    'PKG-UNKNOWN-FIELD entities/household.json',
    change('entities/household.json', '"headIdNumber"', '"headIdNo"'),
  ],
  [
    'a scenario with nobody',
    'PKG-UNKNOWN-ACTOR scenarios/s1.json#/start/as',
    change('scenarios/s1.json', '"as": "村信息员"', '"as": "谁"'),
  ],
  [
    'a scenario with a unit that does not exist',
    'PKG-UNKNOWN-UNIT scenarios/s1.json#/actors/',
    change('scenarios/s1.json', '"unit": "532504"', '"unit": "0"'),
  ],
  [
    'a scenario of a step that does not exist',
    'PKG-UNKNOWN-ELEMENT scenarios/s1.json#/steps/1/complete',
    change('scenarios/s1.json', '"complete": "t_accept"', '"complete": "t_acept"'),
  ],
  [
    'a scenario of a process that does not exist',
    'PKG-UNKNOWN-PROCESS scenarios/s1.json#/start',
    change('scenarios/s1.json', '"process": "identify"', '"process": "identfy"'),
  ],
])('%s is named with its place', async (_title, expected, problems) => {
  expect((await problems()).join('\n')).toContain(expected);
});

test.each([
  [
    'role',
    '是不是 villageHost？',
    ['processes/identify.bpmn', 'roles="villageHost"', 'roles="vilageHost"'],
  ],
  ['form', '是不是 accept？', ['processes/identify.bpmn', 'key="accept"', 'key="acept"']],
  [
    'field',
    '是不是 result？',
    ['processes/identify.bpmn', '>review.result = "通过"<', '>review.reslt = "通过"<'],
  ],
  [
    'parameter',
    '是不是 surveyDays？',
    ['processes/identify.bpmn', '$params.surveyDays', '$params.surveyDay'],
  ],
  [
    'code list',
    '是不是 relations？',
    ['forms/a1.form.json', '"dictionary": "relations"', '"dictionary": "relation"'],
  ],
  [
    'component',
    '是不是 DatePicker？',
    ['forms/a1.form.json', '"x-component": "DatePicker"', '"x-component": "DatePiker"'],
  ],
])('a near name of a %s is suggested', async (_kind, sentence, [path = '', from = '', to = '']) => {
  const files = filesOf(mile);
  files.set(path, (files.get(path) ?? '').replace(from, to));
  const { problems } = await loadPackage(files);
  expect(problems.map((problem) => problem.message).join('\n')).toContain(sentence);
});

test('a form that no step shows is a warning; the package loads', async () => {
  const files = filesOf(mile);
  const spare = (files.get('forms/d03.form.json') ?? '').replace('"key": "d03"', '"key": "d99"');
  files.set('forms/d99.form.json', spare);
  const loading = await loadPackage(files);
  expect(loading.problems.map((one) => [one.code, one.severity, one.at])).toEqual([
    ['PKG-UNUSED-FORM', 'warning', 'forms/d99.form.json'],
  ]);
  expect(loading.package).toBeDefined();
});

test('a wrong shape is told in Chinese with what was expected', async () => {
  const files = filesOf(mile);
  files.set(
    'roles.json',
    JSON.stringify({ roles: [{ key: 1, title: '', unitType: 'village', permissions: ['all'] }] }),
  );
  files.set('manifest.json', (files.get('manifest.json') ?? '').replace('"issuer"', '"isuer"'));
  const { problems } = await loadPackage(files);
  const told = problems.map((one) => `${one.at} ${one.message}`).join('\n');
  expect(told).toContain('roles.json#/roles/0/key roles/0/key：应为文字');
  expect(told).toContain('至少 1');
  expect(told).toContain('只能是 household.read、');
  expect(told).toContain('缺少这一项（应为文字）');
  expect(told).toContain('不认识的属性 isuer');
});

test('the JSON Schemas take every file of the Mile package and refuse a wrong one', () => {
  const ajv = new Ajv2020({ strict: false });
  const schemas = packageSchemas();
  for (const [path, text] of filesOf(mile)) {
    const kind = kindOfFile(path);
    if (kind === 'process' || kind === 'other') continue;
    const schema = schemas[`${kind}.schema.json`];
    if (schema === undefined) throw new Error(`no schema of ${kind}`);
    const validate = ajv.compile(schema);
    const value = JSON.parse(text) as Record<string, unknown>;
    validate({ $schema: '../schemas/x.json', ...value });
    expect([path, validate.errors]).toEqual([path, null]);
    expect(validate({ ...value, unheardOf: 1 })).toBe(false);
  }
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

test('a decision is written into the parts of an opinion, and of nothing else', async () => {
  const problemsWith = async (component: string): Promise<readonly string[]> => {
    const files = filesOf(mile);
    const swap = (path: string, from: string, to: string): void => {
      const text = files.get(path) ?? '';
      if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
      files.set(path, text.replace(from, to));
    };
    const fields = 'form="d06" resultField="result" opinionField="opinionText';
    swap('processes/identify.bpmn', `${fields}"`, `${fields}.text"`);
    const form = JSON.parse(files.get('forms/d06.form.json') ?? '') as object;
    const changed = JSON.stringify(form, (key, value: unknown) =>
      key === 'opinionText' ? { title: '意见', 'x-component': component } : value,
    );
    files.set('forms/d06.form.json', changed);
    const { problems } = await loadPackage(files);
    return problems.map((one) => one.code).filter((code) => code === 'PKG-UNKNOWN-FIELD');
  };
  expect(await problemsWith('TextArea')).toEqual(['PKG-UNKNOWN-FIELD']);
  expect(await problemsWith('Opinion')).toEqual([]);
});
