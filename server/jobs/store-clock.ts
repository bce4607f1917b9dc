import type { Connection } from 'mongoose';

/** Clocks that differ by less are taken to agree: asking over a network is no more exact than this. */
const TOLERANCE_MS = 100;
const QUESTIONS = 3;

/**
 * The clock of the store, which all processes on it share: time limits and leases mean the same to each of them, however
 * wrong the clock of its own machine is.
 */
export class StoreClock {
  private offset = 0;

  constructor(
    private readonly connection: Connection,
    private readonly machine: () => number,
  ) {}

  /** Milliseconds to add to the machine's clock. */
  get correction(): number {
    return this.offset;
  }

  /** Asks the store what time it is; the quickest of a few answers counts. */
  async follow(): Promise<void> {
    let best = { roundTrip: Number.POSITIVE_INFINITY, offset: 0 };
    for (let question = 0; question < QUESTIONS; question += 1) {
      const before = this.machine();
      const hello = await this.connection.db?.command({ hello: 1 });
      const after = this.machine();
      const told: unknown = hello?.['localTime'];
      if (!(told instanceof Date)) return;
      const roundTrip = after - before;
      if (roundTrip < best.roundTrip) {
        best = { roundTrip, offset: told.getTime() - (before + after) / 2 };
      }
    }
    this.offset = Math.abs(best.offset) < TOLERANCE_MS ? 0 : Math.round(best.offset);
  }
}
