import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { fillForm } from './fill-form';
import { openPortal } from './portal';
import type { TestServer } from './server';

const definitions = resolve(import.meta.dirname, '../../../definitions');

type Values = Readonly<Record<string, unknown>>;

export interface Step {
  readonly complete?: string;
  readonly as?: string;
  readonly at?: string;
  readonly forms?: Readonly<Record<string, Values>>;
  readonly outcome?: string;
  readonly opinion?: string;
  readonly refused?: unknown;
}

export interface Scenario {
  readonly actors: Readonly<Record<string, { readonly role: string; readonly unit: string }>>;
  readonly start: {
    readonly at: string;
    readonly startEvent: string;
    readonly as: string;
    readonly forms: Readonly<Record<string, Values>>;
  };
  readonly steps: readonly Step[];
}

/** What the portal calls the matter of a start event. */
const matters: Readonly<Record<string, string>> = {
  start_registered: '脱贫监测户申请',
  start_marginal: '边缘户申请',
};

interface ShownStep {
  readonly name: string;
  /** The forms that are filled in by hand: key by variable. */
  readonly forms: Readonly<Record<string, string>>;
}

/** The steps as the screen shows them. */
const steps: Readonly<Record<string, ShownStep>> = {
  t_accept: { name: '村受理审查', forms: { accept: 'accept' } },
  t_survey: { name: '入户调查与收支测算', forms: { survey: 'a31', income: 'a32' } },
  t_review: { name: '村组评议', forms: { review: 'd03' } },
  t_publicity: { name: '发布村内公示', forms: {} },
  t_publicityResult: { name: '登记公示结果', forms: { publicityResult: 'd04r' } },
  t_townshipReview: { name: '乡镇审核', forms: { township: 'd06' } },
  t_cityCheck: { name: '市扶贫办复核', forms: { cityCheck: 'd07c' } },
  t_cityDecide: { name: '市级确定', forms: { city: 'd07' } },
  t_notice: { name: '结果公告并告知农户', forms: {} },
  t_apply_registered: { name: '填写脱贫监测户申请书', forms: { application: 'a1' } },
  t_apply_marginal: { name: '填写边缘户申请书', forms: { application: 'a2' } },
  t_rejectTownship: { name: '告知农户不予纳入', forms: {} },
  t_overdue: { name: '超期督办', forms: { overdue: 'overdue' } },
  t_rejectVillage: { name: '告知农户不予纳入', forms: {} },
};

/** The tab of a form that does not stand first. */
const tabs: Readonly<Record<string, RegExp>> = { income: /收支测算表/ };

const desk = { width: 1440, height: 900 };

export function scenarioOf(key: string): Scenario {
  const path = join(definitions, 'mile-2020/scenarios', `${key}.json`);
  return JSON.parse(readFileSync(path, 'utf8')) as Scenario;
}

export function stepsOf(scenario: Scenario, element: string): Step[] {
  return scenario.steps.filter((step) => step.complete === element);
}

function shown(step: Step): ShownStep {
  const found = steps[step.complete ?? ''];
  if (found === undefined) throw new Error(`${step.complete} is not among the steps`);
  return found;
}

interface DemoUser {
  readonly name: string;
  readonly seats: readonly { readonly role: string; readonly unit: string }[];
}

/** A scenario in the browser, by hand as it were: each actor at a window of their own. */
export class BrowserWalk {
  private readonly windows = new Map<string, Page>();
  /** What has been filled in so far, by variable: a later form shows it already. */
  private readonly filled = new Map<string, Values>();

  constructor(
    private readonly server: TestServer,
    private readonly browser: Browser,
    private readonly scenario: Scenario,
  ) {}

  /** The window of an actor of the scenario. */
  async windowOf(actor: string): Promise<Page> {
    const known = this.windows.get(actor);
    if (known !== undefined) return known;
    const name = this.personOf(actor);
    const page = await openPortal(this.browser, this.server.url, name, desk);
    this.windows.set(actor, page);
    return page;
  }

