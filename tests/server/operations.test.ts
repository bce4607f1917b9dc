import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AuditDocument } from '../../server/models/office';
import { applicationOf } from './support/applicants';
import type { Client } from './support/client';
import { type Office, openOffice } from './support/office';
import { apply, completionFor, openTask, walk, workedExample } from './support/walk';

const example = workedExample('s1');
const params = { packageKey: 'mile-2020' };
const from = { packageKey: 'mile-2020', processId: 'identify', fromVersion: '1.0.0' };
let office: Office;
let admin: Client;
let clerk: Client;
/** Two cases at 村受理审查 in version 1.0.0. */
let first: string;
let second: string;

/** Publishes a version in which every file is changed; the worked examples must still pass. */
async function publish(version: string, change: (text: string, path: string) => string) {
  const draft = await admin.get('getDraft', { params });
  let { revision } = draft;
  for (const { path } of draft.files) {
    const file = await admin.get('getDraftFile', { params, query: { path } });
    const text = change(file.text, path);
    if (text === file.text) continue;
    const body = { path, text, revision };
    revision = (await admin.get('saveDraftFile', { params, body })).revision;
  }
  await admin.get('publishDraft', { params, body: { version, note: '为迁移准备', revision } });
}

async function audited(action: string): Promise<AuditDocument[]> {
  return office.context.models.audit.find({ action }).sort({ _id: 1 }).lean<AuditDocument[]>();
}

async function untilDone(runId: string) {
  for (let turn = 0; turn < 100; turn += 1) {
    await office.worker.turn();
    const run = await admin.get('getMigration', { params: { runId } });
    if (run.state === 'done') return run;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the migration does not end');
}

beforeAll(async () => {
  office = await openOffice();
  await office.at(example.start.at);
  [admin, clerk] = await Promise.all([office.logIn('admin'), office.logIn('zhanghui')]);
  first = await apply(clerk, example.start.startEvent, applicationOf(1));
  second = await apply(clerk, example.start.startEvent, applicationOf(2));
  // 村受理审查 gets another id; operators may search by the members' names, too.
  await publish('1.1.0', (text, path) => {
    const renamed = text
      .replaceAll('t_accept"', 't_receive"')
      .replaceAll('t_accept ', 't_receive ');
    return path.endsWith('identify.bpmn')
      ? renamed
          .replace(
            /banshi:searchVariables="[^"]*"/,
            'banshi:searchVariables="application.headName application.members.name" banshi:historyLevel="activity"',
          )
          .replace('name="村受理审查"', 'name="村级受理"')
      : renamed;
  });
}, 120_000);
afterAll(() => office.stop());

test('operations are for operators', async () => {
  const nobody = await office.anonymous().call('listOperatorCases');
  expect(nobody.status).toBe(401);
  const reply = await clerk.call('listOperatorCases');
  expect(reply.status).toBe(403);
  expect(reply.body).toMatchObject({ code: 'HTTP-FORBIDDEN' });
  const started = await clerk.call('startMigration', {
    body: { ...from, toVersion: '1.1.0', plan: {}, reason: '换新版本办理' },
  });
  expect(started.status).toBe(403);
});

test('an operator of another township sees, changes and migrates none of these cases', async () => {
  const { users } = office.context.models;
  const { passwordHash = '' } = (await users.findOne({ username: 'admin' }).lean()) ?? {};
  const seats = [{ role: 'orgAdmin', unit: '532504103' }];
  await users.create({
    _id: 'elsewhere',
    username: 'elsewhere',
    name: '外乡管理员',
    passwordHash,
    seats,
    demo: null,
    disabled: false,
    createdAt: 0,
  });
  const other = await office.logIn('elsewhere');
  expect((await other.get('listOperatorCases')).total).toBe(0);
  expect((await other.call('getOperatorCase', { params: { caseId: first } })).status).toBe(404);
  const edits = [{ path: 'application.phone', value: '13900000000' }];
  const edited = await other.call('editVariables', {
    params: { caseId: first },
    body: { edits, reason: '不是我的办件' },
  });
  expect(edited.status).toBe(404);
  expect((await other.call('askWhatIf', { params: { caseId: first }, body: {} })).status).toBe(404);
  const preview = await other.get('previewMigration', {
    body: { ...from, toVersion: '1.1.0', plan: {}, caseIds: [first] },
  });
  expect(preview.total).toBe(0);
  const counts = await other.get('getProcessCounts', {
    params: { ...params, processId: 'identify', version: '1.0.0' },
  });
  expect(counts.elements).toEqual([]);
});

