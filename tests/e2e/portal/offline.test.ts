/** A phone in a village without a line: the portal opens, the task is filled and decided, and it goes out later, once. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { closeBrowser, noBrowser, openBrowser } from '../support/browser';
import { Office } from '../support/office';
import { openPortal } from '../support/portal';
import { type TestServer, startTestServer } from '../support/server';

const PHONE = { width: 390, height: 844 };

let server: TestServer;
let browser: Browser;
let office: Office;

beforeAll(async () => {
  if (noBrowser !== undefined) return;
  [server, browser] = await Promise.all([
    startTestServer('2020-06-03T10:00:00+08:00'),
    openBrowser(),
  ]);
  office = new Office(server);
}, 180_000);

afterAll(async () => {
  await closeBrowser(browser, 'offline');
  await server?.stop();
}, 60_000);

interface Opened {
  readonly page: Page;
  readonly caseId: string;
  readonly taskId: string;
}

/** A new case of which somebody has taken a step along on the phone; then the line is gone. */
async function taken(step = 't_accept', username = 'zhanghui', name = '张慧'): Promise<Opened> {
  const { caseId } = await office.apply();
  await office.bringTo(caseId, step);
  const taskId = await office.taskOf(username, caseId, step);
  const page = await openPortal(browser, server.url, name, PHONE);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.goto(`${server.url}/tasks`);
  await page.getByRole('button', { name: '下载待办，下村用' }).click();
  await page.getByText(/已下载 \d+ 件待办/).waitFor();
  await page.context().setOffline(true);
  return { page, caseId, taskId };
}

async function acceptWithoutLine(page: Page, taskId: string): Promise<void> {
  await page.goto(`${server.url}/tasks/${taskId}`);
  await page.locator('[data-form="accept"]').waitFor();
  await page.getByLabel('补正内容或不予受理的理由').fill('在村里没有信号时写的');
  await page
    .getByRole('group', { name: '办理', exact: true })
    .getByRole('button', { name: /^受理$/ })
    .click();
  await page.getByText('现在没有网络。先存在这台设备上').waitFor();
  await page.getByRole('button', { name: '确定送出' }).click();
  await page.getByRole('heading', { name: '已存好，联网后自动送出' }).waitFor();
}

async function acceptancesOf(caseId: string): Promise<number> {
  const { timeline } = await office.call<{ timeline: { kind: string; elementId: string }[] }>(
    'zhanghui',
    'GET',
    `/cases/${caseId}`,
  );
  return timeline.filter((one) => one.kind === 'completed' && one.elementId === 't_accept').length;
}

const browserTest = noBrowser === undefined ? test : test.skip;

browserTest(
  'the portal opens, the task is decided, the page is closed; it goes out once when the line is back',
  async () => {
    const { page, caseId, taskId } = await taken();
    await acceptWithoutLine(page, taskId);
    expect(await acceptancesOf(caseId)).toBe(0);
    const context = page.context();
    await page.close();

    const later = await context.newPage();
    later.setDefaultTimeout(60_000);
    await later.goto(`${server.url}/tasks`);
    await later.getByText('已填好，待发送').first().waitFor();
    await later.getByRole('link', { name: '1 件待发送' }).click();
    await later.getByRole('link', { name: /村受理审查/ }).waitFor();
    await context.setOffline(false);
    await later.getByText('没有要发送的').waitFor();
    expect(await acceptancesOf(caseId)).toBe(1);
    await context.close();
  },
  180_000,
);

browserTest(
  'done by another meanwhile, it is not sent over; the person reads why and finds what was filled',
  async () => {
    const { page, caseId, taskId } = await taken();
    await acceptWithoutLine(page, taskId);
    await office.complete(caseId, 't_accept', undefined, 'puzhiqiang');
    await page.context().setOffline(false);
    await page.getByRole('heading', { name: '没有送成' }).waitFor();
    expect(await acceptancesOf(caseId)).toBe(1);
    await page.getByText('在村里没有信号时写的').waitFor();
    await page.getByRole('button', { name: '不要了' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: '不要了' }).click();
    await page.getByText('这一步已由普志强').waitFor();
    await page.context().close();
  },
  180_000,
);

browserTest(
  'taken back before it goes out, it stands where it was filled',
  async () => {
    const { page, caseId, taskId } = await taken();
    await acceptWithoutLine(page, taskId);
    await page.getByRole('button', { name: '先不送，再改改' }).click();
    const box = page.getByRole('textbox', { name: '补正内容或不予受理的理由' });
    await box.waitFor();
    expect(await box.inputValue()).toBe('在村里没有信号时写的');
    await page.context().setOffline(false);
    await box.fill('回到村委会改了一句');
    await page.getByText(/已保存 \d\d:\d\d/).waitFor();
    expect(await acceptancesOf(caseId)).toBe(0);
    await page.context().close();
  },
  180_000,
);

browserTest(
  'a photo taken without a line is uploaded with the draft when the line is back',
  async () => {
    const { page, taskId } = await taken('t_survey', 'wangjianguo', '王建国');
    await page.goto(`${server.url}/tasks/${taskId}`);
    const survey = page.locator('[data-form="survey"]');
    await survey.waitFor();
    const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00]);
    await survey
      .locator('input[type="file"]')
      .last()
      .setInputFiles({ name: '房屋.jpg', mimeType: 'image/jpeg', buffer: jpeg });
    await survey.getByText('联网后上传').waitFor();
    await page.context().setOffline(false);
    await page.getByText(/已保存 \d\d:\d\d/).waitFor();
    const { draft } = await office.call<{ draft: { forms: object } | null }>(
      'wangjianguo',
      'GET',
      `/tasks/${taskId}`,
    );
    const photo = /"fileId":"([^"]+)","name":"房屋.jpg"/.exec(JSON.stringify(draft?.forms))?.[1];
    const kept = await office.fetchFile('wangjianguo', photo ?? '');
    expect(kept).toEqual(jpeg);
    await page.context().close();
  },
  180_000,
);

browserTest(
  'who logs out leaves nothing of the cases on the machine',
  async () => {
    const { page } = await taken();
    await page.context().setOffline(false);
    await page.goto(`${server.url}/me`);
    await page.getByRole('button', { name: /退出/ }).click();
    await page.getByRole('button', { name: /张慧/ }).waitFor();
    const left = await page.evaluate(
      async () =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open('banshi-portal');
          opening.onerror = () => reject(new Error('the database does not open'));
          opening.onsuccess = () => {
            const keys = opening.result.transaction('answers').objectStore('answers').getAllKeys();
            keys.onsuccess = () =>
              resolve(keys.result.filter((key) => !String(key).endsWith('/api/session')).length);
          };
        }),
    );
    expect(left).toBe(0);
    await page.context().close();
  },
  180_000,
);
