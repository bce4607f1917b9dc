import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CaseStarted, MatterDraft, SessionState, TaskPage } from '../../../runtime/contract';
import type { TestServer } from './server';

const scenarioPath = resolve(
  import.meta.dirname,
  '../../../definitions/mile-2020/scenarios/s1.json',
);

type Values = Record<string, unknown>;

interface Step {
  readonly complete?: string;
  readonly as?: string;
  readonly at?: string;
  readonly outcome?: string;
  readonly opinion?: string;
  readonly forms?: Record<string, Values>;
}

const scenario = JSON.parse(readFileSync(scenarioPath, 'utf8')) as {
  start: { startEvent: string; process: string; forms: { application: Values } };
  steps: Step[];
};

/** Who plays whom of the scenario. */
const users: Readonly<Record<string, string>> = {
  村信息员: 'zhanghui',
  村支书: 'puzhengming',
  驻村队员: 'wangjianguo',
  乡镇专干: 'yangfan',
  分管领导: 'lizhiqiang',
  市办经办: 'heping',
  市办审核: 'chenlin',
};

/** What a household of its own needs; the rest is the scenario's. */
export interface Household {
  readonly headName: string;
  readonly headIdNumber: string;
}

/** The people of the demonstration at their work over HTTP, to bring cases to where a test begins. */
export class Office {
  private readonly done = new Set<string>();
  private readonly sessions = new Map<string, { cookie: string; token: string }>();

  constructor(private readonly server: TestServer) {}

  /** Applies for a household, as the village clerk. @returns the case */
  async apply(household?: Household): Promise<CaseStarted> {
    const draft = await this.call<MatterDraft>('zhanghui', 'POST', '/matter-drafts', {
      packageKey: 'mile-2020',
      processId: scenario.start.process,
      startEventId: scenario.start.startEvent,
    });
    return this.call('zhanghui', 'POST', `/matter-drafts/${draft.id}/submit`, {
      values: applicationOf(household),
      warningReasons: {},
    });
  }

  /** Does the scenario's steps of a case, each at its time, until `step` is open (or to the end). */
  async bringTo(caseId: string, step: string | null, household?: Household): Promise<void> {
    for (const one of scenario.steps) {
      if (one.complete === undefined) continue;
      if (one.at !== undefined) await this.server.moveTo(one.at);
      if (one.complete === step) return;
      if (this.done.has(`${caseId} ${one.complete}`)) continue;
      await this.complete(caseId, one.complete, household);
    }
  }

  /** Does one open step of a case as the scenario does it, or as another who may. */
  async complete(
    caseId: string,
    step: string,
    household?: Household,
    performer?: string,
  ): Promise<void> {
    const script = scenario.steps.find((one) => one.complete === step);
    if (script === undefined) throw new Error(`no step ${step} in the scenario`);
    const username = performer ?? users[script.as ?? ''] ?? '';
    const taskId = await this.taskOf(username, caseId, step);
    const task = await this.call<{
      forms: { variable: string; values: Values; access: { default: string } }[];
    }>(username, 'GET', `/tasks/${taskId}`);
    const own = household === undefined ? {} : { ...household };
    const forms = Object.fromEntries(
      task.forms
        .filter((form) => form.access.default === 'edit')
        .map((form) => [
          form.variable,
          mergeHousehold({ ...form.values, ...script.forms?.[form.variable] }, own),
        ]),
    );
    await this.call(username, 'POST', `/tasks/${taskId}/complete`, {
      forms,
      outcome: script.outcome,
      opinion: script.opinion,
      warningReasons: {},
    });
    this.done.add(`${caseId} ${step}`);
  }

  async taskOf(username: string, caseId: string, step: string): Promise<string> {
    const page = await this.call<TaskPage>(username, 'GET', '/tasks?pageSize=100');
    const found = page.items.find((one) => one.caseId === caseId && one.elementId === step);
    if (found === undefined) throw new Error(`${username} has no task ${step}`);
    return found.id;
  }

  async call<T>(username: string, method: string, path: string, body?: unknown): Promise<T> {
    let response = await this.send(username, method, path, body);
    if (response.status === 401) {
      // The clock has moved past the end of the session.
      this.sessions.delete(username);
      response = await this.send(username, method, path, body);
    }
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  async fetchFile(username: string, fileId: string): Promise<Buffer> {
    const response = await this.send(username, 'GET', `/files/${fileId}`, undefined);
    if (!response.ok) throw new Error(`file ${fileId}: ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  }

  private async send(username: string, method: string, path: string, body: unknown) {
    const session = await this.sessionOf(username);
    return fetch(`${this.server.url}/api${path}`, {
      method,
      headers: {
        'Content-Type': 'application/json',
        Cookie: session.cookie,
        'X-CSRF-Token': session.token,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  private async sessionOf(username: string) {
    const known = this.sessions.get(username);
    if (known !== undefined) return known;
    const first = await fetch(`${this.server.url}/api/session`);
    const door = (await first.json()) as SessionState;
    const entered = await fetch(`${this.server.url}/api/session`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Cookie: cookieOf(first),
        'X-CSRF-Token': door.csrfToken,
      },
      body: JSON.stringify({ username, password: 'banshi-demo' }),
    });
    const state = (await entered.json()) as SessionState;
    if (!entered.ok) throw new Error(`log-in of ${username}: ${JSON.stringify(state)}`);
    const session = { cookie: cookieOf(entered), token: state.csrfToken };
    this.sessions.set(username, session);
    return session;
  }
}

function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

/** The scenario's application, for another household where one is named. */
export function applicationOf(household?: Household): Values {
  const { application } = scenario.start.forms;
  return household === undefined ? application : mergeHousehold(application, { ...household });
}

/** Puts a household's own head into values that speak of the scenario's. */
function mergeHousehold(values: Values, own: Partial<Household>): Values {
  const { application } = scenario.start.forms;
  const text = JSON.stringify(values)
    .replaceAll(String(application['headName']), own.headName ?? String(application['headName']))
    .replaceAll(
      String(application['headIdNumber']),
      own.headIdNumber ?? String(application['headIdNumber']),
    );
  return JSON.parse(text) as Values;
}
