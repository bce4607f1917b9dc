import type { Router } from 'express';
import type { CaseStep } from '../../../runtime/case';
import { DAY_MS, dateAt, endOfDate } from '../../../runtime/kernel';
import {
  assignTask,
  completeTaskAs,
  getTask,
  previewTask,
  saveTaskDraft,
} from '../../commands/tasks';
import { completeTasksAs } from '../../commands/complete-tasks';
import { findColleagues, operateTaskAs } from '../../commands/task-operations';
import type { ServerContext } from '../../context';
import type { Viewer } from '../../identity/viewer';
import { native } from '../../models/native';
import type { TaskDocument } from '../../models/process';
import { taskKeysOf } from '../../policies/reach';
import { taskSummary } from '../../presenters/task';
import { register } from '../register';

type Filter = Record<string, unknown>;

/** Open tasks that a person may perform. */
export function todoFilter(viewer: Viewer): Filter {
  return {
    state: 'open',
    candidateKeys: { $in: [...taskKeysOf(viewer)] },
    excludedActors: { $ne: viewer.id },
    assignee: { $in: [null, viewer.id, ...viewer.principals.map((one) => one.id)] },
  };
}

/** How many open tasks there are, and how many are overdue, due today and within seven days. */
export async function todoCounts(
  server: ServerContext,
  viewer: Viewer,
): Promise<{ todo: number; overdue: number; dueToday: number; dueThisWeek: number }> {
  const now = server.clock();
  const mine = await server.models.tasks
    .find(todoFilter(viewer), { dueAt: 1 })
    .lean<Pick<TaskDocument, 'dueAt'>[]>();
  const tonight = endOfDate(dateAt(now));
  const due = mine.flatMap((task) => (task.dueAt === null ? [] : [task.dueAt]));
  return {
    todo: mine.length,
    overdue: due.filter((at) => at < now).length,
    dueToday: due.filter((at) => at >= now && at <= tonight).length,
    dueThisWeek: due.filter((at) => at >= now && at <= tonight + 6 * DAY_MS).length,
  };
}

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** 待办, 已办, and what one does with a task. */
export function taskRoutes(router: Router, server: ServerContext): void {
  const { models } = server;

  register(router, 'listTasks', async ({ viewer, query }) => {
    const now = server.clock();
    const mine: Filter =
      query.view === 'todo' ? todoFilter(viewer) : { completedBy: viewer.id, state: 'completed' };
    const filter: Filter = { ...mine };
    if (query.matter !== undefined) filter['matter'] = query.matter;
    if (query.unit !== undefined) filter['unitPath'] = query.unit;
    if (query.q !== undefined && query.q !== '') {
      const pattern = new RegExp(escapeRegex(query.q), 'i');
      filter['$or'] = [
        { subject: pattern },
        { caseNumber: pattern },
        { caseTitle: pattern },
        { name: pattern },
      ];
    }
    const tonight = endOfDate(dateAt(now));
    if (query.due === 'overdue') filter['dueAt'] = { $lt: now };
    if (query.due === 'today') filter['dueAt'] = { $gte: now, $lte: tonight };
    if (query.due === 'week') filter['dueAt'] = { $gte: now, $lte: tonight + 6 * DAY_MS };
    const sort: Record<string, 1 | -1> =
      query.view === 'done'
        ? { completedAt: -1 }
        : query.sort === 'created'
          ? { createdAt: -1 }
          : { dueOrder: 1, createdAt: 1 };
    const [items, total, counts, matters] = await Promise.all([
      models.tasks
        .find(filter)
        .sort(sort)
        .skip((query.page - 1) * query.pageSize)
        .limit(query.pageSize)
        .lean<TaskDocument[]>(),
      models.tasks.countDocuments(filter),
      todoCounts(server, viewer),
      models.tasks.distinct('matter', mine),
    ]);
    const drafts = new Set(
      (
        await models.taskDrafts
          .find({ ownerId: viewer.id, taskId: { $in: items.map((one) => one._id) } }, { taskId: 1 })
          .lean()
      ).map((one) => one.taskId),
    );
    const [first] = await server.packages.all();
    return {
      items: items.map((task) => taskSummary(task, first?.units, drafts.has(task._id))),
      total,
      page: query.page,
      pageSize: query.pageSize,
      counts,
      matters: matters.map(String),
    };
  });

  /** Where the case is now, and the person's next task. */
  const answerAfter = async (viewer: Viewer, step: CaseStep, next: string) => {
    const following = await native(models.tasks).findOne(todoFilter(viewer), {
      projection: { _id: 1 },
      sort: { dueOrder: 1, createdAt: 1 },
    });
    return {
      caseId: step.case.id,
      caseNumber: step.case.number,
      caseState: step.case.instance.status,
      next,
      nextTaskId: following?._id ?? null,
    };
  };

  register(router, 'getTask', ({ viewer, params }) =>
    getTask(server, viewer, params['taskId'] ?? ''),
  );

  register(router, 'saveTaskDraft', ({ viewer, params, body }) =>
    saveTaskDraft(server, viewer, params['taskId'] ?? '', body),
  );

  register(router, 'previewTask', async ({ viewer, params, body }) => {
    const { problems, next } = await previewTask(
      server,
      viewer,
      params['taskId'] ?? '',
      completionOf(body),
    );
    return { problems: [...problems], next };
  });

  register(router, 'completeTask', async ({ viewer, params, body }) => {
    const { step, next } = await completeTaskAs(
      server,
      viewer,
      params['taskId'] ?? '',
      completionOf(body),
    );
    return answerAfter(viewer, step, next);
  });

  register(router, 'completeTasks', ({ viewer, body }) => completeTasksAs(server, viewer, body));

  register(router, 'operateTask', async ({ viewer, params, body }) => {
    const { step, next } = await operateTaskAs(server, viewer, params['taskId'] ?? '', body);
    return answerAfter(viewer, step, next);
  });

  register(router, 'listColleagues', ({ viewer, query }) =>
    findColleagues(server, viewer, query.q),
  );

  const assign = async (viewer: Viewer, taskId: string, assignee: string | null) => {
    await assignTask(server, viewer, taskId, assignee);
    return getTask(server, viewer, taskId);
  };

  register(router, 'claimTask', ({ viewer, params }) =>
    assign(viewer, params['taskId'] ?? '', viewer.id),
  );
  register(router, 'releaseTask', ({ viewer, params }) =>
    assign(viewer, params['taskId'] ?? '', null),
  );
}

interface CompletionBody {
  readonly forms: Record<string, Record<string, unknown>>;
  readonly outcome?: string | undefined;
  readonly opinion?: string | undefined;
  readonly warningReasons: Record<string, string>;
}

function completionOf(body: CompletionBody) {
  return {
    forms: body.forms,
    warningReasons: body.warningReasons,
    ...(body.outcome === undefined ? {} : { outcome: body.outcome }),
    ...(body.opinion === undefined ? {} : { opinion: body.opinion }),
  };
}
