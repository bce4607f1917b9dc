import type { Actor } from './command';
import type { Aside } from './state';

/** What happened, in order: enough to draw the way taken and to tell the story of the case. */
export interface HistoryEvent {
  readonly eventId: string;
  readonly at: number;
  readonly type: HistoryEventType;
  /** Element or sequence flow. */
  readonly elementId?: string;
  readonly activityId?: string;
  /** The body of a loop or multi-instance activity, not one of its runs. */
  readonly isBody?: boolean;
  readonly actor?: Actor;
  readonly outcome?: string;
  readonly opinion?: string;
  readonly taskId?: string;
  /** To whom a task went or who was asked to sign, by id. */
  readonly people?: readonly string[];
  /** The step to which the case was sent back. */
  readonly target?: string;
  /** Done beside a step, not deciding it unless it came after. */
  readonly aside?: Aside['kind'];
  readonly code?: string;
  readonly message?: string;
}

/**
 * How much of what happens a process keeps: everything; all but sequence flows; or only what people did and what went
 * wrong.
 */
export type HistoryLevel = 'full' | 'activity' | 'tasks';

const OF_FULL: ReadonlySet<HistoryEventType> = new Set(['sequenceFlowTaken']);
const OF_ACTIVITY: ReadonlySet<HistoryEventType> = new Set([
  'activityActivated',
  'activityCompleted',
  'activityTerminated',
  'signalReceived',
  'escalationThrown',
]);

/** Whether an event is kept at a level. */
export function isKept(level: HistoryLevel, type: HistoryEventType): boolean {
  if (level === 'full') return true;
  return !OF_FULL.has(type) && (level === 'activity' || !OF_ACTIVITY.has(type));
}

export type HistoryEventType =
  | 'processInstanceStarted'
  | 'activityActivated'
  | 'activityCompleted'
  | 'activityTerminated'
  | 'sequenceFlowTaken'
  | 'userTaskOpened'
  | 'userTaskCompleted'
  | 'userTaskAssigned'
  | 'timerTriggered'
  | 'messageReceived'
  | 'signalReceived'
  | 'errorThrown'
  | 'escalationThrown'
  | 'incidentRaised'
  | 'incidentResolved'
  | 'variablesSet'
  | 'processInstanceMigrated'
  | 'userTaskTransferred'
  | 'userTaskOffered'
  | 'userTaskSkipped'
  | 'userTaskDelegated'
  | 'userTaskReturned'
  | 'userTaskWithdrawn'
  | 'signersAdded'
  | 'signerRemoved'
  | 'processInstanceUrged'
  | 'processInstanceCopied'
  | 'processInstanceModified'
  | 'processInstanceSuspended'
  | 'processInstanceResumed'
  | 'processInstanceEnded';
