import type { PendingWork } from '../../../runtime/contract';
import type { ServerContext } from '../../context';
import type { Viewer } from '../../identity/viewer';
import type { CaseDocument } from '../../models/case';
import type { TimerDocument } from '../../models/process';
import { elementName, operatedUnits } from './reach';

type Owner = Pick<
  CaseDocument,
  '_id' | 'number' | 'title' | 'packageKey' | 'packageVersion' | 'outboxAt' | 'outboxAttempts'
>;

const OWNER = {
  number: 1,
  title: 1,
  packageKey: 1,
  packageVersion: 1,
  outboxAt: 1,
  outboxAttempts: 1,
};
/** Work that failed is shown before all timers; there is hardly ever any. */
const MAX_FAILED = 100;

/**
 * What the system will do by itself: what failed and is tried again, then timers by due date. A page leaves out what is
 * outside the operator's reach; `total` counts it.
 */
export async function pendingWork(
  server: ServerContext,
  viewer: Viewer,
  page: number,
  pageSize: number,
): Promise<{ items: PendingWork[]; total: number; page: number; pageSize: number }> {
  const { models } = server;
  const units = await operatedUnits(server, viewer);
  const failed =
    page === 1
      ? await models.cases
          .find(
            { outboxPending: true, outboxAttempts: { $gt: 0 }, unitPath: { $in: units } },
            OWNER,
          )
          .sort({ outboxAt: 1 })
          .limit(MAX_FAILED)
          .lean<Owner[]>()
      : [];
  const [timers, count] = await Promise.all([
    models.timers
      .find()
      .sort({ dueAt: 1 })
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean<TimerDocument[]>(),
    models.timers.countDocuments(),
  ]);
  const owners = await models.cases
    .find({ _id: { $in: timers.map((one) => one.caseId) }, unitPath: { $in: units } }, OWNER)
    .lean<Owner[]>();
  const ownerOf = new Map(owners.map((owner) => [owner._id, owner]));
  const nameIn = async (owner: Owner, elementId: string): Promise<string> =>
    elementName(await server.packages.get(owner.packageKey, owner.packageVersion), elementId);
  return {
    items: [
      ...failed.map((owner): PendingWork => ({
        id: `outbox:${owner._id}`,
        kind: 'outbox',
        caseId: owner._id,
        caseNumber: owner.number,
        caseTitle: owner.title,
        elementId: '',
        name: '',
        dueAt: owner.outboxAt,
        attempts: owner.outboxAttempts,
      })),
      ...(await Promise.all(
        timers.flatMap(({ _id, caseId, elementId, dueAt }) => {
          const owner = ownerOf.get(caseId);
          if (owner === undefined) return [];
          return nameIn(owner, elementId).then((name): PendingWork => ({
            id: _id,
            kind: 'timer',
            caseId,
            caseNumber: owner.number,
            caseTitle: owner.title,
            elementId,
            name,
            dueAt,
            attempts: 0,
          }));
        }),
      )),
    ],
    total: count + failed.length,
    page,
    pageSize,
  };
}
