import { dateTimeAt } from '../../kernel';
import { formatMessage } from '../../messages/format';
import { migrationProblems, migrationSentences } from '../../messages/migration';

export type MigrationProblemCode = keyof typeof migrationProblems;

/** Why an instance cannot be moved, and at which element of the source. */
export interface MigrationProblem {
  readonly code: MigrationProblemCode;
  readonly element: string;
  /** The Chinese sentence. */
  readonly message: string;
}

/** An element as sentences name it. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

export function migrationProblem(
  code: MigrationProblemCode,
  element: Named,
  params: Readonly<Record<string, string>> = {},
): MigrationProblem {
  return {
    code,
    element: element.id,
    message: formatMessage(migrationProblems, code, { element: titleOf(element), ...params }),
  };
}

export function titleOf({ id, name }: Named): string {
  return name === '' ? id : name;
}

/** One thing that runs or waits, and what becomes of it. */
export interface MigrationEntry {
  readonly kind: 'activity' | 'token' | 'listener' | 'compensation';
  readonly change: 'kept' | 'renamed' | 'closed' | 'opened' | 'rescheduled' | 'refused';
  /** Of the source; null for what only the target has. */
  readonly elementId: string | null;
  readonly targetId: string | null;
  /** The activity instance itself, or the one that listens; the scope of a token or of something to undo. */
  readonly activityId: string;
  /** For timers, epoch milliseconds. */
  readonly dueAt: number | null;
  /** The Chinese sentence. */
  readonly sentence: string;
}

export function migrationEntry(
  kind: MigrationEntry['kind'],
  change: MigrationEntry['change'],
  activityId: string,
  source: Named | null,
  target: Named | null,
  dueAt: number | null = null,
): MigrationEntry {
  const key = change === 'kept' && dueAt !== null ? `${kind}.keptUntil` : `${kind}.${change}`;
  return {
    kind,
    change,
    elementId: source?.id ?? null,
    targetId: target?.id ?? null,
    activityId,
    dueAt,
    sentence: formatMessage(migrationSentences, key as keyof typeof migrationSentences, {
      element: source === null ? '' : titleOf(source),
      target: target === null ? '' : titleOf(target),
      due: dueAt === null ? '' : dateTimeAt(dueAt),
    }),
  };
}
