import type { CaseRefusal, CaseStep } from '../../runtime/case';
import { type Result, err, ok } from '../../runtime/kernel';
import type { ServerContext } from '../context';
import { type Change, settleCase } from '../effects';
import { refuse } from '../http/refusal';
import type { CaseDocument } from '../models/case';
import { environmentOf, findCase, replaceCase } from './case-store';

const MAX_REPLAYS = 8;

/**
 * Does something to a case: load, compute, write on condition that nobody wrote meanwhile — else again on the new state —
 * and carry out what follows from it before the answer goes out.
 */
export async function changeCase(
  server: ServerContext,
  { caseId, actor, act, note, deliveryKey }: Change,
): Promise<Result<CaseStep, CaseRefusal>> {
  for (let attempt = 0; attempt < MAX_REPLAYS; attempt += 1) {
    const before = await findCase(server, caseId);
    if (before === null) throw refuse(404, 'HTTP-NOT-FOUND');
    if (deliveryKey !== undefined && before.received.includes(deliveryKey)) {
      return ok({ case: before.state, effects: [], events: [], submissions: [] });
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
    const after = await replaceCase(server, before, replacement);
    if (after !== null) {
      await settleAfterCommit(server, after);
      return ok(step);
    }
  }
  throw refuse(409, 'CASE-CONFLICT');
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
