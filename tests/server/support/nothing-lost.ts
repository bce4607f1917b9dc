import { setTimeout } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { Acknowledged } from './insistent-people';
import type { Office } from './office';

const PATIENCE_MS = 60_000;

/** Waits until nothing is owed any more, and checks that what was acknowledged is there and nothing is there twice. */
export async function expectNothingLostNorTwice(
  { context }: Office,
  caseIds: readonly string[],
  acknowledged: readonly Acknowledged[],
): Promise<void> {
  const { models, audit } = context;
  await until(async () => (await models.cases.countDocuments({ outboxPending: true })) === 0);
  expect(await models.cases.countDocuments({})).toBe(caseIds.length);
  for (const { caseId, elementId } of acknowledged) {
    expect(await models.cases.findById(caseId).lean()).not.toBeNull();
    if (elementId === 'start') continue;
    const task = await models.tasks.findOne({ caseId, elementId }).lean();
    expect(task?.state).toBe('completed');
  }
  for (const caseId of caseIds) {
    const document = await models.cases.findById(caseId).lean();
    const tasks = await models.tasks.find({ caseId }).lean();
    const elements = tasks.map((task) => task.elementId);
    expect(new Set(elements).size).toBe(elements.length);
    const history = await models.history.find({ caseId }).sort({ revision: 1 }).lean();
    const revisions = history.map((one) => one.revision);
    expect(revisions).toEqual(Array.from({ length: document?.revision ?? 0 }, (_, at) => at + 1));
    const eventIds = history.flatMap((one) => one.events.map((event) => event.eventId));
    expect(new Set(eventIds).size).toBe(eventIds.length);
    const entries = await models.audit.find({ subject: document?.number ?? '' }).lean();
    expect(entries.filter((entry) => entry.action === 'completeTask')).toHaveLength(4);
    expect(entries.filter((entry) => entry.action === 'startCase')).toHaveLength(1);
    const forms = await models.submissions.find({ caseId }).lean();
    expect(entries.filter((entry) => entry.action === 'submitForm')).toHaveLength(forms.length);
    const filed = await models.revisions.find({ caseId }).sort({ revision: 1 }).lean();
    expect(filed.map((one) => one.revision)).toEqual(filed.map((_, index) => index + 1));
    expect(filed.length).toBeGreaterThan(0);
  }
  expect(await models.records.countDocuments({})).toBe(caseIds.length);
  expect(await audit.verify()).toBeNull();
}

/** Waits until every case's publicity has ended by its timer, and checks that each did so once. */
export async function expectEachTimerOnce(
  { context }: Office,
  caseIds: readonly string[],
): Promise<void> {
  const { models } = context;
  const filter = { elementId: 't_publicityResult', state: 'open' } as const;
  await until(async () => (await models.tasks.countDocuments(filter)) >= caseIds.length);
  const open = await models.tasks.find(filter).lean();
  expect(open.map((task) => task.caseId).toSorted()).toEqual(caseIds.toSorted());
  const history = await models.history.find({ caseId: { $in: caseIds } }).lean();
  const fired = history.flatMap(({ caseId, events }) =>
    events
      .filter((event) => event.type === 'timerTriggered' && event.elementId === 'ev_publicity')
      .map(() => caseId),
  );
  expect(fired.toSorted()).toEqual(caseIds.toSorted());
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) return;
    await setTimeout(100);
  }
}
