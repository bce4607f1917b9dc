import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { changeCase } from '../../server/cases/change-case';
import { saveRecordAction } from '../../server/effects/save-record';
import type { Client } from './support/client';
import { type Office, openOffice } from './support/office';
import { apply, completionFor, openTask, workedExample } from './support/walk';

const example = workedExample('s1');
const application = example.start.forms['application'] ?? {};
const survey = example.steps.find((step) => step.complete === 't_survey');
let office: Office;
let clerk: Client;

beforeAll(async () => {
  office = await openOffice();
  await office.at(example.start.at);
  clerk = await office.logIn('zhanghui');
  const zhang = await office.context.models.users.findOne({ username: 'zhanghui' }).lean();
  await office.context.models.users.create({
    ...zhang,
    _id: 'second-clerk',
    username: 'second-clerk',
    name: '李小红',
    demo: null,
  });
});
afterAll(() => office.stop());

const start = (): Promise<string> => apply(clerk, example.start.startEvent, application);

test('when two people complete one task at once, one succeeds and the other is told it is done', async () => {
  const caseId = await start();
  const second = await office.logIn('second-clerk');
  const task = await openTask(clerk, caseId, 't_accept');
  const params = { taskId: task?.id ?? '' };
  const body = await completionFor(clerk, params.taskId, {
    outcome: '受理',
    ...example.steps.find((step) => step.complete === 't_accept'),
  });
  const replies = await Promise.all(
    [clerk, second].map((client) => client.call('completeTask', { params, body })),
  );
  expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409]);
  const refused = replies.find((reply) => reply.status === 409);
  expect(refused?.body).toMatchObject({ code: 'CASE-TASK-DONE' });
  const opened = await office.context.models.tasks.find({ caseId }).lean();
  expect(opened.filter((one) => one.elementId === 't_survey')).toHaveLength(1);
});

test('of two claims at once one wins; the other finds the task taken; release gives it back', async () => {
  const caseId = await start();
  const second = await office.logIn('second-clerk');
  const task = await openTask(clerk, caseId, 't_accept');
  const params = { taskId: task?.id ?? '' };
  const replies = await Promise.all(
    [clerk, second].map((client) => client.call('claimTask', { params })),
  );
  expect(replies.map((reply) => reply.status).sort()).toEqual([200, 403]);
  const [winner, loser] = replies[0]?.status === 200 ? [clerk, second] : [second, clerk];
  expect(await openTask(loser, caseId, 't_accept')).toBeUndefined();
  expect((await winner.call('releaseTask', { params })).status).toBe(200);
  expect(await openTask(loser, caseId, 't_accept')).toBeDefined();
});

test('an application sent twice is one case', async () => {
  const draft = await clerk.get('openMatterDraft', {
    body: {
      packageKey: 'mile-2020',
      processId: 'identify',
      startEventId: example.start.startEvent,
    },
  });
  const sent = { params: { draftId: draft.id }, body: { values: application } };
  const replies = await Promise.all([
    clerk.call('submitMatter', sent),
    clerk.call('submitMatter', sent),
  ]);
  expect(replies.map((reply) => reply.status)).toEqual([200, 200]);
  const [one, other] = replies.map((reply) => reply.body);
  expect(one?.caseId).toBe(other?.caseId);
  expect(one?.caseNumber).toBe(other?.caseNumber);
  const caseId = one?.caseId ?? '';
  expect(await office.context.models.tasks.countDocuments({ caseId, state: 'open' })).toBe(1);
});

test('a preview says what is missing and what follows, and changes nothing', async () => {
  const caseId = await start();
  const task = await openTask(clerk, caseId, 't_accept');
  const params = { taskId: task?.id ?? '' };
  const before = await office.context.models.cases.findById(caseId).lean();
  const missing = await clerk.get('previewTask', { params, body: { forms: {} } });
  expect(missing.problems.map((problem) => problem.code)).toContain('CASE-OUTCOME-MISSING');
  const accept = example.steps.find((step) => step.complete === 't_accept') ?? {};
  const body = await completionFor(clerk, params.taskId, accept);
  const fine = await clerk.get('previewTask', { params, body });
  expect(fine.problems).toEqual([]);
  expect(fine.next).toContain('驻村工作队');
  const after = await office.context.models.cases.findById(caseId).lean();
  expect(after?.revision).toBe(before?.revision);
});

test('a task’s draft is kept for its writer, and a save over a newer one is refused', async () => {
  const caseId = await start();
  const task = await openTask(clerk, caseId, 't_accept');
  const params = { taskId: task?.id ?? '' };
  const forms = { accept: { note: '材料齐' } };
  const saved = await clerk.get('saveTaskDraft', { params, body: { revision: 0, forms } });
  expect(saved.revision).toBe(1);
  const stale = await clerk.call('saveTaskDraft', { params, body: { revision: 0, forms } });
  expect(stale.status).toBe(409);
  expect((await clerk.get('getTask', { params })).draft).toMatchObject({ revision: 1, forms });
  const second = await office.logIn('second-clerk');
  expect((await second.get('getTask', { params })).draft).toBeNull();
});

