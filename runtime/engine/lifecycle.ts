import { applyInputs, applyOutputs } from './behaviors/io-mapping';
import { compensated, recordCompensation, releaseCompensations } from './behaviors/compensation';
import { bodyInstanceCompleted, startBody } from './behaviors/repetition';
import { chooseUncontrolled, take } from './behaviors/sequence-flows';
import { subscribe } from './behaviors/subscriptions';
import { trigger } from './behaviors/trigger';
import { completeAside } from './operations';
import { behaviorOf } from './elements';
import type { FlowNode } from '../bpmn';
import type { ActivityDraft, Execution, Work } from './execution';
import { Failed } from './rejection';
import type { Incident } from './state';

/**
 * Does one piece of work. A rule that fails stops only the activity instance that it belongs to.
 *
 * enter → (arrive) → create → activate → execute → … → complete → leave
 */
export function perform(run: Execution, work: Work): void {
  switch (work.type) {
    case 'enter':
      enter(run, work.node, work.scope, work);
      return;
    case 'occur':
      occur(run, work.node, work.scope);
      return;
    case 'trigger':
      trigger(run, work.subscription);
      return;
    case 'execute': {
      const activity = run.activities.get(work.activity);
      if (activity !== undefined) guarded(run, activity, 'execute', () => execute(run, activity));
      return;
    }
    case 'complete': {
      const activity = run.activities.get(work.activity);
      if (activity !== undefined) guarded(run, activity, 'complete', () => complete(run, activity));
    }
  }
}

function enter(
  run: Execution,
  node: FlowNode,
  scope: string,
  work: Work & { readonly type: 'enter' },
): void {
  const behavior = behaviorOf(node);
  if (work.flow !== undefined && behavior.arrive !== undefined) {
    if (!behavior.arrive(run, node, scope, work.flow)) return;
  } else if (work.flow !== undefined && node.startQuantity > 1) {
    if (!gather(run, node, scope, work.flow.id)) return;
  }
  startActivity(run, node, scope, work.more);
}

/** Waits until as many tokens have come as the activity takes (BPMN 2.0.2 §13.3.1, startQuantity). */
function gather(run: Execution, node: FlowNode, scope: string, flow: string): boolean {
  const here = run.waiting.filter(
    (token) =>
      token.scope === scope && node.incoming.some((incoming) => incoming.id === token.flow),
  );
  if (here.length + 1 < node.startQuantity) {
    run.waiting.push({ flow, scope });
    return false;
  }
  run.waiting = run.waiting.filter((token) => !here.includes(token));
  return true;
}

/** Makes an activity instance and runs it; of a loop or multi-instance activity the body that runs the instances. */
function startActivity(
  run: Execution,
  node: FlowNode,
  scope: string,
  more: Partial<ActivityDraft> = {},
): void {
  const activity = run.create(node, scope, more);
  guarded(run, activity, 'execute', () => {
    run.spend(node);
    execute(run, activity);
  });
}

function execute(run: Execution, activity: ActivityDraft): void {
  const node = run.nodeOf(activity);
  if (activity.body === undefined) {
    run.record('activityActivated', { elementId: node.id, activityId: activity.id });
    for (const boundary of node.boundaryEvents) subscribe(run, boundary, activity);
  }
  if (node.loop !== undefined && activity.body === undefined) {
    startBody(run, activity, node, node.loop);
    return;
  }
  applyInputs(run, node, activity);
  behaviorOf(node).execute(run, activity, node);
}

/** An event that has occurred: it is passed without waiting. */
function occur(run: Execution, node: FlowNode, scope: string): void {
  const activity = run.create(node, scope);
  run.record('activityActivated', { elementId: node.id, activityId: activity.id });
  run.push({ type: 'complete', activity: activity.id });
}

function complete(run: Execution, activity: ActivityDraft): void {
  const node = run.nodeOf(activity);
  const scope = activity.scope;
  if (scope === undefined) return;
  if (activity.aside !== undefined) {
    completeAside(run, activity);
    return;
  }
  applyOutputs(run, node, activity);
  if (activity.body !== undefined) {
    recordCompensation(run, activity, node);
    bodyInstanceCompleted(run, activity, node);
    return;
  }
  if (activity.compensationOf !== undefined) {
    run.record('activityCompleted', { elementId: node.id, activityId: activity.id });
    run.remove(activity);
    compensated(run, node, scope, activity.compensationOf);
    return;
  }
  const flows =
    behaviorOf(node).chooseFlows?.(run, activity, node) ??
    chooseUncontrolled(run, node, run.view(activity.id));
  const isBody = node.loop !== undefined;
  run.record('activityCompleted', {
    elementId: node.id,
    activityId: activity.id,
    ...(isBody ? { isBody } : {}),
  });
  if (isBody) releaseCompensations(run, activity);
  else recordCompensation(run, activity, node);
  run.remove(activity);
  take(run, flows, scope, node.completionQuantity);
}

function guarded(
  run: Execution,
  activity: ActivityDraft,
  resume: Incident['resume'],
  act: () => void,
): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    run.unsubscribe(activity.id);
    run.raiseIncident(activity, resume, error.code, error.message);
  }
}
