import type { ModificationInstruction } from './operations';
import type { Variables } from './state';

/** Who gives a command. */
export interface Actor {
  readonly id: string;
  readonly name?: string;
  readonly unit?: string;
  readonly post?: string;
}

/** What a step knows besides what is asked of it. */
export interface StepContext {
  /** Epoch milliseconds, UTC: the engine has no other clock. */
  readonly at: number;
  readonly actor?: Actor;
  /** What rules may read besides variables, by name without `$`: `params`, `case`, `record`, `user`. */
  readonly bindings?: Readonly<Record<string, unknown>>;
  /** Flow nodes that one step may enter before it becomes an incident. @default 100_000 */
  readonly budget?: number;
}

/** What one can ask of a process instance. */
export type Command = StepContext &
  (
    | {
        readonly type: 'startProcessInstance';
        readonly instanceId: string;
        readonly processId: string;
        /** @default the process's only none start event */
        readonly startEventId?: string;
        /** Which of the start event's triggers has occurred. @default 0 */
        readonly startTrigger?: number;
        readonly variables?: Variables;
      }
    | {
        readonly type: 'completeUserTask';
        readonly taskId: string;
        readonly variables?: Variables;
        readonly outcome?: string;
        readonly opinion?: string;
      }
    | {
        /** Takes a task for someone, or gives it back. */
        readonly type: 'assignUserTask';
        readonly taskId: string;
        readonly assignee: string | null;
      }
    | {
        /** 转办: another person does it instead. */
        readonly type: 'transferUserTask';
        readonly taskId: string;
        readonly to: string;
        readonly reason: string;
      }
    | {
        /**
         * Nobody can do an open task as its definition says, or only whoever did the step before: it is offered to others,
         * passed over, or becomes an incident.
         */
        readonly type: 'resolveUserTask';
        readonly taskId: string;
        readonly resolution:
          | {
              readonly kind: 'offer';
              readonly people: readonly string[];
              readonly to: 'superior' | 'admin';
            }
          | { readonly kind: 'skip' }
          | { readonly kind: 'refuse' };
      }
    | {
        /** 委派: another person works on it, then it comes back. */
        readonly type: 'delegateUserTask';
        readonly taskId: string;
        readonly to: string;
        readonly reason: string;
      }
    | {
        /** 加签: others sign before one decides, or after; beside: as further members of the 会签. */
        readonly type: 'addSigners';
        readonly taskId: string;
        readonly people: readonly string[];
        readonly position: 'before' | 'after' | 'beside';
        readonly reason: string;
      }
    | {
        /**
         * 减签: the signer's own open task, or the step's task while the signature is still to come; a member of a
         * 会签 by any open task of it.
         */
        readonly type: 'removeSigner';
        readonly taskId: string;
        readonly person: string;
        readonly reason: string;
      }
    | {
        /** 退回. `direct`: the case comes straight back here once the target is done again. */
        readonly type: 'returnUserTask';
        readonly taskId: string;
        readonly target: string;
        readonly resubmission: 'stepByStep' | 'direct';
        readonly reason: string;
      }
    | {
        /** 撤回: the actor takes back a step of theirs on which nobody has acted yet. */
        readonly type: 'withdrawUserTask';
        readonly elementId: string;
        readonly reason: string;
      }
    | {
        /** 催办: whoever has an open task is told to do it. */
        readonly type: 'urgeProcessInstance';
        readonly words: string;
      }
    | {
        /** 抄送: people are told of the case and may then see it. */
        readonly type: 'copyProcessInstance';
        readonly people: readonly string[];
        readonly words: string;
      }
    | {
        readonly type: 'modifyProcessInstance';
        readonly instructions: readonly ModificationInstruction[];
        readonly reason: string;
      }
    | { readonly type: 'suspendProcessInstance'; readonly reason: string }
    | { readonly type: 'resumeProcessInstance'; readonly reason: string }
    | { readonly type: 'triggerTimer'; readonly timerId: string }
    | { readonly type: 'completeJob'; readonly jobId: string; readonly variables?: Variables }
    | { readonly type: 'failJob'; readonly jobId: string; readonly message: string }
    | {
        readonly type: 'throwError';
        readonly jobId: string;
        readonly code: string;
        readonly variables?: Variables;
      }
    | {
        readonly type: 'deliverMessage';
        readonly name: string;
        readonly correlation?: string;
        readonly variables?: Variables;
        readonly reason?: string;
      }
    | { readonly type: 'deliverSignal'; readonly name: string; readonly variables?: Variables }
    | { readonly type: 'setVariables'; readonly variables: Variables }
    | {
        readonly type: 'retryIncident';
        readonly incidentId: string;
        readonly variables?: Variables;
      }
    | { readonly type: 'terminateProcessInstance'; readonly reason: string }
  );

export type CommandType = Command['type'];
export type CommandOf<T extends CommandType> = Extract<Command, { readonly type: T }>;
