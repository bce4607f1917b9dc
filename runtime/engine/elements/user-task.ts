import type { FlowNode } from '../../bpmn';
import { assignment } from '../behaviors/assignment';
import { sendCopies } from '../behaviors/copies';
import { deadline, takeClock } from '../behaviors/deadline';
import type { ElementBehavior } from '../element';
import type { ActivityDraft, Execution } from '../execution';

/** Waits for a person. The task is an effect; completing it is a command. */
export const userTask: ElementBehavior = {
  execute(run, activity, node) {
    openTask(run, activity, node);
    sendCopies(run, node, 'opened', activity.taskId ?? null);
  },
};

/** Opens the task of an activity instance, for its assignee when it has one. */
export function openTask(run: Execution, activity: ActivityDraft, node: FlowNode): void {
  const model = node.userTask;
  if (model === undefined) return;
  const taskId = run.globalId();
  const due =
    model.deadline === null
      ? null
      : deadline(run, activity, node, model.deadline, takeClock(run, activity));
  activity.taskId = taskId;
  activity.openedAt = run.now;
  if (due === null) delete activity.dueAt;
  else activity.dueAt = due.dueAt;
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