  /**
   * Applies.
   *
   * @param look what to look at once the form is filled in
   * @returns the household's name
   */
  async apply(look: (page: Page) => Promise<void> = async () => undefined): Promise<string> {
    const { start } = this.scenario;
    const application = start.forms['application'] ?? {};
    await this.server.moveTo(start.at);
    const page = await this.windowOf(start.as);
    await page.goto(`${this.server.url}/start`);
    const matter = matters[start.startEvent] ?? '';
    await page.getByRole('button', { name: `填写 ${matter}` }).click();
    const formKey = start.startEvent === 'start_marginal' ? 'a2' : 'a1';
    const { townshipCode: _t, villageCode: _v, fillDate: _d, ...rest } = application;
    await fillForm(page, formKey, 'application', rest);
    await look(page);
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '提交申请' }).click();
    await outcome(page, '申请已提交');
    this.filled.set('application', application);
    return String(application['headName']);
  }

  /** Opens the step's task in its actor's window, at the step's time. */
  async open(step: Step): Promise<Page> {
    if (step.at !== undefined) await this.server.moveTo(step.at);
    const page = await this.windowOf(step.as ?? '');
    const { name } = shown(step);
    await page.goto(`${this.server.url}/tasks`);
    await page.getByRole('list', { name: '待办' }).getByText(name).first().click();
    await page.getByRole('heading', { level: 1, name: new RegExp(name) }).waitFor();
    return page;
  }

  /** Fills in what the step's forms do not show already. */
  async fill(page: Page, step: Step): Promise<void> {
    const { forms } = shown(step);
    for (const [variable, formKey] of Object.entries(forms)) {
      const values = step.forms?.[variable] ?? {};
      const tab = tabs[variable];
      if (tab !== undefined) await page.getByRole('tab', { name: tab }).click();
      const before = this.filled.get(variable) ?? this.filled.get('application') ?? {};
      const known = startsAnew(formKey) ? {} : before;
      await fillForm(page, formKey, variable, this.unknown(values, known));
      this.filled.set(variable, values);
    }
    if (step.opinion !== undefined) await page.getByLabel('办理意见').fill(step.opinion);
  }

  /** Presses the step's button and confirms. @returns what the portal said would come next */
  async decide(page: Page, step: Step): Promise<string> {
    await pressOutcome(page, step.outcome ?? '提交');
    const last = await answerQuestions(page);
    const next = await last.locator('.what-next').innerText();
    await last.getByRole('button', { name: '确定送出' }).click();
    await outcome(page, '办好了');
    return next;
  }

  /** A whole step that is taken. */
  async complete(step: Step): Promise<string> {
    const page = await this.open(step);
    await this.fill(page, step);
    return this.decide(page, step);
  }

  private unknown(values: Values, known: Values): Values {
    return Object.fromEntries(
      Object.entries(values).filter(
        // Whoever fills a form again signs it again.
        ([key, value]) =>
          isSignature(value) || JSON.stringify(known[key]) !== JSON.stringify(value),
      ),
    );
  }

  private personOf(actor: string): string {
    const seat = this.scenario.actors[actor];
    const people = JSON.parse(
      readFileSync(join(definitions, 'demo-users.json'), 'utf8'),
    ) as DemoUser[];
    const person = people.find(({ seats }) =>
      seats.some((one) => one.role === seat?.role && one.unit === seat?.unit),
    );
    if (person === undefined) throw new Error(`nobody plays ${actor}`);
    return person.name;
  }
}

function isSignature(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'at');
}

/** Whether a form that is opened again begins without what was written before. */
function startsAnew(formKey: string): boolean {
  const path = join(definitions, 'mile-2020/forms', `${formKey}.form.json`);
  const { schema } = JSON.parse(readFileSync(path, 'utf8')) as {
    schema: { 'x-banshi'?: { whenReopened?: string } };
  };
  return schema['x-banshi']?.whenReopened === 'renew';
}

/** What a form on the screen says of a computed field. */
export async function figureOf(page: Page, variable: string, field: string): Promise<string> {
  return page.locator(`[data-form="${variable}"] [data-place="${field}"] output`).innerText();
}

/** Presses a button of 办理. */
export async function pressOutcome(page: Page, decision: string): Promise<void> {
  await page
    .getByRole('group', { name: '办理', exact: true })
    .getByRole('button', { name: new RegExp(`(^|\\s)${decision}$`) })
    .click();
}

/** Gives a reason for each warning that asks for one. @returns the last question, open */
async function answerQuestions(page: Page) {
  const reasons = page.getByRole('dialog', { name: /需要说明理由/ });
  const last = page.getByRole('dialog', { name: /决定：|提交这一步/ });
  await unlessRefused(page, reasons.or(last).first());
  if (await reasons.isVisible()) {
    for (const box of await reasons.getByRole('textbox').all()) {
      await box.fill('已入户核对，情况属实');
    }
    await reasons.getByRole('button', { name: '理由已写好，继续' }).click();
  }
  await last.waitFor();
  return last;
}

/** Waits for what a press leads to. @throws with the words of a refusal, where one comes instead */
async function unlessRefused(page: Page, expected: Locator): Promise<void> {
  const refused = page.locator('.ant-message-error, .problem-summary').first();
  await expected.or(refused).first().waitFor();
  if (!(await expected.isVisible())) throw new Error(await refused.innerText());
}

/** Waits for the screen that says that it was taken. */
export async function outcome(page: Page, heading: string): Promise<void> {
  await unlessRefused(page, page.getByRole('heading', { name: heading }));
}