test('a crash between a record and its revision neither loses nor doubles it', async () => {
  const { models, packages } = office.context;
  const document = await models.cases.findById(await start()).lean();
  if (document === null) throw new Error('no case');
  const delivery = {
    server: office.context,
    changeCase,
    case: document,
    package: await packages.get(document.packageKey, document.packageVersion),
    batch: {
      batchId: 'b',
      revision: 2,
      at: 0,
      actor: null,
      effects: [],
      events: [],
      submissions: [],
      audit: [],
    },
  };
  const save = (jobId: string, phone: string) =>
    saveRecordAction(
      jobId,
      {
        entity: 'household',
        status: '申报中',
        data: { ...application, headIdNumber: '532599196001010019', phone },
      },
      delivery,
    );
  const recordId = String((await save('job-1', '13887312345'))['recordId']);
  // The record is written, the process dies before the revision is filed, and the job runs again.
  await models.revisions.deleteOne({ _id: 'job-1' });
  await save('job-1', '13887312345');
  await save('job-2', '13887399999');
  await models.revisions.deleteOne({ _id: 'job-2' });
  await save('job-3', '13887388888');
  const filed = await models.revisions.find({ recordId }).sort({ revision: 1 }).lean();
  expect(filed.map((one) => one._id)).toEqual(['job-1', 'job-2', 'job-3']);
  expect(filed.map((one) => one.revision)).toEqual([1, 2, 3]);
  expect(filed.map((one) => one.data['phone'])).toEqual([
    '13887312345',
    '13887399999',
    '13887388888',
  ]);
  const record = await models.records.findById(recordId).lean();
  expect(record?.record.revision).toBe(3);
});

test('a worker finishes what a request that died after its commit left behind', async () => {
  const caseId = await start();
  const { models } = office.context;
  const task = await openTask(clerk, caseId, 't_accept');
  const events = await models.history.countDocuments({ caseId });
  // The commit is there, but nothing of what follows from it.
  const batch = {
    batchId: randomUUID(),
    revision: 1,
    at: office.context.clock(),
    actor: null,
    events: [],
    submissions: [],
    audit: [
      {
        key: `lost-${caseId}`,
        at: office.context.clock(),
        actorId: null,
        actorName: '系统',
        action: 'lost',
        subject: caseId,
        detail: '',
      },
    ],
    effects: [
      {
        type: 'scheduleTimer',
        effectId: 'lost-effect',
        timerId: `lost-${caseId}`,
        elementId: 't_accept',
        dueAt: office.context.clock() + 3_600_000,
      },
    ],
  };
  await models.cases.updateOne(
    { _id: caseId },
    {
      $push: { outbox: batch },
      $set: { outboxPending: true, outboxAt: office.context.clock() - 60_000 },
    },
  );
  await office.worker.finishOutboxes();
  expect(await models.timers.countDocuments({ _id: `lost-${caseId}` })).toBe(1);
  expect(await models.audit.countDocuments({ action: 'lost', subject: caseId })).toBe(1);
  const after = await models.cases.findById(caseId).lean();
  expect(after).toMatchObject({ outboxPending: false, outbox: [] });
  expect(await models.history.countDocuments({ caseId })).toBe(events);
  expect((await openTask(clerk, caseId, 't_accept'))?.id).toBe(task?.id);
});

test('work lists keep what has no time limit behind what has one', async () => {
  const caseId = await start();
  const task = await openTask(clerk, caseId, 't_accept');
  await office.context.models.tasks.create({
    ...(await office.context.models.tasks.findById(task?.id).lean()),
    _id: 'no-limit',
    dueAt: null,
    dueOrder: Number.MAX_SAFE_INTEGER,
  });
  const page = await clerk.get('listTasks', { query: { pageSize: '200' } });
  expect(page.items.at(-1)?.id).toBe('no-limit');
  await office.context.models.tasks.deleteOne({ _id: 'no-limit' });
});

test('what a person is not asked for is computed again: a forged income is replaced by the real one', async () => {
  const caseId = await start();
  const accept = example.steps.find((step) => step.complete === 't_accept') ?? {};
  const task = await openTask(clerk, caseId, 't_accept');
  await clerk.get('completeTask', {
    params: { taskId: task?.id ?? '' },
    body: await completionFor(clerk, task?.id ?? '', accept),
  });
  await office.at('2020-06-05T16:00:00+08:00');
  const team = await office.logIn('wangjianguo');
  const surveyTask = await openTask(team, caseId, 't_survey');
  const body = await completionFor(team, surveyTask?.id ?? '', survey ?? {});
  const forged = {
    ...body,
    forms: { ...body.forms, income: { ...body.forms['income'], perCapitaNet: 99_999 } },
  };
  await team.get('completeTask', { params: { taskId: surveyTask?.id ?? '' }, body: forged });
  const kept = await office.context.models.submissions
    .findOne({ caseId, variable: 'income' })
    .lean();
  expect(kept?.values['perCapitaNet']).toBe(4105);
});
