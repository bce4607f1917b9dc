/**
 * A disk that is full: a small file system in memory, filled up until the store has no more than it keeps free. Needs the
 * right to mount; where that is missing, the test says so.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { DISK_RESERVE } from '../../../server/embedded-store/storage/engine';
import { applicationOf } from '../support/applicants';
import type { Client } from '../support/client';
import { type Office, openOffice } from '../support/office';
import { completionFor, openTask, workedExample } from '../support/walk';

const SIZE_MB = 64;
/** What is left on the disk when work begins: what the store keeps free, and room for some cases. */
const LEFT_BYTES = DISK_RESERVE + 2 * 1024 * 1024;
const MOST_CASES = 400;
const AFTERWARDS = 5;
const example = workedExample('s1');
const accept = example.steps.find((step) => step.complete === 't_accept') ?? {};
const directory = mkdtempSync(join(tmpdir(), 'full-disk-'));
const refusedMount = mount();

/** @returns why it cannot be done, or null */
function mount(): string | null {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m`, 'tmpfs', directory], {
      stdio: 'pipe',
    });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.trim() : String(error);
  }
}

afterAll(() => {
  if (refusedMount === null) execFileSync('umount', ['--lazy', directory]);
  rmSync(directory, { recursive: true, force: true });
});

const run = refusedMount === null ? test : test.skip;
if (refusedMount !== null) console.warn(`no full disk can be made here: ${refusedMount}`);

function freeBytes(): number {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
}

interface Acknowledged {
  readonly caseId: string;
  accepted: boolean;
}

/** Sends an application and accepts it. @returns the status of the first answer that is no success, or 200 */
async function work(clerk: Client, order: number, acknowledged: Acknowledged[]): Promise<number> {
  const draft = await clerk.call('openMatterDraft', {
    body: {
      packageKey: 'mile-2020',
      processId: 'identify',
      startEventId: example.start.startEvent,
    },
  });
  if (draft.status >= 400) return draft.status;
  const started = await clerk.call('submitMatter', {
    params: { draftId: draft.body.id },
    body: { values: { ...draft.body.form.values, ...applicationOf(order) }, warningReasons: {} },
  });
  if (started.status >= 400) return started.status;
  const mine: Acknowledged = { caseId: started.body.caseId, accepted: false };
  acknowledged.push(mine);
  const task = await openTask(clerk, mine.caseId, 't_accept');
  // The application stands, but nobody could be told of its task yet.
  if (task === undefined) return 507;
  const body = await completionFor(clerk, task.id, accept);
  const completed = await clerk.call('completeTask', { params: { taskId: task.id }, body });
  if (completed.status < 400) mine.accepted = true;
  return completed.status;
}

async function expectAllThere(office: Office, acknowledged: readonly Acknowledged[]) {
  const { models, audit } = office.context;
  for (const { caseId, accepted } of acknowledged) {
    const owner = await models.cases.findById(caseId).lean();
    expect(owner).not.toBeNull();
    const tasks = await models.tasks.find({ caseId }).lean();
    expect(new Set(tasks.map((task) => task.elementId)).size).toBe(tasks.length);
    const state = tasks.find((task) => task.elementId === 't_accept')?.state;
    if (accepted) expect(state).toBe('completed');
    const history = await models.history.find({ caseId }).sort({ revision: 1 }).lean();
    expect(history.map((one) => one.revision)).toEqual(
      Array.from({ length: owner?.revision ?? 0 }, (_, index) => index + 1),
    );
    const revisions = await models.revisions.countDocuments({ caseId });
    expect(revisions).toBe(state === 'completed' ? 1 : 0);
    const entries = await models.audit.find({ subject: owner?.number ?? '' }).lean();
    const decided = entries.filter((entry) => entry.action === 'completeTask');
    expect(decided).toHaveLength(state === 'completed' ? 1 : 0);
  }
  expect(await models.cases.countDocuments({ outboxPending: true })).toBe(0);
  expect(await audit.verify()).toBeNull();
}

run(
  'a full disk refuses what it cannot keep, keeps all that it has taken, and goes on when there is room',
  async () => {
    const office = await openOffice({ dataDir: directory });
    try {
      await office.at(example.start.at);
      const clerk = await office.logIn('zhanghui');
      const ballast = join(directory, 'ballast');
      writeFileSync(ballast, Buffer.alloc(Math.max(0, freeBytes() - LEFT_BYTES)));

      const acknowledged: Acknowledged[] = [];
      let order = 0;
      let status = 200;
      for (; order < MOST_CASES && status < 400; order += 1) {
        status = await work(clerk, order, acknowledged);
      }
      expect(status).toBe(507);
      expect(acknowledged.length).toBeGreaterThan(3);
      // Again and again: each time refused, nothing half-saved.
      for (let again = 0; again < 5; again += 1, order += 1) {
        expect(await work(clerk, order, acknowledged)).toBe(507);
      }
      const reply = await clerk.call('getCase', {
        params: { caseId: acknowledged[0]?.caseId ?? '' },
      });
      expect(reply.status).toBe(200);

      truncateSync(ballast, 0);
      for (let more = 0; more < AFTERWARDS; more += 1, order += 1) {
        expect(await work(clerk, order, acknowledged)).toBe(200);
      }
      // What steps still owed is made good by the worker.
      office.clock.offset += 3_600_000;
      await office.worker.turn();
      await expectAllThere(office, acknowledged);
      expect(await office.context.models.cases.countDocuments()).toBe(
        new Set(acknowledged.map((one) => one.caseId)).size,
      );
    } finally {
      await office.stop();
    }
  },
  60_000,
);
