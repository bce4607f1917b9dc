import type { Deployment } from '../bpmn';
import type { Command } from './command';
import { describeInstance } from './describe';
import type { HistoryEvent } from './history';
import type { Rejection } from './rejection';
import type { InstanceState, InstanceStatus, Variables } from './state';
import { step } from './step';

/**
 * One step of a script: who does what. Elements are named by id; times are ISO 8601 instants, and stay as they were when
 * absent.
 */
export type ScriptStep = { readonly at?: string } & (
  | { readonly do: 'start'; readonly startEvent?: string; readonly variables?: Variables }
  | {
      readonly do: 'complete';
      readonly element: string;
      readonly variables?: Variables;
      readonly outcome?: string;
      readonly actor?: string;
    }
  | { readonly do: 'completeJob'; readonly element: string; readonly variables?: Variables }
  | { readonly do: 'failJob'; readonly element: string; readonly message: string }
  | { readonly do: 'throwError'; readonly element: string; readonly code: string }
  | { readonly do: 'timer'; readonly element: string }
  | { readonly do: 'message' | 'signal'; readonly name: string; readonly variables?: Variables }
  | { readonly do: 'setVariables'; readonly variables: Variables }
);

/** What happened: every event in order, and where the instance is at the end. */
export interface ScriptTrace {
  readonly events: readonly HistoryEvent[];
  readonly status: InstanceStatus | null;
  readonly active: readonly string[];
  readonly variables: Variables;
  readonly incidents: ReadonlyArray<{ readonly elementId: string; readonly message: string }>;
  /** Why the script stopped, and at which of its steps, counted from 0. */
  readonly rejection?: Rejection & { readonly step: number };
}

const FIRST_INSTANT = Date.UTC(2020, 5, 1);

/**
 * Walks one instance through a script, purely.
 *
 * @param processId the process to start. @default the only one, or the first of the deployment
 * @returns the trace up to the end, or up to the first command that is refused
 */
export function runScript(
  deployment: Deployment,
  steps: readonly ScriptStep[],
  processId: string = [...deployment.processes.keys()][0] ?? '',
): ScriptTrace {
  let state: InstanceState | null = null;
  let now = FIRST_INSTANT;
  const events: HistoryEvent[] = [];
  for (const [index, scripted] of steps.entries()) {
    if (scripted.at !== undefined) now = Date.parse(scripted.at);
    else if (scripted.do === 'timer') now = Math.max(now, dueOf(state, scripted.element));
    const result = step(deployment, state, commandOf(scripted, state, processId, now));
    if (!result.ok) return traceOf(events, state, { ...result.rejection, step: index });
    state = result.state;
    events.push(...result.events);
  }
  return traceOf(events, state);
}

function commandOf(
  scripted: ScriptStep,
  state: InstanceState | null,
  processId: string,
  at: number,
): Command {
  switch (scripted.do) {
    case 'start':
      return {
        type: 'startProcessInstance',
        at,
        instanceId: 'run',
        processId,
        ...(scripted.startEvent === undefined ? {} : { startEventId: scripted.startEvent }),
        variables: scripted.variables ?? {},
      };
    case 'complete':
      return {
        type: 'completeUserTask',
        at,
        taskId: activityOf(state, scripted.element)?.taskId ?? '',
        variables: scripted.variables ?? {},
        ...(scripted.outcome === undefined ? {} : { outcome: scripted.outcome }),
        ...(scripted.actor === undefined ? {} : { actor: { id: scripted.actor } }),
      };
    case 'completeJob':
      return {
        type: 'completeJob',
        at,
        jobId: jobOf(state, scripted.element),
        variables: scripted.variables ?? {},
      };
    case 'failJob':
      return {
        type: 'failJob',
        at,
        jobId: jobOf(state, scripted.element),
        message: scripted.message,
      };
    case 'throwError':
      return { type: 'throwError', at, jobId: jobOf(state, scripted.element), code: scripted.code };
    case 'timer':
      return { type: 'triggerTimer', at, timerId: timerOf(state, scripted.element)?.[0] ?? '' };
    case 'message':
      return {
        type: 'deliverMessage',
        at,
        name: scripted.name,
        variables: scripted.variables ?? {},
      };
    case 'signal':
      return {
        type: 'deliverSignal',
        at,
        name: scripted.name,
        variables: scripted.variables ?? {},
      };
    case 'setVariables':
      return { type: 'setVariables', at, variables: scripted.variables };
  }
}

function activityOf(state: InstanceState | null, element: string) {
  return Object.values(state?.activities ?? {}).find(
    (one) => one.element === element && (one.taskId ?? one.jobId) !== undefined,
  );
}

function jobOf(state: InstanceState | null, element: string): string {
  return activityOf(state, element)?.jobId ?? '';
}

function timerOf(state: InstanceState | null, element: string) {
  return Object.entries(state?.subscriptions ?? {}).find(
    ([, one]) => one.kind === 'timer' && one.element === element,
  );
}

function dueOf(state: InstanceState | null, element: string): number {
  return timerOf(state, element)?.[1].dueAt ?? 0;
}

function traceOf(
  events: readonly HistoryEvent[],
  state: InstanceState | null,
  rejection?: Rejection & { readonly step: number },
): ScriptTrace {
  const description = state === null ? null : describeInstance(state);
  return {
    events,
    status: state?.status ?? null,
    active: description?.activeElements.map((one) => one.elementId) ?? [],
    variables: description?.variables ?? {},
    incidents:
      description?.incidents.map(({ elementId, message }) => ({ elementId, message })) ?? [],
    ...(rejection === undefined ? {} : { rejection }),
  };
}
