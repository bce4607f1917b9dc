/** 会签 as three people do it: through HTTP, on a process that the administrator has published. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newForm } from '../../designer/templates/new-form';
import { newProcess } from '../../designer/templates/new-process';
import type { Client } from './support/client';
import { type Office, openOffice } from './support/office';
import { openTask } from './support/walk';

const params = { packageKey: 'mile-2020' };
const MEMBERS = ['wangjianguo', 'lizhiqiang', 'zhoumin'] as const;
let office: Office;
let clerk: Client;
let ids: Readonly<Record<string, string>>;

const forms = {
  'forms/jointApply.form.json': newForm('jointApply', '联合申请', 'application'),
  'forms/jointOpinion.form.json': newForm('jointOpinion', '会签意见', 'opinion'),
};

/** The template's review, done by several who decide together. */
function jointProcess(members: readonly string[]): string {
  const people = members.map((id) => `'${id}'`).join(', ');
  return newProcess({
    key: 'joint',
    title: '联合审核',
    starterRoles: ['villageClerk'],
    reviewerRoles: ['villageClerk'],
    reviewLevel: null,
    reviewDays: 3,
    applicationForm: 'jointApply',
    opinionForm: 'jointOpinion',
    caseTitleField: 'applicantName',
  })
    .replace('<banshi:assignment roles="villageClerk" separateFrom="t_apply" />', () =>
      [
        '<banshi:assignment peopleRule="member" />',
        '<banshi:countersign policy="ratio" atLeast="2/3" approve="同意" result="decision" />',
      ].join(''),
    )
    .replace(/(id="t_review"[\s\S]*?)(\s*<\/bpmn:userTask>)/, (_, head: string, end: string) =>
      [
        head,
        `<bpmn:multiInstanceLoopCharacteristics banshi:collection="[${people}]" banshi:elementVariable="member" banshi:outputCollection="opinions" banshi:outputElement="review" />`,
        end,
      ].join(''),
    )
    .replace('review.result = "同意"', 'decision.passed');
}

beforeAll(async () => {
  office = await openOffice();
  await office.at('2020-06-03T10:00:00+08:00');
  const users = await office.context.models.users.find({ username: { $in: MEMBERS } }).lean();
  ids = Object.fromEntries(users.map((user) => [user.username, user._id]));
  clerk = await office.logIn('zhanghui');
  const admin = await office.logIn('admin');
  let revision = 0;
  const files = {
    ...Object.fromEntries(
      Object.entries(forms).map(([path, form]) => [path, JSON.stringify(form, null, 2)]),
    ),
    'processes/joint.bpmn': jointProcess(MEMBERS.map((name) => ids[name] ?? '')),
  };
  for (const [path, text] of Object.entries(files)) {
    const draft = await admin.get('getDraft', { params });
    const body = { path, text, revision: draft.revision };
    revision = (await admin.get('saveDraftFile', { params, body })).revision;
  }
  const { problems } = await admin.get('checkDraft', { params });
  expect(problems.filter((problem) => problem.severity === 'error')).toEqual([]);
  await admin.get('publishDraft', { params, body: { version: '1.1.0', note: '会签', revision } });
}, 120_000);
afterAll(() => office.stop());

async function begin(): Promise<string> {
  const draft = await clerk.get('openMatterDraft', {
    body: { packageKey: 'mile-2020', processId: 'joint', startEventId: 'start' },
  });
  const values = { applicantName: '王小明', phone: '13800000000', reason: '联合审核' };
  const started = await clerk.get('submitMatter', {
    params: { draftId: draft.id },
    body: { values: { ...draft.form.values, ...values }, warningReasons: {} },
  });
  return started.caseId;
}

async function reviewOf(client: Client, caseId: string): Promise<string> {
  return (await openTask(client, caseId, 't_review'))?.id ?? 'none';
}

async function decide(client: Client, caseId: string, result: string): Promise<number> {
  const taskId = await reviewOf(client, caseId);
  const body = {
    forms: { review: { opinionDate: '2020-06-03' } },
    outcome: result,
    opinion: `我的意见是${result}`,
    warningReasons: {},
  };
  return (await client.call('completeTask', { params: { taskId }, body })).status;
}

test('each member finds the task with an empty form of their own; two of three decide, the third no longer has it', async () => {
  const [first, second, third] = await Promise.all(MEMBERS.map((name) => office.logIn(name)));
  if (first === undefined || second === undefined || third === undefined) throw new Error('who');
  const caseId = await begin();
  expect(await openTask(clerk, caseId, 't_review')).toBeUndefined();
  expect(await decide(first, caseId, '同意')).toBe(200);
  const detail = await second.get('getTask', {
    params: { taskId: await reviewOf(second, caseId) },
  });
  expect(detail.countersign).toMatchObject({ total: 3, approved: 1, rejected: 0, pending: 2 });
  expect(detail.countersign?.votes).toEqual([
    { name: '王建国', outcomeTitle: '同意', opinion: '我的意见是同意' },
  ]);
  expect(detail.countersign?.waiting).toHaveLength(2);
  expect(detail.forms.find((form) => form.variable === 'review')?.values['result']).toBeUndefined();
  expect(await decide(second, caseId, '同意')).toBe(200);
  expect(await openTask(third, caseId, 't_review')).toBeUndefined();
  expect((await clerk.get('getCase', { params: { caseId } })).result).toBe('办结');
});

test('the initiator cancels what the process lets them cancel, with a reason; nobody else does', async () => {
  const caseId = await begin();
  const cancel = (client: Client, reason: string) =>
    client.call('cancelCase', { params: { caseId }, body: { reason } });
  const member = await office.logIn(MEMBERS[0]);
  expect((await member.get('getCase', { params: { caseId } })).mayCancel).toBe(false);
  expect(await cancel(member, '我想撤销这件事')).toMatchObject({
    status: 403,
    body: { code: 'CASE-MAY-NOT-CANCEL' },
  });
  expect((await clerk.get('getCase', { params: { caseId } })).mayCancel).toBe(true);
  expect((await cancel(clerk, '不办')).status).toBe(422);
  expect(await cancel(clerk, '申请人已经搬走')).toMatchObject({
    status: 200,
    body: { state: 'terminated', mayCancel: false, mayUrge: false },
  });
  expect(await openTask(member, caseId, 't_review')).toBeUndefined();
});

test('a member brings one more in and takes another out; the case goes on by who is left', async () => {
  const [first, second] = await Promise.all([office.logIn(MEMBERS[0]), office.logIn(MEMBERS[1])]);
  const caseId = await begin();
  const taskId = await reviewOf(first, caseId);
  const operate = (body: object) =>
    first.call('operateTask', { params: { taskId }, body: body as never });
  const more = await office.context.models.users.findOne({ username: 'zhanghui' }).lean();
  const added = { type: 'addSigners', position: 'beside', reason: '请一并会签' };
  expect((await operate({ ...added, people: [more?._id ?? ''] })).status).toBe(200);
  expect((await operate({ ...added, people: [ids['zhoumin']] })).status).toBe(422);
  const out = { type: 'removeSigner', person: ids['zhoumin'], reason: '出差不能会签' };
  expect((await operate(out)).status).toBe(200);
  const detail = await first.get('getTask', { params: { taskId } });
  expect(detail.countersign).toMatchObject({ total: 3, pending: 3 });
  expect(await decide(first, caseId, '不同意')).toBe(200);
  expect(await decide(clerk, caseId, '同意')).toBe(200);
  expect(await decide(second, caseId, '不同意')).toBe(200);
  expect((await clerk.get('getCase', { params: { caseId } })).result).toBe('不同意');
});
