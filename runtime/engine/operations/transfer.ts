import type { CommandOf } from '../command';
import type { Execution } from '../execution';
import { taskActivity } from './task-of';

/** Gives a task to another person, who does it instead (转办). */
export function transferUserTask(run: Execution, command: CommandOf<'transferUserTask'>): void {
  const activity = taskActivity(run, command.taskId);
  const { actor } = run.command;
  activity.assignee = command.to;
  delete activity.claimed;
  run.effect({
    type: 'transferUserTask',
    taskId: command.taskId,
    assignee: command.to,
    reason: command.reason,
    ...(actor === undefined ? {} : { by: actor }),
  });
  run.record('userTaskTransferred', {
    elementId: activity.element,
    activityId: activity.id,
    taskId: command.taskId,
    people: [command.to],
    opinion: command.reason,
    ...(actor === undefined ? {} : { actor }),
  });
}
