/** How much one evaluation may use; counts, not clocks, so that the same input always ends the same way. */
export interface Limits {
  /** Items passed over and calls made. @default 1_000_000 */
  readonly steps: number;
  /** Nested calls of functions that the rule defines. @default 400 */
  readonly depth: number;
  /** Items of one sequence. @default 100_000 */
  readonly sequence: number;
  /** Characters of one text. @default 1_000_000 */
  readonly text: number;
}

export const defaultLimits: Limits = {
  steps: 1_000_000,
  depth: 400,
  sequence: 100_000,
  text: 1_000_000,
};

/** Work that several evaluations share, for a form whose many rules are bounded together; counted down as they run. */
export class WorkBudget {
  constructor(private left: number) {}

  get isSpent(): boolean {
    return this.left <= 0;
  }

  get remaining(): number {
    return Math.max(0, this.left);
  }

  spend(steps: number): void {
    this.left -= steps;
  }
}

/** Characters of an expression's source. */
export const MAX_SOURCE_LENGTH = 20_000;

/** Thrown inside an evaluation that goes past a bound; never leaves this module. */
export class LimitExceeded extends Error {}
