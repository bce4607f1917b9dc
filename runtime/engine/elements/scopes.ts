import { isTruthy } from '../../expression';
import { startOf, subscribeEventSubProcesses } from '../behaviors/event-sub-process';
import { entryNodes } from '../behaviors/process-start';
import type { Container, FlowNode } from '../../bpmn';
import type { ElementBehavior } from '../element';
import type { ActivityDraft, Execution } from '../execution';

/** Opens the inside of a scope. */
export function openScope(run: Execution, activity: ActivityDraft, container: Container): void {
  activity.variables ??= {};
  subscribeEventSubProcesses(run, activity);
  for (const node of entryNodes(container)) run.push({ type: 'enter', node, scope: activity.id });
}

/** Embedded sub-processes and transactions. */
export const subProcess: ElementBehavior = {
  isScope: true,
  execute(run, activity) {
    openScope(run, activity, run.containerOf(activity.id));
  },
};

/** Begins at its start event, which has occurred already. */
export const eventSubProcess: ElementBehavior = {
  isScope: true,
  execute(run, activity, node) {
    activity.variables ??= {};
    subscribeEventSubProcesses(run, activity);
    const start = startOf(node);
    if (start !== undefined) run.push({ type: 'occur', node: start, scope: activity.id });
  },
};

/** Runs another process of the deployment inside this instance; with input mappings it sees only what they give. */
export const callActivity: ElementBehavior = {
  isScope: true,
  execute(run, activity, node) {
    if ((node.io?.inputs.length ?? 0) > 0) activity.isolated = true;
    openScope(run, activity, run.containerOf(activity.id));
  },
};

/** Activities without a fixed order: all may run at once, or one after the other; a condition says when it is enough. */
export const adHocSubProcess: ElementBehavior = {
  isScope: true,
  execute(run, activity, node) {
    activity.variables ??= {};
    subscribeEventSubProcesses(run, activity);
    const entries = entryNodes(run.containerOf(activity.id));
    const first = node.adHoc?.sequential === true ? entries.slice(0, 1) : entries;
    activity.index = first.length;
    for (const entry of first) run.push({ type: 'enter', node: entry, scope: activity.id });
  },
  onEmpty(run, activity, node) {
    const entries = entryNodes(run.containerOf(activity.id));
    const next = entries[activity.index ?? 0];
    if (next === undefined || adHocIsDone(run, activity, node)) {
      run.push({ type: 'complete', activity: activity.id });
      return;
    }
    activity.index = (activity.index ?? 0) + 1;
    run.push({ type: 'enter', node: next, scope: activity.id });
  },
};

/** Whether the completion condition of an ad hoc sub-process holds; without one it never does before all is done. */
export function adHocIsDone(run: Execution, activity: ActivityDraft, node: FlowNode): boolean {
  const condition = node.adHoc?.completionCondition;
  return (
    condition !== undefined && isTruthy(run.evaluate(condition, run.view(activity.id), node.id))
  );
}
