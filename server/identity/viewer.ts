import type { Principal } from '../../runtime/case';
import type { Actor } from '../../runtime/engine';
import type { SeatHolding } from '../../runtime/organization';
import type { Permission } from '../../runtime/package';

/** Who makes a request, with what they hold. */
export interface Viewer {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly seats: readonly SeatHolding[];
  readonly permissions: ReadonlySet<Permission>;
  /** Who is away today and for whom this one stands in. */
  readonly principals: readonly Principal[];
  /** As the engine and history name them. */
  readonly actor: Actor;
}
