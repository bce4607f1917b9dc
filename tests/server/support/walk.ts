import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from './client';
import { type Office, root } from './office';

type Values = Record<string, unknown>;
type Forms = Record<string, Values>;

interface Step {
  readonly complete?: string;
  readonly message?: string;
  readonly advanceTo?: string;
  readonly as?: string;
  readonly at?: string;
  readonly forms?: Forms;
  readonly outcome?: string;
  readonly opinion?: string;
  readonly reason?: string;
  readonly refused?: unknown;
  readonly warningReasons?: Record<string, string>;
}

export interface WorkedExample {
  readonly actors: Record<string, { readonly role: string; readonly unit: string }>;
  readonly start: {
    readonly at: string;
    readonly process: string;
    readonly startEvent: string;
    readonly as: string;
    readonly forms: Forms;
    readonly warningReasons?: Record<string, string>;
  };
  readonly steps: readonly Step[];
}

export function workedExample(key: string): WorkedExample {
  const path = join(root, 'definitions/mile-2020/scenarios', `${key}.json`);
  return JSON.parse(readFileSync(path, 'utf8')) as WorkedExample;
}

/** Opens the application of a matter and sends it. */
export async function apply(
  clerk: Client,
  startEventId: string,
  values: Values,
  warningReasons: Record<string, string> = {},
): Promise<string> {
  const draft = await clerk.get('openMatterDraft', {
    body: { packageKey: 'mile-2020', processId: 'identify', startEventId },
  });
  const started = await clerk.get('submitMatter', {
    params: { draftId: draft.id },
    body: { values: { ...draft.form.values, ...values }, warningReasons },
  });
  return started.caseId;
}

/** The person's open task of a case, or undefined. */
export async function openTask(client: Client, caseId: string, elementId: string) {
  const page = await client.get('listTasks', { query: { pageSize: '200' } });
  return page.items.find((task) => task.caseId === caseId && task.elementId === elementId);
}

/** What one sends to complete a task: what the form holds already and what the person fills in. */
export async function completionFor(
  client: Client,
  taskId: string,
  step: Pick<Step, 'forms' | 'outcome' | 'opinion' | 'warningReasons'>,
) {
  const task = await client.get('getTask', { params: { taskId } });
  const forms = Object.fromEntries(
    task.forms.map((form) => [form.variable, { ...form.values, ...step.forms?.[form.variable] }]),
  );
  return {
    forms,
    warningReasons: step.warningReasons ?? {},
    ...(step.outcome === undefined ? {} : { outcome: step.outcome }),
    ...(step.opinion === undefined ? {} : { opinion: step.opinion }),
  };
}

/** Does one step of a worked example as the demonstration person who holds its seat. @returns the answer's status */
export async function doStep(
  office: Office,
  example: WorkedExample,
  caseId: string,
  step: Step,
): Promise<number> {
  const at = step.at ?? step.advanceTo;
  if (at !== undefined) await office.at(at);
  if (step.as === undefined) return 0;
  const client = await holderOf(office, example, step.as);
  if (step.message !== undefined) {
    const reply = await client.call('sendCaseMessage', {
      params: { caseId },
      body: { message: step.message, reason: step.reason },
    });
    return reply.status;
  }
  const task = await openTask(client, caseId, step.complete ?? '');
  if (task === undefined) throw new Error(`${step.as} has no task ${step.complete}`);
  const reply = await client.call('completeTask', {
    params: { taskId: task.id },
    body: await completionFor(client, task.id, step),
  });
  if (reply.status !== 200 && step.refused === undefined) {
    throw new Error(`${step.complete}: ${JSON.stringify(reply.body).slice(0, 2000)}`);
  }
  return reply.status;
}

/** The demonstration person with the seat of an actor, logged in. */
export async function holderOf(
  office: Office,
  example: WorkedExample,
  actor: string,
): Promise<Client> {
  const seat = example.actors[actor];
  const user = await office.context.models.users
    .findOne({ seats: { $elemMatch: { role: seat?.role, unit: seat?.unit } } })
    .lean();
  if (user === null) throw new Error(`nobody holds ${seat?.role} at ${seat?.unit}`);
  return office.logIn(user.username);
}

/** Walks a worked example through HTTP as the people it names. @returns the case's id */
export async function walk(office: Office, example: WorkedExample): Promise<string> {
  const { start } = example;
  await office.at(start.at);
  const clerk = await holderOf(office, example, start.as);
  const [values = {}] = Object.values(start.forms);
  const caseId = await apply(clerk, start.startEvent, values, start.warningReasons);
  for (const step of example.steps) {
    const status = await doStep(office, example, caseId, step);
    if (step.refused !== undefined && status < 400) throw new Error(`${step.complete} was taken`);
  }
  return caseId;
}
