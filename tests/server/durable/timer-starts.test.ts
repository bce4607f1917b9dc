/** BPMN 2.0.2 §10.5.2: a process with a timer start event begins by itself; here on two servers that share a store. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from '../support/client';
import { type Office, openOffice } from '../support/office';
import {
  flow,
  opinionForm,
  opinionTask,
  processFile,
  publishFiles,
} from '../support/publish-files';

const PATH = 'processes/rounds.bpmn';
let first: Office;
let second: Office;
let admin: Client;

/** A round that begins again and again, as the cycle says. */
function rounds(cycle: string, task: string): string {
  return processFile('rounds', 'name="定期排查" banshi:numberPrefix="DQ"', [
    '<bpmn:startEvent id="due">',
    '<bpmn:timerEventDefinition id="cycle">',
    `<bpmn:timeCycle xsi:type="bpmn:tFormalExpression">${cycle}</bpmn:timeCycle>`,
    '</bpmn:timerEventDefinition>',
    '</bpmn:startEvent>',
    opinionTask('t_round', task, 'demo-zhanghui'),
    '<bpmn:endEvent id="done" />',
    flow('due', 't_round'),
    flow('t_round', 'done'),
  ]);
}

async function at(instant: string): Promise<void> {
  first.clock.offset = Date.parse(instant) - Date.now();
  await Promise.all([first.worker.turn(), second.worker.turn()]);
}

async function roundsToDo(): Promise<string[]> {
  const clerk = await second.logIn('zhanghui');
  const page = await clerk.get('listTasks', { query: { pageSize: '200' } });
  return page.items.filter((task) => task.elementId === 't_round').map((task) => task.name);
}

beforeAll(async () => {
  first = await openOffice();
  second = await openOffice({ beside: first });
  // Their turns come when the test says so.
  await Promise.all([first.worker.stop(), second.worker.stop()]);
  await first.at('2020-06-01T08:00:00+08:00');
  admin = await first.logIn('admin');
  const files = { ...opinionForm, [PATH]: rounds('R3/P1D', '第一版排查') };
  await publishFiles(admin, '1.1.0', files);
}, 60_000);
afterAll(async () => {
  await second.stop();
  await first.stop();
});

test('a case begins at every due time, once whoever looks, and not before', async () => {
  await at('2020-06-02T07:59:00+08:00');
  expect(await roundsToDo()).toEqual([]);
  await at('2020-06-02T08:01:00+08:00');
  await at('2020-06-02T08:02:00+08:00');
  expect(await roundsToDo()).toEqual(['第一版排查']);
  await at('2020-06-03T08:01:00+08:00');
  expect(await roundsToDo()).toHaveLength(2);
});

test('a server that was killed between the case and its next time begins it once', async () => {
  const { timerStarts, cases } = first.context.models;
  const [start] = await timerStarts.find().lean();
  expect(start).toMatchObject({ startEventId: 'due', left: 1 });
  // The case is there, but what says so was not written.
  await timerStarts.updateOne(
    { _id: start?._id ?? '' },
    { $set: { dueAt: (start?.dueAt ?? 0) - 86_400_000, left: 2, leaseUntil: 0 } },
  );
  await at('2020-06-03T08:05:00+08:00');
  expect(await cases.countDocuments({ matter: '定期排查' })).toBe(2);
  expect((await timerStarts.findOne().lean())?.dueAt).toBe(start?.dueAt);
});

test('a new version begins cases at its own times only', async () => {
  await publishFiles(admin, '1.2.0', { [PATH]: rounds('R2/P7D', '第二版排查') });
  // The third time of the first version.
  await at('2020-06-04T08:01:00+08:00');
  expect(await roundsToDo()).toEqual(['第一版排查', '第一版排查']);
  await at('2020-06-10T08:30:00+08:00');
  expect(await roundsToDo()).toHaveLength(3);
  const [latest] = await first.context.models.cases
    .find({ matter: '定期排查' })
    .sort({ startedAt: -1 })
    .limit(1)
    .lean();
  expect(latest?.packageVersion).toBe('1.2.0');
  await at('2020-06-17T08:30:00+08:00');
  await at('2020-06-30T08:30:00+08:00');
  expect(await roundsToDo()).toHaveLength(4);
  expect(await first.context.models.timerStarts.countDocuments()).toBe(0);
});
