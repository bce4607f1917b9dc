import type { Deployment } from '../bpmn';
import { sendCopies } from './behaviors/copies';
import { noteVote } from './behaviors/countersign';
import { fireInclusiveJoin } from './behaviors/inclusive-join';
import { startProcess } from './behaviors/process-start';
import { throwError } from './behaviors/propagation';
import { dueConditions } from './behaviors/subscriptions';
import { trigger } from './behaviors/trigger';
import type { Command, CommandOf, CommandType } from './command';
import type { Effect } from './effect';
import { behaviorOf } from './elements';
import { adHocIsDone } from './elements/scopes';
import { type ActivityDraft, Execution } from './execution';
import type { HistoryEvent } from './history';
import { perform } from './lifecycle';
import {
  addSigners,
  copyProcessInstance,
  delegateUserTask,
  modifyProcessInstance,
  openSignersAfter,
  removeSigner,
  resolveUserTask,
  resumeProcessInstance,
  returnUserTask,
  suspendProcessInstance,
  taskActivity,
  transferUserTask,
  urgeProcessInstance,
  withdrawUserTask,
} from './operations';
import { Failed, Refused, type Rejection, rejection } from './rejection';
import { type InstanceState, ROOT, type Variables } from './state';

export type StepResult =
  | {
      readonly ok: true;
      readonly state: InstanceState;
      /** In the order in which to do them. */
      readonly effects: readonly Effect[];
      readonly events: readonly HistoryEvent[];
    }
  | { readonly ok: false; readonly rejection: Rejection };

/**
 * Applies one command to one process instance and runs it until every branch waits.
 *
 * Pure: reads no clock, makes no random ids, does no I/O; does not change its arguments.
 *
 * @param deployment from `compileProcesses`; call activities find their processes in it
 * @param state      the instance before; `null` only for `startProcessInstance`
 * @returns the instance after, its effects and history; or a rejection, the state untouched
 * @throws never for bad input — only `InvariantError`, which is our bug
 * @see BPMN 2.0.2 §13 Execution Semantics; SPEC.md
 */
export function step(
  deployment: Deployment,
  state: InstanceState | null,
  command: Command,
): StepResult {
  try {
    const run = new Execution(deployment, baseState(deployment, state, command), command);
    apply(run, command);
    settle(run);
    return { ok: true, state: run.finish(), effects: run.effects, events: run.events };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, rejection: error.rejection };
    throw error;
  }
}

/** What an operator may do with an instance that is held. */
const WHILE_SUSPENDED: ReadonlySet<CommandType> = new Set([
  'resumeProcessInstance',
  'terminateProcessInstance',
  'setVariables',
]);

function baseState(
  deployment: Deployment,
  state: InstanceState | null,
  command: Command,
): InstanceState {
  if (command.type !== 'startProcessInstance') {
    if (state === null) throw new Refused(rejection('ENG-NOT-STARTED'));
    if (state.status !== 'active') throw new Refused(rejection('ENG-ENDED'));
    if (state.suspendedAt !== undefined && !WHILE_SUSPENDED.has(command.type)) {
      throw new Refused(rejection('ENG-SUSPENDED'));
    }
    return state;
  }
  if (state !== null) throw new Refused(rejection('ENG-STARTED'));
  if (!deployment.processes.has(command.processId)) {
    throw new Refused(rejection('ENG-UNKNOWN-PROCESS', { process: command.processId }));
  }
  return {
    version: 1,
    id: command.instanceId,
    processId: command.processId,
    status: 'active',
    counter: 0,
    startedAt: command.at,
    activities: { [ROOT]: { element: command.processId, variables: command.variables ?? {} } },
    waiting: [],
    subscriptions: {},
    incidents: {},
    performers: {},
    compensations: [],
  };
}

type Handlers = { readonly [K in CommandType]: (run: Execution, command: CommandOf<K>) => void };

