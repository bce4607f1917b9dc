import type { Actor } from '../engine';
import type { Values } from '../form';
import type { SeatHolding } from '../organization';

/** A person who acts: who they are and which seats they hold. */
export interface Person {
  readonly actor: Actor;
  readonly seats: readonly SeatHolding[];
  /** Who is away now and for whom they stand in. */
  readonly principals?: readonly Principal[];
}

/** Somebody who is away (请假). */
export interface Principal {
  readonly id: string;
  readonly name: string;
  readonly seats: readonly SeatHolding[];
}

/** What a person sends to complete a step. */
export interface Completion {
  /** Values by form variable. */
  readonly forms: Readonly<Record<string, Values>>;
  readonly outcome?: string;
  readonly opinion?: string;
  /** Reasons for warnings, by `variable.path#rule`. */
  readonly warningReasons?: Readonly<Record<string, string>>;
}
