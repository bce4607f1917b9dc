/** 转办, 委派, 加签, 退回, 撤回 and 暂停 as people do them: through HTTP, with the lists and the story of the case. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from './support/client';
import { type Office, openOffice } from './support/office';
import { apply, completionFor, doStep, openTask, workedExample } from './support/walk';

const example = workedExample('s1');
let office: Office;
let clerk: Client;
let other: Client;
let admin: Client;

beforeAll(async () => {
  office = await openOffice();
  await office.at(example.start.at);
  clerk = await office.logIn('zhanghui');
  other = await office.logIn('wangjianguo');
  admin = await office.logIn('admin');
});
afterAll(() => office.stop());

/** A case at the acceptance by the village clerk, and that task. */
async function atAcceptance(): Promise<{ caseId: string; taskId: string }> {
  const application = example.start.forms['application'] ?? {};
  const caseId = await apply(clerk, example.start.startEvent, application);
  return { caseId, taskId: await taskId(clerk, caseId, 't_accept') };
}

async function taskId(client: Client, caseId: string, element: string): Promise<string> {
  const task = await openTask(client, caseId, element);
  if (task === undefined) throw new Error(`no task ${element}`);
  return task.id;
}

const operate = (client: Client, id: string, body: object) =>
  client.call('operateTask', { params: { taskId: id }, body: body as never });

async function idOf(username: string): Promise<string> {
  const user = await office.context.models.users.findOne({ username }).lean();
  return user?._id ?? '';
}

const acceptStep = example.steps.find((step) => step.complete === 't_accept') ?? {};
const accept = { outcome: '受理', ...acceptStep };

async function complete(client: Client, id: string, step: object = accept): Promise<number> {
  const body = await completionFor(client, id, step);
  return (await client.call('completeTask', { params: { taskId: id }, body })).status;
}

async function story(caseId: string): Promise<string[]> {
  const found = await clerk.get('getCase', { params: { caseId } });
  return found.timeline.map((one) => [one.title, one.outcomeTitle].filter(Boolean).join(' '));
}

describe('转办', () => {
  test('without a session, by a stranger, without a reason, to nobody: refused, nothing changed', async () => {
    const { caseId, taskId: id } = await atAcceptance();
    const to = await idOf('wangjianguo');
    const stranger = await office.logIn('lizhiqiang');
    const body = { type: 'transfer', to, reason: '我要出差几天' };
    expect((await operate(office.anonymous(), id, body)).status).toBe(401);
    expect((await operate(stranger, id, body)).status).toBe(403);
    expect(await operate(clerk, id, { ...body, reason: '忙' })).toMatchObject({
      status: 422,
      body: { code: 'CASE-REASON-MISSING' },
    });
    expect(await operate(clerk, id, { ...body, to: 'nobody' })).toMatchObject({
      status: 422,
      body: { code: 'CASE-PERSON-UNKNOWN' },
    });
    expect(await operate(clerk, id, { ...body, to: await idOf('zhanghui') })).toMatchObject({
      status: 422,
      body: { code: 'CASE-TO-ONESELF' },
    });
    expect(await openTask(clerk, caseId, 't_accept')).toBeDefined();
  });

  test('the other person has it, the first one no longer; the story says so', async () => {
    const { caseId, taskId: id } = await atAcceptance();
    const to = await idOf('wangjianguo');
    const done = await operate(clerk, id, { type: 'transfer', to, reason: '我要出差几天' });
    expect(done.status).toBe(200);
    expect(await openTask(clerk, caseId, 't_accept')).toBeUndefined();
    expect(await taskId(other, caseId, 't_accept')).toBe(id);
    expect(await complete(other, id)).toBe(200);
    expect((await story(caseId)).some((line) => line.endsWith('转办'))).toBe(true);
  });
});

describe('加签 and 委派', () => {
  test('who signs before reads the form and advises; then the clerk decides', async () => {
    const { caseId, taskId: id } = await atAcceptance();
    const people = [await idOf('wangjianguo')];
    await operate(clerk, id, {
      type: 'addSigners',
      people,
      position: 'before',
      reason: '请先看一看材料',
    });
    expect(await openTask(clerk, caseId, 't_accept')).toBeUndefined();
    const asked = await taskId(other, caseId, 't_accept');
    const detail = await other.get('getTask', { params: { taskId: asked } });
    expect(detail.aside).toEqual({ kind: 'before', byName: '张慧' });
    expect(detail.operations).toBeNull();
    expect(detail.forms.every((form) => form.access.default !== 'edit')).toBe(true);
    expect(await complete(other, asked)).toBe(200);
    const back = await taskId(clerk, caseId, 't_accept');
    expect(back).not.toBe(id);
    expect(await complete(clerk, back)).toBe(200);
    expect(await openTask(other, caseId, 't_survey')).toBeDefined();
  });

  test('who signs after decides once the clerk has; the case waits for it', async () => {
    const { caseId, taskId: id } = await atAcceptance();
    const people = [await idOf('wangjianguo')];
    await operate(clerk, id, {
      type: 'addSigners',
      people,
      position: 'after',
      reason: '请办完再看一遍',
    });
    const detail = await clerk.get('getTask', { params: { taskId: id } });
    expect(detail.operations?.signersAfter.map((one) => one.name)).toEqual(['王建国']);
    expect(await complete(clerk, id)).toBe(200);
    expect(await openTask(other, caseId, 't_survey')).toBeUndefined();
    expect(await complete(other, await taskId(other, caseId, 't_accept'))).toBe(200);
    expect(await openTask(other, caseId, 't_survey')).toBeDefined();
  });

  test('delegated work comes back to be decided', async () => {
    const { caseId, taskId: id } = await atAcceptance();
    const to = await idOf('wangjianguo');
    await operate(clerk, id, { type: 'delegate', to, reason: '请代我核对材料' });
    expect(await complete(other, await taskId(other, caseId, 't_accept'))).toBe(200);
    expect(await openTask(other, caseId, 't_survey')).toBeUndefined();
    expect(await complete(clerk, await taskId(clerk, caseId, 't_accept'))).toBe(200);
    expect(await openTask(other, caseId, 't_survey')).toBeDefined();
  });
});

