import type {
  CaseDiagram,
  CaseSummary,
  SubmissionSummary,
  TimelineEntry,
} from '../../runtime/contract';
import type { HistoryEvent } from '../../runtime/engine';
import { describeInstance } from '../../runtime/engine';
import type { LoadedPackage } from '../../runtime/package';
import type { CaseDocument } from '../models/case';
import type { SubmissionDocument } from '../models/office';
import type { TaskDocument } from '../models/process';
import { waitedFor } from './times';

/** Not a person by name. */
function isSeat(key: string): boolean {
  return !key.startsWith('user:');
}

function roleTitles(loaded: LoadedPackage, keys: readonly string[]): string {
  const titles = new Set(
    keys.filter(isSeat).map((key) => {
      const role = key.split('@')[0] ?? key;
      return loaded.roles.roles.find((one) => one.key === role)?.title ?? role;
    }),
  );
  return [...titles].join('、');
}

function unitOf(loaded: LoadedPackage, task: TaskDocument): string {
  const unit = task.candidateKeys[0]?.split('@')[1];
  return unit === undefined ? '' : (loaded.units.get(unit)?.name ?? '');
}

/** 「西二镇 · 分管领导 乡镇审核，已 2 天」 */
export function waitingFor(
  loaded: LoadedPackage,
  open: readonly TaskDocument[],
  now: number,
): string | null {
  const [task] = open;
  if (task === undefined) return null;
  const who = [unitOf(loaded, task), roleTitles(loaded, task.candidateKeys), task.assigneeName]
    .filter(Boolean)
    .join(' · ');
  return `${who} ${task.name}，${waitedFor(task.createdAt, now)}`;
}

export function caseSummary(
  document: CaseDocument,
  loaded: LoadedPackage,
  open: readonly TaskDocument[],
  now: number,
): CaseSummary {
  return {
    id: document._id,
    number: document.number,
    title: document.title,
    matter: document.matter,
    packageKey: document.packageKey,
    packageVersion: document.packageVersion,
    state: document.status,
    result: document.result ?? null,
    subjectName: document.subject,
    unit: document.unit ?? '',
    unitName: document.unit === null ? '' : loaded.units.displayPath(document.unit),
    initiatorName: document.initiatorName,
    startedAt: document.startedAt,
    endedAt: document.endedAt ?? null,
    suspended: document.state.instance.suspendedAt !== undefined,
    waitingFor: document.status === 'active' ? waitingFor(loaded, open, now) : null,
  };
}

function nodeOf(document: CaseDocument, loaded: LoadedPackage, elementId: string | undefined) {
  return loaded.deployment.processes.get(document.state.processId)?.nodes.get(elementId ?? '');
}

/** Its name now, or that of an earlier version of the case. */
function nameOf(
  document: CaseDocument,
  loaded: LoadedPackage,
  elementId: string | undefined,
): string {
  const name = nodeOf(document, loaded, elementId)?.name;
  return name ?? document.state.formerNames?.[elementId ?? ''] ?? elementId ?? '';
}

type Present = (
  event: HistoryEvent,
  document: CaseDocument,
  loaded: LoadedPackage,
) => Partial<TimelineEntry> | null;

function handedOn(word: string): Present {
  return (event, document, loaded) => ({
    kind: 'handedOn',
    title: nameOf(document, loaded, event.elementId),
    outcomeTitle: word,
    tone: 'neutral',
  });
}

const presenters: Readonly<Partial<Record<HistoryEvent['type'], Present>>> = {
  processInstanceStarted: (_event, document) => ({
    kind: 'started',
    title: `发起 ${document.matter}`,
  }),
  userTaskCompleted: (event, document, loaded) => {
    const node = nodeOf(document, loaded, event.elementId);
    const outcome = node?.userTask?.outcomes?.items.find((one) => one.value === event.outcome);
    return {
      kind: outcome?.tone === 'return' ? 'returned' : 'completed',
      title: nameOf(document, loaded, event.elementId),
      outcomeTitle: outcome?.title ?? event.outcome ?? null,
      tone: outcome?.tone ?? null,
    };
  },
  timerTriggered: (event, document, loaded) => ({
    kind: 'timer',
    title: nameOf(document, loaded, event.elementId),
  }),
  messageReceived: (event, document, loaded) => ({
    kind: 'withdrawn',
    title: nameOf(document, loaded, event.elementId),
    opinion: event.message ?? null,
  }),
  userTaskReturned: (event, document, loaded) => ({
    kind: 'returned',
    title: nameOf(document, loaded, event.elementId),
    outcomeTitle: `退回到 ${nameOf(document, loaded, event.target)}`,
    tone: 'return',
  }),
  userTaskWithdrawn: (event, document, loaded) => ({
    kind: 'withdrawn',
    title: `撤回 ${nameOf(document, loaded, event.elementId)}`,
  }),
  userTaskTransferred: handedOn('转办'),
  userTaskDelegated: handedOn('委派'),
  userTaskOffered: (event, document, loaded) => ({
    kind: 'system',
    title: `“${nameOf(document, loaded, event.elementId)}”没有合适的办理人，已转请${event.message === 'superior' ? '上级' : '管理员'}办理`,
  }),
  userTaskSkipped: (event, document, loaded) => ({
    kind: 'system',
    title: `“${nameOf(document, loaded, event.elementId)}”没有合适的办理人，按设定跳过`,
  }),
  signersAdded: handedOn('加签'),
  signerRemoved: handedOn('减签'),
  processInstanceUrged: (event) => ({
    kind: 'told',
    title: '催办',
    opinion: event.opinion ?? null,
  }),
  processInstanceCopied: (event) => ({
    kind: 'told',
    title: '抄送',
    opinion: event.opinion ?? null,
  }),
  processInstanceModified: (event) => ({
    kind: 'system',
    title: '管理员调整了办理环节',
    opinion: event.opinion ?? null,
  }),
  processInstanceSuspended: () => ({ kind: 'system', title: '暂停办理' }),
  processInstanceResumed: () => ({ kind: 'system', title: '恢复办理' }),
  processInstanceMigrated: (event) => ({
    kind: 'system',
    title: `换用新版本办理（${event.message ?? ''}）`,
  }),
  incidentRaised: (event) => ({ kind: 'incident', title: event.message ?? '' }),
  processInstanceEnded: (event, document) => ({
    kind: 'ended',
    title: document.result === null ? '办结' : `办结：${document.result}`,
    opinion: event.message ?? null,
  }),
};

