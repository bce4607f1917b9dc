import type { SeatHolding } from '../../runtime/organization';
import type { LoadedPackage, Permission } from '../../runtime/package';
import type { Viewer } from '../identity/viewer';

/** The units over whose subtrees a person has a permission. */
export function unitsWith(
  viewer: Viewer,
  permission: Permission,
  packages: readonly LoadedPackage[],
): readonly string[] {
  const roles = new Set(
    packages.flatMap((one) =>
      one.roles.roles.flatMap((role) => (role.permissions.includes(permission) ? [role.key] : [])),
    ),
  );
  return [...new Set(viewer.seats.filter((seat) => roles.has(seat.role)).map((seat) => seat.unit))];
}

/** Whether something with this path of units (itself first, top last) lies in a person's reach. */
export function isInReach(unitPath: readonly string[], units: readonly string[]): boolean {
  return unitPath.some((unit) => units.includes(unit));
}

/** The keys of tasks that a person may do, for themself or for those for whom they stand in. */
export function taskKeysOf({ id, seats, principals }: Viewer): readonly string[] {
  return [
    ...candidateKeysOf(id, seats),
    ...principals.flatMap((one) => candidateKeysOf(one.id, one.seats)),
  ];
}

/** The keys by which tasks name who may perform them. */
function candidateKeysOf(userId: string, seats: readonly SeatHolding[]): readonly string[] {
  return [`user:${userId}`, ...seats.map((seat) => `${seat.role}@${seat.unit}`)];
}
