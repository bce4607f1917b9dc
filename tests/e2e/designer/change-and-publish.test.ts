/**
 * An administrator adds 联系微信 to annex 1 and a step 副镇长复核 after 乡镇审核, and publishes. A case under way ends on its
 * version; a new case has the field and passes the step.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { noBrowser, openBrowser, openWindow } from '../support/browser';
import { buildWebApps } from '../../../server/build-web';
import type { Client } from '../../server/support/client';
import { type Office, openOffice, root } from '../../server/support/office';
import {
  type WorkedExample,
  apply,
  completionFor,
  doStep,
  openTask,
  workedExample,
} from '../../server/support/walk';

const example = workedExample('s1');
const application = example.start.forms['application'] ?? {};
let office: Office;
let browser: Browser;
let admin: Page;
let clerk: Client;

beforeAll(async () => {
  if (noBrowser !== undefined) return;
  await buildWebApps(root);
  [office, browser] = await Promise.all([openOffice({ web: true }), openBrowser()]);
  // The store sweeps sessions by the machine's clock, which is years ahead of the test's.
  await office.context.models.sessions.collection.dropIndexes();
  await office.at(example.start.at);
  clerk = await office.logIn('zhanghui');
  admin = await openWindow(browser);
}, 120_000);

afterAll(async () => {
  const directory = process.env['BANSHI_SCREENSHOTS'];
  if (directory !== undefined) await admin?.screenshot({ path: `${directory}/designer.png` });
  await browser?.close();
  await office?.stop();
}, 120_000);

const browserTest = noBrowser === undefined ? test : test.skip;

async function addWeChat(page: Page): Promise<void> {
  await page.getByRole('menuitem', { name: '附件1 脱贫监测户申请书' }).click();
  await page.locator('[data-field="phone"] .node-title').click();
  await page.getByRole('button', { name: '单行文字', exact: true }).click();
  await page.getByLabel('名称', { exact: true }).fill('联系微信');
  await page.getByLabel('字段名').fill('wechat');
  await page.getByLabel('字段名').press('Enter');
  await page.getByText(/已保存 \d/).waitFor();
}

/** Inserts a step on the flow to the city office and says who performs it. */
async function insertStep(page: Page): Promise<void> {
  await page.getByRole('menuitem', { name: '监测对象识别' }).click();
  await page.locator('[data-element-id="t_townshipReview"]').first().waitFor();
  await page.locator('[data-element-id="f_township_label"]').first().click();
  await page.getByRole('button', { name: '在这条路上插入一个办理环节' }).click();
  await page.getByLabel('名称', { exact: true }).fill('副镇长复核');
  await page.getByLabel('名称', { exact: true }).blur();
  await page.getByLabel('角色').click();
  await page.getByTitle('乡镇主要负责人').last().click();
  await page.keyboard.press('Escape');
  await page.getByLabel('哪一级').click();
  await page.getByTitle('乡镇（街道）').last().click();
  await page.getByText(/已保存 \d/).waitFor();
}

async function publish(page: Page): Promise<void> {
  await page.getByRole('menuitem', { name: '发布' }).click();
  for (;;) {
    const failing = page.getByRole('button', { name: '停用' }).first();
    const passing = page.getByText(/\d+ 个通过，0 个没通过/);
    await Promise.race([failing.waitFor(), passing.waitFor()]);
    if ((await passing.count()) > 0) break;
    await failing.click();
    await page.getByLabel('停用的理由').fill('流程增加了副镇长复核');
    await page.locator('.ant-popconfirm-buttons').getByRole('button', { name: '停用' }).click();
    await page.locator('.ant-popconfirm-buttons').waitFor({ state: 'hidden' });
  }
  await page.getByLabel('发布说明').fill('附件1 增加联系微信，乡镇审核后增加副镇长复核');
  await page.getByRole('main').getByRole('button', { name: '发布' }).click();
  await page.getByText('已发布 1.1.0').waitFor();
}

/** Does the steps of S1; the new step, where it is, is done by the township's leader. */
async function finish(caseId: string, steps: WorkedExample['steps']): Promise<readonly string[]> {
  const done: string[] = [];
  for (const step of steps) {
    if (step.complete === undefined && step.advanceTo === undefined) continue;
    const leader = await office.logIn('zhoumin');
    const added = (await leader.get('listTasks', { query: { pageSize: '200' } })).items.find(
      (task) => task.caseId === caseId && task.name === '副镇长复核',
    );
    if (added !== undefined) {
      await leader.get('completeTask', {
        params: { taskId: added.id },
        body: await completionFor(leader, added.id, {}),
      });
      done.push('副镇长复核');
    }
    await doStep(office, example, caseId, step);
    if (step.complete !== undefined) done.push(step.complete);
  }
  return done;
}

browserTest(
  'a changed form and process take effect for new cases only',
  async () => {
    // given a case under way on 1.0.0
    const oldCase = await apply(clerk, example.start.startEvent, application);
    await doStep(
      office,
      example,
      oldCase,
      example.steps.find((step) => step.complete === 't_accept') ?? {},
    );
    // when
    await admin.goto(`${office.url}/designer/`);
    await admin.getByRole('button', { name: /用演示管理员/ }).click();
    await admin.getByRole('button', { name: '打开' }).click();
    await addWeChat(admin);
    await insertStep(admin);
    await publish(admin);
    // then the old case ends without the step
    const rest = example.steps.filter((step) => step.complete !== 't_accept');
    expect(await finish(oldCase, rest)).not.toContain('副镇长复核');
    clerk = await office.logIn('zhanghui');
    const old = await clerk.get('getCase', { params: { caseId: oldCase } });
    expect([old.packageVersion, old.state, old.result]).toEqual(['1.0.0', 'completed', '监测中']);
    // and a new one has the field and passes it
    await office.at(example.start.at);
    clerk = await office.logIn('zhanghui');
    const newCase = await apply(clerk, example.start.startEvent, {
      ...application,
      wechat: 'pu-1974',
    });
    expect(await openTask(clerk, newCase, 't_accept')).toBeDefined();
    expect(await finish(newCase, example.steps)).toContain('副镇长复核');
    clerk = await office.logIn('zhanghui');
    const fresh = await clerk.get('getCase', { params: { caseId: newCase } });
    expect([fresh.packageVersion, fresh.state, fresh.result]).toEqual([
      '1.1.0',
      'completed',
      '监测中',
    ]);
    const submission = await clerk.get('getSubmission', {
      params: { submissionId: fresh.submissions.find((one) => one.formKey === 'a1')?.id ?? '' },
    });
    expect(submission.values['wechat']).toBe('pu-1974');
  },
  180_000,
);
