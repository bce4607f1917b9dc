/** A clerk decides two applications at once and tells a colleague of one of them, who finds it among the messages. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { noBrowser, openBrowser } from '../support/browser';
import { Office } from '../support/office';
import { openPortal } from '../support/portal';
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

const browserTest = noBrowser === undefined ? test : test.skip;

browserTest(
  'decided together, told by hand, read on a phone',
  async () => {
    const { caseId } = await office.apply();
    await office.apply();
    const clerk = await open('张慧', { width: 1440, height: 900 });
    await clerk.goto(`${server.url}/tasks`);
    await clerk.getByRole('button', { name: '批量办理' }).click();
    for (const box of await clerk.getByRole('checkbox', { name: /^选择/ }).all()) await box.check();
    await clerk.getByText('已选 2 项“村受理审查”').waitFor();
    await clerk
      .getByRole('group', { name: '批量办理' })
      .getByRole('button', { name: /办\s?理/ })
      .click();
    const dialog = clerk.getByRole('dialog', { name: '批量办理' });
    await dialog.getByRole('radio', { name: '受理', exact: true }).check();
    await dialog.getByRole('button', { name: /^办\s?理$/ }).click();
    await dialog.getByText('2 项已办，0 项没有办成').waitFor();
    await dialog
      .getByRole('button', { name: /关\s?闭/ })
      .last()
      .click();

    await clerk.goto(`${server.url}/cases/${caseId}`);
    await clerk.getByRole('button', { name: /抄\s?送/ }).click();
    const copy = clerk.getByRole('dialog', { name: '抄送' });
    await copy.getByLabel('抄送给谁').click();
    await copy.getByLabel('抄送给谁').pressSequentially('杨丽');
    await clerk.locator('.ant-select-item-option', { hasText: '杨丽' }).first().click();
    await copy.getByLabel('附言（可不填）').fill('请了解');
    await copy.getByRole('button', { name: /抄\s?送/ }).click();
    await copy.waitFor({ state: 'hidden' });
    await clerk.getByRole('button', { name: /催\s?办/ }).click();
    const urge = clerk.getByRole('dialog', { name: '催办' });
    await urge.getByRole('button', { name: /催\s?办/ }).click();
    await urge.waitFor({ state: 'hidden' });

    const reader = await open('杨丽', { width: 390, height: 844 });
    await reader.getByRole('link', { name: /我的/ }).click();
    await reader.getByRole('link', { name: /消息/ }).click();
    const row = reader.getByRole('link', { name: /张慧 向您抄送/ });
    await row.getByText('“请了解”').waitFor();
    await row.click();
    await reader.getByRole('heading', { name: /脱贫监测户识别/ }).waitFor();
    await reader.goto(`${server.url}/notices`);
    await reader.getByText('未读 0').waitFor();

    const performer = await open('王建国', { width: 1440, height: 900 });
    await performer.goto(`${server.url}/notices`);
    await performer
      .getByRole('link', { name: /张慧 催办/ })
      .first()
      .click();
    await performer.locator('[data-form="survey"], [data-form="a31"]').first().waitFor();
    expect(performer.url()).toContain('/tasks/');
  },
  300_000,
);
