import type { TaskSummary } from '../../runtime/contract';
import type { UnitLookup } from '../../runtime/organization';
import type { TaskDocument } from '../models/process';

/** A held task is still to be done; one that was handed on or sent back has been. */
const STATES: Readonly<Record<TaskDocument['state'], TaskSummary['state']>> = {
  open: 'open',
  suspended: 'open',
  completed: 'completed',
  handedOn: 'completed',
  returned: 'completed',
  cancelled: 'cancelled',
};

export function taskSummary(
  task: TaskDocument,
  units: UnitLookup | undefined,
  hasDraft: boolean,
): TaskSummary {
  return {
    id: task._id,
    caseId: task.caseId,
    caseNumber: task.caseNumber,
    caseTitle: task.caseTitle,
    matter: task.matter,
    elementId: task.elementId,
    name: task.name,
    state: STATES[task.state],
    subjectName: task.subject,
    unit: task.unit ?? '',
    unitName: task.unit === null ? '' : (units?.displayPath(task.unit) ?? task.unit),
    createdAt: task.createdAt,
    dueAt: task.dueAt ?? null,
    completedAt: task.completedAt ?? null,
    outcomeTitle: task.outcomeTitle ?? null,
    sentBy: task.sentBy ?? null,
    returnReason: task.returnReason ?? null,
    assignee: task.assignee ?? null,
    assigneeName: task.assigneeName ?? null,
    hasDraft,
  };
}
