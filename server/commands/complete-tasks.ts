import type { RouteAnswer } from '../../runtime/contract';
import type { ServerContext } from '../context';
import { Refusal } from '../http/refusal';
import type { Viewer } from '../identity/viewer';
import { completeTaskAs, getTask } from './tasks';

interface Decision {
  readonly taskIds: readonly string[];
  readonly outcome?: string | undefined;
  readonly opinion?: string | undefined;
}

type Results = RouteAnswer<'completeTasks'>['results'];

/**
 * Decides several tasks alike, one after the other, with their forms as they stand. What one of them lacks does not keep
 * the others from being done.
 */
export async function completeTasksAs(
  server: ServerContext,
  viewer: Viewer,
  { taskIds, outcome, opinion }: Decision,
): Promise<RouteAnswer<'completeTasks'>> {
  const results: Results = [];
  for (const taskId of new Set(taskIds)) {
    try {
      const task = await getTask(server, viewer, taskId);
      await completeTaskAs(server, viewer, taskId, {
        forms: Object.fromEntries(task.forms.map((form) => [form.variable, form.values])),
        ...(outcome === undefined ? {} : { outcome }),
        ...(opinion === undefined ? {} : { opinion }),
      });
      results.push({ taskId, done: true, code: null, detail: null });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      results.push({ taskId, done: false, code: error.code, detail: error.message });
    }
  }
  return { results };
}
