/** Scenario S1 of the Mile procedure in the browser, as the people who do it: from the application to the ledger. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { closeBrowser, noBrowser, openBrowser } from '../support/browser';
import { type TestServer, startTestServer } from '../support/server';
import { BrowserWalk, figureOf, scenarioOf } from '../support/walk';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  if (noBrowser !== undefined) return;
  [server, browser] = await Promise.all([
    startTestServer('2020-06-03T10:00:00+08:00'),
    openBrowser(),
  ]);
}, 120_000);

afterAll(async () => {
  await closeBrowser(browser, 's1');
  await server?.stop();
}, 120_000);

const browserTest = noBrowser === undefined ? test : test.skip;

/** What the portal says comes after each step, before it is sent. */
const next: Readonly<Record<string, string>> = {
  t_accept: '入户调查与收支测算',
  t_survey: '村组评议',
  t_review: '公示',
  t_publicity: '2020-06-14',
  t_publicityResult: '乡镇审核',
  t_townshipReview: '市扶贫办复核',
  t_cityCheck: '市级确定',
  t_cityDecide: '结果公告并告知农户',
  t_notice: '监测中',
};

browserTest(
  `S1 goes from the application to the ledger through the hands of its people${noBrowser === undefined ? '' : ` (${noBrowser})`}`,
  async () => {
    const scenario = scenarioOf('s1');
    const walk = new BrowserWalk(server, browser, scenario);
    await walk.apply(async (page) => {
      expect(await figureOf(page, 'application', 'population')).toContain('4');
      await page.getByText(/已保存 \d\d:\d\d/).waitFor();
    });
    for (const step of scenario.steps) {
      if (step.complete === undefined) continue;
      const page = await walk.open(step);
      await walk.fill(page, step);
      if (step.complete === 't_survey') {
        // The income has grown as one typed.
        expect(await figureOf(page, 'income', 'perCapitaNet')).toContain('4,105.00');
        expect(await figureOf(page, 'income', 'lineTier')).toContain('低于监测线');
      }
      expect(await walk.decide(page, step)).toContain(next[step.complete]);
    }

    // The township has announced it, and the household is in the ledger.
    const township = await walk.windowOf('乡镇专干');
    await township.goto(`${server.url}/ledgers`);
    await township.getByRole('link', { name: /村级台账/ }).click();
    const row = township.getByRole('row', { name: /普正荣/ });
    await row.waitFor();
    expect(await row.innerText()).toContain('4,105.00');
    await row.click();
    const file = township.getByRole('dialog');
    await file.getByText('监测中').first().waitFor();
    expect(await file.innerText()).toContain('532599********0012');
  },
  600_000,
);
