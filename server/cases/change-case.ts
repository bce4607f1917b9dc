import { setTimeout } from 'node:timers/promises';
import type { CaseRefusal, CaseStep } from '../../runtime/case';
import { type Result, err, ok } from '../../runtime/kernel';
import type { ServerContext } from '../context';
import { type Change, settleCase } from '../effects';
import { refuse } from '../http/refusal';
import type { CaseDocument } from '../models/case';
import { environmentOf, findCase, replaceCase } from './case-store';

/** Other processes that write the same case may be ahead this often; each time one of them has got on. */
const MAX_REPLAYS = 40;
const FIRST_PAUSE_MS = 4;
const LONGEST_PAUSE_MS = 250;

/**
 * Does something to a case: load, compute, write on condition that nobody wrote meanwhile — else again on the new state —
 * and carry out what follows from it before the answer goes out. In one process changes of a case take turns; between
 * processes whoever comes second waits a random while, longer each time, so that many at once do not hinder each other.
 */
export async function changeCase(
  server: ServerContext,
  change: Change,
): Promise<Result<CaseStep, CaseRefusal>> {
  const committed = await server.caseQueue.inTurn(change.caseId, () => commit(server, change));
  if (!committed.ok) return committed;
  const { step, document } = committed.value;
  // Not in turn: what follows may reach other cases, which may be waiting for this one.
  if (document !== null) await settleAfterCommit(server, document);
  return ok(step);
}

interface Committed {
  readonly step: CaseStep;
  /** Null when an earlier delivery has done it. */
  readonly document: CaseDocument | null;
}

async function commit(
  server: ServerContext,
  { caseId, actor, act, note, deliveryKey }: Change,
): Promise<Result<Committed, CaseRefusal>> {
  for (let attempt = 0; attempt < MAX_REPLAYS; attempt += 1) {
    if (attempt > 0) await setTimeout(pauseBefore(attempt));
    const before = await findCase(server, caseId);
    if (before === null) throw refuse(404, 'HTTP-NOT-FOUND');
    if (deliveryKey !== undefined && before.received.includes(deliveryKey)) {
      const step = { case: before.state, effects: [], events: [], submissions: [] };
      return ok({ step, document: null });
    }
    const environment = await environmentOf(server, before, actor);
    const result = act(environment, before.state);
    if (!result.ok) return err(result.error);
    const step = result.value;
    const owed = before.outbox;
    // A migrated case is indexed as its new version says.
    const isSame = step.case.packageVersion === before.packageVersion;
    const written = isSame ? environment : await environmentOf(server, step.case, actor);
    const replacement = { environment: written, step, note, owed, deliveryKey };
    const document = await replaceCase(server, before, replacement);
    if (document !== null) return ok({ step, document });
  }
  throw refuse(409, 'CASE-CONFLICT');
}

/** Milliseconds; at random up to a bound that doubles, so that those who met do not meet again. */
function pauseBefore(attempt: number): number {
  return Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
}

/**
 * Carries out what a committed step owes, before its answer goes out. What fails here is not lost: the step stands, and
 * the worker tries the rest again.
 */
export async function settleAfterCommit(
  server: ServerContext,
  document: CaseDocument,
): Promise<void> {
  try {
    await settleCase(server, document, changeCase);
  } catch (error) {
    server.logger.error(
      { err: error, case: document._id },
      'effects failed; the worker tries them again',
    );
  }
}
