/**
 * Cases go to a new version: an operator sees on the drawing where they are, maps the step that has another id, reads in
 * words what will happen, runs it, and asks of a case what the draft would have made of it.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { buildWebApps } from '../../../server/build-web';
import { applicationOf } from '../../server/support/applicants';
import type { Client } from '../../server/support/client';
import { type Office, openOffice, root } from '../../server/support/office';
import { apply, workedExample } from '../../server/support/walk';
import { noBrowser, openBrowser, openWindow } from '../support/browser';

const example = workedExample('s1');
const params = { packageKey: 'mile-2020' };
const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);
let office: Office;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  if (noBrowser !== undefined) return;
  await buildWebApps(root);
  [office, browser] = await Promise.all([openOffice({ web: true }), openBrowser()]);
  const [admin, clerk] = await Promise.all([office.logIn('admin'), office.logIn('zhanghui')]);
  await apply(clerk, example.start.startEvent, applicationOf(1));
  await apply(clerk, example.start.startEvent, applicationOf(2));
  await publish(admin);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await office?.stop();
}, 30_000);

/** A version in which 村受理审查 has another id and another name, everywhere. */
async function publish(admin: Client): Promise<void> {
  const draft = await admin.get('getDraft', { params });
  let { revision } = draft;
  for (const { path } of draft.files) {
    const file = await admin.get('getDraftFile', { params, query: { path } });
    const text = file.text
      .replaceAll('t_accept"', 't_receive"')
      .replaceAll('t_accept ', 't_receive ')
      .replace('name="村受理审查"', 'name="村级受理"');
    if (text === file.text) continue;
    revision = (await admin.get('saveDraftFile', { params, body: { path, text, revision } }))
      .revision;
  }
  const body = { version: '1.1.0', note: '村级受理', revision };
  await admin.get('publishDraft', { params, body });
}

/** Serious and critical findings of axe-core on the page as it is. */
async function findings(): Promise<readonly string[]> {
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
      .filter((one) => ['serious', 'critical'].includes(one.impact))
      .map((one) => `${one.id} ${one.nodes[0]?.html.slice(0, 160) ?? ''}`);
  });
}

/** Kept when someone wants to look at the screens. */
async function picture(name: string): Promise<void> {
  const directory = process.env['BANSHI_SCREENSHOTS'];
  await page.waitForTimeout(directory === undefined ? 0 : 700);
  if (directory !== undefined) await page.screenshot({ path: `${directory}/ops-${name}.png` });
}

const browserTest = noBrowser === undefined ? test : test.skip;