describe('退回', () => {
  test('to a step that is done, with the reason on its list; straight back when asked for', async () => {
    const { caseId, taskId: id } = await atAcceptance();
    expect(await complete(clerk, id)).toBe(200);
    const survey = await taskId(other, caseId, 't_survey');
    const { operations } = await other.get('getTask', { params: { taskId: survey } });
    expect(operations?.returnTargets[0]).toMatchObject({
      elementId: 't_accept',
      performerName: '张慧',
    });
    const reason = '缺户口簿复印件';
    expect(
      (await operate(other, survey, { type: 'return', target: 't_nowhere', reason })).body,
    ).toMatchObject({ code: 'ENG-RETURN-TARGET' });
    const sent = await operate(other, survey, {
      type: 'return',
      target: 't_accept',
      resubmission: 'direct',
      reason,
    });
    expect(sent.status).toBe(200);
    expect(await openTask(clerk, caseId, 't_accept')).toMatchObject({ returnReason: reason });
    expect(await complete(clerk, await taskId(clerk, caseId, 't_accept'))).toBe(200);
    expect(await taskId(other, caseId, 't_survey')).not.toBe(survey);
    expect((await story(caseId)).some((line) => line.includes('退回到'))).toBe(true);
  });
});

describe('撤回', () => {
  test('until someone acts on it', async () => {
    const { caseId, taskId: id } = await atAcceptance();
    expect(await complete(clerk, id)).toBe(200);
    const before = await clerk.get('getCase', { params: { caseId } });
    expect(before.withdrawable.map((one) => one.elementId)).toContain('t_accept');
    const body = { elementId: 't_accept', reason: '漏了一份材料' };
    const params = { caseId };
    expect((await other.call('withdrawStep', { params, body })).body).toMatchObject({
      code: 'ENG-WITHDRAW-NOT-YOURS',
    });
    expect((await clerk.call('withdrawStep', { params, body })).status).toBe(200);
    expect(await openTask(other, caseId, 't_survey')).toBeUndefined();
    expect(await complete(clerk, await taskId(clerk, caseId, 't_accept'))).toBe(200);
    const step = example.steps.find((one) => one.complete === 't_survey');
    expect(await doStep(office, example, caseId, step ?? {})).toBe(200);
    expect(await clerk.call('withdrawStep', { params, body })).toMatchObject({
      status: 409,
      body: { code: 'ENG-WITHDRAW-ACTED' },
    });
  });
});

describe('暂停, 恢复, 终止, 调整', () => {
  test('only operators; while held nobody can act, afterwards the limit is later', async () => {
    const { caseId, taskId: id } = await atAcceptance();
    const params = { caseId };
    const hold = { type: 'suspend', reason: '正在核实举报' } as const;
    expect((await clerk.call('controlCase', { params, body: hold })).status).toBe(403);
    const dueBefore = (await openTask(clerk, caseId, 't_accept'))?.dueAt ?? 0;
    expect((await admin.call('controlCase', { params, body: hold })).status).toBe(200);
    expect(await openTask(clerk, caseId, 't_accept')).toBeUndefined();
    expect((await clerk.get('getCase', { params })).suspended).toBe(true);
    expect(await complete(clerk, id)).toBe(409);
    await office.at(new Date(office.context.clock() + 86_400_000).toISOString());
    const resume = { type: 'resume', reason: '举报已经查清' } as const;
    expect((await admin.call('controlCase', { params, body: resume })).status).toBe(200);
    const task = await openTask(clerk, caseId, 't_accept');
    expect((task?.dueAt ?? 0) - dueBefore).toBeGreaterThanOrEqual(86_400_000);
    const move = {
      type: 'modify',
      reason: '纸质材料已受理',
      instructions: [
        { type: 'cancelElement', elementId: 't_accept' },
        { type: 'startBefore', elementId: 't_survey' },
      ],
    } as const;
    expect(
      (
        await admin.call('controlCase', {
          params,
          body: { ...move, instructions: [...move.instructions] },
        })
      ).status,
    ).toBe(200);
    expect(await openTask(other, caseId, 't_survey')).toBeDefined();
    const stop = { type: 'terminate', reason: '重复录入了两次' } as const;
    expect((await admin.call('controlCase', { params, body: stop })).status).toBe(200);
    expect((await clerk.get('getCase', { params })).state).toBe('terminated');
    const audit = await office.context.models.audit
      .find({ action: { $in: ['suspendCase', 'resumeCase', 'modifyCase', 'terminateCase'] } })
      .lean();
    expect(audit.length).toBeGreaterThanOrEqual(4);
  });
});
