import type { Router } from 'express';
import { recordAction } from '../../audit/record-action';
import type { ServerContext } from '../../context';
import type { Viewer } from '../../identity/viewer';
import type { CaseDocument } from '../../models/case';
import type { SubmissionDocument } from '../../models/office';
import type { RecordDocument, RevisionDocument } from '../../models/record';
import { isInReach, unitsWith } from '../../policies/reach';
import { submissionSummary } from '../../presenters/case';
import { displayField, dossierHead, recordSummary, revisionView } from '../../presenters/record';
import { caseSummaries } from '../cases/routes';
import { refuse } from '../refusal';
import { register } from '../register';

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** 农户档案 and 一户一档. */
export function recordRoutes(router: Router, server: ServerContext): void {
  const { models } = server;

  const requireRecord = async (viewer: Viewer, recordId: string): Promise<RecordDocument> => {
    const document = await models.records.findById(recordId).lean<RecordDocument | null>();
    const units = unitsWith(viewer, 'household.read', await server.packages.all());
    if (document === null || !isInReach(document.unitPath, units))
      throw refuse(404, 'HTTP-NOT-FOUND');
    return document;
  };

  const packageOf = async (document: RecordDocument) => {
    const loaded = await server.packages.getCurrent(document.packageKey);
    if (loaded === undefined) throw refuse(404, 'HTTP-NOT-FOUND');
    return loaded;
  };

  register(router, 'listRecords', async ({ viewer, query }) => {
    const packages = await server.packages.all();
    const units = unitsWith(viewer, 'household.read', packages);
    const reach = { unitPath: { $in: [...units] } };
    const filter: Record<string, unknown> = { $and: [reach] };
    if (query.unit !== undefined) filter['unitPath'] = query.unit;
    if (query.status !== undefined) filter['status'] = query.status;
    if (query.q !== undefined && query.q !== '') {
      const start = new RegExp(`^${escapeRegex(query.q)}`);
      filter['$or'] = [
        { label: new RegExp(escapeRegex(query.q)) },
        { number: start },
        { identity: query.q },
      ];
    }
    const [documents, total, counted] = await Promise.all([
      models.records
        .find(filter)
        .sort({ updatedAt: -1 })
        .skip((query.page - 1) * query.pageSize)
        .limit(query.pageSize)
        .lean<RecordDocument[]>(),
      models.records.countDocuments(filter),
      models.records.aggregate<{ _id: string; count: number }>([
        { $match: reach },
        { $group: { _id: '$status', count: { $sum: 1 } } },
      ]),
    ]);
    const entity = packages.flatMap((one) => [...one.entities.values()])[0];
    return {
      items: await Promise.all(
        documents.map(async (one) => recordSummary(one, await packageOf(one))),
      ),
      total,
      page: query.page,
      pageSize: query.pageSize,
      statuses: (entity?.statuses ?? []).flatMap(({ value, tone }) => {
        const count = counted.find((one) => one._id === value)?.count ?? 0;
        return count === 0 ? [] : [{ value, tone, count }];
      }),
    };
  });

  register(router, 'getDossier', async ({ viewer, params }) => {
    const document = await requireRecord(viewer, params['recordId'] ?? '');
    const loaded = await packageOf(document);
    const [revisions, cases] = await Promise.all([
      models.revisions
        .find({ recordId: document._id })
        .sort({ revision: -1 })
        .lean<RevisionDocument[]>(),
      models.cases.find({ recordId: document._id }).sort({ startedAt: -1 }).lean<CaseDocument[]>(),
    ]);
    const numbers = new Map(cases.map((one) => [one._id, one.number]));
    const submissions = await models.submissions
      .find({ caseId: { $in: cases.map((one) => one._id) } })
      .sort({ at: 1 })
      .lean<SubmissionDocument[]>();
    return {
      ...dossierHead(document, loaded),
      cases: await caseSummaries(server, cases),
      submissions: submissions.map((one) => ({
        ...submissionSummary(one, submissions),
        caseId: one.caseId,
        caseNumber: one.caseNumber,
      })),
      revisions: revisions.map((one) =>
        revisionView(one, document, loaded, numbers.get(one.caseId ?? '') ?? null),
      ),
      mayUnmask: isInReach(
        document.unitPath,
        unitsWith(viewer, 'household.unmask', await server.packages.all()),
      ),
    };
  });

  register(router, 'unmaskField', async ({ viewer, params, body }) => {
    const document = await requireRecord(viewer, params['recordId'] ?? '');
    const units = unitsWith(viewer, 'household.unmask', await server.packages.all());
    if (!isInReach(document.unitPath, units)) throw refuse(403, 'HTTP-FORBIDDEN');
    const loaded = await packageOf(document);
    const field = loaded.entities
      .get(document.entity)
      ?.fields.find((one) => one.path === body.path);
    if (field === undefined) throw refuse(404, 'HTTP-NOT-FOUND');
    await recordAction(server, viewer, 'unmask', document.number, `${field.title}: ${body.reason}`);
    return {
      path: body.path,
      display: displayField(loaded, field, document.record.data[body.path], false),
    };
  });
}
