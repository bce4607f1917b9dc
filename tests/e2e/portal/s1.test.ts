/** Scenario S1 of the Mile procedure in the browser, as the people who do it: from the application to the ledger. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { noBrowser, openBrowser } from '../support/browser';
import { fillForm } from '../support/fill-form';
import { type TestServer, startTestServer } from '../support/server';

interface Step {
  readonly complete?: string;
  readonly forms?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const scenario = JSON.parse(
  readFileSync(
    resolve(import.meta.dirname, '../../../definitions/mile-2020/scenarios/s1.json'),
    'utf8',
  ),
) as { start: { forms: { application: Record<string, unknown> } }; steps: Step[] };

function formOf(step: string, variable: string): Readonly<Record<string, unknown>> {
  return scenario.steps.find((one) => one.complete === step)?.forms?.[variable] ?? {};
}

/** Without the fields that the application has filled already. */
function without(values: Readonly<Record<string, unknown>>, keys: readonly string[]) {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)));
}

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
  // For looking at what went wrong: a picture of every screen as it was left.
  const directory = process.env['BANSHI_SCREENSHOTS'];
  const pages = browser?.contexts().flatMap((context) => context.pages()) ?? [];
  if (directory !== undefined) {
    for (const [index, page] of pages.entries())
      await page.screenshot({ path: `${directory}/s1-${index}.png` });
  }
  await browser?.close();
  await server?.stop();
}, 120_000);

/** How long anything may take on a machine that has other things to do. */
const OUTCOME_MS = 60_000;

/** Waits for what a press leads to; a refusal ends the waiting with its words. */
async function outcome(page: Page, heading: string): Promise<void> {
  const refused = page.locator('.ant-message-error, .problem-summary');
  const done = page.getByRole('heading', { name: heading });
  await done.or(refused.first()).first().waitFor();
  if (!(await done.isVisible())) throw new Error(await refused.first().innerText());
}

