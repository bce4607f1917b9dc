import type { WhatIfResult } from '../../../runtime/contract';
import type { Actor, HistoryEvent } from '../../../runtime/engine';
import type { LoadedPackage } from '../../../runtime/package';
import type { DataRecord } from '../../../runtime/record';
import { type RecordedCase, type RecordedStep, whatIf } from '../../../runtime/scenario';
import type { ServerContext } from '../../context';
import { refuse } from '../../http/refusal';
import type { Viewer } from '../../identity/viewer';
import type { CaseDocument } from '../../models/case';
import type { SubmissionDocument, UserDocument } from '../../models/office';
import type { RecordDocument, RevisionDocument } from '../../models/record';
import { eventsOf } from '../case-queries';
import { loadDraft } from '../packages';
import { requireOperatedCase, requireProcess } from './reach';

/** Plays a case again on the draft or another version, in memory; nothing is written. */
export async function askWhatIf(
  server: ServerContext,
  viewer: Viewer,
  caseId: string,
  version: string,
): Promise<WhatIfResult> {
  const document = await requireOperatedCase(server, viewer, caseId);
  const loaded = await definitionOf(server, document, version);
  const recorded = await recordedCase(server, document);
  const { played, path, differences, ...end } = whatIf(loaded, recorded);
  const process = loaded.deployment.processes.get(document.state.processId);
  return {
    version: version === 'draft' ? 'draft' : loaded.manifest.version,
    xml: loaded.files.get(process?.file ?? '') ?? '',
    played: [...played],
    path: [...path],
    differences: differences.map((one) => ({ ...one, problems: [...one.problems] })),
    ...end,
    waitingAt: [...end.waitingAt],
    recordedResult: recorded.result,
  };
}

async function definitionOf(
  server: ServerContext,
  { packageKey, state }: CaseDocument,
  version: string,
): Promise<LoadedPackage> {
  if (version !== 'draft') {
    return (await requireProcess(server, packageKey, version, state.processId)).loaded;
  }
  const { package: loaded, problems } = await loadDraft(server, packageKey);
  if (loaded === undefined) {
    throw refuse(422, 'OPS-DRAFT-BROKEN', { count: problems.length }, [...problems]);
  }
  return loaded;
}

/** What people did to a case, from its history and submissions. */
async function recordedCase(server: ServerContext, document: CaseDocument): Promise<RecordedCase> {
  const { models } = server;
  const [events, submissions] = await Promise.all([
    eventsOf(server, document._id),
    models.submissions.find({ caseId: document._id }).lean<SubmissionDocument[]>(),
  ]);
  const actors = new Set(events.flatMap((event) => event.actor?.id ?? []));
  const users = await models.users
    .find({ _id: { $in: [...actors] } }, { seats: 1 })
    .lean<Pick<UserDocument, '_id' | 'seats'>[]>();
  const personOf = (actor: Actor): RecordedStep['person'] => ({
    actor,
    seats: users.find((user) => user._id === actor.id)?.seats ?? [],
  });
  const then = await server.packages.get(document.packageKey, document.packageVersion);
  const messageAt = (elementId: string): string | undefined => {
    const node = then.deployment.processes.get(document.state.processId)?.nodes.get(elementId);
    const event = node?.events.find((one) => one.kind === 'message');
    return event?.kind === 'message' ? event.name : node?.message?.name;
  };
  const steps: RecordedStep[] = [];
  const openAfter: string[][] = [];
  const open = new Map<string, { taskId: string; elementId: string }>();
  for (const event of events) {
    const step = stepOf(event, submissions, personOf, messageAt);
    if (step !== undefined) {
      if (steps.length > 0) openAfter.push(elementsOf(open));
      steps.push(step);
    }
    follow(open, event);
  }
  // What is open still may have got another id by a migration since.
  const { activities } = document.state.instance;
  for (const [activityId, one] of open) {
    const elementId = activities[activityId]?.element ?? one.elementId;
    open.set(activityId, { ...one, elementId });
  }
  openAfter.push(elementsOf(open));
  if (steps[0]?.type !== 'complete') {
    throw refuse(422, 'OPS-NO-HISTORY', { detail: '没有发起时的申请' });
  }
  return {
    processId: document.state.processId,
    startEventId: document.state.startEventId,
    steps,
    openAfter,
    result: document.result,
    record: await recordBefore(server, document),
    until: document.endedAt ?? server.clock(),
  };
}

function stepOf(
  event: HistoryEvent,
  submissions: readonly SubmissionDocument[],
  personOf: (actor: Actor) => RecordedStep['person'],
  messageAt: (elementId: string) => string | undefined,
): RecordedStep | undefined {
  const { at, actor, elementId, taskId, outcome, opinion, message } = event;
  if (actor === undefined) return undefined;
  const person = personOf(actor);
  if (event.type === 'messageReceived') {
    const name = messageAt(elementId ?? '');
    return name === undefined
      ? undefined
      : { type: 'send', at, person, message: name, reason: message ?? '' };
  }
  if (event.type !== 'userTaskCompleted' || elementId === undefined) return undefined;
  const sent = submissions.filter((one) => one.taskId === taskId);
  return {
    type: 'complete',
    at,
    person,
    elementId,
    completion: {
      forms: Object.fromEntries(sent.map((one) => [one.variable, one.values])),
      ...(outcome === undefined ? {} : { outcome }),
      ...(opinion === undefined ? {} : { opinion }),
      warningReasons: Object.fromEntries(
        sent.flatMap((one) =>
          one.warnings.map(({ path, reason }) => [`${one.variable}.${path}`, reason] as const),
        ),
      ),
    },
  };
}

/** Which user tasks are open, by activity instance. */
function follow(
  open: Map<string, { taskId: string; elementId: string }>,
  { type, activityId = '', taskId = '', elementId = '' }: HistoryEvent,
): void {
  if (type === 'userTaskOpened') open.set(activityId, { taskId, elementId });
  if (type === 'userTaskCompleted' || type === 'activityTerminated') open.delete(activityId);
}

function elementsOf(open: ReadonlyMap<string, { readonly elementId: string }>): string[] {
  return [...open.values()].map((one) => one.elementId);
}

/** The subject's record as it was when the case began; null when the case made it. */
async function recordBefore(
  server: ServerContext,
  { recordId, startedAt }: CaseDocument,
): Promise<DataRecord | null> {
  if (recordId === null) return null;
  const [document, revision] = await Promise.all([
    server.models.records.findById(recordId).lean<RecordDocument | null>(),
    server.models.revisions
      .findOne({ recordId, at: { $lt: startedAt } })
      .sort({ revision: -1 })
      .lean<RevisionDocument | null>(),
  ]);
  if (document === null || revision === null) return null;
  const { data, status, revision: number, at } = revision;
  return { ...document.record, data, status, revision: number, updatedAt: at };
}
