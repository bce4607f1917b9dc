/** A parallel join (BPMN 2.0.2 §13.4.1) that a hundred people reach at the same moment, through three server processes. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from '../support/client';
import { DEMO_PASSWORD } from '../../../server/demo/demo-users';
import { type Cluster, openCluster } from '../support/cluster';
import {
  flow,
  opinionForm,
  opinionTask,
  processFile,
  publishFiles,
} from '../support/publish-files';

const BRANCHES = 100;
const branches = Array.from({ length: BRANCHES }, (_, order) => `t_${order}`);
let cluster: Cluster;
let clerks: readonly Client[];

function jointProcess(): string {
  return processFile('joint', 'name="联合审核" banshi:numberPrefix="LH"', [
    '<bpmn:startEvent id="start" name="联合审核" banshi:matter="联合审核" banshi:starterRoles="villageClerk" />',
    opinionTask('t_apply', '申请', 'demo-zhanghui'),
    '<bpmn:parallelGateway id="split" />',
    ...branches.map((id) => opinionTask(id, `审核 ${id}`, 'demo-zhanghui')),
    '<bpmn:parallelGateway id="join" />',
    opinionTask('t_sum', '汇总', 'demo-zhanghui'),
    '<bpmn:endEvent id="done" />',
    flow('start', 't_apply'),
    flow('t_apply', 'split'),
    ...branches.flatMap((id) => [flow('split', id), flow(id, 'join')]),
    flow('join', 't_sum'),
    flow('t_sum', 'done'),
  ]);
}

async function logIn(username: string, server: number): Promise<Client> {
  const client = new Client(() => cluster.servers[server]?.url ?? '');
  await client.logIn(username, DEMO_PASSWORD);
  return client;
}

beforeAll(async () => {
  cluster = await openCluster({ at: '2020-06-03T10:00:00+08:00', clockErrors: [0, 0, 0] });
  const files = { ...opinionForm, 'processes/joint.bpmn': jointProcess() };
  await publishFiles(await logIn('admin', 0), '1.1.0', files);
  clerks = await Promise.all([0, 1, 2].map((server) => logIn('zhanghui', server)));
}, 120_000);
afterAll(() => cluster.stop(), 60_000);

const opinion = { result: '同意', opinionText: '情况属实，同意。', opinionDate: '2020-06-03' };

async function begin(): Promise<string> {
  const [clerk] = clerks;
  if (clerk === undefined) throw new Error('nobody');
  const draft = await clerk.get('openMatterDraft', {
    body: { packageKey: 'mile-2020', processId: 'joint', startEventId: 'start' },
  });
  const body = { values: { ...draft.form.values, ...opinion }, warningReasons: {} };
  return (await clerk.get('submitMatter', { params: { draftId: draft.id }, body })).caseId;
}

async function openTasks(caseId: string): Promise<{ id: string; elementId: string }[]> {
  const { models } = cluster.office.context;
  const tasks = await models.tasks.find({ caseId, state: 'open' }).lean();
  return tasks.map(({ _id: id, elementId }) => ({ id, elementId }));
}

function complete(server: number, task: { id: string; elementId: string } | undefined) {
  const client = clerks[server % clerks.length];
  if (client === undefined || task === undefined) throw new Error('nobody or nothing');
  const body = { forms: { [task.elementId]: opinion }, warningReasons: {} };
  return client.call('completeTask', { params: { taskId: task.id }, body });
}

test('all hundred are taken, and the join is passed once', async () => {
  const caseId = await begin();
  const tasks = await openTasks(caseId);
  expect(tasks).toHaveLength(BRANCHES);
  const began = Date.now();
  const replies = await Promise.all(tasks.map((task, order) => complete(order, task)));
  const seconds = (Date.now() - began) / 1000;
  const statuses = replies.map((reply) => reply.status);
  expect(statuses).toEqual(tasks.map(() => 200));
  expect(seconds).toBeLessThan(30);

  const { models, audit } = cluster.office.context;
  expect((await openTasks(caseId)).map((task) => task.elementId)).toEqual(['t_sum']);
  const document = await models.cases.findById(caseId).lean();
  // The application and the hundred; whoever came second has written nothing in vain.
  expect(document?.revision).toBe(BRANCHES + 1);
  expect(document).toMatchObject({ outboxPending: false, outbox: [] });
  const history = await models.history.find({ caseId }).sort({ revision: 1 }).lean();
  const events = history.flatMap((one) => one.events);
  expect(new Set(events.map((event) => event.eventId)).size).toBe(events.length);
  const completed = events.filter((event) => event.type === 'userTaskCompleted');
  expect(completed).toHaveLength(BRANCHES + 1);
  expect(await audit.verify()).toBeNull();
}, 60_000);

test('of three who decide one task at once one wins; the others are told that it is done', async () => {
  const caseId = await begin();
  const [task] = await openTasks(caseId);
  const replies = await Promise.all([0, 1, 2].map((server) => complete(server, task)));
  expect(replies.map((reply) => reply.status).toSorted()).toEqual([200, 409, 409]);
  for (const { status, body } of replies) {
    if (status === 200) continue;
    expect(body).toMatchObject({
      code: 'CASE-TASK-DONE',
      title: '这项待办已经办完或已撤销，请刷新后再看。',
    });
  }
}, 60_000);
