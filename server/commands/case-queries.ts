import type { HistoryEvent } from '../../runtime/engine';
import type { ServerContext } from '../context';
import { refuse } from '../http/refusal';
import type { Viewer } from '../identity/viewer';
import type { CaseDocument } from '../models/case';
import type { HistoryDocument, TaskDocument } from '../models/process';
import { isInReach, taskKeysOf, unitsWith } from '../policies/reach';
import { findCase } from '../cases/case-store';

export async function openTasksOf(server: ServerContext, caseId: string): Promise<TaskDocument[]> {
  return server.models.tasks
    .find({ caseId, state: 'open' })
    .sort({ createdAt: 1 })
    .lean<TaskDocument[]>();
}

export async function eventsOf(server: ServerContext, caseId: string): Promise<HistoryEvent[]> {
  const history = await server.models.history
    .find({ caseId })
    .sort({ revision: 1 })
    .lean<HistoryDocument[]>();
  return history.flatMap((one) => one.events);
}

/** Whether a person takes part in a case, may do something in it now, has it in their reach, or was copied. */
export async function maySeeCase(
  server: ServerContext,
  viewer: Viewer,
  document: CaseDocument,
): Promise<boolean> {
  if (document.initiatorId === viewer.id || document.participants.includes(viewer.id)) return true;
  const units = unitsWith(viewer, 'case.read', await server.packages.all());
  if (isInReach(document.unitPath, units)) return true;
  const keys = taskKeysOf(viewer);
  const mine = await server.models.tasks
    .findOne({ caseId: document._id, state: 'open', candidateKeys: { $in: keys } }, { _id: 1 })
    .lean();
  if (mine !== null) return true;
  const told = await server.models.notices
    .findOne({ recipientId: viewer.id, caseId: document._id, kind: 'copy' }, { _id: 1 })
    .lean();
  return told !== null;
}

/** @throws 404 also when the person may not know of it */
export async function requireCase(
  server: ServerContext,
  viewer: Viewer,
  caseId: string,
): Promise<CaseDocument> {
  const document = await findCase(server, caseId);
  if (document === null || !(await maySeeCase(server, viewer, document)))
    throw refuse(404, 'HTTP-NOT-FOUND');
  return document;
}
