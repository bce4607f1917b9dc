import type { ActivityDraft, Execution } from '../execution';
import { Refused, rejection } from '../rejection';

/** The activity instance whose open task it is. @throws Refused when the task is not open */
export function taskActivity(run: Execution, taskId: string): ActivityDraft {
  for (const activity of run.activities.values()) {
    if (activity.taskId === taskId) return activity;
  }
  throw new Refused(rejection('ENG-UNKNOWN-TASK'));
}
