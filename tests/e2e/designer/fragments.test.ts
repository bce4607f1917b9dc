/** A section of one form goes to another by the clipboard, found in the outline. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { buildWebApps } from '../../../server/build-web';
import { type Office, openOffice, root } from '../../server/support/office';
import { closeBrowser, noBrowser, openBrowser, openWindow } from '../support/browser';

let office: Office;
let browser: Browser;

beforeAll(async () => {
  if (noBrowser !== undefined) return;
  await buildWebApps(root);
  [office, browser] = await Promise.all([openOffice({ web: true }), openBrowser()]);
}, 120_000);

afterAll(async () => {
  await closeBrowser(browser, 'fragments');
  await office?.stop();
}, 30_000);

const browserTest = noBrowser === undefined ? test : test.skip;

browserTest(
  'a section is found in the outline, copied, and pasted into another form; one undo takes it back',
  async () => {
    const page = await openWindow(browser);
    await page.goto(`${office.url}/designer/`);
    await page.getByRole('button', { name: /用演示管理员/ }).click();
    await page.getByRole('button', { name: '打开' }).click();
    await page.getByRole('menuitem', { name: '附件1 脱贫监测户申请书' }).click();

    await page.getByRole('tab', { name: '大纲' }).click();
    const outline = page.getByRole('tabpanel', { name: '大纲' });
    await outline.getByRole('textbox', { name: '找字段' }).fill('开户银行');
    await outline.getByText('申报方式').waitFor({ state: 'detached' });
    await outline.getByText('户主信息').click();
    await page.getByRole('textbox', { name: '名称', exact: true }).waitFor();
    await page.getByRole('button', { name: '户主信息', exact: true }).focus();
    await page.keyboard.press('Control+c');
    await page.getByText('已拷贝“户主信息”').waitFor();

    await page.getByRole('menuitem', { name: '村受理审查意见' }).click();
    await page.getByRole('button', { name: '村受理审查意见', exact: true }).click();
    await page.keyboard.press('Control+v');
    await page.getByText('已粘贴“户主信息”').waitFor();
    await page.getByRole('button', { name: /^户主证件号码/ }).waitFor();

    // Keys in an input are the input's own.
    await page.getByText('已拷贝“户主信息”').waitFor({ state: 'detached' });
    const name = page.getByRole('textbox', { name: '名称', exact: true });
    await name.focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    await page.waitForTimeout(300);
    expect(await page.getByText('已拷贝“户主信息”').count()).toBe(0);

    await page.getByRole('button', { name: /撤销/ }).click();
    await page.getByRole('button', { name: /^户主证件号码/ }).waitFor({ state: 'detached' });
  },
  120_000,
);
