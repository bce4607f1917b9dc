/** WCAG findings of axe-core on the portal's lists and on every form page, and what the keyboard reaches. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { noBrowser, openBrowser } from '../support/browser';
import { Office } from '../support/office';
import { openPortal } from '../support/portal';
import { type TestServer, startTestServer } from '../support/server';

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly html: string }[];
}

declare global {
  // The script under test puts it into the page.
  var axe: { run(options: object): Promise<{ violations: Finding[] }> };
}

let server: TestServer;
let browser: Browser;
let office: Office;
const pages = new Map<string, Page>();

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

async function pageOf(name: string, viewport = { width: 1440, height: 900 }): Promise<Page> {
  const key = `${name} ${viewport.width}`;
  const known = pages.get(key);
  if (known !== undefined) return known;
  const page = await openPortal(browser, server.url, name, viewport);
  pages.set(key, page);
  return page;
}

/** Serious and critical findings as `rule: place`, so that a failure says where. */
async function findings(page: Page): Promise<string[]> {
  await page.waitForTimeout(400);
  // A colour on its way is none that anybody reads.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        (one) =>
          one.playState !== 'running' || one.effect?.getComputedTiming().endTime === Infinity,
      ),
  );
  await page.locator('.ant-btn-loading').waitFor({ state: 'detached' });
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const result = await globalThis.axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
    });
    return result.violations;
  });
  return violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .flatMap((one) =>
      one.nodes.map((node) => `${one.id}: ${node.target.join(' ')} ${node.html.slice(0, 120)}`),
    );
}

const browserTest = noBrowser === undefined ? test : test.skip;

browserTest(
  'lists and pages around the work have no serious finding, on a desk and on a phone',
  async () => {
    const { caseId } = await office.apply();
    const found: string[] = [];
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      const clerk = await pageOf('张慧', viewport);
      for (const path of [
        '/',
        '/tasks',
        '/done',
        '/mine',
        '/notices',
        '/absences',
        '/start',
        '/households',
        '/ledgers',
        `/cases/${caseId}`,
        '/nowhere',
      ]) {
        await clerk.goto(`${server.url}${path}`);
        await clerk.waitForLoadState('networkidle');
        found.push(...(await findings(clerk)).map((one) => `${viewport.width} ${path} ${one}`));
      }
    }
    expect(found).toEqual([]);
  },
  300_000,
);

browserTest(
  'a pressed submit brings the first missing field to the cursor, tied to its label and its message',
  async () => {
    const clerk = await pageOf('张慧');
    await clerk.goto(`${server.url}/start`);
    await clerk.getByRole('button', { name: '填写 边缘户申请' }).click();
    await clerk.locator('[data-form="application"]').waitFor();
    await clerk.getByRole('button', { name: '提交申请' }).click();
    await clerk.waitForFunction(() => document.activeElement?.tagName === 'INPUT');
    const focused = await clerk.evaluate(() => {
      const input = document.activeElement;
      const described = input?.getAttribute('aria-describedby') ?? '';
      return {
        invalid: input?.getAttribute('aria-invalid'),
        label: document.querySelector(`label[for="${input?.id ?? ''}"]`)?.textContent ?? '',
        message: document.getElementById(described)?.textContent ?? '',
      };
    });
    expect(focused.invalid).toBe('true');
    expect(focused.label).not.toBe('');
    expect(focused.message).toContain(focused.label);
  },
  120_000,
);

browserTest(
  'a row is added, filled, closed and removed by keyboard alone, and the cursor comes back to the table',
  async () => {
    const clerk = await pageOf('张慧');
    await clerk.goto(`${server.url}/start`);
    await clerk.getByRole('button', { name: '填写 脱贫监测户申请' }).click();
    const table = clerk.locator('[data-place="members"]');
    const add = table.locator('button.ant-btn-dashed');
    await add.focus();
    await clerk.keyboard.press('Enter');
    const drawer = clerk.getByRole('dialog');
    await drawer.waitFor();
    await clerk.waitForFunction(
      () => document.activeElement?.closest('[data-place="members.0.name"]') !== null,
    );
    await clerk.keyboard.type('普小红');
    await clerk.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    expect(await table.innerText()).toContain('普小红');
    await table.getByRole('button', { name: '删除 1' }).focus();
    await clerk.keyboard.press('Enter');
    await clerk.getByRole('tooltip').getByRole('button', { name: '删除' }).focus();
    await clerk.keyboard.press('Enter');
    await table.getByText('还没有内容').waitFor();
  },
  120_000,
);

browserTest(
  'the application and every step of the procedure have no serious finding, filled and with errors',
  async () => {
    const clerk = await pageOf('张慧');
    await clerk.goto(`${server.url}/start`);
    await clerk.getByRole('button', { name: '填写 脱贫监测户申请' }).click();
    await clerk.locator('[data-form="application"]').waitFor();
    expect(await findings(clerk)).toEqual([]);
    await clerk.getByRole('button', { name: '提交申请' }).click();
    await clerk.locator('.problem-summary').waitFor();
    expect(await findings(clerk)).toEqual([]);

    const { caseId } = await office.apply();
    const found: string[] = [];
    // The clock moves from here on, past the end of the clerk's session: this test is the last.
    const steps: readonly (readonly [string, string, string])[] = [
      ['t_accept', '张慧', 'zhanghui'],
      ['t_survey', '王建国', 'wangjianguo'],
      ['t_review', '普正明', 'puzhengming'],
    ];
    for (const [step, name, username] of steps) {
      await office.bringTo(caseId, step);
      const page = await pageOf(name);
      await page.goto(`${server.url}/tasks/${await office.taskOf(username, caseId, step)}`);
      await page.locator('.form-sheet').first().waitFor();
      await page.waitForLoadState('networkidle');
      found.push(...(await findings(page)).map((one) => `${step} ${one}`));
    }
    expect(found).toEqual([]);
  },
  300_000,
);
