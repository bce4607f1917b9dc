import { type DerivedWrite, addToEach, insertOnce } from '../models/group-writes';
import type { Delivery } from './handler';

/** A step's history and the forms that came with it. */
export function keepStep({ case: owner, package: loaded, batch }: Delivery): DerivedWrite[] {
  const writes: DerivedWrite[] = [];
  if (batch.events.length > 0) {
    const { events, revision } = batch;
    writes.push(insertOnce('history', batch.batchId, { caseId: owner._id, revision, events }));
  }
  for (const submission of batch.submissions) {
    const document = loaded.forms.get(submission.formKey)?.document;
    writes.push(
      insertOnce('submissions', `${submission.taskId}.${submission.variable}`, {
        ...submission,
        caseId: owner._id,
        caseNumber: owner.number,
        packageKey: owner.packageKey,
        packageVersion: owner.packageVersion,
        formTitle: document?.title ?? submission.formKey,
        annex: document?.annex ?? null,
      }),
      ...nameFiles(owner._id, submission.values),
    );
  }
  return writes;
}

/** Files in a submitted form become the case's. */
function nameFiles(caseId: string, values: unknown): DerivedWrite[] {
  const fileIds = fileIdsIn(values);
  return fileIds.length === 0 ? [] : [addToEach('files', fileIds, 'caseIds', caseId)];
}

function fileIdsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'fileId' && typeof inner === 'string' ? [inner] : fileIdsIn(inner),
  );
}
