import type { FlowNode } from '../../bpmn';
import type { Execution } from '../execution';
import type { Subscription, Variables } from '../state';
import { startEventSubProcess } from './event-sub-process';
import { nodeOfSubscription, scheduleNextTurn } from './subscriptions';

/** What a subscription waited for has happened. */
export function trigger(run: Execution, subscriptionId: string, variables?: Variables): void {
  const subscription = run.subscriptions.get(subscriptionId);
  if (subscription === undefined) return;
  const node = nodeOfSubscription(run, subscription);
  run.setVariables(subscription.activity, variables);
  if (subscription.kind === 'timer') {
    run.subscriptions.delete(subscriptionId);
    run.record('timerTriggered', { elementId: node.id });
  }
  if (subscription.inside === true) occurInside(run, node, subscription);
  else if (node.kind === 'boundaryEvent') occurAtBoundary(run, node, subscription);
  else occurAtCatch(run, node, subscription);
}

function occurInside(run: Execution, start: FlowNode, subscription: Subscription): void {
  if (!start.interrupting) scheduleNextTurn(run, start, subscription);
  startEventSubProcess(run, start, subscription.activity);
}

function occurAtBoundary(run: Execution, boundary: FlowNode, subscription: Subscription): void {
  if (boundary.parallelMultiple && !allOccurred(run, boundary, subscription)) return;
  const host = run.activity(subscription.activity);
  const scope = host.scope;
  if (scope === undefined) return;
  if (boundary.interrupting) run.terminate(host.id);
  else scheduleNextTurn(run, boundary, subscription);
  run.push({ type: 'occur', node: boundary, scope });
}

function occurAtCatch(run: Execution, node: FlowNode, subscription: Subscription): void {
  const listener = run.activity(subscription.activity);
  if (listener.element !== node.id) {
    const scope = listener.scope;
    if (scope === undefined) return;
    run.record('activityCompleted', { elementId: listener.element, activityId: listener.id });
    const flow = run.nodeOf(listener).outgoing.find((one) => one.target === node);
    if (flow !== undefined) run.record('sequenceFlowTaken', { elementId: flow.id });
    run.remove(listener);
    run.push({ type: 'occur', node, scope });
    return;
  }
  if (node.parallelMultiple && !allOccurred(run, node, subscription)) return;
  run.unsubscribe(listener.id);
  run.push({ type: 'complete', activity: listener.id });
}

/** Notes that one of several needed events has occurred; true when it was the last. */
function allOccurred(run: Execution, node: FlowNode, subscription: Subscription): boolean {
  const listener = run.activity(subscription.activity);
  const occurred = new Set([...(listener.occurred ?? []), subscription.event]);
  listener.occurred = [...occurred];
  return occurred.size === node.events.length;
}
