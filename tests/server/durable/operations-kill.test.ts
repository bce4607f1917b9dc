import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { DEMO_PASSWORD } from '../../../server/demo/demo-users';
import { applicationOf } from '../support/applicants';
import { Client } from '../support/client';
import { openOffice, root } from '../support/office';
import { apply, workedExample } from '../support/walk';

const CASES = 100;
const KILLS = 3;
/** Longer than the lease that a killed worker leaves behind. */
const LEASE_MS = 31_000;
const example = workedExample('s1');
const directory = mkdtempSync(join(tmpdir(), 'operations-kill-'));
const clockFile = join(directory, 'clock');
let child: ChildProcess | undefined;

/** Starts server and store as one process group on what is in the directory. @returns the server's address */
async function startProcess(clockOffset: number): Promise<string> {
  writeFileSync(clockFile, String(clockOffset));
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
    return (JSON.parse(line) as { url: string }).url;
  }
  throw new Error('the server did not start');
}

async function killProcess(): Promise<void> {
  const killed = child;
  if (killed?.pid === undefined || killed.exitCode !== null || killed.signalCode !== null) return;
  const gone = new Promise((resolve) => killed.once('exit', resolve));
  process.kill(-killed.pid, 'SIGKILL');
  await gone;
}

async function operatorAt(url: string): Promise<Client> {
  const client = new Client(() => url);
  await client.logIn('admin', DEMO_PASSWORD);
  return client;
}

afterAll(async () => {
  await killProcess();
  rmSync(directory, { recursive: true, force: true });
});

test('kill -9 while 100 cases go to a new version: every one goes, and none twice', async () => {
  // given open cases and a new version
  const office = await openOffice({ dataDir: directory });
  const [admin, clerk] = await Promise.all([office.logIn('admin'), office.logIn('zhanghui')]);
  for (let order = 0; order < CASES; order += 1)
    await apply(clerk, example.start.startEvent, applicationOf(order));
  const params = { packageKey: 'mile-2020' };
  const path = 'processes/identify.bpmn';
  const file = await admin.get('getDraftFile', { params, query: { path } });
  const text = file.text.replace('name="村受理审查"', 'name="村级受理"');
  const saved = await admin.get('saveDraftFile', {
    params,
    body: { path, text, revision: file.revision },
  });
  await admin.get('publishDraft', {
    params,
    body: { version: '1.1.0', note: '村级受理', revision: saved.revision },
  });
  await office.stop();

  // when the server is killed again and again on the way
  let operator = await operatorAt(await startProcess(0));
  const { id: runId } = await operator.get('startMigration', {
    body: {
      packageKey: 'mile-2020',
      processId: 'identify',
      fromVersion: '1.0.0',
      toVersion: '1.1.0',
      plan: {},
      reason: '改用村级受理',
    },
  });
  for (let kill = 1; kill <= KILLS; kill += 1) {
    await setTimeout(550 + kill * 60);
    await killProcess();
    operator = await operatorAt(await startProcess(kill * LEASE_MS));
  }
  for (let turn = 0; turn < 300; turn += 1) {
    const run = await operator.get('getMigration', { params: { runId } });
    if (run.state === 'done') break;
    await setTimeout(100);
  }
  const done = await operator.get('getMigration', { params: { runId } });
  await killProcess();

  // then
  expect(done).toMatchObject({ state: 'done', total: CASES, migrated: CASES, refused: 0 });
  const after = await openOffice({ dataDir: directory });
  try {
    after.clock.offset = (KILLS + 1) * LEASE_MS;
    await after.worker.turn();
    const { models, audit } = after.context;
    expect(await models.cases.countDocuments({ packageVersion: '1.1.0' })).toBe(CASES);
    const history = await models.history.find().lean();
    const moves = history.flatMap(({ caseId, events }) =>
      events.filter((one) => one.type === 'processInstanceMigrated').map(() => caseId),
    );
    expect(moves).toHaveLength(CASES);
    expect(new Set(moves).size).toBe(CASES);
    expect(await models.audit.countDocuments({ action: 'migrateCase' })).toBe(CASES);
    expect(await models.tasks.countDocuments({ name: '村级受理', state: 'open' })).toBe(CASES);
    expect(await audit.verify()).toBeNull();
  } finally {
    await after.stop();
  }
}, 180_000);
