import { type LoadedPackage, loadPackage } from '../../../runtime/package';
import type { Scenario } from '../../../runtime/package';
import { type ScenarioResult, runScenario } from '../../../runtime/scenario';

const HEAD =
  '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:banshi="urn:banshi:bpmn:1" id="d" targetNamespace="urn:test">';

/** A file of processes around its elements. */
export function processFile(elements: string, attributes = ''): string {
  return `${HEAD}<bpmn:process id="p" name="公示" isExecutable="true" ${attributes}>${elements}</bpmn:process></bpmn:definitions>`;
}

export function formFile(
  key: string,
  properties: Readonly<Record<string, unknown>>,
  behavior?: Readonly<Record<string, unknown>>,
): string {
  return JSON.stringify({
    key,
    title: `表 ${key}`,
    schema: {
      type: 'object',
      properties,
      ...(behavior === undefined ? {} : { 'x-banshi': behavior }),
    },
  });
}

/** A package of one village with a clerk and a host, without processes and forms. */
export function villageFiles(): Map<string, string> {
  return new Map([
    [
      'manifest.json',
      JSON.stringify({
        formatVersion: 1,
        key: 'small',
        title: '小包',
        version: '1.0.0',
        issuer: '测试县',
        issuedOn: '2020-01-01',
        legalBasis: [],
        locale: 'zh-CN',
        description: '',
      }),
    ],
    [
      'parameters.json',
      JSON.stringify({
        parameters: [{ key: 'days', title: '公示天数', type: 'number', value: 5 }],
      }),
    ],
    [
      'organization.json',
      JSON.stringify({
        unitTypes: [
          { key: 'county', title: '县' },
          { key: 'village', title: '村', parent: 'county' },
        ],
        units: [
          { code: '1', name: '测试县', type: 'county' },
          { code: '11', name: '一村', type: 'village', parent: '1' },
          { code: '12', name: '二村', type: 'village', parent: '1' },
        ],
      }),
    ],
    [
      'roles.json',
      JSON.stringify({
        roles: [
          { key: 'clerk', title: '信息员', unitType: 'village', permissions: ['case.read'] },
          { key: 'host', title: '支书', unitType: 'village', permissions: ['case.read'] },
          { key: 'office', title: '县办', unitType: 'county', permissions: ['case.read'] },
        ],
      }),
    ],
  ]);
}

/** Loads files that must be without error. */
export async function loadWhole(files: ReadonlyMap<string, string>): Promise<LoadedPackage> {
  const loading = await loadPackage(files);
  if (loading.package === undefined) throw new Error(JSON.stringify(loading.problems, null, 1));
  return loading.package;
}

/** Plays a scenario; its actors are the clerk, the host of village 11 and the county's office. */
export function play(
  loaded: LoadedPackage,
  scenario: Omit<Scenario, 'key' | 'title' | 'actors'>,
): ScenarioResult {
  return runScenario(loaded, {
    key: 'test',
    title: '测试',
    actors: {
      clerk: { role: 'clerk', unit: '11' },
      host: { role: 'host', unit: '11' },
      office: { role: 'office', unit: '1' },
    },
    ...scenario,
  });
}
