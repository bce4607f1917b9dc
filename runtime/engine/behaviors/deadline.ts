import type { DeadlineModel, FlowNode } from '../../bpmn';
import { MAX_DAYS, WEEKDAYS, addDays, dateAt, endOfDate, startOfDate } from '../../kernel';
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
