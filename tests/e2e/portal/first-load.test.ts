/** What a slow line has to carry before the first screen stands; forms come when one is opened. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { noBrowser, openBrowser } from '../support/browser';
import { type TestServer, startTestServer } from '../support/server';

const MOST_KB = 350;

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  if (noBrowser !== undefined) return;
  [server, browser] = await Promise.all([
    startTestServer('2020-06-03T10:00:00+08:00'),
    openBrowser(),
  ]);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
}, 60_000);

/** Scripts as they arrive: name and size in KB under gzip, whatever the server itself compresses. */
function scriptsOf(page: Page): { readonly name: string; readonly kb: Promise<number> }[] {
  const scripts: { name: string; kb: Promise<number> }[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    scripts.push({
      name: response.url().split('/').at(-1) ?? '',
      kb: response.body().then((body) => gzipSync(body).length / 1024),
    });
  });
  return scripts;
}

async function weigh(scripts: readonly { readonly kb: Promise<number> }[]): Promise<number> {
  const sizes = await Promise.all(scripts.map((one) => one.kb));
  return sizes.reduce((sum, one) => sum + one, 0);
}

const browserTest = noBrowser === undefined ? test : test.skip;

browserTest(
  `log-in and 今天 need at most ${MOST_KB} KB of script; form code comes with the first form`,
  async () => {
    const page = await browser.newPage();
    page.setDefaultTimeout(60_000);
    const scripts = scriptsOf(page);
    await page.goto(server.url);
    await page.getByRole('button', { name: /^.?\s*张慧/ }).waitFor();
    const door = await weigh(scripts);
    await page.getByRole('button', { name: /^.?\s*张慧/ }).click();
    await page.getByRole('heading', { name: /张慧，/ }).waitFor();
    await page.waitForLoadState('networkidle');
    const today = await weigh(scripts);
    const before = scripts.length;
    await page.getByRole('button', { name: '脱贫监测户申请' }).click();
    await page.locator('[data-form="application"]').waitFor();
    const form = await weigh(scripts);
    process.stdout.write(
      `script under gzip: log-in ${door.toFixed(0)} KB, with 今天 ${today.toFixed(0)} KB, with a form ${form.toFixed(0)} KB\n`,
    );
    expect(today).toBeLessThanOrEqual(MOST_KB);
    expect(
      scripts.slice(before).some((one) => /filled-form|FormPane|MatterPage/.test(one.name)),
    ).toBe(true);
    expect(
      scripts.slice(0, before).some((one) => /filled-form|FormPane|MatterPage/.test(one.name)),
    ).toBe(false);
  },
  180_000,
);
