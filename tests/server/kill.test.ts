import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { DEMO_PASSWORD } from '../../server/demo/demo-users';
import { Client } from './support/client';
import { openOffice, root } from './support/office';
import { completionFor, openTask, workedExample } from './support/walk';

const CASES = 20;
const KILLS = 6;
const example = workedExample('s1');
const directory = mkdtempSync(join(tmpdir(), 'kill-'));
const clockFile = join(directory, 'clock');

let child: ChildProcess;
let url = '';

function setClock(instant: string): void {
  writeFileSync(clockFile, String(Date.parse(instant) - Date.now()));
}

/** Starts server and store as one process group, so that one signal ends both at the same instant. */
async function startProcess(): Promise<void> {
  child = spawn(
    process.execPath,
    ['--import', 'tsx', join(root, 'tests/server/support/serve.ts')],
    {
      cwd: root,
      detached: true,
      env: { ...process.env, DATA_DIR: directory, CLOCK_FILE: clockFile },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  if (child.stdout === null) throw new Error('no output');
  for await (const line of createInterface({ input: child.stdout })) {
    url = (JSON.parse(line) as { url: string }).url;
    return;
  }
  throw new Error('the server did not start');
}

async function killProcess(): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-(child.pid ?? 0), 'SIGKILL');
  await gone;
}

const CHECK_DIGITS = '10X98765432';
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** An identity number like the example's head's, for another person. */
function identityNumber(order: number): string {
  const body = `53259919740312${String(order * 2 + 101)}`;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return `${body}${CHECK_DIGITS[sum % 11]}`;
}

function applicationOf(order: number): Record<string, unknown> {
  const text = JSON.stringify(example.start.forms['application']);
  return JSON.parse(text.replaceAll('532599197403120012', identityNumber(order))) as Record<
    string,
    unknown
  >;
}

class Person {
  private client = new Client(() => url);
  constructor(private readonly username: string) {}

  /** Does something as often as it takes: logs in again and retries when the server is away. */
  async insist<T>(act: (client: Client) => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        if (this.client.cookie === '') await this.client.logIn(this.username, DEMO_PASSWORD);
        return await act(this.client);
      } catch (error) {
        if (attempt > 400) throw error;
        this.client = new Client(() => url);
        await setTimeout(100);
      }
    }
  }
}

interface Acknowledged {
  readonly caseId: string;
  readonly elementId: string;
}

const people: Readonly<Record<string, string>> = {
  t_accept: 'zhanghui',
  t_survey: 'wangjianguo',
  t_review: 'puzhengming',
  t_publicity: 'zhanghui',
};

async function runCase(order: number, acknowledged: Acknowledged[]): Promise<string> {
  const clerk = new Person('zhanghui');
  const draftId = await clerk.insist(async (client) => {
    const body = {
      packageKey: 'mile-2020',
      processId: 'identify',
      startEventId: example.start.startEvent,
    };
    return (await client.get('openMatterDraft', { body })).id;
  });
  const caseId = await clerk.insist(async (client) => {
    const body = { values: applicationOf(order) };
    return (await client.get('submitMatter', { params: { draftId }, body })).caseId;
  });
  acknowledged.push({ caseId, elementId: 'start' });
  for (const [elementId, username] of Object.entries(people)) {
    const step = example.steps.find((one) => one.complete === elementId) ?? {};
    let asked = '';
    const wasAcknowledged = await new Person(username).insist(async (client) => {
      const task = await openTask(client, caseId, elementId);
      // Gone after it was asked for: an answer was lost on the way, but what it answered stands.
      if (task === undefined && asked !== '') {
        const { state } = await client.get('getTask', { params: { taskId: asked } });
        if (state === 'completed') return false;
      }
      if (task === undefined) throw new Error('not there yet');
      const body = await completionFor(client, task.id, step);
      asked = task.id;
      const reply = await client.call('completeTask', { params: { taskId: task.id }, body });
      if (reply.status === 200) return true;
      throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
    });
    if (wasAcknowledged) acknowledged.push({ caseId, elementId });
  }
  return caseId;
}

test('kill -9 at random moments while 20 cases run loses nothing acknowledged and does nothing twice', async () => {
  setClock('2020-06-09T09:00:00+08:00');
  await startProcess();
  const acknowledged: Acknowledged[] = [];
  let running = true;
  let kills = 0;
  const cases = Promise.all(
    Array.from({ length: CASES }, (_, order) => runCase(order, acknowledged)),
  ).finally(() => {
    running = false;
  });
  const killer = (async () => {
    while (running && kills < KILLS) {
      await setTimeout(700 + Math.random() * 2_500);
      if (!running) return;
      await killProcess();
      kills += 1;
      await startProcess();
    }
  })();
  const caseIds = await cases;
  await killer;
  await killProcess();
  expect(kills).toBeGreaterThanOrEqual(3);
  expect(acknowledged.length).toBeGreaterThan(CASES * 3);

  const office = await openOffice({ dataDir: directory });
  try {
    const { models, audit } = office.context;
    const timers = await models.timers.find({ caseId: { $in: caseIds } }).lean();
    await office.at('2020-06-09T12:00:00+08:00');
    await office.worker.finishOutboxes();
    expect(await models.cases.countDocuments({})).toBe(CASES);
    expect(await models.cases.countDocuments({ outboxPending: true })).toBe(0);

    for (const { caseId, elementId } of acknowledged) {
      const document = await models.cases.findById(caseId).lean();
      expect(document).not.toBeNull();
      if (elementId === 'start') continue;
      const task = await models.tasks.findOne({ caseId, elementId }).lean();
      expect(task?.state).toBe('completed');
    }
    for (const caseId of caseIds) {
      const tasks = await models.tasks.find({ caseId }).lean();
      const elements = tasks.map((task) => task.elementId);
      expect(new Set(elements).size).toBe(elements.length);
      const history = await models.history.find({ caseId }).sort({ sequence: 1 }).lean();
      const sequences = history.map((one) => one.sequence);
      expect(new Set(sequences).size).toBe(sequences.length);
      const document = await models.cases.findById(caseId).lean();
      const entries = await models.audit.find({ subject: document?.number ?? '' }).lean();
      const completions = entries.filter((entry) => entry.action === 'completeTask');
      expect(completions).toHaveLength(4);
      expect(entries.filter((entry) => entry.action === 'startCase')).toHaveLength(1);
      const forms = await models.submissions.find({ caseId }).lean();
      expect(entries.filter((entry) => entry.action === 'submitForm')).toHaveLength(forms.length);
      const revisions = await models.revisions.find({ caseId }).sort({ revision: 1 }).lean();
      expect(revisions.map((one) => one.revision)).toEqual(revisions.map((_, index) => index + 1));
      expect(revisions.length).toBeGreaterThan(0);
      expect(timers.some((timer) => timer.caseId === caseId)).toBe(true);
    }
    expect(await models.records.countDocuments({})).toBe(CASES);
    expect(await audit.verify()).toBeNull();

    await office.at('2020-06-14T00:00:01+08:00');
    const after = await models.tasks.find({ elementId: 't_publicityResult', state: 'open' }).lean();
    expect(after.map((task) => task.caseId).sort()).toEqual([...caseIds].sort());
  } finally {
    await office.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}, 180_000);