/** The story of a case in the words of the people who wrote it, oldest first. */
export function timeline(
  document: CaseDocument,
  loaded: LoadedPackage,
  events: readonly HistoryEvent[],
  open: readonly TaskDocument[],
): TimelineEntry[] {
  const openedAt = new Map(
    events.flatMap((event) =>
      event.type === 'userTaskOpened' && event.taskId !== undefined
        ? [[event.taskId, event.at] as const]
        : [],
    ),
  );
  const entries = events.flatMap((event): TimelineEntry[] => {
    const presented = presenters[event.type]?.(event, document, loaded);
    if (presented === null || presented === undefined) return [];
    const opened = openedAt.get(event.taskId ?? '');
    return [
      {
        id: event.eventId,
        at: event.at,
        kind: 'system',
        elementId: event.elementId ?? null,
        title: '',
        actorName: event.actor?.name ?? null,
        actorPost: event.actor?.post ?? null,
        outcomeTitle: null,
        tone: null,
        opinion: event.opinion ?? null,
        durationMs: opened === undefined ? null : event.at - opened,
        dueAt: null,
        ...presented,
      },
    ];
  });
  const waiting = open.map((task): TimelineEntry => ({
    id: task._id,
    at: task.createdAt,
    kind: 'waiting',
    elementId: task.elementId,
    title: task.name,
    actorName: task.assigneeName ?? null,
    actorPost: [unitOf(loaded, task), roleTitles(loaded, task.candidateKeys)]
      .filter(Boolean)
      .join(' · '),
    outcomeTitle: null,
    tone: null,
    opinion: null,
    durationMs: null,
    dueAt: task.dueAt ?? null,
  }));
  return [...entries, ...waiting];
}

export function submissionSummary(
  submission: SubmissionDocument,
  all: readonly SubmissionDocument[],
): SubmissionSummary {
  const same = all.filter(
    (one) => one.variable === submission.variable && one.caseId === submission.caseId,
  );
  const version = same.findIndex((one) => one._id === submission._id) + 1;
  return {
    id: submission._id,
    formKey: submission.formKey,
    formTitle: submission.formTitle,
    annex: submission.annex ?? null,
    variable: submission.variable,
    elementId: submission.elementId,
    submittedAt: submission.at,
    submittedBy: submission.actor.name ?? '',
    version,
    current: version === same.length,
  };
}

/** The drawing with the way taken and where the case is. */
export function diagram(
  document: CaseDocument,
  loaded: LoadedPackage,
  events: readonly HistoryEvent[],
  open: readonly TaskDocument[],
): CaseDiagram {
  const process = loaded.deployment.processes.get(document.state.processId);
  const ids = (type: HistoryEvent['type']): string[] => [
    ...new Set(
      events.flatMap((event) =>
        event.type === type && event.elementId !== undefined ? [event.elementId] : [],
      ),
    ),
  ];
  const active = describeInstance(document.state.instance).activeElements;
  return {
    processId: document.state.processId,
    xml: loaded.files.get(process?.file ?? '') ?? '',
    active:
      document.state.instance.status === 'active'
        ? active.map(({ elementId, taskId }) => {
            const task = open.find((one) => one._id === taskId);
            return {
              elementId,
              label: task === undefined ? '' : roleTitles(loaded, task.candidateKeys),
            };
          })
        : [],
    completed: ids('activityCompleted'),
    taken: ids('sequenceFlowTaken'),
    terminated: ids('activityTerminated'),
  };
}
