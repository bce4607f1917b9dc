/** What people are told without having to look: 催办, 抄送, and time limits that end soon, have passed, or long passed. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from './support/client';
import { applicationOf } from './support/applicants';
import { type Office, openOffice } from './support/office';
import { apply, doStep, openTask, workedExample } from './support/walk';

const example = workedExample('s1');
const application = example.start.forms['application'] ?? {};
let office: Office;
let clerk: Client;
let caseId: string;

/** Up to the review of the village, which its host does. */
beforeAll(async () => {
  office = await openOffice();
  await office.at(example.start.at);
  clerk = await office.logIn('zhanghui');
  caseId = await apply(clerk, example.start.startEvent, application);
  for (const step of example.steps) {
    if (step.complete === 't_review') break;
    await doStep(office, example, caseId, step);
  }
  clerk = await office.logIn('zhanghui');
}, 120_000);
afterAll(() => office.stop());

async function noticesOf(username: string, kind: string) {
  const page = await (await office.logIn(username)).get('listNotices');
  return page.items.filter((notice) => notice.kind === kind);
}

async function idOf(username: string): Promise<string> {
  const user = await office.context.models.users.findOne({ username }).lean();
  return user?._id ?? '';
}

async function titlesOfStory(): Promise<string[]> {
  const found = await clerk.get('getCase', { params: { caseId } });
  return found.timeline.map((one) => one.title);
}

test('[TEL1] the initiator urges whoever has the task, in their words, and not again within four hours', async () => {
  const urge = (client: Client) =>
    client.call('urgeCase', { params: { caseId }, body: { words: '农户急等结果' } });
  const host = await office.logIn('puzhengming');
  expect(await urge(host)).toMatchObject({ status: 403, body: { code: 'CASE-MAY-NOT-URGE' } });
  expect((await urge(clerk)).status).toBe(200);
  const told = await noticesOf('puzhengming', 'urge');
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({
    fromName: '张慧',
    words: '农户急等结果',
    sentence: expect.stringContaining('“村组评议”'),
  });
  expect(await urge(clerk)).toMatchObject({ status: 409, body: { code: 'ENG-URGED' } });
  expect(await titlesOfStory()).toContain('催办');
});

test('[TEL2] copied by hand one is told and may see the case; before that it does not exist for them', async () => {
  const stranger = await office.logIn('longtan-clerk');
  const see = () => stranger.call('getCase', { params: { caseId } });
  expect((await see()).status).toBe(404);
  const people = [await idOf('longtan-clerk')];
  const copy = (client: Client, to: readonly string[]) =>
    client.call('copyCase', { params: { caseId }, body: { people: [...to], words: '请了解' } });
  expect((await copy(stranger, people)).status).toBe(404);
  expect(await copy(clerk, ['nobody'])).toMatchObject({ body: { code: 'CASE-PERSON-UNKNOWN' } });
  expect((await copy(clerk, people)).status).toBe(200);
  expect(await noticesOf('longtan-clerk', 'copy')).toMatchObject([
    { fromName: '张慧', words: '请了解', caseId },
  ]);
  expect((await see()).status).toBe(200);
  expect(await titlesOfStory()).toContain('抄送');
});

test('[TEL3] performers are reminded before the time limit and told when it has passed, once each', async () => {
  const task = await office.context.models.tasks
    .findOne({ caseId, elementId: 't_review', state: 'open' })
    .lean();
  const dueAt = task?.dueAt ?? 0;
  const at = (moment: number) => office.at(new Date(moment).toISOString());
  expect(await noticesOf('puzhengming', 'reminder')).toEqual([]);
  await at(dueAt - 12 * 3_600_000);
  await office.worker.turn();
  await office.worker.turn();
  expect(await noticesOf('puzhengming', 'reminder')).toHaveLength(1);
  expect(await noticesOf('puzhengming', 'overdue')).toEqual([]);
  await at(dueAt + 60_000);
  await office.worker.turn();
  await office.worker.turn();
  expect(await noticesOf('puzhengming', 'overdue')).toHaveLength(1);
  expect(await noticesOf('zhoumin', 'escalation')).toEqual([]);
});

test('[TEL4] a batch is decided task by task: what one lacks does not keep the others from being done', async () => {
  await office.at(example.start.at);
  const village = await office.logIn('zhanghui');
  const cases = [await startFor(1), await startFor(2)];
  const taskOf = async (one: string) => (await openTask(village, one, 't_accept'))?.id ?? '';
  const [first, second] = [await taskOf(cases[0] ?? ''), await taskOf(cases[1] ?? '')];
  const decide = (taskIds: string[], opinion?: string) =>
    village.get('completeTasks', {
      body: { taskIds, outcome: '不予受理', ...(opinion === undefined ? {} : { opinion }) },
    });
  const without = await decide([first]);
  expect(without.results).toMatchObject([{ taskId: first, done: false, code: expect.any(String) }]);
  const { results } = await decide([first, 'no-such-task', second, first], '材料不全不予受理');
  expect(results).toMatchObject([
    { taskId: first, done: true, code: null },
    { taskId: 'no-such-task', done: false, code: 'HTTP-NOT-FOUND' },
    { taskId: second, done: true, code: null },
  ]);
  expect(await openTask(village, cases[1] ?? '', 't_accept')).toBeUndefined();

  async function startFor(order: number): Promise<string> {
    return apply(village, example.start.startEvent, applicationOf(order));
  }
});
