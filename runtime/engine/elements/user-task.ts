import { assignment } from '../behaviors/assignment';
import { sendCopies } from '../behaviors/copies';
import { deadline } from '../behaviors/deadline';
import type { ElementBehavior } from '../element';

/** Waits for a person. The task is an effect; completing it is a command. */
export const userTask: ElementBehavior = {
  execute(run, activity, node) {
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
    sendCopies(run, node, 'opened', taskId);
    run.record('userTaskOpened', { elementId: node.id, activityId: activity.id, taskId });
  },
};
