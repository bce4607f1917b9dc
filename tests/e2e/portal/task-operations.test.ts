/** A clerk asks a colleague for an opinion, decides, takes the decision back; the colleague sends the case back. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { noBrowser, openBrowser } from '../support/browser';
import { Office } from '../support/office';
import { openPortal, sent } from '../support/portal';
import { type TestServer, startTestServer } from '../support/server';

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
  await browser?.close();
  await server?.stop();
}, 60_000);

const open = (name: string, viewport: { width: number; height: number }): Promise<Page> =>
  openPortal(browser, server.url, name, viewport);

/** Pictures of what is open, where a folder for them is named. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env['PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
}

async function choose(page: Page, operation: string): Promise<void> {
  await page.getByRole('button', { name: '更多' }).click();
  await page.getByRole('menuitem', { name: operation, exact: true }).click();
  await page.getByRole('dialog', { name: operation }).waitFor();
}

async function accept(page: Page): Promise<void> {
  const bar = page.getByRole('group', { name: '办理', exact: true });
  await bar.getByRole('button', { name: /^受理$/ }).click();
  const dialog = page.getByRole('dialog', { name: /决定：/ });
  await dialog
    .getByRole('button', { name: /送出|确定|发送/ })
    .first()
    .click();
  await sent(page);
}

const browserTest = noBrowser === undefined ? test : test.skip;

browserTest(
  'a colleague is asked first, the clerk decides and takes it back, the colleague sends it back',
  async () => {
    const { caseId } = await office.apply();
    const first = await office.taskOf('zhanghui', caseId, 't_accept');
    const clerk = await open('张慧', { width: 1440, height: 900 });
    await clerk.goto(`${server.url}/tasks/${first}`);
    await clerk.locator('[data-form="accept"]').waitFor();
    await choose(clerk, '前加签');
    await clerk.getByLabel('请谁').click();
    await clerk.getByLabel('请谁').pressSequentially('王建');
    await clerk.locator('.ant-select-item-option', { hasText: '王建国' }).first().click();
    await clerk.getByLabel('说明（至少 5 个字）').fill('请先看一看材料');
    await look(clerk, 'sign-before');
    await clerk.getByRole('dialog').getByRole('button', { name: '前加签' }).click();
    await sent(clerk);

    const asked = await office.taskOf('wangjianguo', caseId, 't_accept');
    const colleague = await open('王建国', { width: 390, height: 844 });
    await colleague.goto(`${server.url}/tasks/${asked}`);
    await colleague.getByText('张慧 请您先提意见，最后由对方决定').waitFor();
    expect(await colleague.getByRole('button', { name: '更多' }).count()).toBe(0);
    await look(colleague, 'aside-phone');
    await accept(colleague);

    const second = await office.taskOf('zhanghui', caseId, 't_accept');
    await clerk.goto(`${server.url}/tasks/${second}`);
    await clerk.locator('[data-form="accept"]').waitFor();
    await accept(clerk);
    await clerk.goto(`${server.url}/cases/${caseId}`);
    await clerk.getByRole('button', { name: /撤回“村受理审查”/ }).click();
    await clerk.getByRole('dialog').getByRole('textbox').fill('漏了一份材料');
    await look(clerk, 'withdraw');
    await clerk.getByRole('dialog').getByRole('button', { name: /撤回/ }).click();
    await clerk.getByRole('dialog').waitFor({ state: 'hidden' });
    await look(clerk, 'case-after-withdrawal');

    const third = await office.taskOf('zhanghui', caseId, 't_accept');
    await clerk.goto(`${server.url}/tasks/${third}`);
    await clerk.locator('[data-form="accept"]').waitFor();
    await accept(clerk);
    const survey = await office.taskOf('wangjianguo', caseId, 't_survey');
    await colleague.goto(`${server.url}/tasks/${survey}`);
    await choose(colleague, '退回');
    await colleague.getByRole('radio', { name: '改好后直接回到我这里' }).check();
    await colleague.getByLabel('说明（至少 5 个字）').fill('缺户口簿复印件');
    await look(colleague, 'return-phone');
    await colleague.getByRole('dialog').getByRole('button', { name: '退回' }).click();
    await sent(colleague);
    const fourth = await office.taskOf('zhanghui', caseId, 't_accept');
    await clerk.goto(`${server.url}/tasks/${fourth}`);
    await clerk.getByText(/王建国 退回给您修改/).waitFor();
    await clerk.getByText('缺户口簿复印件').first().waitFor();
    await look(clerk, 'redo');
  },
  240_000,
);
