import type { TaskDetail, TaskOperationRequest } from '../../../contract';

/** As the menu offers them. */
export const OPERATIONS = [
  'return',
  'transfer',
  'delegate',
  'signBefore',
  'signAfter',
  'signBeside',
  'removeMember',
] as const;
export type OperationKind = (typeof OPERATIONS)[number];

/** What the person has filled in. */
export interface OperationDraft {
  readonly people: readonly string[];
  readonly target: string;
  readonly resubmission: 'stepByStep' | 'direct';
  readonly reason: string;
}

const POSITIONS = { signBefore: 'before', signAfter: 'after', signBeside: 'beside' } as const;

/** Which operations a task allows now. */
export function operationsOffered(task: TaskDetail): readonly OperationKind[] {
  const { operations, countersign } = task;
  if (operations === null) return [];
  const isOffered: Partial<Record<OperationKind, boolean>> = {
    return: operations.returnTargets.length > 0,
    signBeside: countersign !== null,
    removeMember: (countersign?.waiting.length ?? 0) > 1,
  };
  return OPERATIONS.filter((kind) => isOffered[kind] ?? true);
}

/** How many people an operation takes; null when it takes none. */
export function peopleTaken(kind: OperationKind): 'one' | 'several' | null {
  if (kind === 'return' || kind === 'removeMember') return null;
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
    case 'signBeside':
      return {
        type: 'addSigners',
        people: [...draft.people],
        position: POSITIONS[kind],
        reason,
      };
    case 'removeMember':
      return { type: 'removeSigner', person: draft.target, reason };
  }
}
