import type { Actor } from './command';

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
  readonly code?: string;
  readonly message?: string;
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
  | 'processInstanceEnded';
