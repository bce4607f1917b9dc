import type { DeadlineModel } from '../../runtime/bpmn';
import type { NoticeKind } from '../../runtime/contract';
import { WEEKDAYS, addDays, dateAt, endOfDate } from '../../runtime/kernel';
import { formatMessage } from '../../runtime/messages/format';
import { noticeMessages } from '../../runtime/messages/notices';
import { resolveCandidates } from '../../runtime/organization';
import type { LoadedPackage } from '../../runtime/package';
import { findCase } from '../cases/case-store';
import type { ServerContext } from '../context';
import { NEVER } from '../effects/tasks';
import type { CaseDocument } from '../models/case';
import { insertOnce, setFields } from '../models/group-writes';
import type { TaskDocument } from '../models/process';
import { holdersOf, performersOf } from '../policies/performers';

const AT_ONCE = 200;

const SENTENCES = {
  reminder: 'NOTICE-REMINDER',
  overdue: 'NOTICE-OVERDUE',
  escalation: 'NOTICE-ESCALATION',
} as const satisfies Partial<Record<NoticeKind, keyof typeof noticeMessages>>;

/** What is to be told of a time limit now, and when the next thing is. */
interface Alert {
  readonly kind: keyof typeof SENTENCES;
  readonly nextAt: number;
}

/**
 * Tells performers that a time limit ends soon or has passed, and superiors that it has long passed. Each is told once: a
 * notice takes its id from the task, its time limit and the person.
 */
export async function tellOfTimeLimits(server: ServerContext): Promise<void> {
  const { models, clock } = server;
  const due = await models.tasks
    .find({ state: 'open', alertAt: { $lte: clock() } })
    .sort({ alertAt: 1 })
    .limit(AT_ONCE)
    .lean<TaskDocument[]>();
  for (const task of due) {
    const owner = await findCase(server, task.caseId);
    if (owner !== null) await tellOf(server, task, owner);
  }
}

async function tellOf(
  server: ServerContext,
  task: TaskDocument,
  owner: CaseDocument,
): Promise<void> {
  const { dueAt } = task;
  if (dueAt === null) return;
  const loaded = await server.packages.get(owner.packageKey, owner.packageVersion);
  const deadline = deadlineOf(loaded, owner, task);
  const now = server.clock();
  const { kind, nextAt } = alertOf(task, dueAt, deadline, loaded, now);
  const recipients =
    kind === 'escalation'
      ? await superiorsOf(server, deadline, owner, loaded)
      : await performersOf(server, task);
  const sentence = formatMessage(noticeMessages, SENTENCES[kind], {
    title: owner.title,
    step: task.name,
    date: dateAt(dueAt),
  });
  await server.writes.write([
    ...recipients.map((recipientId) =>
      insertOnce('notices', `${task._id}:${kind}:${dueAt}:${recipientId}`, {
        recipientId,
        kind,
        caseId: owner._id,
        caseNumber: owner.number,
        caseTitle: owner.title,
        elementId: task.elementId,
        elementName: task.name,
        taskId: task._id,
        sentence,
        fromName: null,
        words: null,
        at: now,
        readAt: null,
      }),
    ),
    setFields('tasks', { _id: task._id, alertAt: task.alertAt }, { alertAt: nextAt }),
  ]);
}

function alertOf(
  { alertAt }: TaskDocument,
  dueAt: number,
  deadline: DeadlineModel | null,
  loaded: LoadedPackage,
  now: number,
): Alert {
  const overdueAt = dueAt + 1;
  if (now < overdueAt) return { kind: 'reminder', nextAt: overdueAt };
  const escalation = deadline?.escalation ?? null;
  if (alertAt > overdueAt || deadline === null) return { kind: 'escalation', nextAt: NEVER };
  if (escalation === null) return { kind: 'overdue', nextAt: NEVER };
  const calendar = loaded.deployment.calendar ?? WEEKDAYS;
  const date = addDays(dateAt(dueAt), escalation.days, deadline.dayType, calendar);
  return { kind: 'overdue', nextAt: endOfDate(date) + 1 };
}

function deadlineOf(
  loaded: LoadedPackage,
  owner: CaseDocument,
  task: TaskDocument,
): DeadlineModel | null {
  const processes = [...loaded.deployment.processes.values()];
  const own = loaded.deployment.processes.get(owner.state.processId);
  const node = [own, ...processes].map((one) => one?.nodes.get(task.elementId)).find(Boolean);
  return node?.userTask?.deadline ?? null;
}

async function superiorsOf(
  server: ServerContext,
  deadline: DeadlineModel | null,
  owner: CaseDocument,
  loaded: LoadedPackage,
): Promise<readonly string[]> {
  const { roles = [], level = null } = deadline?.escalation ?? {};
  const { unit } = resolveCandidates(
    { roles, level, unit: null, assignee: null, excludedActors: [] },
    owner.unit,
    loaded.units,
  );
  return holdersOf(server, roles, unit === null ? owner.unitPath : [unit]);
}
