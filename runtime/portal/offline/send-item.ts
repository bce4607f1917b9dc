import { ApiError, type ApiClient } from '../api/client';
import type { DraftContent } from '../drafts/draft-keeper';
import type { LocalFiles } from './local-files';
import type { Delivered, OutboxItem } from './outbox';

/** Somebody did the step meanwhile, perhaps this very person whose answer was lost. */
export const goneCodes: ReadonlySet<string> = new Set([
  'CASE-TASK-DONE',
  'ENG-UNKNOWN-TASK',
  'ENG-ENDED',
]);

/** A completion as the server takes it. */
export function completionOf(content: DraftContent) {
  const opinion = content.opinion?.trim() ?? '';
  return {
    forms: content.forms as Record<string, Record<string, unknown>>,
    warningReasons: { ...content.warningReasons },
    ...(content.outcome === null ? {} : { outcome: content.outcome }),
    ...(opinion === '' ? {} : { opinion }),
  };
}

/**
 * Sends what waited.
 *
 * @throws ApiError as the server refuses it
 */
export async function sendItem(
  client: ApiClient,
  files: LocalFiles,
  item: OutboxItem,
): Promise<Delivered> {
  if (item.kind === 'matter') {
    const [values = {}] = Object.values(item.content.forms);
    const body = await files.settled({
      values: values as Record<string, unknown>,
      warningReasons: { ...item.content.warningReasons },
    });
    const params = { draftId: item.targetId };
    return { kind: 'matter', answer: await client.call('submitMatter', { params, body }) };
  }
  const body = await files.settled(completionOf(item.content));
  const params = { taskId: item.targetId };
  try {
    return { kind: 'task', answer: await client.call('completeTask', { params, body }) };
  } catch (error) {
    if (!(error instanceof ApiError) || !goneCodes.has(error.code)) throw error;
    const own = await ownCompletion(client, item);
    if (own === null) throw error;
    return own;
  }
}

/** A completion whose answer was lost is refused as done when it is sent again: then it is this person's own. */
async function ownCompletion(client: ApiClient, item: OutboxItem): Promise<Delivered | null> {
  const done = await client.call('listTasks', {
    query: { view: 'done', sort: 'created', page: 1, pageSize: 50, q: item.caseNumber },
  });
  const task = done.items.find((one) => one.id === item.targetId);
  if (task === undefined) return null;
  const answer = {
    caseId: task.caseId,
    caseNumber: item.caseNumber,
    caseState: 'active',
    next: '',
    nextTaskId: null,
  };
  return { kind: 'task', answer };
}
