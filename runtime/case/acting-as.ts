import type { Actor } from '../engine';
import { type Candidates, type UnitLookup, mayPerform } from '../organization';
import type { Person } from './completion';

/**
 * As whom a person does a task: for themself, or for somebody who is away and for whom they stand in. Who may not do it
 * themself because of an earlier step may not do it for another either.
 *
 * @returns undefined when they may not
 */
export function actingAs(
  { actor, seats, principals = [] }: Person,
  candidates: Candidates,
  subjectUnit: string | null,
  units: UnitLookup,
): Actor | undefined {
  if (candidates.excludedActors.includes(actor.id)) return undefined;
  if (mayPerform(actor.id, seats, candidates, subjectUnit, units)) return actor;
  const principal = principals.find((one) =>
    mayPerform(one.id, one.seats, candidates, subjectUnit, units),
  );
  if (principal === undefined) return undefined;
  return { ...actor, onBehalfOf: { id: principal.id, name: principal.name } };
}
