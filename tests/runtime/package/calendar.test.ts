import { expect, test } from '@jest/globals';
import { loadPackage } from '../../../runtime/package';
import { step } from '../../../runtime/engine';
import { processFile, villageFiles } from '../support/small-package';

interface Holiday {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly makeUpDays?: readonly string[];
}

const DRAGON_BOAT: Holiday = {
  name: '端午节',
  from: '2020-06-25',
  to: '2020-06-27',
  makeUpDays: ['2020-06-28'],
};

function files(holidays: readonly Holiday[] | null, year = 2020): Map<string, string> {
  const all = villageFiles();
  if (holidays !== null) {
    all.set('calendar.json', JSON.stringify({ years: [{ year, holidays }] }));
  }
  all.set(
    'processes/p.bpmn',
    processFile(
      `<bpmn:startEvent id="s"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="t"/>
       <bpmn:userTask id="t" name="审核"><bpmn:extensionElements><banshi:assignment roles="clerk"/><banshi:deadline days="3" dayType="working" remindDays="1"/></bpmn:extensionElements></bpmn:userTask>
       <bpmn:sequenceFlow id="g" sourceRef="t" targetRef="e"/><bpmn:endEvent id="e"/>`,
    ),
  );
  return all;
}

/** The codes and places of what is wrong with calendars. */
async function found(all: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const { problems } = await loadPackage(all);
  return problems
    .filter(({ code, at }) => code.startsWith('PKG-CALENDAR') || at.startsWith('calendar.json'))
    .map(({ code, at }) => `${code} ${at}`);
}

test('[DL1] [DL2] a task due in three working days over 端午 is due on the 30th and reminded on the 29th', async () => {
  const { package: loaded } = await loadPackage(files([DRAGON_BOAT]));
  if (loaded === undefined) throw new Error('not loaded');
  const started = step(loaded.deployment, null, {
    type: 'startProcessInstance',
    at: Date.parse('2020-06-24T15:00:00+08:00'),
    instanceId: 'i',
    processId: 'p',
  });
  const opened = started.ok && started.effects.find((effect) => effect.type === 'openUserTask');
  expect(opened).toMatchObject({
    dueAt: Date.parse('2020-06-30T23:59:59.999+08:00'),
    remindAt: Date.parse('2020-06-29T00:00:00+08:00'),
  });
});

test('a package without the year in which it is issued is warned that working days are only weekdays', async () => {
  expect(await found(files(null))).toEqual(['PKG-CALENDAR-MISSING processes/p.bpmn#t']);
  expect(await found(files([], 2021))).toEqual(['PKG-CALENDAR-MISSING processes/p.bpmn#t']);
  expect(await found(files([DRAGON_BOAT]))).toEqual([]);
});

test.each<[string, Partial<Holiday>]>([
  ['PKG-CALENDAR-DATE', { from: '2020-06-31' }],
  ['PKG-CALENDAR-DATE', { makeUpDays: ['2021-02-29'] }],
  ['PKG-CALENDAR-ORDER', { to: '2020-06-24' }],
  ['PKG-CALENDAR-ORDER', { to: '2020-08-01' }],
  ['PKG-CALENDAR-YEAR', { makeUpDays: ['2021-06-27'] }],
  ['PKG-CALENDAR-DOUBLE', { makeUpDays: ['2020-06-27'] }],
  ['PKG-CALENDAR-WEEKDAY', { makeUpDays: ['2020-06-29'] }],
])('%s refuses a calendar with %j, at its place', async (code, wrong) => {
  expect(await found(files([{ ...DRAGON_BOAT, ...wrong }]))).toEqual([
    `${code} calendar.json#/years/0/holidays/0`,
  ]);
});

test('a day in two holidays, a year twice and a text that is no date are refused', async () => {
  expect(await found(files([DRAGON_BOAT, { ...DRAGON_BOAT, name: '又一个' }]))).toContain(
    'PKG-CALENDAR-DOUBLE calendar.json#/years/0/holidays/1',
  );
  const twice = files(null);
  const year = { year: 2020, holidays: [] };
  twice.set('calendar.json', JSON.stringify({ years: [year, year] }));
  expect(await found(twice)).toEqual(['PKG-DUPLICATE calendar.json#/years/1']);
  expect(await found(files([{ ...DRAGON_BOAT, from: '端午' }]))).toEqual([
    'PKG-SHAPE calendar.json#/years/0/holidays/0/from',
  ]);
});
