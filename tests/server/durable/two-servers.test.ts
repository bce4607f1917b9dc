import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { applicationOf } from '../support/applicants';
import { type Office, openOffice } from '../support/office';
import { apply, completionFor, doStep, openTask, workedExample } from '../support/walk';

const example = workedExample('s1');
const accept = example.steps.find((step) => step.complete === 't_accept') ?? {};
let first: Office;
let second: Office;

beforeAll(async () => {
  first = await openOffice();
  second = await openOffice({ beside: first });
  await first.at(example.start.at);
});
afterAll(async () => {
  await second.stop();
  await first.stop();
});

test('one task completed through two servers at once is completed once; the other is told', async () => {
  const [here, there] = await Promise.all([first.logIn('zhanghui'), second.logIn('zhanghui')]);
  const caseIds = await Promise.all(
    Array.from({ length: 8 }, (_, order) =>
      apply(order % 2 === 0 ? here : there, example.start.startEvent, applicationOf(order)),
    ),
  );
  const results = await Promise.all(
    caseIds.map(async (caseId) => {
      const task = await openTask(here, caseId, 't_accept');
      const sent = {
        params: { taskId: task?.id ?? '' },
        body: await completionFor(here, task?.id ?? '', accept),
      };
      const replies = await Promise.all([
        here.call('completeTask', sent),
        there.call('completeTask', sent),
      ]);
      return replies.map((reply) => reply.status).toSorted();
    }),
  );
  expect(results).toEqual(caseIds.map(() => [200, 409]));

  const { models, audit } = first.context;
  for (const caseId of caseIds) {
    const document = await models.cases.findById(caseId).lean();
    const entries = await models.audit.find({ subject: document?.number ?? '' }).lean();
    expect(entries.filter((entry) => entry.action === 'completeTask')).toHaveLength(1);
    expect(await models.tasks.countDocuments({ caseId, state: 'open' })).toBe(1);
    expect(await models.revisions.countDocuments({ caseId })).toBe(1);
  }
  expect(await models.cases.countDocuments({ outboxPending: true })).toBe(0);
  expect(await audit.verify()).toBeNull();
});

test('two workers fire a timer once', async () => {
  const clerk = await first.logIn('zhanghui');
  const caseId = await apply(clerk, example.start.startEvent, applicationOf(20));
  for (const step of example.steps) {
    if (step.advanceTo !== undefined) break;
    await doStep(first, example, caseId, step);
  }
  first.clock.offset = Date.parse('2020-06-14T00:00:01+08:00') - Date.now();
  await Promise.all([first.worker.fireTimers(), second.worker.fireTimers()]);
  const { models } = first.context;
  const opened = await models.tasks.find({ caseId, elementId: 't_publicityResult' }).lean();
  expect(opened.map((task) => task.state)).toEqual(['open']);
  const history = await models.history.find({ caseId }).lean();
  const fired = history
    .flatMap((one) => one.events)
    .filter((event) => event.type === 'timerTriggered' && event.elementId === 'ev_publicity');
  expect(fired).toHaveLength(1);
});
