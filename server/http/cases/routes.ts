import type { Router } from 'express';
import {
  handMessages,
  mayCancel,
  mayUrge,
  sendMessage,
  withdrawStep,
  withdrawableSteps,
} from '../../../runtime/case';
import type { CaseDetail, CaseSummary } from '../../../runtime/contract';
import { describeInstance } from '../../../runtime/engine';
import { environmentOf } from '../../cases/case-store';
import { changeCase } from '../../cases/change-case';
import { cancelCaseAs, copyCaseAs, mayCopy, urgeCaseAs } from '../../commands/case-operations';
import { eventsOf, openTasksOf, requireCase } from '../../commands/case-queries';
import { refuseCase } from '../../commands/refuse-case';
import { personOf } from '../../commands/tasks';
import type { ServerContext } from '../../context';
import type { Viewer } from '../../identity/viewer';
import type { CaseDocument } from '../../models/case';
import type { SubmissionDocument } from '../../models/office';
import type { TaskDocument } from '../../models/process';
import { unitsWith } from '../../policies/reach';
import { caseSummary, diagram, submissionSummary, timeline } from '../../presenters/case';
import { register } from '../register';

/** Cases as rows, with what each waits for. */
export async function caseSummaries(
  server: ServerContext,
  documents: readonly CaseDocument[],
): Promise<CaseSummary[]> {
  const open = await server.models.tasks
    .find({ caseId: { $in: documents.map((one) => one._id) }, state: 'open' })
    .lean<TaskDocument[]>();
  return Promise.all(
    documents.map(async (document) =>
      caseSummary(
        document,
        await server.packages.get(document.packageKey, document.packageVersion),
        open.filter((task) => task.caseId === document._id),
        server.clock(),
      ),
    ),
  );
}

async function submissionsOf(server: ServerContext, caseId: string): Promise<SubmissionDocument[]> {
  return server.models.submissions.find({ caseId }).sort({ at: 1 }).lean<SubmissionDocument[]>();
}

async function caseDetail(
  server: ServerContext,
  viewer: Viewer,
  document: CaseDocument,
): Promise<CaseDetail> {
  const environment = await environmentOf(server, document, viewer.actor);
  const [events, open, submissions] = await Promise.all([
    eventsOf(server, document._id),
    openTasksOf(server, document._id),
    submissionsOf(server, document._id),
  ]);
  const { units } = environment.package;
  const { unit } = document;
  const actions = handMessages(environment, document.state).filter(
    (message) =>
      document.initiatorId === viewer.id ||
      viewer.seats.some(
        (seat) =>
          message.roles.includes(seat.role) && unit !== null && units.isWithin(unit, seat.unit),
      ),
  );
  return {
    ...caseSummary(document, environment.package, open, server.clock()),
    recordId: document.recordId,
    timeline: timeline(document, environment.package, events, open),
    submissions: submissions.map((submission) => submissionSummary(submission, submissions)),
    actions: actions.map(({ message, title }) => ({ message, title, requiresReason: true })),
    withdrawable: withdrawableSteps(environment, document.state, personOf(viewer)).map((node) => ({
      elementId: node.id,
      name: node.name,
    })),
    mayUrge: mayUrge(document.state, personOf(viewer)),
    urgedAt: document.state.instance.urgedAt ?? null,
    mayCopy: mayCopy(viewer, document),
    mayCancel: mayCancel(environment, document.state, personOf(viewer)),
    incidents: describeInstance(document.state.instance).incidents.map((incident) => ({
      ...incident,
    })),
  };
}

/** 我发起的, cases in one's reach, and one case whole. */
export function caseRoutes(router: Router, server: ServerContext): void {
  const { models } = server;

  register(router, 'listCases', async ({ viewer, query }) => {
    const units = unitsWith(viewer, 'case.read', await server.packages.all());
    const filter: Record<string, unknown> =
      query.view === 'initiated' ? { initiatorId: viewer.id } : { unitPath: { $in: [...units] } };
    if (query.state !== undefined) filter['status'] = query.state;
    if (query.q !== undefined && query.q !== '') {
      const pattern = new RegExp(query.q.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i');
      filter['$or'] = [{ number: pattern }, { title: pattern }, { subject: pattern }];
    }
    const [documents, total] = await Promise.all([
      models.cases
        .find(filter)
        .sort({ startedAt: -1 })
        .skip((query.page - 1) * query.pageSize)
        .limit(query.pageSize)
        .lean<CaseDocument[]>(),
      models.cases.countDocuments(filter),
    ]);
    return {
      items: await caseSummaries(server, documents),
      total,
      page: query.page,
      pageSize: query.pageSize,
    };
  });

  register(router, 'getCase', async ({ viewer, params }) =>
    caseDetail(server, viewer, await requireCase(server, viewer, params['caseId'] ?? '')),
  );

  register(router, 'getCaseDiagram', async ({ viewer, params }) => {
    const document = await requireCase(server, viewer, params['caseId'] ?? '');
    const loaded = await server.packages.get(document.packageKey, document.packageVersion);
    const [events, open] = await Promise.all([
      eventsOf(server, document._id),
      openTasksOf(server, document._id),
    ]);
    return diagram(document, loaded, events, open);
  });

  register(router, 'sendCaseMessage', async ({ viewer, params, body }) => {
    const document = await requireCase(server, viewer, params['caseId'] ?? '');
    const result = await changeCase(server, {
      caseId: document._id,
      actor: viewer.actor,
      act: (environment, state) =>
        sendMessage(environment, state, personOf(viewer), {
          message: body.message,
          reason: body.reason ?? '',
          ...(body.values === undefined ? {} : { variables: body.values }),
        }),
      note: {
        action: 'sendMessage',
        detail: [body.message, body.reason].filter(Boolean).join(': '),
      },
    });
    if (!result.ok) throw refuseCase(result.error);
    return caseDetail(server, viewer, await requireCase(server, viewer, document._id));
  });

  register(router, 'urgeCase', async ({ viewer, params, body }) => {
    const document = await requireCase(server, viewer, params['caseId'] ?? '');
    await urgeCaseAs(server, viewer, document, body.words);
    return caseDetail(server, viewer, await requireCase(server, viewer, document._id));
  });

  register(router, 'copyCase', async ({ viewer, params, body }) => {
    const document = await requireCase(server, viewer, params['caseId'] ?? '');
    await copyCaseAs(server, viewer, document, body);
    return caseDetail(server, viewer, await requireCase(server, viewer, document._id));
  });

  register(router, 'cancelCase', async ({ viewer, params, body }) => {
    const document = await requireCase(server, viewer, params['caseId'] ?? '');
    await cancelCaseAs(server, viewer, document, body.reason);
    return caseDetail(server, viewer, await requireCase(server, viewer, document._id));
  });

  register(router, 'withdrawStep', async ({ viewer, params, body }) => {
    const document = await requireCase(server, viewer, params['caseId'] ?? '');
    const { elementId, reason } = body;
    const result = await changeCase(server, {
      caseId: document._id,
      actor: viewer.actor,
      act: (environment, state) =>
        withdrawStep(environment, state, personOf(viewer), elementId, reason),
      note: { action: 'withdrawStep', detail: `${elementId} · ${reason}` },
    });
    if (!result.ok) throw refuseCase(result.error);
    return caseDetail(server, viewer, await requireCase(server, viewer, document._id));
  });
}
