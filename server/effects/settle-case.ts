import type { Effect, EffectOf, EffectType } from '../../runtime/engine';
import { clearOutbox, environmentOf, findCase, replaceCase } from '../cases/case-store';
import type { ServerContext } from '../context';
import type { CaseDocument, OutboxBatch } from '../models/case';
import type { DerivedWrite } from '../models/group-writes';
import type { ChangeCase, Delivery, Derivation, Execution, OwnChange } from './handler';
import { raiseIncident, resolveIncident } from './incidents';
import { runJob } from './jobs';
import { closeSubscription, openSubscription, sendMessage, throwSignal } from './messages';
import { keepStep } from './keep-step';
import { closeUserTask, openUserTask, updateUserTask } from './tasks';
import { cancelTimer, scheduleTimer } from './timers';

/** Effects that reach beyond the case's own documents; they come last, when what the step itself shows is in place. */
type Reaching = 'runJob' | 'throwSignal' | 'sendMessage';

const executions: { readonly [K in Reaching]: Execution<K> } = { runJob, throwSignal, sendMessage };

/** What the case itself shows already needs nothing. */
const nothing = (): readonly DerivedWrite[] => [];

const derivations: { readonly [K in Exclude<EffectType, Reaching>]: Derivation<K> } = {
  openUserTask,
  updateUserTask,
  closeUserTask,
  scheduleTimer,
  cancelTimer,
  openSubscription,
  closeSubscription,
  raiseIncident,
  resolveIncident,
  cancelJob: nothing,
  endProcessInstance: nothing,
};

type ReachingEffect = EffectOf<Reaching>;

function isReaching(effect: Effect): effect is ReachingEffect {
  return effect.type in executions;
}

/**
 * Carries out everything that a case owes, and what follows from that, and forgets it. At least once: after a crash the
 * worker calls it again, and everything here knows by ids what is done. The document is the case as it was committed or
 * read just now.
 */
export async function settleCase(
  server: ServerContext,
  document: CaseDocument,
  changeCase: ChangeCase,
): Promise<void> {
  let current: CaseDocument | null = document;
  while (current !== null && current.outbox.length > 0) {
    current = await settleOnce(server, current, changeCase);
  }
}

/** @returns the case with what it owes now, or null when that is nothing */
async function settleOnce(
  server: ServerContext,
  document: CaseDocument,
  changeCase: ChangeCase,
): Promise<CaseDocument | null> {
  const loaded = await server.packages.get(document.packageKey, document.packageVersion);
  const deliveries = document.outbox.map((batch): Delivery => ({
    server,
    changeCase,
    case: document,
    package: loaded,
    batch,
  }));
  await Promise.all([
    server.audit.append(...document.outbox.flatMap((batch) => batch.audit)),
    derive(deliveries),
  ]);
  for (const [index, delivery] of deliveries.entries()) {
    for (const effect of delivery.batch.effects.filter(isReaching)) {
      const change = await execute(effect, delivery);
      if (change === null) continue;
      const owed = deliveries.slice(index).map(({ batch }) => batch);
      return changeSelf(server, document, change, remaining(owed, effect));
    }
  }
  await clearOutbox(server, document);
  return null;
}

async function derive(deliveries: readonly Delivery[]): Promise<void> {
  const writes: DerivedWrite[] = [];
  for (const delivery of deliveries) {
    writes.push(...keepStep(delivery));
    for (const effect of delivery.batch.effects) {
      if (!isReaching(effect)) writes.push(...(await derivationOf(effect, delivery)));
    }
  }
  await deliveries[0]?.server.writes.write(writes);
}

function derivationOf<K extends Exclude<EffectType, Reaching>>(
  effect: EffectOf<K>,
  delivery: Delivery,
): ReturnType<Derivation<K>> {
  const derivation = derivations[(effect as Effect).type as K] as unknown as Derivation<K>;
  return derivation(effect, delivery);
}

function execute<K extends Reaching>(
  effect: EffectOf<K>,
  delivery: Delivery,
): Promise<OwnChange | null> {
  const execution = executions[(effect as Effect).type as K] as unknown as Execution<K>;
  return execution(effect, delivery);
}

/** What is owed after one effect is carried out: the reaching effects behind it; all else stands. */
function remaining(
  [first, ...others]: readonly OutboxBatch[],
  done: ReachingEffect,
): readonly OutboxBatch[] {
  if (first === undefined) return [];
  const reaching = first.effects.filter(isReaching);
  const effects = reaching.slice(reaching.indexOf(done) + 1);
  const rest = others.map((batch) => ({ ...batch, effects: batch.effects.filter(isReaching) }));
  return [{ ...first, effects }, ...rest]
    .filter((batch) => batch.effects.length > 0)
    .map((batch) => ({ ...batch, events: [], submissions: [], audit: [] }));
}

/** What a carried out effect does to its own case; when someone else wrote meanwhile, all is looked at again. */
async function changeSelf(
  server: ServerContext,
  document: CaseDocument,
  { act, note }: OwnChange,
  owed: readonly OutboxBatch[],
): Promise<CaseDocument | null> {
  const environment = await environmentOf(server, document, null);
  const result = act(environment, document.state);
  if (!result.ok) {
    const { code, message } = result.error;
    throw new Error(`case ${document._id} refuses what its own effect brought: ${code} ${message}`);
  }
  const replacement = { environment, step: result.value, note, owed };
  return (
    (await replaceCase(server, document, replacement)) ?? (await findCase(server, document._id))
  );
}
