import { createHash } from 'node:crypto';
import { startCaseByTimer } from '../../runtime/case';
import { nextTimerStart, timerStarts } from '../../runtime/engine';
import { dateAt } from '../../runtime/kernel';
import { insertCase } from '../cases/case-store';
import { settleAfterCommit } from '../cases/change-case';
import type { ServerContext } from '../context';
import type { TimerStartDocument } from '../models/process';
import { UNTAKEN } from '../models/lease-fields';
import { stillHeld, takeLease, whileHeld } from './lease';

/** Notes when the processes of newly published versions begin by themselves; those of earlier versions no longer do. */
export async function scheduleTimerStarts(server: ServerContext): Promise<void> {
  const { models, packages } = server;
  const unfinished = await models.packageVersions
    .find({ timersScheduled: { $ne: true } }, { key: 1, version: 1, publishedAt: 1 })
    .lean();
  for (const { _id, key, version, publishedAt } of unfinished) {
    if (packages.currentVersion(key) === version) {
      await scheduleVersion(server, key, version, publishedAt);
    }
    await models.packageVersions.updateOne({ _id }, { $set: { timersScheduled: true } });
  }
}

async function scheduleVersion(
  server: ServerContext,
  packageKey: string,
  packageVersion: string,
  publishedAt: number,
): Promise<void> {
  const { timerStarts: collection } = server.models;
  const loaded = await server.packages.get(packageKey, packageVersion);
  for (const process of loaded.deployment.processes.values()) {
    for (const { startEventId, trigger, dueAt, left } of timerStarts(process, publishedAt)) {
      const _id = `${packageKey}/${process.id}/${startEventId}/${trigger}`;
      const version = { packageKey, packageVersion, publishedAt };
      const due = { processId: process.id, startEventId, trigger, dueAt, left };
      const fields = { ...version, ...due, ...UNTAKEN };
      await collection.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true });
      await collection.updateOne({ _id, publishedAt: { $lt: publishedAt } }, { $set: fields });
    }
  }
  await collection.deleteMany({ packageKey, publishedAt: { $lt: publishedAt } });
}

/** Begins every case whose time has come, once each. */
export async function fireTimerStarts(server: ServerContext): Promise<void> {
  const { models, clock } = server;
  for (;;) {
    const due = { dueAt: { $lte: clock() } };
    const taken = await takeLease(server, models.timerStarts, due, { dueAt: 1 });
    if (taken === null) return;
    await whileHeld(server, models.timerStarts, taken, () => fire(server, taken));
  }
}

async function fire(server: ServerContext, taken: TimerStartDocument): Promise<void> {
  const { models, packages } = server;
  const { packageKey, packageVersion, processId, startEventId, trigger, dueAt, left } = taken;
  if (packages.currentVersion(packageKey) !== packageVersion) await packages.refresh();
  const loaded = await packages.get(packageKey, packageVersion);
  const process = loaded.deployment.processes.get(processId);
  const isCurrent = packages.currentVersion(packageKey) === packageVersion;
  if (!isCurrent || process === undefined) {
    await models.timerStarts.deleteOne(stillHeld(taken));
    return;
  }
  await begin(server, taken);
  const next = nextTimerStart(process, { startEventId, trigger, dueAt, left });
  if (next === undefined) await models.timerStarts.deleteOne(stillHeld(taken));
  else {
    const following = { dueAt: next.dueAt, left: next.left, leaseUntil: 0 };
    await models.timerStarts.updateOne(stillHeld(taken), { $set: following });
  }
}

/** The case takes its id from the start and its moment, so that it begins once however often this is tried. */
async function begin(server: ServerContext, start: TimerStartDocument): Promise<void> {
  const moment = createHash('sha256').update(`${start._id}@${start.dueAt}`).digest('hex');
  const caseId = `c-${moment.slice(0, 32)}`;
  if ((await server.models.cases.exists({ _id: caseId })) !== null) return;
  const loaded = await server.packages.get(start.packageKey, start.packageVersion);
  const environment = { package: loaded, at: server.clock(), actor: null, record: null };
  const process = loaded.deployment.processes.get(start.processId);
  const prefix = `${process?.numberPrefix ?? ''}${dateAt(environment.at).slice(0, 4)}`;
  const count = await server.counters.next(`case:${prefix}`);
  const started = startCaseByTimer(environment, {
    caseId,
    number: `${prefix}${String(count).padStart(6, '0')}`,
    processId: start.processId,
    startEventId: start.startEventId,
    trigger: start.trigger,
  });
  if (!started.ok) {
    server.logger.error({ start: start._id, refusal: started.error }, 'a timed start was refused');
    return;
  }
  const note = { action: 'startCase', detail: process?.name ?? start.processId };
  const inserted = await insertCase(server, environment, started.value, note);
  if (inserted !== null) await settleAfterCommit(server, inserted);
}
