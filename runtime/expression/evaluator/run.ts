import { LimitExceeded, type Limits } from '../limits';

/** One evaluation: what the caller gave, and how much has been used of what it allows. */
export class Run {
  private steps = 0;
  private depth = 0;
  private weight = 0;

  constructor(
    readonly root: unknown,
    readonly bindings: Readonly<Record<string, unknown>>,
    readonly now: number,
    readonly limits: Limits,
    /** Steps that it may take. */
    private readonly allowed: number,
  ) {}

  get used(): number {
    return this.steps;
  }

  /** Counts work: one for an item passed over or a call made, more for what takes longer. */
  step(count = 1): void {
    this.steps += count;
    if (this.steps > this.allowed) throw new LimitExceeded();
  }

  /** Enters a function whose body nests `weight` nodes, so that the host's own stack is never exhausted. */
  enter(weight: number): void {
    this.step(7);
    this.depth += 1;
    this.weight += weight;
    if (this.depth > this.limits.depth || this.weight > MAX_WEIGHT) throw new LimitExceeded();
  }

  leave(weight: number): void {
    this.depth -= 1;
    this.weight -= weight;
  }

  checkLength(length: number): void {
    if (length > this.limits.sequence) throw new LimitExceeded();
  }

  checkText(length: number): void {
    if (length > this.limits.text) throw new LimitExceeded();
    if (length > 64) this.step(length >> 6);
  }

  /** A text within the bound. */
  text(value: string): string {
    this.checkText(value.length);
    return value;
  }
}

/** Nodes nested over all calls; some 6,000 make Node's default stack overflow. */
const MAX_WEIGHT = 4_000;

/** The variables of one block, call or tuple. */
export class Frame {
  constructor(
    private readonly parent: Frame | undefined,
    private names: readonly string[] = [],
    private values: unknown[] = [],
  ) {}

  bind(name: string, value: unknown): void {
    const index = this.names.indexOf(name);
    if (index >= 0) {
      this.values[index] = value;
      return;
    }
    this.names = [...this.names, name];
    this.values[this.names.length - 1] = value;
  }

  /** @returns `UNBOUND` when neither this frame nor any around it has the name */
  lookup(name: string): unknown {
    const own = this.names.indexOf(name);
    if (own >= 0) return this.values[own];
    for (let frame = this.parent; frame !== undefined; frame = frame.parent) {
      const index = frame.names.indexOf(name);
      if (index >= 0) return frame.values[index];
    }
    return UNBOUND;
  }
}

export const UNBOUND: unique symbol = Symbol('unbound');

/** A compiled node. */
export type Evaluate = (input: unknown, frame: Frame, run: Run) => unknown;
