import { runCommand } from '../../runtime/case';
import { findCase } from '../cases/case-store';
import { changeCase } from '../cases/change-case';
import { continueMigrations } from '../commands/operations/run-migrations';
import type { ServerContext } from '../context';
import { settleCase } from '../effects';
import { rebuildLedgers } from '../ledgers/rebuild-ledgers';
import { deleteById, setFields } from '../models/group-writes';
import type { TimerDocument } from '../models/process';

const POLL_MS = 500;
const REFRESH_MS = 5_000;
const LEASE_MS = 10_000;
const TIMERS_AT_ONCE = 16;
/** A timer that could not be fired is tried again after this. */
const RETRY_MS = 1_000;
/** An outbox that is younger is being delivered by the request that wrote it. */
const OUTBOX_GRACE_MS = 3_000;
const MAX_BACK_OFF_MS = 10 * 60_000;

/** Fires due timers and finishes what a crash left undone. Any number of processes may run one. */
export class Worker {
  private stopped = false;
  private refreshedAt = 0;
  private running: Promise<void> = Promise.resolve();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly server: ServerContext) {}

  start(): void {
    this.timer = setTimeout(() => {
      this.running = this.turn().then(() => {
        if (!this.stopped) this.start();
      });
    }, POLL_MS);
  }

  /** Resolves when the turn under way is done. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** One round; a failure is logged and tried again, and never stops the others. */
  async turn(): Promise<void> {
    try {
      await this.followPublications();
      await this.fireTimers();
      await this.finishOutboxes();
      await continueMigrations(this.server);
    } catch (error) {
      this.server.logger.error({ err: error }, 'worker turn failed');
    }
  }

  /** Another server process may have published. */
  private async followPublications(): Promise<void> {
    const now = this.server.clock();
    if (now - this.refreshedAt < REFRESH_MS) return;
    this.refreshedAt = now;
    await this.server.packages.refresh();
    await this.finishLedgers();
  }

  /** A publication may have ended between the version and its ledgers. */
  private async finishLedgers(): Promise<void> {
    const { models, packages } = this.server;
    const unfinished = await models.packageVersions
      .find({ ledgersBuilt: false }, { key: 1, version: 1 })
      .lean();
    for (const { key, version } of unfinished) {
      if (packages.currentVersion(key) === version) await rebuildLedgers(this.server, key);
    }
  }

  /** Fires every timer that is due now. */
  async fireTimers(): Promise<void> {
    await Promise.all(Array.from({ length: TIMERS_AT_ONCE }, () => this.fireInTurn()));
  }

  /** Takes one due timer after the other, as long as there are any. */
  private async fireInTurn(): Promise<void> {
    const { models, writes, clock } = this.server;
    for (;;) {
      const now = clock();
      const timer = await models.timers
        .findOneAndUpdate(
          { dueAt: { $lte: now }, leaseUntil: { $lte: now } },
          { $set: { leaseUntil: now + LEASE_MS } },
          { sort: { dueAt: 1 }, returnDocument: 'after' },
        )
        .lean<TimerDocument | null>();
      if (timer === null) return;
      const { _id } = timer;
      const isDone = await this.fire(timer);
      await writes.write([
        isDone
          ? deleteById('timers', _id)
          : setFields('timers', { _id }, { leaseUntil: now + RETRY_MS }),
      ]);
    }
  }

  /** A case for which the timer means nothing any more refuses it, and then it is done, too. */
  private async fire({ _id: timerId, caseId, elementId }: TimerDocument): Promise<boolean> {
    try {
      await changeCase(this.server, {
        caseId,
        actor: null,
        act: (environment, state) =>
          runCommand(environment, state, { type: 'triggerTimer', at: environment.at, timerId }),
        note: { action: 'fireTimer', detail: elementId },
      });
      return true;
    } catch (error) {
      this.server.logger.error({ err: error, timer: timerId }, 'timer failed; it is tried again');
      return false;
    }
  }

  /** Delivers what requests that died left behind. */
  async finishOutboxes(): Promise<void> {
    const { models, clock, logger } = this.server;
    const left = await models.cases
      .find(
        { outboxPending: true, outboxAt: { $lte: clock() - OUTBOX_GRACE_MS } },
        { _id: 1, outboxAttempts: 1 },
      )
      .sort({ outboxAt: 1 })
      .limit(50)
      .lean();
    for (const { _id, outboxAttempts } of left) {
      try {
        const document = await findCase(this.server, _id);
        if (document !== null) await settleCase(this.server, document, changeCase);
      } catch (error) {
        const backOff = Math.min(MAX_BACK_OFF_MS, 1000 * 2 ** outboxAttempts);
        await models.cases.updateOne(
          { _id },
          { $set: { outboxAt: clock() + backOff }, $inc: { outboxAttempts: 1 } },
        );
        logger.error({ err: error, case: _id, backOff }, 'effects failed; they are tried again');
      }
    }
  }
}
