import type { TaskAssignment } from '../engine';
import type { UnitLookup } from './unit-lookup';

/** A person's role at a unit; what the role may see reaches over the unit's whole subtree. */
export interface SeatHolding {
  readonly role: string;
  readonly unit: string;
}

/** Who may perform a task: people with one of the roles at the unit, or one person. */
export interface Candidates {
  readonly roles: readonly string[];
  /** The unit at which the role must be held; null: any unit above the subject's. */
  readonly unit: string | null;
  readonly assignee: string | null;
  /** The only people who may perform it, whatever their seats. */
  readonly people?: readonly string[];
  readonly excludedActors: readonly string[];
}

/** Resolves what a definition says about a task to a unit of the organisation. */
export function resolveCandidates(
  assignment: TaskAssignment,
  subjectUnit: string | null,
  units: UnitLookup,
): Candidates {
  const from = assignment.from ?? subjectUnit;
  const unit =
    assignment.unit ??
    (assignment.level === null || from === null
      ? null
      : (units.ancestorOfType(from, assignment.level)?.code ?? null));
  return {
    roles: assignment.roles,
    unit,
    assignee: assignment.assignee,
    ...(assignment.people === undefined ? {} : { people: assignment.people }),
    excludedActors: assignment.excludedActors,
  };
}

/** Whether a person with these seats may perform a task. */
export function mayPerform(
  personId: string,
  seats: readonly SeatHolding[],
  candidates: Candidates,
  subjectUnit: string | null,
  units: UnitLookup,
): boolean {
  if (candidates.excludedActors.includes(personId)) return false;
  if (candidates.assignee !== null) return candidates.assignee === personId;
  if (candidates.people !== undefined) return candidates.people.includes(personId);
  return seats.some(
    (seat) =>
      candidates.roles.includes(seat.role) &&
      (candidates.unit === null
        ? subjectUnit === null || units.isWithin(subjectUnit, seat.unit)
        : seat.unit === candidates.unit),
  );
}
