import type { EventDefinition, FlowNode } from '../../bpmn';
import type { ActivityDraft, Execution } from '../execution';
import type { Variables } from '../state';
import { startEventSubProcess, startOf } from './event-sub-process';

type Propagated = 'error' | 'escalation';

interface Catcher {
  readonly node: FlowNode;
  /** The instance on whose boundary it is, or the scope whose event sub-process it starts. */
  readonly at: ActivityDraft;
  readonly inside: boolean;
}

function code(event: EventDefinition, kind: Propagated): string | null | undefined {
  return event.kind === kind ? event.code : undefined;
}

/** Of several catchers on one level the one for the very code wins over one that catches all. */
function best(
  candidates: readonly FlowNode[],
  kind: Propagated,
  thrown: string | null,
): FlowNode | undefined {
  const exact = candidates.find((node) =>
    node.events.some((event) => thrown !== null && code(event, kind) === thrown),
  );
  return (
    exact ?? candidates.find((node) => node.events.some((event) => code(event, kind) === null))
  );
}

/**
 * Looks for who catches an error or escalation, from where it was thrown outwards: the boundary of the activity, then
 * event sub-processes of the scope around it, then that scope's boundary, and so on (BPMN 2.0.2 §10.5.6).
 */
function findCatcher(
  run: Execution,
  from: ActivityDraft,
  kind: Propagated,
  thrown: string | null,
): Catcher | undefined {
  let at = from;
  for (;;) {
    const node = at.scope === undefined ? undefined : run.nodeOf(at);
    if (node !== undefined && at.body === undefined) {
      const boundary = best(node.boundaryEvents, kind, thrown);
      if (boundary !== undefined) return { node: boundary, at, inside: false };
    }
    if (at.scope === undefined) return undefined;
    const scope = run.activity(at.scope);
    const repeats = scope.multi !== undefined || scope.loop !== undefined;
    if (node?.kind !== 'eventSubProcess' && !repeats) {
      const starts = run
        .containerOf(scope.id)
        .eventSubProcesses.flatMap((one) => startOf(one) ?? []);
      const start = best(starts, kind, thrown);
      if (start !== undefined) return { node: start, at: scope, inside: true };
    }
    at = scope;
  }
}

/** An end event has been reached once what it throws is caught. */
function leaveEndEvent(run: Execution, from: ActivityDraft): void {
  const node = run.nodeOf(from);
  if (node.kind !== 'endEvent') return;
  run.record('activityCompleted', { elementId: node.id, activityId: from.id });
  run.remove(from);
}

function caught(
  run: Execution,
  from: ActivityDraft,
  catcher: Catcher,
  variables?: Variables,
): void {
  const { node, at, inside } = catcher;
  if (node.interrupting) leaveEndEvent(run, from);
  if (inside) {
    run.setVariables(at.id, variables);
    startEventSubProcess(run, node, at.id);
    return;
  }
  const scope = at.scope;
  if (scope === undefined) return;
  run.setVariables(scope, variables);
  if (node.interrupting) run.terminate(at.id);
  run.push({ type: 'occur', node, scope });
}

/** @returns false when nothing catches the error */
export function throwError(
  run: Execution,
  from: ActivityDraft,
  errorCode: string | null,
  variables?: Variables,
): boolean {
  run.record('errorThrown', {
    elementId: from.element,
    ...(errorCode === null ? {} : { code: errorCode }),
  });
  const catcher = findCatcher(run, from, 'error', errorCode);
  if (catcher === undefined) return false;
  caught(run, from, catcher, variables);
  return true;
}

/** An escalation that nothing catches is no fault. */
export function throwEscalation(
  run: Execution,
  from: ActivityDraft,
  escalationCode: string | null,
  variables?: Variables,
): void {
  run.record('escalationThrown', {
    elementId: from.element,
    ...(escalationCode === null ? {} : { code: escalationCode }),
  });
  const catcher = findCatcher(run, from, 'escalation', escalationCode);
  if (catcher !== undefined) caught(run, from, catcher, variables);
}
