/**
 * From a blank page: an administrator makes the procedure 用印申请 with its forms, adds a field, and publishes; a village
 * clerk starts it in the portal, and the township decides.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { buildWebApps } from '../../../server/build-web';
import { type Office, openOffice, root } from '../../server/support/office';
import { noBrowser, openBrowser, openWindow } from '../support/browser';

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);
let office: Office;
let browser: Browser;

beforeAll(async () => {
  if (noBrowser !== undefined) return;
  await buildWebApps(root);
  [office, browser] = await Promise.all([openOffice({ web: true }), openBrowser()]);
}, 120_000);

afterAll(async () => {
  const directory = process.env['BANSHI_SCREENSHOTS'];
  const pages = browser?.contexts().flatMap((context) => context.pages()) ?? [];
  if (directory !== undefined) {
    for (const [index, page] of pages.entries())
      await page.screenshot({ path: `${directory}/procedure-${index}.png` });
  }
  await browser?.close();
  await office?.stop();
}, 30_000);

const browserTest = noBrowser === undefined ? test : test.skip;

async function newPage(): Promise<Page> {
  const page = await openWindow(browser);
  page.setDefaultTimeout(120_000);
  return page;
}

/** The administrator, with the list of packages in front. */
async function enterDesigner(): Promise<Page> {
  const page = await newPage();
  await page.goto(`${office.url}/designer/`);
  await page.getByRole('button', { name: /用演示管理员/ }).click();
  await page.getByRole('button', { name: '打开' }).waitFor();
  return page;
}

