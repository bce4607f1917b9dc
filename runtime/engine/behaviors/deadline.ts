import type { DeadlineModel, FlowNode } from '../../bpmn';
import { addToDate, dateAt, endOfDate, startOfDate } from '../../kernel';
import type { ActivityDraft, Execution } from '../execution';
import { Failed } from '../rejection';

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
