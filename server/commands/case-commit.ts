import { randomUUID } from 'node:crypto';
import type { CaseEnvironment, CaseRefusal, CaseState, CaseStep } from '../../runtime/case';
import type { Actor } from '../../runtime/engine';
import { type Result, err, ok } from '../../runtime/kernel';
import type { LoadedPackage } from '../../runtime/package';
import type { DataRecord } from '../../runtime/record';
import type { ServerContext } from '../context';
import { type AuditNote, deliverOutbox } from '../effects';
import { refuse } from '../http/refusal';
import type { CaseDocument, OutboxBatch } from '../models/case';
import type { RecordDocument } from '../models/record';

const MAX_REPLAYS = 8;
const DUPLICATE_KEY = 11000;

/** What lists search by, from the state. */
function indexFields(
  context: CaseEnvironment,
  state: CaseState,
): Omit<
  CaseDocument,
  '_id' | 'revision' | 'outbox' | 'outboxPending' | 'outboxAt' | 'outboxAttempts' | 'participants'
> {
  const { instance } = state;
  const hasIncident = Object.keys(instance.incidents).length > 0;
  const ended = instance.status !== 'active';
  return {
    state,
    number: state.number,
    title: state.title,
    matter: state.matter,
    subject: state.subject,
    packageKey: state.packageKey,
    packageVersion: state.packageVersion,
    status: ended
      ? instance.status === 'completed'
        ? 'completed'
        : 'terminated'
      : hasIncident
        ? 'incident'
        : 'active',
    result: ended ? (instance.result ?? null) : null,
    unit: state.subjectUnit,
    unitPath:
      state.subjectUnit === null
        ? []
        : context.package.units.path(state.subjectUnit).map((unit) => unit.code),
    initiatorId: state.initiator.id,
    initiatorName: state.initiator.name ?? '',
    recordId: state.recordId,
    startedAt: instance.startedAt,
    endedAt: ended ? context.at : null,
  };
}

function batchOf(
  step: CaseStep,
  at: number,
  actor: Actor | null,
  loaded: LoadedPackage,
  note: AuditNote,
): OutboxBatch {
  const batchId = randomUUID();
  const notes = [
    note,
    ...step.submissions.map((submission) => ({
      action: 'submitForm',
      detail: `${loaded.forms.get(submission.formKey)?.title ?? submission.formKey} @ ${submission.elementId}`,
    })),
  ];
  return {
    batchId,
    at,
    actor,
    effects: step.effects,
    events: step.events,
    submissions: step.submissions,
    audit: notes.map(({ action, detail }, index) => ({
      key: `${batchId}.${index}`,
      at,
      actorId: actor?.id ?? null,
      actorName: actor?.name ?? '系统',
      action,
      subject: step.case.number,
      detail,
    })),
  };
}

/** Writes a new case: state, what it owes and history in one document. @returns false when it is there already */
export async function insertCase(
  server: ServerContext,
  environment: CaseEnvironment,
  step: CaseStep,
  note: AuditNote,
): Promise<boolean> {
  const { actor, at } = environment;
  try {
    await server.models.cases.create({
      _id: step.case.id,
      revision: 1,
      outbox: [batchOf(step, at, actor, environment.package, note)],
      outboxPending: true,
      outboxAt: at,
      outboxAttempts: 0,
      participants: actor === null ? [] : [actor.id],
      ...indexFields(environment, step.case),
    });
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === DUPLICATE_KEY) return false;
    throw error;
  }
}

/** One conditional write; false when someone else wrote first. */
async function replaceCase(
  server: ServerContext,
  environment: CaseEnvironment,
  before: CaseDocument,
  step: CaseStep,
  note: AuditNote,
): Promise<boolean> {
  const { actor, at } = environment;
  const result = await server.models.cases.updateOne(
    { _id: before._id, revision: before.revision },
    {
      $set: {
        ...indexFields(environment, step.case),
        outboxPending: true,
        outboxAt: at,
        outboxAttempts: 0,
      },
      $inc: { revision: 1 },
      $push: { outbox: batchOf(step, at, actor, environment.package, note) },
      ...(actor === null ? {} : { $addToSet: { participants: actor.id } }),
    },
  );
  return result.modifiedCount === 1;
}

export async function findCase(
  server: ServerContext,
  caseId: string,
): Promise<CaseDocument | null> {
  return server.models.cases.findById(caseId).lean<CaseDocument | null>();
}

/** What the pure core needs to work on a case at this moment. */
export async function environmentOf(
  server: ServerContext,
  document: Pick<CaseDocument, 'packageKey' | 'packageVersion' | 'recordId'>,
  actor: Actor | null,
): Promise<CaseEnvironment> {
  return {
    package: await server.packages.get(document.packageKey, document.packageVersion),
    at: server.clock(),
    actor,
    record: await findRecord(server, document.recordId),
  };
}

async function findRecord(
  server: ServerContext,
  recordId: string | null,
): Promise<DataRecord | null> {
  if (recordId === null) return null;
  const document = await server.models.records.findById(recordId).lean<RecordDocument | null>();
  return document?.record ?? null;
}

/** Carries out what a case owes. */
export function deliverCase(server: ServerContext, caseId: string): Promise<void> {
  return deliverOutbox(server, caseId, changeCase);
}

/**
 * Carries out what a committed step owes, before its answer goes out. What fails here is not lost: the step stands, and
 * the worker tries the rest again.
 */
export async function deliverAfterCommit(server: ServerContext, caseId: string): Promise<void> {
  try {
    await deliverCase(server, caseId);
  } catch (error) {
    server.logger.error(
      { err: error, case: caseId },
      'effects failed; the worker tries them again',
    );
  }
}

type Act = (environment: CaseEnvironment, state: CaseState) => Result<CaseStep, CaseRefusal>;

/**
 * Does something to a case: load, compute, write on condition that nobody wrote meanwhile — else again on the new state —
 * and carry out what follows from it before the answer goes out.
 */
export async function changeCase(
  server: ServerContext,
  caseId: string,
  actor: Actor | null,
  act: Act,
  note: AuditNote,
): Promise<Result<CaseStep, CaseRefusal>> {
  for (let attempt = 0; attempt < MAX_REPLAYS; attempt += 1) {
    const document = await findCase(server, caseId);
    if (document === null) throw refuse(404, 'HTTP-NOT-FOUND');
    const environment = await environmentOf(server, document, actor);
    const result = act(environment, document.state);
    if (!result.ok) return err(result.error);
    if (await replaceCase(server, environment, document, result.value, note)) {
      await deliverAfterCommit(server, caseId);
      return ok(result.value);
    }
  }
  throw refuse(409, 'CASE-CONFLICT');
}