/** Serious and critical findings of axe-core on the page as it is. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.waitForTimeout(400);
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(options: object): Promise<{
          violations: { id: string; impact: string; nodes: { html: string }[] }[];
        }>;
      };
    };
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
  });
}

async function choose(page: Page, label: string, ...words: readonly string[]): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(label).click();
  for (const word of words) {
    await page
      .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
      .getByTitle(word, { exact: true })
      .last()
      .click();
  }
  await dialog.locator('.ant-modal-title').click();
}

async function createProcess(admin: Page): Promise<void> {
  await admin.getByRole('menuitem', { name: '新建流程' }).click();
  const dialog = admin.getByRole('dialog', { name: '新建流程' });
  await dialog.getByLabel('流程名称').fill('用印申请');
  await dialog.getByLabel('编号').fill('seal');
  await choose(admin, '谁能发起', '村信息员');
  await choose(admin, '由谁审核', '乡镇分管领导');
  await choose(admin, '哪一级', '乡镇（街道）');
  await dialog.getByRole('button', { name: '建立' }).click();
  await admin.locator('[data-element-id="t_review"]').first().waitFor();
}

async function addCopies(admin: Page): Promise<void> {
  await admin.getByRole('menuitem', { name: '用印申请申请表' }).click();
  await admin.locator('[data-field="reason"] .node-title').click();
  await admin.getByRole('button', { name: '数字', exact: true }).click();
  await admin.getByLabel('名称', { exact: true }).fill('用印份数');
  await admin.getByLabel('字段名').fill('copies');
  await admin.getByLabel('字段名').press('Enter');
  await admin.getByLabel('必填').click();
  await admin.getByText(/已保存 \d/).waitFor();
}

async function apply(clerk: Page): Promise<void> {
  await clerk.goto(office.url);
  await clerk.getByRole('button', { name: /^.?\s*张慧/ }).click();
  await clerk.getByRole('link', { name: /待办/ }).first().waitFor();
  await clerk.goto(`${office.url}/start`);
  await clerk.getByRole('button', { name: '填写 用印申请' }).click();
  const form = clerk.locator('[data-form="application"]');
  const fill = (place: string, text: string): Promise<void> =>
    form.locator(`[data-place="${place}"]`).locator('input, textarea').first().fill(text);
  await fill('applicantName', '普建明');
  await fill('phone', '13808731234');
  await fill('reason', '宅基地证明用印');
  await fill('copies', '2');
  await clerk.getByRole('button', { name: '提交申请' }).click();
  await clerk.getByRole('dialog').getByRole('button', { name: '提交申请' }).click();
  await clerk.getByRole('heading', { name: '申请已提交' }).waitFor();
}

browserTest(
  `a procedure made from a blank page is started in the portal and decided${noBrowser === undefined ? '' : ` (${noBrowser})`}`,
  async () => {
    // given
    const admin = await enterDesigner();
    await admin.getByRole('button', { name: '打开' }).click();
    // when
    await createProcess(admin);
    await addCopies(admin);
    await admin.getByRole('menuitem', { name: '发布' }).click();
    await admin.getByText(/\d+ 个通过，0 个没通过/).waitFor();
    await admin.getByText('增加流程“用印申请”').waitFor();
    await admin.getByLabel('发布说明').fill('增加用印申请');
    await admin.getByRole('main').getByRole('button', { name: '发布' }).click();
    await admin.getByText('已发布 1.1.0').waitFor();
    // then
    await apply(await newPage());
    const reviewer = await office.logIn('lizhiqiang');
    const { items } = await reviewer.get('listTasks', { query: { pageSize: '200' } });
    const task = items.find((one) => one.name === '审核');
    expect(task?.caseTitle).toBe('普建明 · 用印申请');
    const opened = await reviewer.get('getTask', { params: { taskId: task?.id ?? '' } });
    expect(opened.forms.find((form) => form.variable === 'application')?.values).toMatchObject({
      copies: 2,
    });
    const review = opened.forms.find((form) => form.variable === 'review')?.values ?? {};
    await reviewer.get('completeTask', {
      params: { taskId: task?.id ?? '' },
      body: { forms: { review }, outcome: '同意', opinion: '情况属实' } as never,
    });
    const done = await reviewer.get('getCase', { params: { caseId: task?.caseId ?? '' } });
    expect([done.state, done.result, done.packageVersion]).toEqual(['completed', '办结', '1.1.0']);
  },
  180_000,
);

browserTest(
  'a form in use stays, and a change of a drawing, undone, leaves no change',
  async () => {
    const admin = await enterDesigner();
    await admin.goto(`${office.url}/designer/packages/mile-2020/forms/a1`);
    await admin.getByRole('button', { name: '删除这张表单' }).click();
    const refusal = admin.getByRole('dialog');
    await refusal.getByText('“附件1 脱贫监测户申请书”正在使用，不能删除').last().waitFor();
    await refusal.getByText('监测对象识别').waitFor();
    await refusal.getByRole('button', { name: '知道了' }).click();
    // A name changed and undone leaves no change.
    await admin.goto(`${office.url}/designer/packages/mile-2020/processes/identify#t_accept`);
    await admin.getByLabel('名称', { exact: true }).fill('村里受理');
    await admin.getByLabel('名称', { exact: true }).blur();
    await admin.getByText(/1 处改动/).waitFor();
    await admin.getByRole('button', { name: '撤销', exact: true }).click();
    await admin.getByText(/没有改动/).waitFor();
    await admin.getByText(/已保存 \d/).waitFor();
  },
  90_000,
);

browserTest(
  'two people’s changes of one form come together; of one field, both stay until someone decides',
  async () => {
    const [one, other] = [await enterDesigner(), await enterDesigner()];
    for (const page of [one, other]) {
      await page.goto(`${office.url}/designer/packages/mile-2020/forms/a1`);
      await page.locator('[data-field="phone"] .node-title').waitFor();
    }
    const rename = async (page: Page, field: string, title: string): Promise<void> => {
      await page.locator(`[data-field="${field}"] .node-title`).click();
      await page.getByLabel('名称', { exact: true }).fill(title);
      await page.getByText(/已保存 \d/).waitFor();
    };
    await rename(one, 'phone', '手机号');
    await rename(other, 'bankName', '开户行');
    // Both changes are in the second window, which saved last.
    await other.locator('[data-field="phone"]').getByText('手机号').waitFor();
    await other.locator('[data-field="bankName"]').getByText('开户行').waitFor();
    // Now the same title.
    await one.locator('[data-field="bankName"] .node-title').click();
    await one.getByLabel('名称', { exact: true }).fill('银行');
    await one.getByText('同时被别人改了同一处').waitFor();
    await one.getByRole('button', { name: '对照看' }).click();
    await one.getByRole('dialog').getByText('"title": "开户行"').waitFor();
    await one.getByRole('dialog').getByRole('button', { name: '用我的' }).click();
    await one.getByText('同时被别人改了同一处').waitFor({ state: 'detached' });
    await one.getByText(/已保存 \d/).waitFor();
    const client = await office.logIn('admin');
    const saved = await client.get('getDraftFile', {
      params: { packageKey: 'mile-2020' },
      query: { path: 'forms/a1.form.json' },
    });
    expect(saved.text).toContain('"title": "银行"');
    expect(saved.text).toContain('"title": "手机号"');
    await client.get('discardDraft', { params: { packageKey: 'mile-2020' } });
  },
  90_000,
);

browserTest(
  'no screen of the designer has serious accessibility findings',
  async () => {
    const admin = await newPage();
    await admin.goto(`${office.url}/designer/`);
    await admin.getByRole('button', { name: /用演示管理员/ }).waitFor();
    const found: Record<string, readonly string[]> = { logIn: await findings(admin) };
    await admin.getByRole('button', { name: /用演示管理员/ }).click();
    await admin.getByRole('button', { name: '打开' }).waitFor();
    found['packages'] = await findings(admin);
    const screens: Readonly<Record<string, string>> = {
      '': '改动',
      '/forms/a1': '户主信息',
      '/processes/identify#t_accept': '谁来办',
      '/processes/identify#f_accepted': '走这条路的条件',
      '/parameters': '换一个县、换一年',
      '/dictionaries/relations': '添加选项',
      '/scenarios': '运行场景',
      '/versions': '内容指纹',
      '/publish': '个通过',
    };
    await admin.goto(`${office.url}/designer/packages/mile-2020`);
    await admin.getByText('改动').first().waitFor();
    for (const [path, word] of Object.entries(screens)) {
      await admin.evaluate((address) => {
        window.history.pushState({}, '', address);
        window.dispatchEvent(new PopStateEvent('popstate'));
      }, `/designer/packages/mile-2020${path}`);
      await admin.getByText(word).first().waitFor({ state: 'attached' });
      found[path] = await findings(admin);
    }
    await admin.getByRole('menuitem', { name: '附件1 脱贫监测户申请书' }).click();
    await admin.locator('[data-field="phone"] .node-title').click();
    for (const tab of ['属性', '计算与显隐', '校验']) {
      await admin.getByRole('tab', { name: tab }).click();
      found[tab] = await findings(admin);
    }
    await admin.getByRole('menuitem', { name: '新建流程' }).click();
    await admin.getByRole('dialog').getByLabel('流程名称').waitFor();
    found['new process'] = await findings(admin);
    const serious = Object.entries(found).filter(([, list]) => list.length > 0);
    expect(Object.fromEntries(serious)).toEqual({});
  },
  480_000,
);