test('cases are found by number, subject, state, version and where they are', async () => {
  const all = await admin.get('listOperatorCases', { query: { state: 'open', version: '1.0.0' } });
  expect(all.total).toBe(2);
  const [one] = all.items;
  expect(one?.waitingAt).toEqual([{ elementId: 't_accept', name: '村受理审查' }]);
  const found = async (query: Record<string, string>): Promise<number> =>
    (await admin.get('listOperatorCases', { query })).total;
  expect(await found({ number: one?.number ?? '' })).toBe(1);
  expect(await found({ number: 'XX' })).toBe(0);
  expect(await found({ subject: one?.subject ?? '' })).toBe(2);
  expect(await found({ element: 't_accept' })).toBe(2);
  expect(await found({ element: 't_survey' })).toBe(0);
  expect(await found({ state: 'completed' })).toBe(0);
  expect(await found({ processId: 'identify', packageKey: 'mile-2020' })).toBe(2);
});

test('the drawing says how many cases are where', async () => {
  const processes = await admin.get('listOperatedProcesses');
  expect(processes.find((one) => one.processId === 'identify')).toMatchObject({
    currentVersion: '1.1.0',
    historyLevel: 'activity',
    searchVariables: [{ path: 'application.headName' }, { path: 'application.members.name' }],
    versions: [
      { version: '1.1.0', open: 0 },
      { version: '1.0.0', open: 2 },
    ],
  });
  const counts = await admin.get('getProcessCounts', {
    params: { ...params, processId: 'identify', version: '1.0.0' },
  });
  expect(counts.elements).toEqual([
    { elementId: 't_accept', name: '村受理审查', open: 2, incidents: 0 },
  ]);
  expect(counts.xml).toContain('t_accept');
  const missing = await admin.call('getProcessCounts', {
    params: { ...params, processId: 'identify', version: '9.9.9' },
  });
  expect(missing.status).toBe(404);
  expect(missing.body).toMatchObject({ code: 'OPS-NO-VERSION' });
});

test('a case shows its runs and variables; what identifies people is masked', async () => {
  const detail = await admin.get('getOperatorCase', { params: { caseId: first } });
  expect(detail.activities).toEqual([
    expect.objectContaining({ elementId: 't_accept', parent: null, state: 'active' }),
  ]);
  expect(detail.versions).toEqual(['1.1.0', '1.0.0']);
  const number = detail.variables.find((one) => one.path === 'application.headIdNumber');
  expect(number).toMatchObject({ masked: true, text: expect.stringMatching(/^5325\*{10}/) });
  expect(JSON.stringify(detail.variables)).not.toMatch(/\d{17}[\dX]/);
});

test('variables are edited by path, and the audit trail has before, after and why', async () => {
  const edits = [{ path: 'application.phone', value: '13800000001' }];
  const short = await admin.call('editVariables', {
    params: { caseId: first },
    body: { edits, reason: '错' },
  });
  expect(short.status).toBe(400);
  await admin.get('editVariables', {
    params: { caseId: first },
    body: { edits, reason: '电话登记错了' },
  });
  const { state } = (await office.context.models.cases.findById(first).lean()) ?? {};
  expect(state?.instance.activities['0']?.variables?.['application']).toMatchObject({
    phone: '13800000001',
    headName: expect.any(String),
  });
  const [entry] = await audited('editVariables');
  expect(entry?.detail).toMatch(/^application\.phone: ".*" → "138\*{4}0001" · 电话登记错了$/);
});