const handlers: Handlers = {
  startProcessInstance(run, command) {
    run.record(
      'processInstanceStarted',
      command.actor === undefined ? {} : { actor: command.actor },
    );
    startProcess(run, command);
  },

  completeUserTask(run, command) {
    const activity = taskActivity(run, command.taskId);
    const node = run.nodeOf(activity);
    const outcomes = node.userTask?.outcomes?.items ?? [];
    if (outcomes.length > 0 && !outcomes.some((outcome) => outcome.value === command.outcome)) {
      throw new Refused(rejection('ENG-OUTCOME', { outcome: command.outcome ?? '' }));
    }
    const { aside } = activity;
    const isAdvice = aside?.kind === 'before';
    if (!isAdvice) run.setVariables(activity.id, command.variables);
    noteVote(run, activity, {
      ...(command.outcome === undefined ? {} : { outcome: command.outcome }),
      ...(command.opinion === undefined ? {} : { opinion: command.opinion }),
    });
    const decision = {
      ...(command.outcome === undefined ? {} : { outcome: command.outcome }),
      ...(command.opinion === undefined ? {} : { opinion: command.opinion }),
      ...(command.actor === undefined ? {} : { actor: command.actor }),
    };
    run.effect({
      type: 'closeUserTask',
      taskId: command.taskId,
      elementId: node.id,
      reason: 'completed',
      ...decision,
    });
    run.record('userTaskCompleted', {
      elementId: node.id,
      activityId: activity.id,
      taskId: command.taskId,
      ...(aside === undefined ? {} : { aside: aside.kind }),
      ...decision,
    });
    delete activity.taskId;
    const decides = aside === undefined || aside.kind === 'redo';
    if (decides) {
      run.noteDone(node.id, command.actor?.id, node.loop?.kind === 'multiInstance');
      sendCopies(run, node, 'completed', command.taskId);
    }
    if (openSignersAfter(run, activity)) return;
    run.push({ type: 'complete', activity: activity.id });
  },

  assignUserTask(run, command) {
    const activity = taskActivity(run, command.taskId);
    if (command.assignee === null) {
      if (activity.assignee !== undefined && activity.claimed !== true) {
        throw new Refused(rejection('ENG-NOT-CLAIMED'));
      }
      delete activity.assignee;
      delete activity.claimed;
    } else if (activity.assignee !== command.assignee) {
      activity.assignee = command.assignee;
      activity.claimed = true;
    }
    run.effect({ type: 'updateUserTask', taskId: command.taskId, assignee: command.assignee });
    run.record('userTaskAssigned', {
      elementId: activity.element,
      activityId: activity.id,
      taskId: command.taskId,
      ...(command.actor === undefined ? {} : { actor: command.actor }),
    });
  },

  transferUserTask,
  resolveUserTask,
  delegateUserTask,
  addSigners,
  removeSigner,
  returnUserTask,
  withdrawUserTask,
  urgeProcessInstance,
  copyProcessInstance,
  modifyProcessInstance,
  suspendProcessInstance,
  resumeProcessInstance,

  triggerTimer(run, command) {
    if (run.subscriptions.get(command.timerId)?.kind !== 'timer') {
      throw new Refused(rejection('ENG-UNKNOWN-TIMER', { timer: command.timerId }));
    }
    trigger(run, command.timerId);
  },

  completeJob(run, command) {
    const activity = jobActivity(run, command.jobId);
    const node = run.nodeOf(activity);
    const resultVariable = node.action?.resultVariable ?? null;
    run.setVariables(
      activity.id,
      resultVariable === null ? command.variables : { [resultVariable]: command.variables ?? {} },
    );
    delete activity.jobId;
    run.push({ type: 'complete', activity: activity.id });
  },

  failJob(run, command) {
    const activity = jobActivity(run, command.jobId);
    delete activity.jobId;
    const failure = new Failed('ENG-JOB-FAILED', {
      element: activity.element,
      detail: command.message,
    });
    run.raiseIncident(activity, 'execute', failure.code, failure.message);
  },

  throwError(run, command) {
    const activity = jobActivity(run, command.jobId);
    delete activity.jobId;
    if (throwError(run, activity, command.code, command.variables)) return;
    const failure = new Failed('ENG-UNCAUGHT-ERROR', {
      element: activity.element,
      code: command.code,
    });
    run.raiseIncident(activity, 'execute', failure.code, failure.message);
  },

  deliverMessage(run, command) {
    const found = [...run.subscriptions].find(
      ([, subscription]) =>
        subscription.kind === 'message' &&
        subscription.name === command.name &&
        (subscription.correlation === undefined ||
          command.correlation === undefined ||
          subscription.correlation === command.correlation),
    );
    if (found === undefined)
      throw new Refused(rejection('ENG-NO-SUBSCRIPTION', { message: command.name }));
    const [id, subscription] = found;
    run.record('messageReceived', {
      elementId: subscription.element,
      message: command.reason ?? command.name,
      ...(command.actor === undefined ? {} : { actor: command.actor }),
    });
    trigger(run, id, command.variables);
  },

  deliverSignal(run, command) {
    run.record('signalReceived', { message: command.name });
    deliverSignal(run, command.name, command.variables);
  },

  setVariables(run, command) {
    run.setVariables(ROOT, command.variables);
    run.record('variablesSet', command.actor === undefined ? {} : { actor: command.actor });
  },

  retryIncident(run, command) {
    const incident = run.incidents.get(command.incidentId);
    if (incident === undefined) {
      throw new Refused(rejection('ENG-UNKNOWN-INCIDENT', { incident: command.incidentId }));
    }
    run.setVariables(ROOT, command.variables);
    const activity = run.activity(incident.activity);
    delete activity.incident;
    // What is entered again listens again.
    if (incident.resume !== 'complete') run.unsubscribe(activity.id);
    run.resolveIncident(command.incidentId);
    run.record('incidentResolved', {
      elementId: incident.element,
      ...(command.actor === undefined ? {} : { actor: command.actor }),
    });
    run.push({
      type: incident.resume === 'complete' ? 'complete' : 'execute',
      activity: activity.id,
    });
  },

  terminateProcessInstance(run, command) {
    for (const child of run.childrenOf(ROOT)) run.terminate(child);
    end(run, 'terminated', command.reason);
  },
};

