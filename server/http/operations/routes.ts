import { subjectOf } from '../../commands/matters';
import type { Router } from 'express';
import { operatedUnits } from '../../commands/operations/reach';
import { retryIncident } from '../../commands/operations/repair';
import type { ServerContext } from '../../context';
import type { AuditDocument, MatterDraftDocument, TaskDraftDocument } from '../../models/office';
import type { IncidentDocument, TaskDocument } from '../../models/process';
import type { RecordDocument } from '../../models/record';
import { unitsWith } from '../../policies/reach';
import { recordSummary } from '../../presenters/record';
import { register } from '../register';
import { todoCounts } from '../tasks/routes';

const RECENT = 6;

/** 今天, incidents and the audit trail. */
export function operationRoutes(router: Router, server: ServerContext): void {
  const { models } = server;

  register(router, 'getToday', async ({ viewer }) => {
    const units = unitsWith(viewer, 'household.read', await server.packages.all());
    const [counts, initiatedActive, matterDrafts, taskDrafts, records] = await Promise.all([
      todoCounts(server, viewer),
      models.cases.countDocuments({
        initiatorId: viewer.id,
        status: { $in: ['active', 'incident'] },
      }),
      models.matterDrafts
        .find({ ownerId: viewer.id, caseId: null, savedAt: { $ne: null } })
        .sort({ savedAt: -1 })
        .limit(RECENT)
        .lean<MatterDraftDocument[]>(),
      models.taskDrafts
        .find({ ownerId: viewer.id })
        .sort({ savedAt: -1 })
        .limit(RECENT)
        .lean<TaskDraftDocument[]>(),
      models.records
        .find({ unitPath: { $in: [...units] } })
        .sort({ updatedAt: -1 })
        .limit(RECENT)
        .lean<RecordDocument[]>(),
    ]);
    const tasks = await models.tasks
      .find({ _id: { $in: taskDrafts.map((draft) => draft.taskId) }, state: 'open' })
      .lean<TaskDocument[]>();
    const loaded = await server.packages.all();
    return {
      counts: { ...counts, initiatedActive },
      drafts: [
        ...matterDrafts.map((draft) => ({
          id: draft._id,
          kind: 'matter' as const,
          title: draft.matter,
          subjectName: draft.subject ?? subjectOf(draft.forms),
          savedAt: draft.savedAt ?? 0,
        })),
        ...taskDrafts.flatMap((draft) => {
          const task = tasks.find((one) => one._id === draft.taskId);
          return task === undefined
            ? []
            : [
                {
                  id: task._id,
                  kind: 'task' as const,
                  title: task.name,
                  subjectName: task.subject,
                  savedAt: draft.savedAt ?? 0,
                },
              ];
        }),
      ],
      recentRecords: records.flatMap((record) => {
        const home = loaded.find((one) => one.manifest.key === record.packageKey);
        if (home === undefined) return [];
        const { id, label, unitName, status, tone } = recordSummary(record, home);
        return [{ id, label, unitName, status, tone }];
      }),
    };
  });

  register(router, 'listIncidents', async ({ viewer, query }) => {
    const filter = { open: true, unitPath: { $in: await operatedUnits(server, viewer) } };
    const [items, total] = await Promise.all([
      models.incidents
        .find(filter)
        .sort({ at: -1 })
        .skip((query.page - 1) * query.pageSize)
        .limit(query.pageSize)
        .lean<IncidentDocument[]>(),
      models.incidents.countDocuments(filter),
    ]);
    return {
      items: items.map(({ _id, caseId, caseNumber, caseTitle, elementId, code, message, at }) => ({
        id: _id,
        caseId,
        caseNumber,
        caseTitle,
        elementId,
        code,
        message,
        at,
      })),
      total,
      page: query.page,
      pageSize: query.pageSize,
    };
  });

  register(router, 'retryIncident', ({ viewer, params, body }) =>
    retryIncident(server, viewer, params['incidentId'] ?? '', body.edits, body.reason),
  );

  register(router, 'listAudit', async ({ query }) => {
    const [items, total] = await Promise.all([
      models.audit
        .find()
        .sort({ _id: -1 })
        .skip((query.page - 1) * query.pageSize)
        .limit(query.pageSize)
        .lean<AuditDocument[]>(),
      models.audit.countDocuments(),
    ]);
    return {
      items: items.map(({ _id, at, actorName, action, subject, detail, hash }) => ({
        sequence: _id,
        at,
        actorName,
        action,
        subject,
        detail,
        hash,
      })),
      total,
      page: query.page,
      pageSize: query.pageSize,
    };
  });
}
