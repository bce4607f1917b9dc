import { runCommand } from '../../runtime/case';
import { changeCase } from '../cases/change-case';
import { continueMigrations } from '../commands/operations/run-migrations';
import type { ServerContext } from '../context';
import { finishImports } from '../imports/run-import';
import { settleCase } from '../effects';
import { rebuildLedgers } from '../ledgers/rebuild-ledgers';
import type { CaseDocument } from '../models/case';
import { deleteOne, setFields } from '../models/group-writes';
import type { TimerDocument } from '../models/process';
import { stillHeld, takeLeases, whileHeld } from './lease';
import { tellOfTimeLimits } from './time-limits';
import { fireTimerStarts, scheduleTimerStarts } from './timer-starts';

const POLL_MS = 500;
const REFRESH_MS = 5_000;
/** Timers that are taken together; while some of a lane are slow, another lane goes on. */
const TIMERS_AT_ONCE = 40;
const LANES = 4;
/** A timer that could not be fired is tried again after this. */
const RETRY_MS = 1_000;
/** An outbox that is younger is being delivered by the request that wrote it. */
const OUTBOX_GRACE_MS = 3_000;
const OUTBOXES_AT_ONCE = 50;
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
      await fireTimerStarts(this.server);
      await tellOfTimeLimits(this.server);
      await this.finishOutboxes();
      await continueMigrations(this.server);
      await finishImports(this.server);
    } catch (error) {
      this.server.logger.error({ err: error }, 'worker turn failed');
    }
  }

  /** Another server process may have published. */
  private async followPublications(): Promise<void> {
    const now = this.server.clock();
    if (now - this.refreshedAt < REFRESH_MS) return;
    this.refreshedAt = now;
    await this.server.storeClock.follow();
    await this.server.packages.refresh();
    await this.finishLedgers();
    await scheduleTimerStarts(this.server);
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

  /** Fires every timer that is due now, those that are due longest first. */
  async fireTimers(): Promise<void> {
    await Promise.all(Array.from({ length: LANES }, () => this.fireInTurn()));
  }

  /** Takes some due timers after others, as long as there are any. */
  private async fireInTurn(): Promise<void> {
    const { models, clock } = this.server;
    for (;;) {
      const due = { dueAt: { $lte: clock() } };
      const turn = { sort: { dueAt: 1 }, most: TIMERS_AT_ONCE } as const;
      const taken = await takeLeases(this.server, models.timers, due, turn);
      if (taken.length === 0) return;
      await Promise.all(taken.map((timer) => this.fireTaken(timer)));
    }
  }

  private async fireTaken(timer: TimerDocument): Promise<void> {
    const { models, writes, clock } = this.server;
    const isDone = await whileHeld(this.server, models.timers, timer, () => this.fire(timer));
    await writes.write([
      isDone
        ? deleteOne('timers', stillHeld(timer))
        : setFields('timers', stillHeld(timer), { leaseUntil: clock() + RETRY_MS }),
    ]);
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
    for (let turn = 0; turn < OUTBOXES_AT_ONCE; turn += 1) {
      const taken = await this.takeOutbox();
      if (taken === null) return;
      await this.finishOutbox(taken);
    }
  }

  /** Takes the case that waits longest; for as long as it is worked on, others find it as young as a new one. */
  private async takeOutbox(): Promise<CaseDocument | null> {
    const { models, clock } = this.server;
    const now = clock();
    return models.cases
      .findOneAndUpdate(
        { outboxPending: true, outboxAt: { $lte: now - OUTBOX_GRACE_MS } },
        { $set: { outboxAt: now } },
        { sort: { outboxAt: 1 }, returnDocument: 'after' },
      )
      .lean<CaseDocument | null>();
  }

  private async finishOutbox(document: CaseDocument): Promise<void> {
    const { models, clock, logger } = this.server;
    const { _id, outboxAttempts } = document;
    const heartbeat = setInterval(() => {
      models.cases
        .updateOne({ _id, outboxPending: true }, { $set: { outboxAt: clock() } })
        .catch((error: unknown) => logger.warn({ err: error, case: _id }, 'outbox not kept'));
    }, OUTBOX_GRACE_MS / 3);
    try {
      await settleCase(this.server, document, changeCase);
    } catch (error) {
      const backOff = Math.min(MAX_BACK_OFF_MS, 1000 * 2 ** outboxAttempts);
      await models.cases.updateOne(
        { _id },
        { $set: { outboxAt: clock() + backOff }, $inc: { outboxAttempts: 1 } },
      );
      logger.error({ err: error, case: _id, backOff }, 'effects failed; they are tried again');
    } finally {
      clearInterval(heartbeat);
    }
  }
}
