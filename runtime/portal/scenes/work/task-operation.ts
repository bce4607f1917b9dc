import type { TaskOperationRequest } from '../../../contract';

/** As the menu offers them. */
export const OPERATIONS = ['return', 'transfer', 'delegate', 'signBefore', 'signAfter'] as const;
export type OperationKind = (typeof OPERATIONS)[number];

/** What the person has filled in. */
export interface OperationDraft {
  readonly people: readonly string[];
  readonly target: string;
  readonly resubmission: 'stepByStep' | 'direct';
  readonly reason: string;
}

/** How many people an operation takes; null when it takes none. */
export function peopleTaken(kind: OperationKind): 'one' | 'several' | null {
  if (kind === 'return') return null;
  return kind === 'transfer' || kind === 'delegate' ? 'one' : 'several';
}

export function requestOf(kind: OperationKind, draft: OperationDraft): TaskOperationRequest {
  const reason = draft.reason.trim();
  const [to = ''] = draft.people;
  switch (kind) {
    case 'return':
      return { type: 'return', target: draft.target, resubmission: draft.resubmission, reason };
    case 'transfer':
      return { type: 'transfer', to, reason };
    case 'delegate':
      return { type: 'delegate', to, reason };
    case 'signBefore':
    case 'signAfter':
      return {
        type: 'addSigners',
        people: [...draft.people],
        position: kind === 'signBefore' ? 'before' : 'after',
        reason,
      };
  }
}
