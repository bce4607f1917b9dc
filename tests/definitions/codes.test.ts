/** Code lists, units, people and limits of the package against the policy and the public division tables of 2020. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { type LoadedPackage, resolveParameters } from '../../runtime/package';
import { loadMile } from './support/mile';

let mile: LoadedPackage;
beforeAll(async () => {
  mile = await loadMile();
});

const items = (key: string): Record<string, string> =>
  Object.fromEntries(
    (mile.dictionaries.get(key)?.items ?? []).map((item) => [item.value, item.label]),
  );

test('the risks are those that the policy names, and what practice adds', () => {
  expect(items('riskTypes')).toEqual({
    '01': '因病',
    '02': '因灾（自然灾害）',
    '03': '因残',
    '04': '缺劳动力',
    '06': '因产业失败',
    '07': '因就业（务工）不稳定',
    '08': '因疫情',
    '09': '因学',
    '99': '其他',
  });
});

test('the ten kinds of aid stand in the order of chapter two', () => {
  expect(items('measureCategories')).toEqual({
    M01: '产业帮扶',
    M02: '就业促进',
    M03: '兜底保障',
    M04: '教育保障',
    M05: '医疗救助',
    M06: '住房安全',
    M07: '饮水安全',
    M08: '志智双扶',
    M09: '保险扶贫',
    M10: '夯实基础',
  });
});

test('lists have as many entries as their sources, none twice', () => {
  expect(Object.keys(items('ethnicities'))).toHaveLength(56);
  expect(Object.keys(items('relations'))).toHaveLength(28);
  expect(Object.keys(items('disasterTypes')).sort()).toEqual([
    '0201',
    '0202',
    '0203',
    '0204',
    '0205',
    '0206',
    '0299',
  ]);
  for (const { key, items: all } of mile.dictionaries.values()) {
    expect([key, new Set(all.map((item) => item.label)).size]).toEqual([key, all.length]);
  }
});

test('ledgers and approval forms call risks and aid as the lists do', () => {
  const named = [...mile.files].flatMap(([path, text]) =>
    [...text.matchAll(/\$lookup\((\{.*?\}), ?\$v\)/g)].map(
      (match) => [path, match[1] ?? ''] as const,
    ),
  );
  expect(named.length).toBeGreaterThanOrEqual(11);
  const lists = [items('riskTypes'), items('measureCategories')];
  for (const [path, json] of named) {
    const map = JSON.parse(json.replaceAll('\\"', '"')) as Record<string, string>;
    const [code = ''] = Object.keys(map);
    const list = lists.find((one) => code in one) ?? {};
    expect([path, Object.keys(map).sort()]).toEqual([path, Object.keys(list).sort()]);
    // The first-named unit of a kind of aid leads; its name is no label of the list.
    if (!Object.values(map).some((name) => name.startsWith('市')))
      expect([path, map]).toEqual([path, list]);
  }
});

test('every unit that leads a kind of aid is a department of the city', () => {
  const text = mile.files.get('ledgers/village.json') ?? '';
  const leads = [...text.matchAll(/\\"M\d\d\\":\s?\\"([^"\\]+局|[^"\\]+部|[^"\\]+行)\\"/g)];
  const departments = mile.organization.units.filter((unit) => unit.type === 'department');
  expect(leads).toHaveLength(10);
  for (const [, name] of leads)
    expect(departments.map((department) => department.name)).toContain(name);
});

test('the city has its twelve towns of 2020, and each village lies in the town of its code', () => {
  const { units } = mile.organization;
  const towns = units.filter((unit) => unit.type === 'township' && unit.validFrom === undefined);
  expect(towns.map((unit) => unit.name)).toEqual(
    '弥阳镇 新哨镇 虹溪镇 竹园镇 朋普镇 巡检司镇 西一镇 西二镇 西三镇 东山镇 五山乡 江边乡 东风农场管理局'.split(
      ' ',
    ),
  );
  const villages = units.filter((unit) => unit.type === 'village');
  expect(villages).toHaveLength(145);
  for (const village of villages) {
    expect([village.name, village.parent]).toEqual([village.name, village.code.slice(0, 9)]);
    expect(village.name).toMatch(/(村|社区|生活区)$/);
  }
  // A place of the worked examples each.
  const names = new Map(villages.map((village) => [village.code, village.name]));
  expect(
    ['532504108206', '532504104207', '532504105202', '532504203203', '532504110206'].map((code) =>
      names.get(code),
    ),
  ).toEqual(['糯租村', '龙潭村', '庆来村', '宁就村', '铺龙村']);
});

test('every role has a person to try it, in a unit of its kind', () => {
  const path = resolve(import.meta.dirname, '../../definitions/demo-users.json');
  const people = JSON.parse(readFileSync(path, 'utf8')) as {
    username: string;
    name: string;
    seats: { role: string; unit: string }[];
  }[];
  const seats = people.flatMap((person) => person.seats);
  for (const role of mile.roles.roles) {
    const held = seats.filter((seat) => seat.role === role.key);
    expect([role.key, held.length > 0]).toEqual([role.key, true]);
    for (const seat of held)
      expect([role.key, mile.units.get(seat.unit)?.type]).toEqual([role.key, role.unitType]);
  }
  expect(new Set(people.map((person) => person.username)).size).toBe(people.length);
  expect(new Set(people.map((person) => person.name)).size).toBe(people.length);
});

test('the limits of the steps fit into the whole', () => {
  const params = resolveParameters(mile.parameters, '2020-06-03') as Record<string, number>;
  const steps = [
    'acceptDays',
    'surveyDays',
    'reviewDays',
    'publicityDays',
    'townshipDays',
    'cityCheckDays',
    'cityDays',
  ];
  expect(steps.map((key) => params[key])).toEqual([2, 3, 5, 5, 3, 3, 3]);
  const sum = steps.reduce((total, key) => total + (params[key] ?? 0), 0);
  expect(sum).toBeLessThanOrEqual(params['totalDays'] ?? 0);
});

// Step, who, where, its limit in days and its form: the table of the procedure.
test.each([
  ['t_accept', 'villageClerk villageOfficer', '$params.acceptDays', 'accept'],
  ['t_survey', 'stationedTeam villageLinkOfficer', '$params.surveyDays', 'a31 a32'],
  ['t_review', 'villageHost', '$params.reviewDays', 'd03'],
  ['t_publicity', 'villageClerk', '1', 'd04'],
  ['t_publicityResult', 'villageClerk', '2', 'd04r'],
  ['t_townshipReview', 'townshipReviewer', '$params.townshipDays', 'd06'],
  ['t_cityCheck', 'cityOfficeClerk', '$params.cityCheckDays', 'd07c'],
  ['t_cityDecide', 'cityOfficeReviewer leadingGroup', '$params.cityDays', 'd07'],
  ['t_notice', 'townshipClerk', '2', 'd04n'],
  ['t_rejectVillage', 'villageClerk', '$params.rejectReplyDays', 'rejection'],
  ['t_rejectTownship', 'townshipClerk', '$params.rejectReplyDays', 'rejection'],
  ['t_rejectCity', 'townshipClerk', '$params.rejectReplyDays', 'rejection'],
])('%s is for %s within %s days', (step, roles, days, forms) => {
  const text = mile.files.get('processes/identify.bpmn') ?? '';
  const element = new RegExp(`<bpmn:userTask id="${step}".*?</bpmn:userTask>`, 's').exec(text)?.[0];
  expect(/assignment roles="([^"]*)"/.exec(element ?? '')?.[1]).toBe(roles);
  expect(/deadline days="([^"]*)"/.exec(element ?? '')?.[1]).toBe(days);
  const keys = [...(element ?? '').matchAll(/form key="([^"]*)"/g)].map((match) => match[1]);
  expect(keys.join(' ')).toBe(forms);
});

test('what steps write into the household file has its place there', () => {
  const text = mile.files.get('processes/identify.bpmn') ?? '';
  const known = new Set((mile.entities.get('household')?.fields ?? []).map((field) => field.path));
  const written = [...text.matchAll(/name="data" expression='(\{.*?\})'/g)].flatMap((match) =>
    [...(match[1] ?? '').matchAll(/[{,] ?"(\w+)":/g)].map((key) => key[1] ?? ''),
  );
  expect(written.length).toBeGreaterThan(30);
  expect([...new Set(written)].filter((key) => !known.has(key))).toEqual([]);
});
