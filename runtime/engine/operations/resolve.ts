import type { CommandOf } from '../command';
import type { ActivityDraft, Execution } from '../execution';
import { Failed } from '../rejection';
import { taskActivity } from './task-of';

/** What becomes of a task that nobody can do as its definition says. */
export function resolveUserTask(run: Execution, command: CommandOf<'resolveUserTask'>): void {
  const activity = taskActivity(run, command.taskId);
  const { resolution } = command;
  const node = run.nodeOf(activity);
  if (resolution.kind === 'offer') {
    activity.offered = resolution.people;
    run.effect({ type: 'offerUserTask', taskId: command.taskId, people: resolution.people });
    run.record('userTaskOffered', {
      elementId: node.id,
      activityId: activity.id,
      taskId: command.taskId,
      people: resolution.people,
      message: resolution.to,
    });
    return;
  }
  close(run, activity, command.taskId);
  if (resolution.kind === 'skip') {
    run.record('userTaskSkipped', { elementId: node.id, activityId: activity.id });
    run.push({ type: 'complete', activity: activity.id });
    return;
  }
  const failure = new Failed('ENG-NO-PERFORMER', { element: node.id });
  run.raiseIncident(activity, 'execute', failure.code, failure.message);
}

function close(run: Execution, activity: ActivityDraft, taskId: string): void {
  const elementId = activity.element;
  run.effect({ type: 'closeUserTask', taskId, elementId, reason: 'cancelled' });
  delete activity.taskId;
}
