import { expect, test } from '@jest/globals';
import { loadPackage, type LoadedPackage, type Scenario } from '../../../runtime/package';
import { formFile, loadWhole, play, processFile, villageFiles } from '../support/small-package';

const text = { type: 'string', title: '文字', 'x-component': 'Input' };

/** The clerk of village 11 applies, for village 12 when asked; the first step and then the second are assigned as drawn. */
function files(second: string, first = 'roles="host"'): Map<string, string> {
  const all = villageFiles();
  all.set(
    'forms/a.form.json',
    formFile('a', {
      name: { ...text, required: true },
      village: { type: 'string', title: '村', 'x-component': 'OrgUnit', default: '11' },
    }),
  );
  all.set('forms/d.form.json', formFile('d', { result: text }));
  const task = (id: string, assignment: string, form: string, variable: string): string =>
    `<bpmn:userTask id="${id}" name="${id}"><bpmn:extensionElements><banshi:assignment ${assignment}/><banshi:form key="${form}" variable="${variable}"/></bpmn:extensionElements></bpmn:userTask>`;
  all.set(
    'processes/p.bpmn',
    processFile(
      `<bpmn:startEvent id="start" banshi:matter="申请" banshi:starterRoles="clerk"/>
       <bpmn:sequenceFlow id="f0" sourceRef="start" targetRef="apply"/>
       ${task('apply', 'roles="clerk"', 'a', 'application')}
       <bpmn:sequenceFlow id="f1" sourceRef="apply" targetRef="first"/>${task('first', first, 'd', 'one')}
       <bpmn:sequenceFlow id="f2" sourceRef="first" targetRef="second"/>${task('second', second, 'd', 'two')}
       <bpmn:sequenceFlow id="f3" sourceRef="second" targetRef="end"/><bpmn:endEvent id="end"/>`,
      'banshi:subjectUnit="application.village"',
    ),
  );
  return all;
}

/** What the case says when these people try the second step one after the other; `done` for the one who may. */
function tries(
  loaded: LoadedPackage,
  people: Readonly<Record<string, string>>,
  village = '11',
): readonly string[] {
  const steps: Scenario['steps'] = [
    { complete: 'first', as: 'host', forms: { one: {} } },
    ...Object.entries(people).map(([as, refused]) => ({
      complete: 'second',
      as,
      forms: { two: {} },
      ...(refused === 'done' ? {} : { refused }),
    })),
  ];
  return play(loaded, {
    start: {
      at: '2020-06-01T09:00:00+08:00',
      process: 'p',
      startEvent: 'start',
      as: 'clerk',
      forms: { application: { name: '普正荣', village } },
    },
    steps,
  }).failures.map((failure) => JSON.stringify(failure));
}

const REFUSED = 'CASE-MAY-NOT-PERFORM';

test('[ASG1] a level is looked for above the subject, or above the initiator', async () => {
  const ofSubject = await loadWhole(
    files(
      'roles="clerk" level="village"',
      'roles="host clerk" level="county" unit="&quot;11&quot;"',
    ),
  );
  expect(tries(ofSubject, { clerk: REFUSED }, '12')).toEqual([]);
  const ofInitiator = await loadWhole(
    files('roles="clerk" level="village" of="initiator"', 'roles="host" unit="&quot;11&quot;"'),
  );
  expect(tries(ofInitiator, { host: REFUSED, clerk: 'done' }, '12')).toEqual([]);
});

test('[ASG2] the initiator, the performer of an earlier step, and people whom a rule gives', async () => {
  const initiator = await loadWhole(files('initiator="true"'));
  expect(tries(initiator, { host: REFUSED, office: REFUSED, clerk: 'done' })).toEqual([]);
  const performer = await loadWhole(files('roles="office" performerOf="first"'));
  expect(tries(performer, { clerk: REFUSED, office: REFUSED, host: 'done' })).toEqual([]);
  const rule = await loadWhole(files('peopleRule="[$case.initiator.id]"'));
  expect(tries(rule, { host: REFUSED, clerk: 'done' })).toEqual([]);
});

test('[ASG2] when nobody is found the roles stand', async () => {
  const loaded = await loadWhole(files('roles="office" performerOf="second"'));
  expect(tries(loaded, { host: REFUSED, office: 'done' })).toEqual([]);
});

test('[ASG4] who performed any step of the case may not perform this one', async () => {
  const loaded = await loadWhole(files('roles="clerk host office" separateFrom="*"'));
  const separate = 'CASE-SEPARATE';
  expect(tries(loaded, { clerk: separate, host: separate, office: 'done' })).toEqual([]);
});

test('a step that names no role and no person, or the performer of no step, is refused', async () => {
  const codes = async (second: string): Promise<readonly string[]> =>
    (await loadPackage(files(second))).problems.map(({ code, at }) => `${code} ${at}`);
  expect(await codes('level="village"')).toEqual(['PKG-NO-PERFORMER processes/p.bpmn#second']);
  expect(await codes('performerOf="nowhere"')).toEqual([
    'PKG-UNKNOWN-ELEMENT processes/p.bpmn#second',
  ]);
  expect(await codes('people="u1 u2"')).toEqual([]);
});