test('a plan is proposed; a dry run says per case what would be refused and writes nothing', async () => {
  const proposal = await admin.get('proposeMigration', {
    query: { packageKey: 'mile-2020', processId: 'identify', from: '1.0.0', to: '1.1.0' },
  });
  expect(proposal.cases).toBe(2);
  const accept = proposal.elements.find((one) => one.source.id === 't_accept');
  expect(accept).toMatchObject({ targetId: null, by: 'none', open: 2 });
  expect(proposal.elements.find((one) => one.source.id === 't_survey')?.by).toBe('id');
  expect(proposal.targets.some((one) => one.id === 't_receive')).toBe(true);

  const before = await office.context.models.cases.findById(first).lean();
  const refused = await admin.get('previewMigration', {
    body: { ...from, toVersion: '1.1.0', plan: {} },
  });
  expect(refused).toMatchObject({ total: 2, checked: 2, refused: 2 });
  expect(refused.cases[0]?.problems).toEqual([
    expect.objectContaining({ code: 'MIG-GONE', at: 't_accept' }),
  ]);
  expect(refused.cases[0]?.problems[0]?.message).toContain('村受理审查');
  const planned = await admin.get('previewMigration', {
    body: { ...from, toVersion: '1.1.0', plan: { elements: { t_accept: 't_receive' } } },
  });
  expect(planned.refused).toBe(0);
  expect(planned.cases[0]?.entries[0]?.sentence).toBe('“村受理审查”改到“村级受理”继续办。');
  expect(await office.context.models.cases.findById(first).lean()).toEqual(before);
  const same = await admin.call('previewMigration', {
    body: { ...from, toVersion: '1.0.0', plan: {} },
  });
  expect(same.body).toMatchObject({ code: 'OPS-SAME-VERSION' });
});

test('one chosen case goes to the new version; its task and due date go along', async () => {
  const task = await openTask(clerk, first, 't_accept');
  const run = await admin.get('startMigration', {
    body: {
      ...from,
      toVersion: '1.1.0',
      plan: { elements: { t_accept: 't_receive' } },
      caseIds: [first],
      reason: '换新版本办理',
    },
  });
  expect(run).toMatchObject({ state: 'running', total: 1 });
  const done = await untilDone(run.id);
  expect(done).toMatchObject({ migrated: 1, refused: 0, state: 'done' });
  expect(done.results).toEqual([expect.objectContaining({ caseId: first, outcome: 'migrated' })]);

  const moved = await openTask(clerk, first, 't_receive');
  expect(moved).toMatchObject({ id: task?.id, name: '村级受理', dueAt: task?.dueAt });
  expect((await clerk.get('getCase', { params: { caseId: first } })).packageVersion).toBe('1.1.0');
  expect((await clerk.get('getCase', { params: { caseId: second } })).packageVersion).toBe('1.0.0');
  const entries = await audited('migrateCase');
  expect(entries.map((one) => one.detail)).toEqual(['1.0.0 → 1.1.0 · 换新版本办理']);
  expect((await audited('startMigration')).length).toBe(1);

  // It goes on in the new version.
  const accept = example.steps.find((step) => step.complete === 't_accept') ?? {};
  await clerk.get('completeTask', {
    params: { taskId: moved?.id ?? '' },
    body: await completionFor(clerk, moved?.id ?? '', accept),
  });
  const detail = await admin.get('getOperatorCase', { params: { caseId: first } });
  expect(detail.waitingAt.map((one) => one.elementId)).toContain('t_survey');
});

test('in the new version it is found by its variables, whole or from their beginning', async () => {
  const { state } = (await office.context.models.cases.findById(first).lean()) ?? {};
  const application = state?.instance.activities['0']?.variables?.['application'] as {
    members: { name: string }[];
  };
  const name = application.members[1]?.name ?? '';
  const found = async (variable: string, value: string, match: string): Promise<string[]> => {
    const query = { variable: `application.${variable}`, value, match };
    return (await admin.get('listOperatorCases', { query })).items.map((one) => one.id);
  };
  expect(name).not.toBe('');
  expect(await found('members.name', name, 'equal')).toEqual([first]);
  expect(await found('members.name', name.slice(0, 1), 'prefix')).toEqual([first]);
  expect(await found('members.name', name.slice(0, 1), 'equal')).toEqual([]);
  expect(await found('headName', '普', 'prefix')).toHaveLength(2);
});

