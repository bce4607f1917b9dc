import type { CommandOf } from '../command';
import type { Execution } from '../execution';
import { Refused, rejection } from '../rejection';

/** Holds an instance: nobody can act on it and its clocks stop, until it is resumed. */
export function suspendProcessInstance(
  run: Execution,
  command: CommandOf<'suspendProcessInstance'>,
): void {
  for (const activity of run.activities.values()) {
    if (activity.jobId !== undefined) throw new Refused(rejection('ENG-BUSY'));
  }
  run.suspendedAt = run.now;
  for (const [timerId, subscription] of run.subscriptions) {
    if (subscription.kind === 'timer') run.effect({ type: 'cancelTimer', timerId });
  }
  for (const taskId of openTasks(run)) run.effect({ type: 'suspendUserTask', taskId });
  note(run, 'processInstanceSuspended', command.reason);
}

/** Lets it go on; what was due is due later by as long as it was held. */
export function resumeProcessInstance(
  run: Execution,
  command: CommandOf<'resumeProcessInstance'>,
): void {
  if (run.suspendedAt === null) throw new Refused(rejection('ENG-NOT-SUSPENDED'));
  const heldMs = run.now - run.suspendedAt;
  run.suspendedAt = null;
  for (const [timerId, subscription] of run.subscriptions) {
    if (subscription.kind !== 'timer' || subscription.dueAt === undefined) continue;
    const dueAt = subscription.dueAt + heldMs;
    run.subscriptions.set(timerId, { ...subscription, dueAt });
    run.effect({ type: 'scheduleTimer', timerId, elementId: subscription.element, dueAt });
  }
  for (const activity of run.activities.values()) {
    if (activity.dueAt !== undefined) activity.dueAt += heldMs;
  }
  for (const taskId of openTasks(run)) run.effect({ type: 'resumeUserTask', taskId, heldMs });
  note(run, 'processInstanceResumed', command.reason);
}

function openTasks(run: Execution): readonly string[] {
  return [...run.activities.values()].flatMap((activity) => activity.taskId ?? []);
}

function note(
  run: Execution,
  type: 'processInstanceSuspended' | 'processInstanceResumed',
  reason: string,
): void {
  const { actor } = run.command;
  run.record(type, { opinion: reason, ...(actor === undefined ? {} : { actor }) });
}
