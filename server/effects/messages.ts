import { runCommand } from '../../runtime/case';
import type { Command } from '../../runtime/engine';
import { deleteById, insertOnce } from '../models/group-writes';
import type { SubscriptionDocument } from '../models/process';
import type { Delivery, Derivation, Execution } from './handler';

export const openSubscription: Derivation<'openSubscription'> = (effect, { case: owner }) => [
  insertOnce('subscriptions', effect.subscriptionId, {
    caseId: owner._id,
    kind: effect.kind,
    name: effect.name,
    correlation: effect.correlation,
  }),
];

export const closeSubscription: Derivation<'closeSubscription'> = (effect) => [
  deleteById('subscriptions', effect.subscriptionId),
];

/** @returns false when the case does not listen any more; then what said so goes */
async function tell(
  { server, changeCase }: Delivery,
  subscription: SubscriptionDocument,
  deliveryKey: string,
  command: Command,
): Promise<boolean> {
  const told = await changeCase(server, {
    caseId: subscription.caseId,
    actor: null,
    act: (environment, state) => runCommand(environment, state, command),
    note: { action: command.type, detail: 'name' in command ? command.name : '' },
    deliveryKey,
  });
  // A case that is held hears it later: what said so is tried again.
  if (!told.ok && told.error.code === 'ENG-SUSPENDED') {
    throw new Error(`case ${subscription.caseId} is held`);
  }
  if (!told.ok) await server.models.subscriptions.deleteOne({ _id: subscription._id });
  return told.ok;
}

/** To every other case that listens; the case that throws has heard it already. */
export const throwSignal: Execution<'throwSignal'> = async (effect, delivery) => {
  const { server, case: owner } = delivery;
  const listening = await server.models.subscriptions
    .find({ kind: 'signal', name: effect.name, caseId: { $ne: owner._id } })
    .lean<SubscriptionDocument[]>();
  const byCase = new Map(listening.map((one) => [one.caseId, one]));
  for (const subscription of byCase.values()) {
    await tell(delivery, subscription, effect.effectId, {
      type: 'deliverSignal',
      at: server.clock(),
      name: effect.name,
      variables: effect.variables,
    });
  }
};

/** To one case that waits for it. */
export const sendMessage: Execution<'sendMessage'> = async (effect, delivery) => {
  const { server } = delivery;
  const listening = await server.models.subscriptions
    .find({
      kind: 'message',
      name: effect.name,
      ...(effect.correlation === null ? {} : { correlation: effect.correlation }),
    })
    .lean<SubscriptionDocument[]>();
  for (const subscription of listening) {
    const told = await tell(delivery, subscription, effect.effectId, {
      type: 'deliverMessage',
      at: server.clock(),
      name: effect.name,
      ...(effect.correlation === null ? {} : { correlation: effect.correlation }),
      variables: effect.variables,
    });
    if (told) break;
  }
};