test('at the level “activity” history keeps no sequence flows', async () => {
  const kept = await office.context.models.history
    .find({ caseId: first })
    .sort({ revision: 1 })
    .lean();
  const migrated = kept.findIndex(({ events }) =>
    events.some((event) => event.type === 'processInstanceMigrated'),
  );
  expect(migrated).toBeGreaterThan(0);
  const typesOf = (steps: typeof kept): Set<string> =>
    new Set(steps.flatMap(({ events }) => events.map((event) => event.type)));
  expect(typesOf(kept.slice(0, migrated))).toContain('sequenceFlowTaken');
  const after = typesOf(kept.slice(migrated));
  expect(after).toContain('activityCompleted');
  expect(after).not.toContain('sequenceFlowTaken');
});

test('a run that a crash left is taken up again; what cannot move is listed with its reason', async () => {
  const run = await admin.get('startMigration', {
    body: { ...from, toVersion: '1.1.0', plan: {}, reason: '全部换新版本' },
  });
  // The worker that had it died before it did anything: its lease ends, the next one goes on.
  await untilDone(run.id);
  const { migrationResults, migrationRuns } = office.context.models;
  await migrationResults.deleteMany({ runId: run.id });
  await migrationRuns.updateOne(
    { _id: run.id },
    { $set: { state: 'running', cursor: '', leaseUntil: office.context.clock() + 30_000 } },
  );
  await office.worker.turn();
  expect((await admin.get('getMigration', { params: { runId: run.id } })).state).toBe('running');
  office.clock.offset += 31_000;
  const done = await untilDone(run.id);
  expect(done).toMatchObject({ total: 1, migrated: 0, refused: 1 });
  expect(done.results[0]).toMatchObject({
    caseId: second,
    outcome: 'refused',
    problems: [expect.objectContaining({ code: 'MIG-GONE' })],
  });
  expect((await clerk.get('getCase', { params: { caseId: second } })).packageVersion).toBe('1.0.0');
  const { items } = await admin.get('listMigrations');
  expect(items.map((one) => one.refused)).toEqual([1, 0]);
});

test('a run that is carried out twice moves a case once', async () => {
  const run = await admin.get('startMigration', {
    body: {
      ...from,
      toVersion: '1.1.0',
      plan: { elements: { t_accept: 't_receive' } },
      reason: '其余的也换新版本',
    },
  });
  await untilDone(run.id);
  const { models } = office.context;
  const before = await models.cases.findById(second).lean();
  await models.migrationRuns.updateOne({ _id: run.id }, { $set: { state: 'running', cursor: '' } });
  // The worker died after the case was moved and before that was told.
  await models.migrationResults.deleteMany({ runId: run.id });
  const done = await untilDone(run.id);
  expect(done).toMatchObject({ migrated: 1, refused: 0 });
  expect(done.results).toEqual([expect.objectContaining({ caseId: second, outcome: 'migrated' })]);
  expect(await models.cases.findById(second).lean()).toEqual(before);
});

