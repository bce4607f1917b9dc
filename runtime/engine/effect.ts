import type { OutcomesModel, TaskFormModel } from '../bpmn';
import type { Actor } from './command';
import type { Variables } from './state';

interface EffectBase {
  /** The same effect of the same step has the same id, so that running it again does nothing. */
  readonly effectId: string;
}

/** Who may perform a user task: what the definition says, with its rules evaluated. */
export interface TaskAssignment {
  readonly roles: readonly string[];
  /** Unit type: the subject unit's ancestor-or-self of it. */
  readonly level: string | null;
  /** A unit code that the definition's rule gave. */
  readonly unit: string | null;
  readonly assignee: string | null;
  /** Unit code from which `level` is looked for upwards; absent: the subject's unit. */
  readonly from?: string;
  /** The only people who may perform it, whatever their seats; absent: whoever holds a role. */
  readonly people?: readonly string[];
  /** People who performed a step from which this one must be separate. */
  readonly excludedActors: readonly string[];
}

/** What a step asks of the world, in the order in which to do it. */
export type Effect = EffectBase &
  (
    | {
        readonly type: 'openUserTask';
        readonly taskId: string;
        readonly elementId: string;
        readonly name: string;
        readonly assignment: TaskAssignment;
        readonly forms: readonly TaskFormModel[];
        readonly outcomes: OutcomesModel | null;
        /** Epoch milliseconds; null without a time limit. */
        readonly dueAt: number | null;
        readonly remindAt: number | null;
      }
    | { readonly type: 'updateUserTask'; readonly taskId: string; readonly assignee: string | null }
    | {
        /** Another person does it instead; nobody else may any more. */
        readonly type: 'transferUserTask';
        readonly taskId: string;
        readonly assignee: string;
        readonly by?: Actor;
        readonly reason: string;
      }
    | {
        /** Nobody but these people may do it. */
        readonly type: 'offerUserTask';
        readonly taskId: string;
        readonly people: readonly string[];
      }
    | { readonly type: 'suspendUserTask'; readonly taskId: string }
    | {
        /** It is open again, and due later by as long as it was held. */
        readonly type: 'resumeUserTask';
        readonly taskId: string;
        readonly heldMs: number;
      }
    | {
        /** The task goes on as another version of the definition says. */
        readonly type: 'migrateUserTask';
        readonly taskId: string;
        readonly elementId: string;
        readonly name: string;
        readonly assignment: TaskAssignment;
        /** Who has it: whoever took it, or the one for whom it is. */
        readonly assignee: string | null;
        /** Absent: the time limit stays; null: there is none any more. */
        readonly dueAt?: number | null;
      }
    | {
        readonly type: 'closeUserTask';
        readonly taskId: string;
        readonly elementId: string;
        readonly reason: 'completed' | 'cancelled' | 'handedOn' | 'returned';
        readonly outcome?: string;
        readonly opinion?: string;
        readonly actor?: Actor;
      }
    | {
        /** Tells people of a step: who have nothing to do in it (`copy`), or the performers of its task (`urge`). */
        readonly type: 'notify';
        readonly kind: 'copy' | 'urge';
        readonly elementId: string;
        readonly name: string;
        /** Null at an end event. */
        readonly taskId: string | null;
        readonly when: 'opened' | 'completed' | 'byHand';
        /** Who tells it by hand, and in which words. */
        readonly by?: Actor;
        readonly words?: string;
        readonly recipients: {
          readonly roles: readonly string[];
          /** Unit type at or above the subject's unit; null: any. */
          readonly level: string | null;
          readonly people: readonly string[];
        };
      }
    | {
        readonly type: 'scheduleTimer';
        readonly timerId: string;
        readonly elementId: string;
        readonly dueAt: number;
      }
    | { readonly type: 'cancelTimer'; readonly timerId: string }
    | {
        readonly type: 'runJob';
        readonly jobId: string;
        readonly elementId: string;
        readonly jobType: string;
        readonly input: Variables;
      }
    | { readonly type: 'cancelJob'; readonly jobId: string }
    | {
        readonly type: 'openSubscription';
        readonly subscriptionId: string;
        readonly kind: 'message' | 'signal';
        readonly name: string;
        readonly correlation: string | null;
        readonly elementId: string;
      }
    | { readonly type: 'closeSubscription'; readonly subscriptionId: string }
    | { readonly type: 'throwSignal'; readonly name: string; readonly variables: Variables }
    | {
        readonly type: 'sendMessage';
        readonly name: string;
        readonly correlation: string | null;
        readonly variables: Variables;
      }
    | {
        readonly type: 'raiseIncident';
        readonly incidentId: string;
        readonly elementId: string;
        readonly code: string;
        readonly message: string;
      }
    | { readonly type: 'resolveIncident'; readonly incidentId: string }
    | {
        readonly type: 'endProcessInstance';
        readonly status: 'completed' | 'terminated' | 'failed';
        /** What the end event says that the case became. */
        readonly result: string | null;
      }
  );

export type EffectType = Effect['type'];
export type EffectOf<T extends EffectType> = Extract<Effect, { readonly type: T }>;

/** An effect before its id is given. */
export type NewEffect = Effect extends infer E
  ? E extends Effect
    ? Omit<E, 'effectId'>
    : never
  : never;
