/** Where the copy of an unsent application lies on this machine. */
export function matterDraftKey(userId: string, draftId: string): string {
  return `${userId}/matter/${draftId}`;
}

/** Where the copy of a task's draft lies on this machine. */
export function taskDraftKey(userId: string, taskId: string): string {
  return `${userId}/task/${taskId}`;
}
