/** 批量导入 as a village clerk does it: the template is downloaded and filled, mistakes are shown, the mended file comes in. */
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { formContextOf } from '../../../runtime/case';
import { buildWebApps } from '../../../server/build-web';
import { applicationOf } from '../../server/support/applicants';
import { fillList } from '../../server/support/list';
import { type Office, openOffice, root } from '../../server/support/office';
import { closeBrowser, noBrowser, openBrowser } from '../support/browser';
import { openPortal } from '../support/portal';

let office: Office;
let browser: Browser;
const directory = mkdtempSync(join(tmpdir(), 'import-'));

beforeAll(async () => {
  if (noBrowser !== undefined) return;
  await buildWebApps(root);
  [office, browser] = await Promise.all([openOffice({ web: true }), openBrowser()]);
  await office.at('2020-06-03T10:00:00+08:00');
}, 120_000);

afterAll(async () => {
  await closeBrowser(browser, 'import');
  await office?.stop();
  rmSync(directory, { recursive: true, force: true });
}, 30_000);

const browserTest = noBrowser === undefined ? test : test.skip;

/** Fills a downloaded template with so many applicants. @returns where the file lies */
async function filled(template: Buffer, count: number, isWrong: boolean): Promise<string> {
  const [loaded] = await office.context.packages.all();
  const form = loaded?.forms.get('a1');
  if (loaded === undefined || form === undefined) throw new Error('no annex 1');
  const environment = { package: loaded, at: office.context.clock(), actor: null, record: null };
  const context = formContextOf(environment, null, '2020-06-03');
  const applicants = Array.from({ length: count }, (_, order) => ({
    ...applicationOf(order),
    ...(isWrong && order === 1 ? { perCapitaSelf: '四千' } : {}),
  }));
  const workbook = await fillList(template, form, context, applicants);
  const path = join(directory, isWrong ? '名单.xlsx' : '名单（改）.xlsx');
  writeFileSync(path, Buffer.from(await workbook.xlsx.writeBuffer()));
  return path;
}

browserTest(
  'a list with a mistake is shown with its place; put right, it becomes applications that can be found and opened',
  async () => {
    const page = await openPortal(browser, office.url, '张慧', { width: 1440, height: 900 });
    await page.goto(`${office.url}/start`);
    await page.getByRole('button', { name: '批量导入“脱贫监测户申请”' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载模板' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('脱贫监测户申请书.xlsx');
    const template = readFileSync(await download.path());

    await page.locator('input[type="file"]').setInputFiles(await filled(template, 12, true));
    await page.getByRole('alert').filter({ hasText: '有 1 处要改，什么都没有导入' }).waitFor();
    const row = page.getByRole('row', { name: /自报家庭人均纯收入/ });
    expect(await row.innerText()).toMatch(
      /脱贫监测户申请书 · 第 4 行 · 自报家庭人均纯收入\s+“四千”不是数字。/,
    );

    await page.getByRole('button', { name: '再传一个文件' }).click();
    await page.locator('input[type="file"]').setInputFiles(await filled(template, 12, false));
    await page.getByText('已导入 12 户').first().waitFor();
    await page.getByRole('button', { name: '去看没提交的申请' }).click();
    await page.getByText(/共 12 /).waitFor();
    await page.getByRole('searchbox', { name: '按姓名查找' }).fill('没有这人');
    await page.keyboard.press('Enter');
    await page.getByText('没有这个姓名的申请').waitFor();
    await page.getByRole('searchbox', { name: '按姓名查找' }).fill('正荣');
    await page.keyboard.press('Enter');
    await page
      .getByRole('link', { name: /普正荣/ })
      .first()
      .click();
    const name = page.locator('[data-place="headName"] input');
    await name.waitFor();
    expect(await name.inputValue()).toBe('普正荣');
  },
  120_000,
);
