/** 请假代办: whoever stands in does the tasks of the one who is away, while they are, and never against the separation of duties. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from './support/client';
import { type Office, openOffice } from './support/office';
import { apply, completionFor, openTask, workedExample } from './support/walk';

const example = workedExample('s1');
let office: Office;
let clerk: Client;
let host: Client;
let substitute: Client;
let caseId: string;

const stepOf = (element: string) => example.steps.find((step) => step.complete === element) ?? {};

async function complete(client: Client, element: string): Promise<number> {
  const task = await openTask(client, caseId, element);
  const params = { taskId: task?.id ?? 'none' };
  const body = await completionFor(client, params.taskId, stepOf(element));
  return (await client.call('completeTask', { params, body })).status;
}

/** At the review of the village, which its host does; the township's clerk has nothing to do with it. */
beforeAll(async () => {
  office = await openOffice();
  await office.at('2020-06-09T09:00:00+08:00');
  clerk = await office.logIn('zhanghui');
  host = await office.logIn('puzhengming');
  substitute = await office.logIn('lichunmei');
  caseId = await apply(clerk, example.start.startEvent, example.start.forms['application'] ?? {});
  expect(await complete(clerk, 't_accept')).toBe(200);
  expect(await complete(await office.logIn('wangjianguo'), 't_survey')).toBe(200);
});
afterAll(() => office.stop());

const away = (client: Client, body: object) =>
  client.call('saveAbsence', {
    body: {
      substituteId: 'demo-lichunmei',
      from: '2020-06-09',
      to: '2020-06-11',
      ...body,
    } as never,
  });

test('[SUB1] what cannot be is refused: nobody, oneself, past days, the same days twice', async () => {
  expect((await away(office.anonymous(), {})).status).toBe(401);
  expect(await away(host, { substituteId: 'nobody' })).toMatchObject({
    status: 422,
    body: { code: 'ABSENCE-SUBSTITUTE' },
  });
  expect(await away(host, { substituteId: 'demo-puzhengming' })).toMatchObject({
    body: { code: 'ABSENCE-ONESELF' },
  });
  expect(await away(host, { to: '2020-06-08' })).toMatchObject({ body: { code: 'ABSENCE-DAYS' } });
  expect((await away(host, { from: '2020-06-20', to: '2020-06-22' })).status).toBe(200);
  expect(await away(host, { from: '2020-06-22', to: '2020-06-23' })).toMatchObject({
    status: 409,
    body: { code: 'ABSENCE-OVERLAP' },
  });
});

test('[SUB2] before and after the days the substitute has nothing of it; in them the task, and the story says for whom', async () => {
  expect(await openTask(substitute, caseId, 't_review')).toBeUndefined();
  const { body } = await away(host, {});
  expect(body.own.map((one) => one.state)).toEqual(['planned', 'now']);
  expect(await openTask(substitute, caseId, 't_review')).toBeDefined();
  expect((await substitute.get('listAbsences')).forOthers).toHaveLength(2);

  const [, own] = body.own;
  await host.get('endAbsence', { params: { absenceId: own?.id ?? '' } });
  expect(await openTask(substitute, caseId, 't_review')).toBeUndefined();
  expect(
    (await substitute.call('endAbsence', { params: { absenceId: own?.id ?? '' } })).status,
  ).toBe(404);

  expect((await away(host, {})).status).toBe(200);
  expect(await complete(substitute, 't_review')).toBe(200);
  const { timeline } = await clerk.get('getCase', { params: { caseId } });
  expect(timeline.find((one) => one.elementId === 't_review')?.actorName).toBe(
    '李春梅（代普正明）',
  );
});

test('[SUB3] one is separate from a step also when it was done in one’s name', async () => {
  const state = (await office.context.models.cases.findById(caseId).lean())?.state.instance;
  expect(state?.performers['t_review']).toBe('demo-lichunmei');
  expect(state?.cosigners?.['t_review']).toEqual(['demo-puzhengming']);
});
