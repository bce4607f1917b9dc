import type { Effect, EffectOf, EffectType } from '../../runtime/engine';
import { clearOutbox, environmentOf, findCase, replaceCase } from '../cases/case-store';
import type { ServerContext } from '../context';
import type { CaseDocument } from '../models/case';
import type { DerivedWrite } from '../models/group-writes';
import type { ChangeCase, Delivery, Derivation, OwnChange } from './handler';
import { raiseIncident, resolveIncident } from './incidents';
import { runJob } from './jobs';
import { closeSubscription, openSubscription, sendMessage, throwSignal } from './messages';
import { keepStep } from './keep-step';
import { notify } from './notices';
import {
  closeUserTask,
  migrateUserTask,
  offerUserTask,
  openUserTask,
  resumeUserTask,
  suspendUserTask,
  transferUserTask,
  updateUserTask,
} from './tasks';
import { cancelTimer, scheduleTimer } from './timers';
import { resolveUnperformed } from './unperformed';

/** Effects that reach beyond the documents that show the case. */
type Reaching = 'runJob' | 'throwSignal' | 'sendMessage';

/** What the case itself shows already needs nothing. */
const nothing = (): readonly DerivedWrite[] => [];

const derivations: { readonly [K in Exclude<EffectType, Reaching>]: Derivation<K> } = {
  openUserTask,
  updateUserTask,
  transferUserTask,
  offerUserTask,
  suspendUserTask,
  resumeUserTask,
  migrateUserTask,
  closeUserTask,
  notify,
  scheduleTimer,
  cancelTimer,
  openSubscription,
  closeSubscription,
  raiseIncident,
  resolveIncident,
  cancelJob: nothing,
  endProcessInstance: nothing,
};

function isReaching(effect: Effect): effect is EffectOf<Reaching> {
  return !(effect.type in derivations);
}

/**
 * Carries out everything that a case owes, and what follows from that, and forgets it: first the system's own work, which
 * changes the case again; then what other documents show of all these steps; then what other cases hear. At least once:
 * after a crash the worker calls it again, and everything here knows by ids what is done.
 *
 * @param document the case as it was committed or read just now
 */
export async function settleCase(
  server: ServerContext,
  document: CaseDocument,
  changeCase: ChangeCase,
): Promise<void> {
  let current: CaseDocument | null = document;
  for (;;) {
    if (current === null || current.outbox.length === 0) return;
    const deliveries = await deliveriesOf(server, current, changeCase);
    const after = await workOn(current, deliveries);
    if (after !== undefined) {
      current = after;
      continue;
    }
    await show(deliveries);
    await tellOthers(deliveries);
    await clearOutbox(server, current);
    return;
  }
}

async function deliveriesOf(
  server: ServerContext,
  document: CaseDocument,
  changeCase: ChangeCase,
): Promise<readonly Delivery[]> {
  const loaded = await server.packages.get(document.packageKey, document.packageVersion);
  return document.outbox.map((batch) => ({
    server,
    changeCase,
    case: document,
    package: loaded,
    batch,
  }));
}

/**
 * Does the first job that the case waits for, or finds somebody for the first task that nobody can do.
 *
 * @returns the case after it, or undefined when there is none
 */
async function workOn(
  document: CaseDocument,
  deliveries: readonly Delivery[],
): Promise<CaseDocument | null | undefined> {
  for (const delivery of deliveries) {
    for (const effect of delivery.batch.effects) {
      if (effect.type === 'openUserTask') {
        const change = await resolveUnperformed(effect, delivery);
        if (change !== null) return await changeSelf(delivery, document, change, null);
      }
      if (effect.type !== 'runJob') continue;
      try {
        const change = await runJob(effect, delivery);
        if (change !== null) return await changeSelf(delivery, document, change, effect);
      } catch (error) {
        // The step itself stands; people see it although its job has to be tried again.
        await show(deliveries);
        throw error;
      }
    }
  }
  return undefined;
}

/** What a job does to its own case; when someone else wrote meanwhile, all is looked at again. */
async function changeSelf(
  { server }: Delivery,
  document: CaseDocument,
  { act, note }: OwnChange,
  done: Effect | null,
): Promise<CaseDocument | null> {
  const environment = await environmentOf(server, document, null);
  const result = act(environment, document.state);
  if (!result.ok) {
    const { code, message } = result.error;
    throw new Error(`case ${document._id} refuses what its own job brought: ${code} ${message}`);
  }
  const owed = document.outbox.map((batch) => ({
    ...batch,
    effects: batch.effects.filter((effect) => effect !== done),
  }));
  const replacement = { environment, step: result.value, note, owed };
  return (
    (await replaceCase(server, document, replacement)) ?? (await findCase(server, document._id))
  );
}

/** Brings audit, history, work lists, timers and whatever else shows the case up to date. */
async function show(deliveries: readonly Delivery[]): Promise<void> {
  const [first] = deliveries;
  if (first === undefined) return;
  const { audit, writes } = first.server;
  await Promise.all([
    audit.append(...deliveries.flatMap(({ batch }) => batch.audit)),
    derivedFrom(deliveries).then((derived) => writes.write(derived)),
  ]);
}

async function derivedFrom(deliveries: readonly Delivery[]): Promise<readonly DerivedWrite[]> {
  const writes: DerivedWrite[] = [];
  for (const delivery of deliveries) {
    writes.push(...keepStep(delivery));
    for (const effect of delivery.batch.effects) {
      if (!isReaching(effect)) writes.push(...(await derivationOf(effect, delivery)));
    }
  }
  return writes;
}

function derivationOf<K extends Exclude<EffectType, Reaching>>(
  effect: EffectOf<K>,
  delivery: Delivery,
): ReturnType<Derivation<K>> {
  const derivation = derivations[(effect as Effect).type as K] as unknown as Derivation<K>;
  return derivation(effect, delivery);
}

async function tellOthers(deliveries: readonly Delivery[]): Promise<void> {
  for (const delivery of deliveries) {
    for (const effect of delivery.batch.effects) {
      if (effect.type === 'throwSignal') await throwSignal(effect, delivery);
      if (effect.type === 'sendMessage') await sendMessage(effect, delivery);
    }
  }
}
