import type { FlowNode } from '../../bpmn';
import type { ActivityDraft, Execution } from '../execution';

/** Input mappings make variables of the activity's own, read from outside. */
export function applyInputs(run: Execution, node: FlowNode, activity: ActivityDraft): void {
  if (node.io === undefined) return;
  for (const name of node.io.locals) run.setLocal(activity, name, null);
  if (node.io.inputs.length === 0) return;
  const outside = run.view(activity.scope ?? activity.id);
  for (const { source, target } of node.io.inputs) {
    run.setLocal(activity, target, run.evaluate(source, outside, node.id));
  }
}

/** Output mappings write outside what the activity's own variables give. */
export function applyOutputs(run: Execution, node: FlowNode, activity: ActivityDraft): void {
  if (node.io === undefined || node.io.outputs.length === 0 || activity.scope === undefined) return;
  const inside = run.view(activity.id);
  for (const { source, target } of node.io.outputs) {
    run.setVariables(activity.scope, { [target]: run.evaluate(source, inside, node.id) });
  }
}
