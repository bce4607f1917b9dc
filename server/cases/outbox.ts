import type { CaseStep } from '../../runtime/case';
import type { Actor } from '../../runtime/engine';
import type { LoadedPackage } from '../../runtime/package';
import type { OutboxBatch } from '../models/case';

/** What the audit trail says about a change of a case. */
export interface AuditNote {
  readonly action: string;
  readonly detail: string;
}

/** What a step owes, as it is committed with the state that it led to. */
export function batchOf(
  step: CaseStep,
  revision: number,
  at: number,
  actor: Actor | null,
  loaded: LoadedPackage,
  note: AuditNote,
): OutboxBatch {
  const batchId = `${step.case.id}@${revision}`;
  const notes = [
    note,
    ...step.submissions.map((submission) => ({
      action: 'submitForm',
      detail: `${loaded.forms.get(submission.formKey)?.title ?? submission.formKey} @ ${submission.elementId}`,
    })),
  ];
  return {
    batchId,
    revision,
    at,
    actor,
    effects: step.effects,
    events: step.events,
    submissions: step.submissions,
    audit: notes.map(({ action, detail }, index) => ({
      key: `${batchId}.${index}`,
      at,
      actorId: actor?.id ?? null,
      actorName: actor?.name ?? '系统',
      action,
      subject: step.case.number,
      detail,
    })),
  };
}
