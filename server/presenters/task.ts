import type { TaskSummary } from '../../runtime/contract';
import type { UnitLookup } from '../../runtime/organization';
import type { TaskDocument } from '../models/process';

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
    state: task.state,
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
