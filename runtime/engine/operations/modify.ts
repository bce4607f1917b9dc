import type { CommandOf } from '../command';
import type { ActivityDraft, Execution } from '../execution';
import { Refused, rejection } from '../rejection';
import { ROOT } from '../state';
import { ancestorIn } from './reach';
import { enterInside } from './rewind';

/** One change of where an instance is. */
export type ModificationInstruction =
  /** Ends one running activity, with everything inside it, without its leaving by its flows. */
  | { readonly type: 'cancelActivity'; readonly activityId: string }
  /** Ends all that runs of an element. */
  | { readonly type: 'cancelElement'; readonly elementId: string }
  /** Enters an element of the process, opening the sub-processes around it that do not run. */
  | { readonly type: 'startBefore'; readonly elementId: string; readonly scope?: string }
  /** Goes on after an element as if it had been done: over all its outgoing flows. */
  | { readonly type: 'startAfter'; readonly elementId: string; readonly scope?: string };

/**
 * Moves an instance as an operator says. What is started is started in the scopes that run now; scopes that cancelling
 * has left empty are cancelled too.
 */
export function modifyProcessInstance(
  run: Execution,
  command: CommandOf<'modifyProcessInstance'>,
): void {
  const { actor } = run.command;
  run.record('processInstanceModified', {
    opinion: command.reason,
    message: command.instructions
      .map((one) => `${one.type} ${'elementId' in one ? one.elementId : one.activityId}`)
      .join('; '),
    ...(actor === undefined ? {} : { actor }),
  });
  // All names are looked up before anything is started or ended.
  const cancelled = command.instructions.flatMap((one) =>
    one.type === 'cancelActivity' || one.type === 'cancelElement' ? named(run, one) : [],
  );
  for (const one of command.instructions) {
    if (one.type === 'startBefore' || one.type === 'startAfter') start(run, one);
  }
  for (const activity of cancelled) cancel(run, activity);
  if (!run.hasChildren(ROOT) && !run.hasWork() && run.waiting.length === 0) {
    throw new Refused(rejection('ENG-NOTHING-LEFT'));
  }
}

type Cancelling = Extract<
  ModificationInstruction,
  { readonly type: 'cancelActivity' | 'cancelElement' }
>;
type Starting = Exclude<ModificationInstruction, Cancelling>;

function named(run: Execution, instruction: Cancelling): readonly ActivityDraft[] {
  const found = [...run.activities.values()].filter((activity) =>
    instruction.type === 'cancelActivity'
      ? activity.id === instruction.activityId && activity.id !== ROOT
      : activity.element === instruction.elementId &&
        activity.id !== ROOT &&
        activity.body === undefined,
  );
  if (found.length > 0) return found;
  const name =
    instruction.type === 'cancelActivity' ? instruction.activityId : instruction.elementId;
  throw new Refused(rejection('ENG-NOT-RUNNING', { element: name }));
}

function cancel(run: Execution, activity: ActivityDraft): void {
  if (!run.activities.has(activity.id)) return;
  let scope = activity.scope ?? ROOT;
  run.terminate(activity.id);
  while (scope !== ROOT && isEmpty(run, scope)) {
    const around = run.activity(scope).scope ?? ROOT;
    run.terminate(scope);
    scope = around;
  }
}

function isEmpty(run: Execution, scope: string): boolean {
  return (
    !run.hasChildren(scope) &&
    !run.hasPending(scope) &&
    !run.waiting.some((token) => token.scope === scope)
  );
}

function start(run: Execution, instruction: Starting): void {
  const node = run.definition.nodes.get(instruction.elementId);
  if (node === undefined || node.kind === 'boundaryEvent' || node.kind === 'eventSubProcess') {
    throw new Refused(rejection('ENG-NO-SUCH-STEP', { element: instruction.elementId }));
  }
  const scopes = [...run.activities.values()].filter(
    (activity) =>
      activity.process === undefined &&
      (instruction.scope === undefined || activity.id === instruction.scope) &&
      holds(run, activity) &&
      ancestorIn(run.containerOf(activity.id), node) !== undefined,
  );
  const depth = (activity: ActivityDraft): number =>
    activity.scope === undefined ? 0 : 1 + depth(run.activity(activity.scope));
  const deepest = Math.max(...scopes.map(depth));
  const [scope, other] = scopes.filter((activity) => depth(activity) === deepest);
  if (scope === undefined || other !== undefined) {
    throw new Refused(rejection('ENG-WHICH-SCOPE', { element: node.name || node.id }));
  }
  const outermost = ancestorIn(run.containerOf(scope.id), node) ?? node;
  if (instruction.type === 'startBefore') {
    enterInside(run, scope.id, outermost, node);
    return;
  }
  if (outermost !== node) {
    throw new Refused(rejection('ENG-WHICH-SCOPE', { element: node.name || node.id }));
  }
  for (const flow of node.outgoing) {
    run.record('sequenceFlowTaken', { elementId: flow.id });
    run.push({ type: 'enter', node: flow.target, scope: scope.id, flow });
  }
}

/** Whether other nodes can run inside an activity. */
function holds(run: Execution, activity: ActivityDraft): boolean {
  if (activity.id === ROOT) return true;
  const repeats = activity.multi !== undefined || activity.loop !== undefined;
  return !repeats && run.nodeOf(activity).inner !== undefined;
}
