import type { FlowNode } from '../../bpmn';
import type { ActivityDraft, Execution } from '../execution';
import { subscribe } from './subscriptions';

/** The start event of an event sub-process. */
export function startOf(node: FlowNode): FlowNode | undefined {
  return node.inner?.nodes.find((one) => one.kind === 'startEvent');
}

/** A scope listens for the start events of the event sub-processes inside it. */
export function subscribeEventSubProcesses(run: Execution, scope: ActivityDraft): void {
  for (const node of run.containerOf(scope.id).eventSubProcesses) {
    const start = startOf(node);
    if (start !== undefined) subscribe(run, start, scope, true);
  }
}

/** Starts an event sub-process whose start event has occurred; an interrupting one ends everything else in the scope. */
export function startEventSubProcess(run: Execution, start: FlowNode, scope: string): void {
  const owner = start.container.owner;
  if (owner === undefined) return;
  if (start.interrupting) {
    for (const child of run.childrenOf(scope)) run.terminate(child);
    run.waiting = run.waiting.filter((token) => token.scope !== scope);
    run.dropWork(scope);
    for (const [id, subscription] of run.subscriptions) {
      if (subscription.activity === scope && subscription.inside === true)
        run.closeSubscription(id, subscription);
    }
  }
  run.push({ type: 'enter', node: owner, scope });
}
