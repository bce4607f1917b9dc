/** What goes wrong on the way: pressed twice, done by another, the line lost, the session over, back and forth. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page, Request } from 'playwright-core';
import { noBrowser, openBrowser, openWindow } from '../support/browser';
import { sent } from '../support/portal';
import { Office } from '../support/office';
import { type TestServer, startTestServer } from '../support/server';

let server: TestServer;
let browser: Browser;
let office: Office;
let clerk: Page;

async function logIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^.?\s*张慧/ }).click();
}

beforeAll(async () => {
  if (noBrowser !== undefined) return;
  [server, browser] = await Promise.all([
    startTestServer('2020-06-03T10:00:00+08:00'),
    openBrowser(),
  ]);
  office = new Office(server);
  clerk = await openWindow(browser);
  await clerk.goto(server.url);
  await logIn(clerk);
  await clerk.getByRole('link', { name: /待办/ }).first().waitFor();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
}, 60_000);

/** A new case at its first step, open on the clerk's screen. */
async function openAcceptance(): Promise<{ caseId: string; taskId: string }> {
  const { caseId } = await office.apply();
  const taskId = await office.taskOf('zhanghui', caseId, 't_accept');
  await clerk.goto(`${server.url}/tasks/${taskId}`);
  await clerk.locator('[data-form="accept"]').waitFor();
  return { caseId, taskId };
}

async function writeReason(text: string): Promise<void> {
  await clerk.getByLabel('补正内容或不予受理的理由').fill(text);
}

async function pressAccept(): Promise<void> {
  await clerk
    .getByRole('group', { name: '办理', exact: true })
    .getByRole('button', { name: /^受理$/ })
    .click();
  await clerk.getByRole('dialog', { name: /决定：/ }).waitFor();
}

async function done(): Promise<void> {
  await sent(clerk);
}

function completionsOf(taskId: string): Request[] {
  const sent: Request[] = [];
  clerk.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith(`${taskId}/complete`))
      sent.push(request);
  });
  return sent;
}

const browserTest = noBrowser === undefined ? test : test.skip;

browserTest(
  'pressed twice, a decision goes out once',
  async () => {
    const { taskId } = await openAcceptance();
    const sent = completionsOf(taskId);
    await pressAccept();
    await clerk.getByRole('button', { name: '确定送出' }).dblclick();
    await done();
    expect(sent).toHaveLength(1);
  },
  180_000,
);

browserTest(
  'done by another meanwhile: who, with what, who is next; what was typed stays on the screen',
  async () => {
    const { caseId } = await openAcceptance();
    await writeReason('材料都看过了，缺一张身份证复印件');
    await pressAccept();
    await office.complete(caseId, 't_accept');
    await clerk.getByRole('button', { name: '确定送出' }).click();
    const notice = clerk.getByRole('alert').filter({ hasText: '这一步已由张慧' });
    await notice.getByText('现在等').waitFor();
    expect(await notice.innerText()).toContain('办理结果：受理');
    expect(await notice.innerText()).toContain('入户调查与收支测算');
    await clerk.getByText('材料都看过了，缺一张身份证复印件').waitFor();
    expect(await clerk.getByRole('button', { name: /^受理$/ }).count()).toBe(0);
  },
  180_000,
);

browserTest(
  'the line breaks before the decision arrives: it goes out by itself, once the line is back',
  async () => {
    const { taskId } = await openAcceptance();
    await pressAccept();
    await clerk.route('**/complete', (route) => route.abort('connectionfailed'), { times: 1 });
    await clerk.getByRole('button', { name: '确定送出' }).click();
    await clerk.getByRole('heading', { name: '已存好，联网后自动送出' }).waitFor();
    await done();
    const task = await office.call<{ state: string }>('zhanghui', 'GET', `/tasks/${taskId}`);
    expect(task.state).toBe('completed');
  },
  180_000,
);

browserTest(
  'the line breaks after the decision arrived: sent again it counts as the one it was',
  async () => {
    const { caseId } = await openAcceptance();
    await pressAccept();
    await clerk.route(
      '**/complete',
      async (route) => {
        await route.fetch();
        await route.abort('connectionfailed');
      },
      { times: 1 },
    );
    await clerk.getByRole('button', { name: '确定送出' }).click();
    await done();
    const found = await office.call<{ timeline: { kind: string; elementId: string }[] }>(
      'zhanghui',
      'GET',
      `/cases/${caseId}`,
    );
    expect(
      found.timeline.filter((one) => one.kind === 'completed' && one.elementId === 't_accept'),
    ).toHaveLength(1);
  },
  180_000,
);

browserTest(
  'typed without a line, it is kept on the machine and saved when the line is back',
  async () => {
    const { taskId } = await openAcceptance();
    await clerk.context().setOffline(true);
    await writeReason('断网的时候写的');
    await clerk.getByText('没有网络，已存在这台设备上').waitFor();
    await clerk.context().setOffline(false);
    await clerk.getByText(/已保存 \d\d:\d\d/).waitFor();
    const task = await office.call<{ draft: { forms: object } | null }>(
      'zhanghui',
      'GET',
      `/tasks/${taskId}`,
    );
    expect(JSON.stringify(task.draft?.forms)).toContain('断网的时候写的');
  },
  180_000,
);

browserTest(
  'the session ends while typing: after log-in the same task stands there with what was typed',
  async () => {
    const { taskId } = await openAcceptance();
    await clerk.context().clearCookies();
    await writeReason('登录过期之前写的');
    await clerk.getByText('登录已过期，请重新登录').waitFor();
    await logIn(clerk);
    await clerk.locator('[data-form="accept"]').waitFor();
    expect(clerk.url()).toContain(taskId);
    expect(await clerk.getByLabel('补正内容或不予受理的理由').inputValue()).toBe(
      '登录过期之前写的',
    );
    // And it is this person's draft again, not a quarrel with their own earlier screen.
    await writeReason('登录之后接着写');
    await clerk.getByText(/已保存 \d\d:\d\d/).waitFor();
    await pressAccept();
    await clerk.getByRole('button', { name: '确定送出' }).click();
    await done();
  },
  180_000,
);

browserTest(
  'back and forward in a hurry lose nothing and raise no conflict',
  async () => {
    const { taskId } = await openAcceptance();
    // The list shows a task beside it, too; only the page has the form with the case at its side.
    const form = clerk.locator('.task-desk.wide [data-form="accept"]');
    await clerk.getByRole('link', { name: '回到待办' }).click();
    await clerk.getByRole('list', { name: '待办' }).waitFor();
    await clerk.goBack();
    await form.waitFor();
    expect(clerk.url()).toContain(taskId);
    await writeReason('刚写完就后退');
    await clerk.goForward();
    await clerk.getByRole('list', { name: '待办' }).waitFor();
    await clerk.goBack();
    await form.waitFor();
    const box = form.getByLabel('补正内容或不予受理的理由');
    expect(await box.inputValue()).toBe('刚写完就后退');
    await box.fill('回来再写一句');
    await clerk.getByText(/已保存 \d\d:\d\d/).waitFor();
    expect(await clerk.getByText('别处改过这份草稿').count()).toBe(0);
  },
  180_000,
);
