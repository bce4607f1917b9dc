/** Scenario S7 of the Mile procedure in the browser: a review that is put off, refused three times, and turns down. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { closeBrowser, noBrowser, openBrowser } from '../support/browser';
import { fillForm } from '../support/fill-form';
import { type TestServer, startTestServer } from '../support/server';
import { BrowserWalk, type Step, pressOutcome, scenarioOf, stepsOf } from '../support/walk';

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
  await closeBrowser(browser, 's7');
  await server?.stop();
}, 120_000);

const browserTest = noBrowser === undefined ? test : test.skip;

browserTest(
  `S7: no decision without 包村干部, no 通过 against the votes, no 不通过 without words${noBrowser === undefined ? '' : ` (${noBrowser})`}`,
  async () => {
    const scenario = scenarioOf('s7');
    const walk = new BrowserWalk(server, browser, scenario);
    const household = await walk.apply();
    const [accept] = stepsOf(scenario, 't_accept') as [Step];
    await walk.complete(accept);
    const [survey, surveyAgain] = stepsOf(scenario, 't_survey') as [Step, Step];
    await walk.complete(survey);
    const [putOff, absent, passed, , turnedDown] = stepsOf(scenario, 't_review') as Step[];
    if (!putOff || !absent || !passed || !turnedDown) throw new Error('s7 has another course');
    expect(await walk.complete(putOff)).toContain('入户调查与收支测算');
    await walk.complete(surveyAgain);

    // The meeting of the 12th, at first with 包村干部 away; the fourth row is theirs.
    const page = await walk.open(absent);
    await walk.fill(page, absent);
    await page.getByLabel('办理意见').fill(turnedDown.opinion ?? '');
    await pressOutcome(page, '不通过');
    expect(await refusal(page)).toContain('包村干部');
    const fourth = page.locator('[data-place="attendees.3.identity"]');
    await fourth.getByRole('combobox').fill('包村干部');
    await page.getByTitle('包村干部', { exact: true }).last().click();

    // The votes of the 12th are 4 for, 8 against.
    const { result, aidSuggestion } = passed.forms?.['review'] ?? {};
    await fillForm(page, 'd03', 'review', { result, aidSuggestion });
    await pressOutcome(page, '通过');
    expect(await refusal(page)).toMatch(/半|过半|多数/);

    await page.getByLabel('办理意见').fill('短');
    await pressOutcome(page, '不通过');
    await page
      .getByText(/不少于|至少/)
      .first()
      .waitFor();
    await page.getByLabel('办理意见').fill(turnedDown.opinion ?? '');
    expect(await walk.decide(page, turnedDown)).toContain('告知农户不予纳入');

    const [told] = stepsOf(scenario, 't_rejectVillage') as [Step];
    const clerk = await walk.open(told);
    const reason = clerk.locator('[data-form="rejection"] [data-place="reason"] textarea');
    expect(await reason.inputValue()).toContain('经营商店和货车');
    expect(await walk.decide(clerk, told)).toContain('不予纳入');
    await clerk.goto(`${server.url}/ledgers`);
    await clerk.getByRole('link', { name: /村级台账/ }).click();
    await clerk.getByText(/没有/).first().waitFor();
    expect(await clerk.getByRole('row', { name: new RegExp(household) }).count()).toBe(0);
  },
  600_000,
);

async function refusal(page: Page): Promise<string> {
  const summary = page.locator('.problem-summary');
  await summary.waitFor();
  return summary.innerText();
}
