import { dateAt, addToDate, endOfDate, startOfDate } from '../../kernel';
import type { DeadlineModel, FlowNode } from '../../bpmn';
import type { TaskAssignment } from '../effect';
import type { ElementBehavior } from '../element';
import type { ActivityDraft, Execution } from '../execution';
import { Failed } from '../rejection';

/** Waits for a person. The task is an effect; completing it is a command. */
export const userTask: ElementBehavior = {
  execute: openTask,
};

/** Opens the task of an activity instance, for its assignee when it has one. */
export function openTask(run: Execution, activity: ActivityDraft, node: FlowNode): void {
  const model = node.userTask;
  if (model === undefined) return;
  const taskId = run.globalId();
  const due = model.deadline === null ? null : deadline(run, activity, node, model.deadline);
  activity.taskId = taskId;
  activity.openedAt = run.now;
  run.effect({
    type: 'openUserTask',
    taskId,
    elementId: node.id,
    name: node.name,
    assignment: assignment(run, activity, node),
    forms: model.forms,
    outcomes: model.outcomes,
    dueAt: due?.dueAt ?? null,
    remindAt: due?.remindAt ?? null,
  });
  run.record('userTaskOpened', { elementId: node.id, activityId: activity.id, taskId });
}

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
    // Whoever has claimed it may give it back to all who could have.
    assignee: (activity.claimed === true ? null : activity.assignee) ?? evaluateText('assignee'),
    excludedActors: [...new Set(excluded)],
  };
}

/** Due at the end of the day that lies so many days after the start; the reminder in the morning of its day. */
export function deadline(
  run: Execution,
  activity: ActivityDraft,
  node: FlowNode,
  model: DeadlineModel,
): { readonly dueAt: number; readonly remindAt: number | null } {
  const days = run.evaluate(model.days, run.view(activity.id), node.id);
  if (typeof days !== 'number' || !Number.isFinite(days)) {
    throw new Failed('ENG-DEADLINE', { element: node.id, value: String(days) });
  }
  const date = addDays(dateAt(run.now), days, model.dayType);
  return {
    dueAt: endOfDate(date),
    remindAt:
      model.remindDays === null
        ? null
        : startOfDate(addDays(date, -model.remindDays, model.dayType)),
  };
}

/** Working days are Monday to Friday. */
function addDays(date: string, days: number, dayType: DeadlineModel['dayType']): string {
  if (dayType === 'calendar') return addToDate(date, days, 'day');
  const step = days < 0 ? -1 : 1;
  let at = date;
  for (let left = Math.abs(Math.trunc(days)); left > 0;) {
    at = addToDate(at, step, 'day');
    const weekday = new Date(`${at}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return at;
}
