/** In the panel of a step an administrator says who performs it, other than by a role. */
import { setTimeout } from 'node:timers/promises';
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
  await closeBrowser(browser, 'performers');
  await office?.stop();
}, 30_000);

const browserTest = noBrowser === undefined ? test : test.skip;

/** A user task as the draft of the package has it. */
async function stepInDraft(id: string): Promise<string> {
  const admin = await office.logIn('admin');
  const { text } = await admin.get('getDraftFile', {
    params: { packageKey: 'mile-2020' },
    query: { path: 'processes/identify.bpmn' },
  });
  return new RegExp(`<bpmn:userTask id="${id}"[\\s\\S]*?</bpmn:userTask>`).exec(text)?.[0] ?? '';
}

/** The step when what was chosen has been saved. */
async function stepOnceIt(id: string, says: RegExp): Promise<string> {
  for (const until = Date.now() + 20_000; ; await setTimeout(200)) {
    const step = await stepInDraft(id);
    if (says.test(step) || Date.now() > until) {
      expect(step).toMatch(says);
      return step;
    }
  }
}

browserTest(
  'the performer of an earlier step is chosen, and the file says so; the roles stand in',
  async () => {
    const page = await openWindow(browser);
    await page.goto(`${office.url}/designer/`);
    await page.getByRole('button', { name: /用演示管理员/ }).click();
    await page.getByRole('button', { name: '打开' }).waitFor();
    await page.goto(`${office.url}/designer/packages/mile-2020/processes/identify#t_notice`);

    const open = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)');
    await page.locator('.ant-select', { has: page.locator('#task-performer') }).click();
    await open.getByTitle('前面某一步的办理人').click();
    await page.getByText('找不到人时，由哪些角色办').waitFor();
    await page.locator('.ant-select', { has: page.locator('#task-performer-of') }).click();
    await page.locator('#task-performer-of').fill('乡镇审核');
    await open.getByTitle('乡镇审核', { exact: true }).click();
    await page.getByText(/已保存 \d\d:\d\d/).waitFor();

    const notice = await stepInDraft('t_notice');
    expect(notice).toMatch(/<banshi:assignment [^>]*performerOf="t_townshipReview"/);
    expect(notice).toMatch(/<banshi:assignment [^>]*roles="townshipClerk"/);
  },
  120_000,
);

browserTest(
  'a 会签 of units asks whoever holds the role there; of people again it asks them',
  async () => {
    const page = await openWindow(browser);
    await page.goto(`${office.url}/designer/`);
    await page.getByRole('button', { name: /用演示管理员/ }).click();
    await page.getByRole('button', { name: '打开' }).waitFor();
    await page.goto(
      `${office.url}/designer/packages/mile-2020/processes/identify#t_townshipReview`,
    );
    const open = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)');
    const choose = async (title: RegExp): Promise<void> => {
      await page.locator('.ant-select', { has: page.locator('#countersign-kind') }).click();
      await open.getByTitle(title).click();
    };

    await page.locator('#countersign-on').click();
    await choose(/^单位/);
    await page.getByText('各单位由谁办，在“谁来办”里选角色').waitFor();
    const ofUnits = await stepOnceIt('t_townshipReview', / unit="member"/);
    expect(ofUnits).toMatch(/<banshi:assignment [^>]*roles="townshipReviewer"/);
    expect(ofUnits).not.toMatch(/<banshi:assignment [^>]*(level|peopleRule)=/);

    await choose(/^人员$/);
    const ofPeople = await stepOnceIt('t_townshipReview', / peopleRule="member"/);
    expect(ofPeople).not.toMatch(/<banshi:assignment [^>]*unit=/);
  },
  120_000,
);
