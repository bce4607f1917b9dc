import type { EffectHandler } from './handler';

export const scheduleTimer: EffectHandler<'scheduleTimer'> = async (
  effect,
  { server, case: owner },
) => {
  await server.models.timers.updateOne(
    { _id: effect.timerId },
    {
      $setOnInsert: {
        caseId: owner._id,
        elementId: effect.elementId,
        dueAt: effect.dueAt,
        leaseUntil: 0,
      },
    },
    { upsert: true },
  );
};

export const cancelTimer: EffectHandler<'cancelTimer'> = async (effect, { server }) => {
  await server.models.timers.deleteOne({ _id: effect.timerId });
};