function apply(run: Execution, command: Command): void {
  const handler = handlers[command.type] as (run: Execution, command: Command) => void;
  handler(run, command);
}

function jobActivity(run: Execution, jobId: string): ActivityDraft {
  for (const activity of run.activities.values()) {
    if (activity.jobId === jobId) return activity;
  }
  throw new Refused(rejection('ENG-UNKNOWN-JOB', { job: jobId }));
}

/**
 * To all that listen. An event sub-process that catches the signal inside an activity keeps it from that activity's
 * boundary: what is caught inside is not seen outside.
 */
function deliverSignal(run: Execution, name: string, variables?: Variables): void {
  const listening = [...run.subscriptions].filter(
    ([, subscription]) => subscription.kind === 'signal' && subscription.name === name,
  );
  const caughtInside = new Set(
    listening.flatMap(([, { inside, activity }]) => (inside === true ? [activity] : [])),
  );
  for (const [id, { inside, activity }] of listening) {
    if (inside === true || !caughtInside.has(activity)) trigger(run, id, variables);
  }
}

/**
 * Runs until every branch waits: work first, scopes that became empty, then inclusive joins that wait for nothing more,
 * conditions that became true, and last the signals that this step threw.
 */
export function settle(run: Execution): void {
  while (run.status === 'active') {
    for (let work = run.next(); work !== undefined; work = run.next()) {
      perform(run, work);
      closeEmptyScopes(run);
      if (run.status !== 'active') return;
    }
    closeEmptyScopes(run);
    if (run.status !== 'active') return;
    if (run.hasWork()) continue;
    if (fireInclusiveJoin(run)) continue;
    if (run.variablesChanged) {
      run.variablesChanged = false;
      const due = dueConditions(run);
      for (const id of due) trigger(run, id);
      if (due.length > 0) continue;
    }
    const signal = run.takeSignal();
    if (signal === undefined) return;
    deliverSignal(run, signal.name);
    if (signal.holds !== undefined) run.push({ type: 'complete', activity: signal.holds });
  }
}

function closeEmptyScopes(run: Execution): void {
  for (let touched = run.takeTouched(); touched.length > 0; touched = run.takeTouched()) {
    for (const scope of touched) closeIfEmpty(run, scope);
  }
}

function closeIfEmpty(run: Execution, scope: string): void {
  const activity = run.activities.get(scope);
  if (activity === undefined || run.hasPending(scope)) return;
  if (
    activity.multi !== undefined ||
    activity.loop !== undefined ||
    activity.afterCompensation !== undefined
  )
    return;
  const node = scope === ROOT ? undefined : run.nodeOf(activity);
  if (node !== undefined && behaviorOf(node).isScope !== true) return;
  if (
    node?.kind === 'adHocSubProcess' &&
    run.hasChildren(scope) &&
    node.adHoc?.cancelRemaining === true
  ) {
    if (adHocIsDone(run, activity, node)) {
      for (const child of run.childrenOf(scope)) run.terminate(child);
    }
  }
  if (activity.incident !== undefined || isOccupied(run, scope)) return;
  if (node === undefined) {
    end(run, 'completed');
    return;
  }
  const behavior = behaviorOf(node);
  if (behavior.onEmpty === undefined) run.push({ type: 'complete', activity: scope });
  else behavior.onEmpty(run, activity, node);
}

/** Whether tokens are left in a scope; those that a complex gateway only swallows do not count. */
function isOccupied(run: Execution, scope: string): boolean {
  const spent = new Set<string>();
  for (const id of run.childrenOf(scope)) {
    const child = run.activity(id);
    if (child.fired !== true) return true;
    for (const flow of run.nodeOf(child).incoming) spent.add(flow.id);
  }
  return run.waiting.some((token) => token.scope === scope && !spent.has(token.flow));
}

function end(run: Execution, status: 'completed' | 'terminated', reason?: string): void {
  for (const child of run.childrenOf(ROOT)) run.terminate(child);
  run.unsubscribe(ROOT);
  run.waiting = [];
  run.compensations = [];
  run.status = status;
  run.effect({ type: 'endProcessInstance', status, result: run.result });
  run.record('processInstanceEnded', {
    ...(reason === undefined ? {} : { message: reason }),
    ...(run.command.actor === undefined ? {} : { actor: run.command.actor }),
  });
}