/** A person at their own machine, in a zone that is not China's. */
async function enter(name: string, viewport = { width: 1440, height: 900 }): Promise<Page> {
  const context = await browser.newContext({
    viewport,
    timezoneId: 'America/New_York',
    locale: 'zh-CN',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(OUTCOME_MS);
  await page.goto(server.url);
  await page.getByRole('button', { name: new RegExp(`^.?\\s*${name}`) }).click();
  await page.getByRole('link', { name: /待办/ }).first().waitFor();
  return page;
}

async function openTask(page: Page, step: string): Promise<void> {
  await page.goto(`${server.url}/tasks`);
  await page.getByRole('list', { name: '待办' }).getByText(step).first().click();
  await page.getByRole('heading', { level: 1, name: new RegExp(step) }).waitFor();
}

/** Decides, answers what is asked, and reads what the portal says would come next. */
async function decide(page: Page, decision: string): Promise<string> {
  await page
    .getByRole('group', { name: '办理', exact: true })
    .getByRole('button', { name: new RegExp(`(^|\\s)${decision}$`) })
    .click();
  const reasons = page.getByRole('dialog', { name: /需要说明理由/ });
  const last = page.getByRole('dialog', { name: /决定：|提交这一步/ });
  await reasons.or(last).first().waitFor();
  if (await reasons.isVisible()) {
    for (const box of await reasons.getByRole('textbox').all())
      await box.fill('已入户核对，情况属实');
    await reasons.getByRole('button', { name: '理由已写好，继续' }).click();
  }
  await last.waitFor();
  const next = await last.locator('.what-next').innerText();
  await last.getByRole('button', { name: '确定送出' }).click();
  await outcome(page, '办好了');
  return next;
}

async function giveOpinion(page: Page, opinion: string): Promise<void> {
  await page.getByLabel('办理意见').fill(opinion);
}

const browserTest = noBrowser === undefined ? test : test.skip;

browserTest(
  `S1 goes from the application to the ledger through the hands of its people${noBrowser === undefined ? '' : ` (${noBrowser})`}`,
  async () => {
    // The village clerk applies for the household.
    const clerk = await enter('张慧');
    await clerk.goto(`${server.url}/start`);
    await clerk.getByRole('button', { name: '填写 脱贫监测户申请' }).click();
    const { application } = scenario.start.forms;
    await fillForm(
      clerk,
      'a1',
      'application',
      without(application, ['townshipCode', 'villageCode', 'fillDate']),
    );
    expect(
      await clerk.locator('[data-form="application"] [data-place="population"] output').innerText(),
    ).toContain('4');
    await clerk.getByText(/已保存 \d\d:\d\d/).waitFor();
    await clerk.getByRole('button', { name: '提交申请' }).click();
    await clerk.getByRole('dialog').getByRole('button', { name: '提交申请' }).click();
    await outcome(clerk, '申请已提交');

    // The village accepts.
    await server.moveTo('2020-06-03T15:00:00+08:00');
    await openTask(clerk, '村受理审查');
    await fillForm(clerk, 'accept', 'accept', formOf('t_accept', 'accept'));
    expect(await decide(clerk, '受理')).toContain('入户调查与收支测算');

    // The stationed team surveys; the income grows as one types.
    await server.moveTo('2020-06-05T16:00:00+08:00');
    const team = await enter('王建国');
    await openTask(team, '入户调查与收支测算');
    await fillForm(
      team,
      'a31',
      'survey',
      without(
        formOf('t_survey', 'survey'),
        Object.keys(application).filter((key) => !['riskTypes', 'mainRisk'].includes(key)),
      ),
    );
    await team.getByRole('tab', { name: /收支测算表/ }).click();
    await fillForm(
      team,
      'a32',
      'income',
      without(formOf('t_survey', 'income'), ['periodStart', 'periodEnd']),
    );
    const perCapita = team.locator('[data-form="income"] [data-place="perCapitaNet"] output');
    expect(await perCapita.innerText()).toContain('4,105.00');
    expect(
      await team.locator('[data-form="income"] [data-place="lineTier"] output').innerText(),
    ).toContain('低于监测线');
    expect(await decide(team, '提交')).toContain('村组评议');

    // The village meeting.
    await server.moveTo('2020-06-08T15:00:00+08:00');
    const host = await enter('普正明');
    await openTask(host, '村组评议');
    await fillForm(host, 'd03', 'review', formOf('t_review', 'review'));
    expect(await decide(host, '通过')).toContain('公示');

    // Five days on the notice board.
    await server.moveTo('2020-06-09T09:00:00+08:00');
    const publisher = await enter('张慧');
    await openTask(publisher, '发布村内公示');
    expect(await decide(publisher, '提交')).toContain('2020-06-14');
    await server.moveTo('2020-06-14T09:00:00+08:00');
    const closer = await enter('张慧');
    await openTask(closer, '登记公示结果');
    await fillForm(
      closer,
      'd04r',
      'publicityResult',
      without(formOf('t_publicityResult', 'publicityResult'), ['objections']),
    );
    await decide(closer, '无异议');

    // Township and city.
    await server.moveTo('2020-06-15T10:00:00+08:00');
    const reviewer = await enter('李志强');
    await openTask(reviewer, '乡镇审核');
    await giveOpinion(reviewer, '程序完整、材料齐全，同意纳入。');
    await decide(reviewer, '同意');
    const cityClerk = await enter(await personOf('cityOfficeClerk'));
    await openTask(cityClerk, '市扶贫办复核');
    await fillForm(cityClerk, 'd07c', 'cityCheck', formOf('t_cityCheck', 'cityCheck'));
    await giveOpinion(cityClerk, '比对未发现问题。');
    await decide(cityClerk, '符合');
    await server.moveTo('2020-06-17T10:00:00+08:00');
    const cityReviewer = await enter(await personOf('cityOfficeReviewer'));
    await openTask(cityReviewer, '市级确定');
    await giveOpinion(cityReviewer, '同意纳入监测。');
    await decide(cityReviewer, '确定');

    // The township announces, and the household is in the ledger.
    await server.moveTo('2020-06-18T09:00:00+08:00');
    const township = await enter('杨帆');
    await openTask(township, '结果公告并告知农户');
    expect(await decide(township, '提交')).toContain('监测中');
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

async function personOf(role: string): Promise<string> {
  const people = JSON.parse(
    readFileSync(resolve(import.meta.dirname, '../../../definitions/demo-users.json'), 'utf8'),
  ) as { name: string; seats: { role: string }[] }[];
  return people.find((one) => one.seats.some((seat) => seat.role === role))?.name ?? role;
}
