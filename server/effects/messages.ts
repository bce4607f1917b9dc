import { runCommand } from '../../runtime/case';
import type { Command } from '../../runtime/engine';
import type { Delivery, EffectHandler } from './handler';

export const openSubscription: EffectHandler<'openSubscription'> = async (
  effect,
  { server, case: owner },
) => {
  await server.models.subscriptions.updateOne(
    { _id: effect.subscriptionId },
    {
      $setOnInsert: {
        caseId: owner._id,
        kind: effect.kind,
        name: effect.name,
        correlation: effect.correlation,
      },
    },
    { upsert: true },
  );
};

export const closeSubscription: EffectHandler<'closeSubscription'> = async (effect, { server }) => {
  await server.models.subscriptions.deleteOne({ _id: effect.subscriptionId });
};

/** A case that has ended or stopped listening meanwhile refuses; then there is nobody to tell. */
async function tell(
  { server, changeCase }: Delivery,
  caseId: string,
  command: Command,
): Promise<void> {
  await changeCase(
    server,
    caseId,
    null,
    (environment, state) => runCommand(environment, state, command),
    { action: command.type, detail: 'name' in command ? command.name : '' },
  );
}

/** To every other case that listens; the case that throws has heard it already. */
export const throwSignal: EffectHandler<'throwSignal'> = async (effect, delivery) => {
  const { server, case: owner } = delivery;
  const listening = await server.models.subscriptions
    .find({ kind: 'signal', name: effect.name })
    .lean();
  const cases = new Set(listening.map((one) => one.caseId).filter((id) => id !== owner._id));
  for (const caseId of cases) {
    await tell(delivery, caseId, {
      type: 'deliverSignal',
      at: server.clock(),
      name: effect.name,
      variables: effect.variables,
    });
  }
};

/** To one case that waits for it. */
export const sendMessage: EffectHandler<'sendMessage'> = async (effect, delivery) => {
  const { server } = delivery;
  const listening = await server.models.subscriptions
    .findOne({
      kind: 'message',
      name: effect.name,
      ...(effect.correlation === null ? {} : { correlation: effect.correlation }),
    })
    .lean();
  if (listening === null) return;
  await tell(delivery, listening.caseId, {
    type: 'deliverMessage',
    at: server.clock(),
    name: effect.name,
    ...(effect.correlation === null ? {} : { correlation: effect.correlation }),
    variables: effect.variables,
  });
};
