import { randomUUID } from 'node:crypto';
import {
  type CaseEnvironment,
  type CaseState,
  type CaseStep,
  searchWords,
} from '../../runtime/case';
import { type Actor, ROOT } from '../../runtime/engine';
import type { DataRecord } from '../../runtime/record';
import type { ServerContext } from '../context';
import type { CaseDocument, OutboxBatch } from '../models/case';
import { pullFrom, setFields } from '../models/group-writes';
import type { RecordDocument } from '../models/record';
import { type AuditNote, batchOf } from './outbox';

/** How many deliveries a case remembers, so that one that comes again changes nothing. */
const RECEIVED_KEPT = 64;
/** How many writers a case remembers; more do not come between a write and its writer's look at it. */
const COMMITS_KEPT = 6;

type IndexFields = Omit<
  CaseDocument,
  | '_id'
  | 'revision'
  | 'commits'
  | 'outbox'
  | 'outboxPending'
  | 'outboxAt'
  | 'outboxAttempts'
  | 'participants'
  | 'received'
>;

/** The state, and from it what lists search by. */
function indexFields({ package: loaded, at }: CaseEnvironment, state: CaseState): IndexFields {
  const { instance } = state;
  const ended = instance.status !== 'active';
  return {
    state,
    number: state.number,
    title: state.title,
    matter: state.matter,
    subject: state.subject,
    packageKey: state.packageKey,
    packageVersion: state.packageVersion,
    status: statusOf(state),
    result: ended ? (instance.result ?? null) : null,
    unit: state.subjectUnit,
    unitPath:
      state.subjectUnit === null
        ? []
        : loaded.units.path(state.subjectUnit).map((unit) => unit.code),
    initiatorId: state.initiator.id,
    initiatorName: state.initiator.name ?? '',
    recordId: state.recordId,
    search: [...searchWords(loaded, state)],
    waitingAt: ended ? [] : placesOf(state),
    startedAt: instance.startedAt,
    endedAt: ended ? at : null,
  };
}

/** The elements that run, each once. */
function placesOf({ instance }: CaseState): string[] {
  const running = Object.entries(instance.activities).filter(([id]) => id !== ROOT);
  return [...new Set(running.map(([, activity]) => activity.element))];
}

function statusOf({ instance }: CaseState): CaseDocument['status'] {
  if (instance.status === 'active') {
    return Object.keys(instance.incidents).length > 0 ? 'incident' : 'active';
  }
  return instance.status === 'completed' ? 'completed' : 'terminated';
}

/** Writes a new case: state, what it owes and history in one document. @returns null when it is there already */
export async function insertCase(
  server: ServerContext,
  environment: CaseEnvironment,
  step: CaseStep,
  note: AuditNote,
): Promise<CaseDocument | null> {
  const { actor, at } = environment;
  const document: CaseDocument = {
    _id: step.case.id,
    revision: 1,
    commits: [],
    outbox: [batchOf(step, 1, at, actor, environment.package, note)],
    outboxPending: true,
    outboxAt: at,
    outboxAttempts: 0,
    participants: actor === null ? [] : [actor.id],
    received: [],
    ...indexFields(environment, step.case),
  };
  return (await server.inserts.insert('cases', document)) ? document : null;
}

export interface Replacement {
  readonly environment: CaseEnvironment;
  readonly step: CaseStep;
  readonly note: AuditNote;
  /** What earlier steps still owe. */
  readonly owed: readonly OutboxBatch[];
  readonly deliveryKey?: string | undefined;
}

/** One write on condition that nobody wrote since `before` was read. @returns null when someone did */
export async function replaceCase(
  server: ServerContext,
  before: CaseDocument,
  { environment, step, note, owed, deliveryKey }: Replacement,
): Promise<CaseDocument | null> {
  const { actor, at } = environment;
  const revision = before.revision + 1;
  const isNewParticipant = actor !== null && !before.participants.includes(actor.id);
  const commit = randomUUID();
  const changed = {
    ...indexFields(environment, step.case),
    revision,
    commits: [...(before.commits ?? []), commit].slice(-COMMITS_KEPT),
    outbox: [...owed, batchOf(step, revision, at, actor, environment.package, note)],
    outboxPending: true,
    outboxAt: at,
    outboxAttempts: 0,
    ...(isNewParticipant ? { participants: [...before.participants, actor.id] } : {}),
    ...(deliveryKey === undefined
      ? {}
      : { received: [...before.received, deliveryKey].slice(-RECEIVED_KEPT) }),
  };
  const isWritten = await server.swaps.swap('cases', {
    id: before._id,
    when: { revision: before.revision },
    set: changed,
    isDone: ({ commits }) => Array.isArray(commits) && commits.includes(commit),
  });
  return isWritten ? { ...before, ...changed } : null;
}

/**
 * Forgets what is done. Where nobody has written since, that is all there was; a case that is written by many at once is
 * never at rest, so there only what was done goes.
 */
export async function clearOutbox(server: ServerContext, document: CaseDocument): Promise<void> {
  const { _id, revision, outbox } = document;
  const isAtRest = await server.swaps.swap('cases', {
    id: _id,
    when: { revision },
    set: { outbox: [], outboxPending: false },
    isDone: (now) => now['revision'] === revision && now['outboxPending'] === false,
  });
  if (isAtRest) return;
  const batchId = { $in: outbox.map((batch) => batch.batchId) };
  await server.writes.write([
    pullFrom('cases', { _id, outboxPending: true }, { outbox: { batchId } }),
    setFields('cases', { _id, outbox: [] }, { outboxPending: false }),
  ]);
}

export function findCase(server: ServerContext, caseId: string): Promise<CaseDocument | null> {
  return server.reads.byId<CaseDocument>('cases', caseId);
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
  const document = await server.reads.byId<RecordDocument>('records', recordId);
  return document?.record ?? null;
}
