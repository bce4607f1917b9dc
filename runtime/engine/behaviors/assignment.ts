import type { FlowNode } from '../../bpmn';
import type { TaskAssignment } from '../effect';
import type { ActivityDraft, Execution } from '../execution';

/** Who may perform the task, with the rules evaluated. */
export function assignment(
  run: Execution,
  activity: ActivityDraft,
  node: FlowNode,
): TaskAssignment {
  const model = node.userTask?.assignment;
  const variables = run.view(activity.id);
  const evaluateText = (rule: 'unit' | 'assignee'): string | null => {
    const expression = model?.[rule];
    const value =
      expression === undefined ? undefined : run.evaluate(expression, variables, node.id);
    return value === undefined || value === null ? null : String(value);
  };
  const excluded = (model?.separateFrom ?? []).flatMap((element) => run.performers[element] ?? []);
  return {
    roles: model?.roles ?? [],
    level: model?.level ?? null,
    unit: evaluateText('unit'),
    assignee: evaluateText('assignee'),
    excludedActors: [...new Set(excluded)],
  };
}
