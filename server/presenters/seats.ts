import type { Seat } from '../../runtime/contract';
import type { SeatHolding } from '../../runtime/organization';
import type { ServerContext } from '../context';

/** Seats with the names of their roles and units. */
export async function seatsView(
  server: ServerContext,
  seats: readonly SeatHolding[],
): Promise<readonly Seat[]> {
  const packages = await server.packages.all();
  return seats.map((seat) => {
    const role = packages.flatMap((one) => one.roles.roles).find((one) => one.key === seat.role);
    const home = packages.find((one) => one.units.get(seat.unit) !== undefined);
    return {
      role: seat.role,
      roleTitle: role?.title ?? seat.role,
      unit: seat.unit,
      unitName: home?.units.displayPath(seat.unit) ?? seat.unit,
    };
  });
}
