/** Several fields are chosen by mouse and keyboard, grouped, copied and taken out; and the picture of what decides what. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
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
  await closeBrowser(browser, 'several');
  await office?.stop();
}, 30_000);

const browserTest = noBrowser === undefined ? test : test.skip;

async function openForm(key: string): Promise<Page> {
  const page = await openWindow(browser);
  await page.goto(`${office.url}/designer/`);
  await page.getByRole('button', { name: /用演示管理员/ }).click();
  await page.getByRole('button', { name: '打开' }).waitFor();
  await page.goto(`${office.url}/designer/packages/mile-2020/forms/${key}`);
  await page.getByRole('group', { name: '表单' }).waitFor();
  return page;
}

browserTest(
  'fields beside each other are chosen with Shift and Ctrl, made one section, copied together, and taken back by undo',
  async () => {
    const page = await openForm('a32');
    const canvas = page.getByRole('group', { name: '表单' });
    const card = (name: string) => canvas.getByRole('button', { name, exact: true });
    await card('外出务工（L1）').click();
    await card('公益性岗位（L3）').click({ modifiers: ['Shift'] });
    await page.getByText('已选 3 项').waitFor();
    await card('就近务工（L2）').click({ modifiers: ['Control'] });
    await page.getByText('已选 2 项').waitFor();
    expect(await canvas.locator('.node-selected').count()).toBe(2);
    // the keyboard takes one in, too
    await card('其他工资（L4）').focus();
    await page.keyboard.press('Control+Enter');
    await page.getByText('已选 3 项').waitFor();

    await page.keyboard.press('Control+c');
    await page.getByText('已拷贝“外出务工（L1）、公益性岗位（L3）、其他工资（L4）”').waitFor();
    await page.getByRole('button', { name: '放进新分节' }).click();
    await card('新分节').waitFor();
    expect(await page.getByRole('textbox', { name: '名称', exact: true }).inputValue()).toBe(
      '新分节',
    );
    await page.getByRole('button', { name: /撤销/ }).click();
    await card('新分节').waitFor({ state: 'detached' });

    await card('其他工资（L4）').click();
    await page.keyboard.press('Control+v');
    await page.getByText(/已粘贴“外出务工（L1）、公益性岗位（L3）、其他工资（L4）”/).waitFor();
    expect(await card('公益性岗位（L3）').count()).toBe(2);
    await page.getByRole('button', { name: /撤销/ }).click();

    await card('外出务工（L1）').click();
    await card('就近务工（L2）').click({ modifiers: ['Shift'] });
    await page.keyboard.press('Delete');
    await card('外出务工（L1）').waitFor({ state: 'detached' });
    expect(await card('就近务工（L2）').count()).toBe(0);
    await page.getByRole('button', { name: /撤销/ }).click();
    await card('外出务工（L1）').waitFor();
  },
  120_000,
);

browserTest(
  'the picture shows what a sum is made of, and leads to the field',
  async () => {
    const page = await openForm('a32');
    await page.getByRole('tab', { name: '关系图' }).click();
    const sum = page.getByRole('button', { name: '家庭收入合计（K）' });
    await sum.hover();
    const dim = page.locator('button.relations-dim');
    await dim.first().waitFor();
    const dimmed = await dim.allInnerTexts();
    expect(dimmed).toContain('生产经营性支出合计（R）');
    expect(dimmed).not.toContain('工资性收入合计（L）');
    await sum.click();
    await page.getByRole('textbox', { name: '名称', exact: true }).waitFor();
    expect(await page.getByRole('textbox', { name: '名称', exact: true }).inputValue()).toBe(
      '家庭收入合计（K）',
    );
  },
  120_000,
);