browserTest(
  'an operator moves the open cases to the new version',
  async () => {
    page = await openWindow(browser);
    await page.goto(`${office.url}/designer/`);
    await page.getByRole('button', { name: /用演示管理员/ }).click();
    await page.getByRole('link', { name: '运维' }).click();

    // Where cases are, on the drawing of the version that has them.
    const badge = page.getByRole('button', { name: '村受理审查：2 件在这里' });
    await badge.waitFor();
    await picture('map');
    expect(await findings()).toEqual([]);
    await badge.click();
    await page.getByRole('heading', { name: '办件' }).waitFor();
    await page.getByRole('cell', { name: '村受理审查' }).first().waitFor();
    await picture('cases');
    expect(await findings()).toEqual([]);

    // Both cases are chosen and go through the wizard.
    await page.getByRole('checkbox', { name: /Select all|全选/ }).check();
    await page.getByRole('button', { name: '迁移所选' }).click();
    await page.getByRole('radio', { name: '只迁移所选的 2 件' }).waitFor();
    await picture('choose');
    await page.getByRole('button', { name: '下一步' }).click();

    // Nothing fits the step that has another id: the dry run says so, and one goes back.
    await page.getByRole('cell', { name: '没有对应' }).first().waitFor();
    await picture('map-steps');
    expect(await findings()).toEqual([]);
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByText('共 2 件，试算了 2 件：0 件可以迁移，2 件不能。').waitFor();
    await page
      .getByText(/这件事停在“村受理审查”，新版本里没有这一步/)
      .first()
      .waitFor();
    await picture('refused');
    await page.getByRole('button', { name: '上一步' }).click();
    await page.getByRole('combobox', { name: '村受理审查 对应到' }).click();
    await page.keyboard.type('村级受理');
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: '人工指定' }).waitFor();
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByText('共 2 件，试算了 2 件：2 件可以迁移，0 件不能。').waitFor();
    await page
      .getByRole('button', { name: /可以迁移/ })
      .first()
      .click();
    await page.getByText('“村受理审查”改到“村级受理”继续办。').first().waitFor();
    await picture('dry-run');
    expect(await findings()).toEqual([]);
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('textbox', { name: '理由' }).fill('改用村级受理的新流程');
    await page.getByRole('button', { name: '开始迁移' }).click();

    // The worker does it; the page follows.
    await page.getByText('2 件中已处理 2 件：迁移 2 件，没有迁移 0 件').waitFor();
    expect(await page.getByRole('cell', { name: '已迁移' }).count()).toBe(2);
    await picture('run');
    await page.getByRole('menuitem', { name: '迁移' }).click();
    await page.getByRole('link', { name: '监测对象识别 1.0.0 → 1.1.0' }).waitFor();
    await picture('runs');

    // A case: where it is now, and what the draft would have made of it.
    await page.getByRole('menuitem', { name: '办件' }).click();
    await page.getByRole('link', { name: /^SB/ }).first().click();
    await page.getByText('村级受理').first().waitFor();
    await picture('case');
    expect(await findings()).toEqual([]);
    await page.getByRole('tab', { name: '变量' }).click();
    await page.getByText('application.headName').waitFor();
    await picture('variables');
    expect(await findings()).toEqual([]);
    await page.getByRole('button', { name: '试算' }).click();
    await page.getByRole('button', { name: '开始试算' }).click();
    await page.getByText('走法和结果都与当时相同。').waitFor();
    await picture('what-if');
    await page
      .getByRole('button', { name: '关闭' })
      .or(page.getByRole('button', { name: 'Close' }))
      .first()
      .click();

    // The operator takes it back to the application by hand, and ends it.
    await page.getByRole('button', { name: '调整' }).click();
    const move = page.getByRole('dialog');
    expect(await move.getByRole('checkbox', { name: /村级受理/ }).isChecked()).toBe(true);
    await move.getByText('什么都停下，又没有要开始的').waitFor();
    // The dialog may still be on its way when it is pressed.
    const steps = move.locator('.ops-steps');
    const step = page.getByTitle('填写脱贫监测户申请书（人工环节）');
    for (let attempt = 0; attempt < 6 && !(await step.isVisible()); attempt += 1) {
      await steps.click();
      await steps.getByRole('combobox').pressSequentially('填写脱贫监测户');
      await step.waitFor({ timeout: 5_000 }).catch(() => page.keyboard.press('Escape'));
    }
    await step.click();
    await move.getByText('将停下：村级受理；将开始：填写脱贫监测户申请书').waitFor();
    await move.getByRole('textbox', { name: '理由' }).fill('申请书填错，须重新填写');
    await picture('move');
    expect(await findings()).toEqual([]);
    await move.getByRole('button', { name: '调整' }).click();
    await move.waitFor({ state: 'hidden' });
    await page.getByRole('tab', { name: '正在运行' }).click();
    await page.getByRole('treeitem', { name: /填写脱贫监测户申请书/ }).waitFor();
    await page.getByRole('button', { name: '终止' }).click();
    await page.getByRole('textbox', { name: '理由' }).fill('农户已在他处申请');
    await picture('terminate');
    await page.getByRole('dialog').getByRole('button', { name: '终止' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByText('终止', { exact: true }).first().waitFor();
    expect(await page.getByRole('button', { name: '调整' }).count()).toBe(0);

    await page.getByRole('menuitem', { name: '异常' }).click();
    await page.getByText('没有异常。').waitFor();
    await picture('incidents');
    await page.getByRole('menuitem', { name: '定时与重试' }).click();
    await page.getByRole('heading', { name: '定时与重试' }).waitFor();
    await picture('pending');
    const { cases } = office.context.models;
    expect(await cases.countDocuments({ packageVersion: '1.1.0' })).toBe(2);
  },
  180_000,
);
