import type { Effect } from '../../runtime/engine';
import type { ServerContext } from '../context';
import type { CaseDocument, OutboxBatch } from '../models/case';
import type { ChangeCase, Delivery, EffectHandlers } from './handler';
import { raiseIncident, resolveIncident } from './incidents';
import { runJob } from './jobs';
import { closeSubscription, openSubscription, sendMessage, throwSignal } from './messages';
import { closeUserTask, openUserTask, updateUserTask } from './tasks';
import { cancelTimer, scheduleTimer } from './timers';

/** What the case itself shows already needs nothing done. */
const done = (): Promise<void> => Promise.resolve();

const handlers: EffectHandlers = {
  openUserTask,
  updateUserTask,
  closeUserTask,
  scheduleTimer,
  cancelTimer,
  runJob,
  cancelJob: done,
  openSubscription,
  closeSubscription,
  throwSignal,
  sendMessage,
  raiseIncident,
  resolveIncident,
  endProcessInstance: done,
};

/** Effects that give commands to cases run last, when what the step itself shows is in place. */
const COMMANDING = new Set<Effect['type']>(['runJob', 'throwSignal', 'sendMessage']);

/**
 * Carries out everything that a case owes, in order, and forgets it. At least once: after a crash the worker calls it
 * again, and every handler knows what it has done by the effect's ids.
 */
export async function deliverOutbox(
  server: ServerContext,
  caseId: string,
  changeCase: ChangeCase,
): Promise<void> {
  const document = await server.models.cases.findById(caseId).lean<CaseDocument | null>();
  if (document === null || document.outbox.length === 0) return;
  const loaded = await server.packages.get(document.packageKey, document.packageVersion);
  for (const batch of document.outbox) {
    await deliverBatch({ server, changeCase, case: document, package: loaded, batch });
    await server.models.cases.updateOne(
      { _id: caseId },
      { $pull: { outbox: { batchId: batch.batchId } } },
    );
  }
  await server.models.cases.updateOne(
    { _id: caseId, outbox: { $size: 0 } },
    { $set: { outboxPending: false } },
  );
}

async function deliverBatch(delivery: Delivery): Promise<void> {
  const { batch } = delivery;
  await keepHistory(delivery, batch);
  for (const effect of batch.effects) {
    if (!COMMANDING.has(effect.type)) await handle(effect, delivery);
  }
  for (const effect of batch.effects) {
    if (COMMANDING.has(effect.type)) await handle(effect, delivery);
  }
}

function handle(effect: Effect, delivery: Delivery): Promise<void> {
  const handler = handlers[effect.type] as (effect: Effect, delivery: Delivery) => Promise<void>;
  return handler(effect, delivery);
}

async function keepHistory(
  { server, case: owner, package: loaded }: Delivery,
  batch: OutboxBatch,
): Promise<void> {
  const { models } = server;
  await server.audit.append(...batch.audit);
  if (batch.events.length > 0) {
    await models.history.bulkWrite(
      batch.events.map((event) => ({
        updateOne: {
          filter: { _id: event.eventId },
          update: {
            $setOnInsert: { caseId: owner._id, sequence: sequenceOf(event.eventId), event },
          },
          upsert: true,
        },
      })),
      { ordered: false },
    );
  }
  for (const submission of batch.submissions) {
    const document = loaded.forms.get(submission.formKey)?.document;
    await models.submissions.updateOne(
      { _id: `${submission.taskId}.${submission.variable}` },
      {
        $setOnInsert: {
          ...submission,
          caseId: owner._id,
          caseNumber: owner.number,
          packageKey: owner.packageKey,
          packageVersion: owner.packageVersion,
          formTitle: document?.title ?? submission.formKey,
          annex: document?.annex ?? null,
        },
      },
      { upsert: true },
    );
    await nameFiles(server, owner._id, submission.values);
  }
}

/** Files in a submitted form become the case's. */
async function nameFiles(server: ServerContext, caseId: string, values: unknown): Promise<void> {
  const fileIds = fileIdsIn(values);
  if (fileIds.length === 0) return;
  await server.models.files.updateMany(
    { _id: { $in: fileIds } },
    { $addToSet: { caseIds: caseId } },
  );
}

function fileIdsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'fileId' && typeof inner === 'string' ? [inner] : fileIdsIn(inner),
  );
}

/** Ids are counted up inside an instance, in base 36 after the last dot. */
function sequenceOf(eventId: string): number {
  return Number.parseInt(eventId.slice(eventId.lastIndexOf('.') + 1), 36);
}