test('an incident is retried once its variables are repaired; the trail says what was changed', async () => {
  // given a household whose identity number was lost, so that no record can be kept of it
  const caseId = await apply(clerk, example.start.startEvent, applicationOf(3));
  const lose = [{ path: 'application.headIdNumber', value: null }];
  await admin.get('editVariables', {
    params: { caseId },
    body: { edits: lose, reason: '测试丢失证件号' },
  });
  const task = await openTask(clerk, caseId, 't_receive');
  const accept = example.steps.find((step) => step.complete === 't_accept') ?? {};
  await clerk.get('completeTask', {
    params: { taskId: task?.id ?? '' },
    body: await completionFor(clerk, task?.id ?? '', accept),
  });
  const failed = await admin.get('getOperatorCase', { params: { caseId } });
  expect(failed.state).toBe('incident');
  const [incident] = failed.incidents;
  const listed = await admin.get('listIncidents');
  expect(listed.items.map((one) => one.caseId)).toEqual([caseId]);
  expect(incident).toMatchObject({ elementId: 's_accepted', code: 'ENG-JOB-FAILED' });
  const counts = await admin.get('getProcessCounts', {
    params: { ...params, processId: 'identify', version: '1.1.0' },
  });
  expect(counts.elements.find((one) => one.elementId === 's_accepted')).toMatchObject({
    open: 1,
    incidents: 1,
  });

  // when it is retried as it is, it fails again; with the number it goes on
  const incidentId = incident?.id ?? '';
  await admin.get('retryIncident', { params: { incidentId }, body: {} });
  const again = await admin.get('getOperatorCase', { params: { caseId } });
  expect(again.incidents).toHaveLength(1);
  const gone = await admin.call('retryIncident', { params: { incidentId }, body: {} });
  expect(gone.status).toBe(404);
  const edits = [{ path: 'application.headIdNumber', value: applicationOf(3)['headIdNumber'] }];
  await admin.get('retryIncident', {
    params: { incidentId: again.incidents[0]?.id ?? '' },
    body: { edits, reason: '补录证件号' },
  });

  // then
  const repaired = await admin.get('getOperatorCase', { params: { caseId } });
  expect(repaired).toMatchObject({ state: 'active', incidents: [] });
  expect(repaired.waitingAt.map((one) => one.elementId)).toContain('t_survey');
  expect(repaired.recordId).not.toBeNull();
  const byRecord = await admin.get('listOperatorCases', {
    query: { recordId: repaired.recordId ?? '' },
  });
  expect(byRecord.items.map((one) => one.id)).toEqual([caseId]);
  const details = (await audited('retryIncident')).map((one) => one.detail);
  expect(details[0]).toBe('s_accepted');
  expect(details[1]).toMatch(
    /^s_accepted · application\.headIdNumber: null → "5325\*{10}.{4}" · 补录证件号$/,
  );
});

test('what was done in the old version keeps its name in the story of the case', async () => {
  const caseId = await apply(clerk, example.start.startEvent, applicationOf(5));
  const task = await openTask(clerk, caseId, 't_receive');
  const accept = example.steps.find((step) => step.complete === 't_accept') ?? {};
  await clerk.get('completeTask', {
    params: { taskId: task?.id ?? '' },
    body: await completionFor(clerk, task?.id ?? '', accept),
  });
  // Back to the old version, in which the step had another id.
  const run = await admin.get('startMigration', {
    body: {
      packageKey: 'mile-2020',
      processId: 'identify',
      fromVersion: '1.1.0',
      toVersion: '1.0.0',
      plan: {},
      caseIds: [caseId],
      reason: '退回旧版本办理',
    },
  });
  expect(await untilDone(run.id)).toMatchObject({ migrated: 1 });
  const detail = await clerk.get('getCase', { params: { caseId } });
  expect(detail.packageVersion).toBe('1.0.0');
  const titles = detail.timeline.map((one) => one.title);
  expect(titles).toContain('村级受理');
  expect(titles).toContain('换用新版本办理（1.1.0 → 1.0.0）');
});

