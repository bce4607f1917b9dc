/** Who does a step that nobody can do as the definition says, or only whoever did the one before. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newForm } from '../../designer/templates/new-form';
import { newProcess } from '../../designer/templates/new-process';
import type { Problem } from '../../runtime/kernel';
import type { Client } from './support/client';
import { type Office, openOffice } from './support/office';
import { openTask } from './support/walk';

const params = { packageKey: 'mile-2020' };
let office: Office;
let clerk: Client;
let admin: Client;
let unheld: readonly Problem[];
let refusal: { readonly status: number; readonly body: unknown };
let heldElsewhere: readonly Problem[];

/** The template's process with another assignment of its review, and perhaps without results to choose from. */
function processWith(key: string, assignment: string, withOutcomes = true): string {
  const text = newProcess({
    key,
    title: `试验${key}`,
    starterRoles: ['villageClerk'],
    reviewerRoles: ['villageHost'],
    reviewLevel: 'village',
    reviewDays: 3,
    applicationForm: 'emptyApply',
    opinionForm: 'emptyOpinion',
    caseTitleField: 'applicantName',
  }).replace(
    /<banshi:assignment roles="villageHost"[^>]*\/>/,
    `<banshi:assignment ${assignment}/>`,
  );
  return withOutcomes
    ? text
    : text
        .replace(
          /<banshi:form key="emptyOpinion"[^>]*\/>\s*<banshi:outcomes[\s\S]*?<\/banshi:outcomes>/,
          '',
        )
        .replaceAll(/review\.result = "[^"]*"/g, 'true');
}

// In the demonstration nobody holds the role of the leading group at a village.
const NOBODY = 'roles="leadingGroup" level="village"';
const files = {
  'forms/emptyApply.form.json': JSON.stringify(newForm('emptyApply', '空缺申请', 'application')),
  'forms/emptyOpinion.form.json': JSON.stringify(newForm('emptyOpinion', '空缺意见', 'opinion')),
  'processes/toAdmin.bpmn': processWith('toAdmin', NOBODY),
  'processes/toSuperior.bpmn': processWith(
    'toSuperior',
    'roles="townshipReviewer" level="village" emptyPolicy="escalate"',
  ),
  'processes/passedOver.bpmn': processWith('passedOver', `${NOBODY} emptyPolicy="skip"`, false),
  'processes/refused.bpmn': processWith('refused', `${NOBODY} emptyPolicy="refuse"`),
  'processes/same.bpmn': processWith(
    'same',
    'roles="villageClerk" level="village" samePerson="skip"',
    false,
  ),
};

beforeAll(async () => {
  office = await openOffice();
  await office.at('2020-06-03T10:00:00+08:00');
  [clerk, admin] = await Promise.all([office.logIn('zhanghui'), office.logIn('admin')]);
  let { revision } = await admin.get('getDraft', { params });
  for (const [path, text] of Object.entries(files)) {
    const body = { path, text, revision };
    ({ revision } = await admin.get('saveDraftFile', { params, body }));
  }
  const found = async () => (await admin.get('checkDraft', { params })).problems;
  unheld = await found();
  const body = { version: '1.1.0', note: '空缺', revision };
  refusal = await admin.call('publishDraft', { params, body });
  // Now somebody holds it, at another village.
  await office.context.models.users.updateOne(
    { username: 'longtan-host' },
    { $push: { seats: { role: 'leadingGroup', unit: '532504104207' } } },
  );
  heldElsewhere = await found();
  await admin.get('publishDraft', { params, body });
}, 120_000);
afterAll(() => office.stop());

test('a version with a step to be refused, which nobody anywhere could do, is not published', () => {
  expect(unheld.filter((problem) => problem.severity === 'error')).toEqual([
    {
      code: 'PKG-POST-NOBODY',
      at: 'processes/refused.bpmn#t_review',
      message:
        '环节“审核”由 市扶贫开发领导小组 办理，现在没有人担任。请先安排人员，或改办理人、改“没有人能办时”的做法。',
      severity: 'error',
    },
  ]);
  expect(refusal).toMatchObject({ status: 422, body: { code: 'PKG-PROBLEMS' } });
  // Where the step is handed on or passed over, it is a hint.
  const hinted = unheld.filter((problem) => problem.code === 'PKG-POST-NOBODY');
  expect(hinted.map(({ at, severity }) => [at, severity])).toEqual(
    expect.arrayContaining([
      ['processes/toAdmin.bpmn#t_review', 'warning'],
      ['processes/passedOver.bpmn#t_review', 'warning'],
    ]),
  );
});

test('where somebody holds the post at one unit, the others are named', () => {
  const [some] = heldElsewhere.filter((problem) => problem.code === 'PKG-POST-SOME');
  expect(some).toMatchObject({ at: 'processes/refused.bpmn#t_review', severity: 'warning' });
  expect(some?.message).toMatch(/而 \d+ 个单位没有人担任 市扶贫开发领导小组，如 /);
  expect(heldElsewhere.filter((problem) => problem.severity === 'error')).toEqual([]);
});

async function begin(processId: string): Promise<string> {
  const draft = await clerk.get('openMatterDraft', {
    body: { packageKey: 'mile-2020', processId, startEventId: 'start' },
  });
  const values = { applicantName: '王小明', phone: '13800000000', reason: '试一试' };
  const started = await clerk.get('submitMatter', {
    params: { draftId: draft.id },
    body: { values: { ...draft.form.values, ...values }, warningReasons: {} },
  });
  return started.caseId;
}

async function storyOf(caseId: string): Promise<string> {
  const found = await clerk.get('getCase', { params: { caseId } });
  return found.timeline.map((one) => one.title).join('\n');
}

const see = (caseId: string) => clerk.get('getCase', { params: { caseId } });

test('[ASG6] without a policy those who operate cases get it, and may do it', async () => {
  const caseId = await begin('toAdmin');
  const task = await openTask(admin, caseId, 't_review');
  expect(task).toBeDefined();
  expect(await storyOf(caseId)).toContain('没有合适的办理人，已转请管理员办理');
  const reply = await admin.call('completeTask', {
    params: { taskId: task?.id ?? '' },
    body: {
      forms: { review: { opinionDate: '2020-06-03' } },
      outcome: '同意',
      opinion: '同意办理',
      warningReasons: {},
    },
  });
  expect(reply.status).toBe(200);
  expect((await see(caseId)).result).toBe('办结');
});

test('[ASG7] escalated, it goes to the nearest unit above where somebody holds the role', async () => {
  const caseId = await begin('toSuperior');
  expect(await openTask(await office.logIn('lizhiqiang'), caseId, 't_review')).toBeDefined();
  expect(await openTask(admin, caseId, 't_review')).toBeUndefined();
  expect(await storyOf(caseId)).toContain('已转请上级办理');
});

test('[ASG8] passed over, or an incident, where the definition says so', async () => {
  const skipped = await begin('passedOver');
  expect(await see(skipped)).toMatchObject({ state: 'completed' });
  expect(await storyOf(skipped)).toContain('按设定跳过');
  const refused = await see(await begin('refused'));
  expect(refused.incidents.map((one) => one.code)).toEqual(['ENG-NO-PERFORMER']);
});

test('[ASG9] whoever began the case need not approve it themselves', async () => {
  const caseId = await begin('same');
  expect(await see(caseId)).toMatchObject({ state: 'completed' });
  expect(await storyOf(caseId)).toContain('按设定跳过');
});
