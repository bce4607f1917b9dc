import type { DeadlineModel, FlowNode } from '../../bpmn';
import {
  MAX_DAYS,
  WEEKDAYS,
  addDays,
  dateAt,
  endOfDate,
  remainingDays,
  startOfDate,
} from '../../kernel';
import type { ActivityDraft, Execution } from '../execution';
import { Failed } from '../rejection';

/** Until when a task is to be done, and when its performers are reminded; epoch milliseconds. */
export interface Deadline {
  readonly dueAt: number;
  readonly remindAt: number | null;
}

/**
 * Due at the end of the day that lies so many days after today; the reminder in the morning of its day. Working days are
 * those of the deployment's calendar.
 *
 * @param remaining days that are left of a time limit whose clock stood still, from `remainingDays`; without it the
 *                  definition's rule says how many there are
 */
export function deadline(
  run: Execution,
  activity: ActivityDraft,
  node: FlowNode,
  model: DeadlineModel,
  remaining?: number,
): Deadline {
  const days = remaining ?? run.evaluate(model.days, run.view(activity.id), node.id);
  if (typeof days !== 'number' || !(Math.abs(days) <= MAX_DAYS)) {
    throw new Failed('ENG-DEADLINE', { element: node.id, value: String(days) });
  }
  const calendar = run.deployment.calendar ?? WEEKDAYS;
  const date = addDays(dateAt(run.now), days, model.dayType, calendar);
  return {
    dueAt: endOfDate(date),
    remindAt:
      model.remindDays === null
        ? null
        : startOfDate(addDays(date, -model.remindDays, model.dayType, calendar)),
  };
}

/** Stops the clock of a step that is sent back: what is left of its time limit is kept until it is open again. */
export function stopClock(run: Execution, activity: ActivityDraft): void {
  const limit = run.nodeOf(activity).userTask?.deadline ?? null;
  if (limit === null || activity.dueAt === undefined || activity.body !== undefined) return;
  const calendar = run.deployment.calendar ?? WEEKDAYS;
  run.clocks[activity.element] = remainingDays(activity.dueAt, run.now, limit.dayType, calendar);
}

/** The days that were left of a step's time limit when its clock stopped; it runs again. */
export function takeClock(run: Execution, { element, aside }: ActivityDraft): number | undefined {
  if (aside !== undefined) return undefined;
  const left = run.clocks[element];
  delete run.clocks[element];
  return left;
}