test('a held case is on nobody’s list; resumed, it is due later by as long as it was held', async () => {
  const caseId = await apply(clerk, example.start.startEvent, applicationOf(6));
  const before = await openTask(clerk, caseId, 't_receive');
  const reason = '等待上级批复';
  const held = await admin.get('suspendCase', { params: { caseId }, body: { reason } });
  expect(held.suspendedAt).not.toBeNull();
  expect(await openTask(clerk, caseId, 't_receive')).toBeUndefined();
  const since = office.clock.offset;
  office.clock.offset += 86_400_000;
  const resumed = await admin.get('resumeCase', { params: { caseId }, body: { reason } });
  expect(resumed.suspendedAt).toBeNull();
  const after = await openTask(clerk, caseId, 't_receive');
  expect(after?.id).toBe(before?.id);
  const later = (after?.dueAt ?? 0) - (before?.dueAt ?? 0);
  expect(later).toBeGreaterThanOrEqual(86_400_000);
  expect(later).toBeLessThan(86_400_000 + 60_000);
  office.clock.offset = since;
  expect((await audited('suspendProcessInstance'))[0]?.detail).toBe(reason);
});

test('a case is moved to another step by hand, audited; what does not run is refused by name', async () => {
  const caseId = await apply(clerk, example.start.startEvent, applicationOf(7));
  const seen = await admin.get('getOperatorCase', { params: { caseId } });
  const steps = seen.startable.map((one) => one.elementId);
  expect(steps).toEqual(expect.arrayContaining(['t_apply_registered', 't_review', 'e_withdrawn']));
  expect(steps).not.toEqual(expect.arrayContaining(['start_registered']));
  expect(steps).not.toEqual(expect.arrayContaining(['b_withdraw']));
  const wrong = await admin.call('modifyCase', {
    params: { caseId },
    body: {
      instructions: [{ type: 'cancelElement', elementId: 't_survey' }],
      reason: '改到登记环节',
    },
  });
  expect(wrong.body).toMatchObject({ code: 'ENG-NOT-RUNNING' });
  const moved = await admin.get('modifyCase', {
    params: { caseId },
    body: {
      instructions: [
        { type: 'cancelElement', elementId: 't_receive' },
        { type: 'startBefore', elementId: 't_apply_registered' },
      ],
      reason: '申请书须重新填写',
    },
  });
  expect(moved.waitingAt.map((one) => one.elementId)).toEqual(['t_apply_registered']);
  expect((await audited('modifyProcessInstance'))[0]?.detail).toBe(
    'cancelElement t_receive · startBefore t_apply_registered · 申请书须重新填写',
  );
});

test('what the system will do by itself is listed, the next first', async () => {
  const work = await admin.get('listPendingWork');
  const due = work.items.map((one) => one.dueAt);
  expect([...due].sort((one, other) => one - other)).toEqual(due);
});

test('what if: the same version goes the same way; writes nothing', async () => {
  const other = await openOffice();
  try {
    const caseId = await walk(other, example);
    const operator = await other.logIn('admin');
    const before = await other.context.models.cases.findById(caseId).lean();
    const same = await operator.get('askWhatIf', {
      params: { caseId },
      body: { version: '1.0.0' },
    });
    expect(same.differences).toEqual([]);
    expect(same.result).toBe(before?.result);
    expect(same.played.map((one) => one.elementId).slice(0, 3)).toEqual([
      't_apply_registered',
      't_accept',
      't_survey',
    ]);

    // A draft in which the survey asks for one more thing, and villages decide whom they do not accept.
    const path = 'forms/a31.form.json';
    const file = await operator.get('getDraftFile', { params, query: { path } });
    const form = JSON.parse(file.text) as { schema: { properties: Record<string, object> } };
    form.schema.properties['wechat'] = {
      type: 'string',
      title: '联系微信',
      required: true,
      'x-component': 'Input',
      'x-decorator': 'FormItem',
    };
    await operator.get('saveDraftFile', {
      params,
      body: { path, text: JSON.stringify(form, null, 2), revision: file.revision },
    });
    const draft = await operator.get('askWhatIf', { params: { caseId }, body: {} });
    expect(draft.differences).toEqual([
      expect.objectContaining({ code: 'WHATIF-FORM', elementId: 't_survey' }),
    ]);
    expect(draft.differences[0]?.message).toContain('联系微信');
    expect(draft.result).toBe(same.result);
    expect(await other.context.models.cases.findById(caseId).lean()).toEqual(before);
  } finally {
    await other.stop();
  }
}, 90_000);
