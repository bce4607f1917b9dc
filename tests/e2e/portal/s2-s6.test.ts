/** Scenarios S2 and S6 of the Mile procedure in the browser, as the people who do them. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { closeBrowser, noBrowser, openBrowser } from '../support/browser';
import { type TestServer, startTestServer } from '../support/server';
import { BrowserWalk, figureOf, scenarioOf } from '../support/walk';

let server: TestServer;
let browser: Browser;

// Each story begins on the same day, and the clock of a server never goes back.
beforeEach(async () => {
  if (noBrowser !== undefined) return;
  [server, browser] = await Promise.all([
    startTestServer('2020-06-03T10:00:00+08:00'),
    openBrowser(),
  ]);
}, 120_000);

afterEach(async () => {
  await closeBrowser(browser, 's2-s6');
  await server?.stop();
}, 120_000);

const browserTest = noBrowser === undefined ? test : test.skip;
const reason = noBrowser === undefined ? '' : ` (${noBrowser})`;

browserTest(
  `S6: the applicant withdraws after the survey, and nobody is left with a task${reason}`,
  async () => {
    const scenario = scenarioOf('s6');
    const walk = new BrowserWalk(server, browser, scenario);
    const household = await walk.apply();
    for (const step of scenario.steps.filter(({ complete }) => complete !== undefined)) {
      const page = await walk.open(step);
      await walk.fill(page, step);
      if (step.complete === 't_survey') {
        expect(await figureOf(page, 'income', 'perCapitaNet')).toContain('3,600.00');
        expect(await figureOf(page, 'income', 'dropPct')).toContain('41.94');
      }
      await walk.decide(page, step);
    }
    await server.moveTo('2020-06-06T10:00:00+08:00');
    const clerk = await walk.windowOf('村信息员');
    await clerk.goto(`${server.url}/mine`);
    await clerk.getByText(household).first().click();
    await clerk.getByRole('button', { name: '撤回申请' }).click();
    const question = clerk.getByRole('dialog');
    await question.getByRole('textbox').fill('找到稳定工作，申请撤回');
    await question.getByRole('button', { name: '撤回申请' }).click();
    await clerk.getByText('撤回', { exact: true }).first().waitFor();
    const host = await walk.windowOf('村支书');
    await host.goto(`${server.url}/tasks`);
    await host.getByText('没有要办的事').first().waitFor();
  },
  600_000,
);

browserTest(
  `S2: an outgoing for illness above the income of the year before makes a 边缘户${reason}`,
  async () => {
    const scenario = scenarioOf('s2');
    const walk = new BrowserWalk(server, browser, scenario);
    const household = await walk.apply();
    for (const step of scenario.steps.filter(({ complete }) => complete !== undefined)) {
      const page = await walk.open(step);
      await walk.fill(page, step);
      if (step.complete === 't_survey') {
        expect(await figureOf(page, 'income', 'perCapitaNet')).toContain('6,270.00');
        expect(await figureOf(page, 'income', 'medicalSelf')).toContain('34,000.00');
        expect(await figureOf(page, 'income', 'referencePerCapita')).toContain('-530.00');
        expect(await figureOf(page, 'income', 'suggestion')).toContain('符合监测范围');
      }
      await walk.decide(page, step);
    }
    const township = await walk.windowOf('乡镇专干');
    await township.goto(`${server.url}/ledgers`);
    await township.getByRole('link', { name: /村级台账/ }).click();
    const row = township.getByRole('row', { name: new RegExp(household) });
    await row.waitFor();
    expect(await row.innerText()).toContain('6,270.00');
    expect(await row.innerText()).toContain('因病');
  },
  600_000,
);
