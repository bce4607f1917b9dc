import type { EffectHandler } from './handler';

export const raiseIncident: EffectHandler<'raiseIncident'> = async (
  effect,
  { server, case: owner, batch },
) => {
  await server.models.incidents.updateOne(
    { _id: effect.incidentId },
    {
      $setOnInsert: {
        caseId: owner._id,
        caseNumber: owner.number,
        caseTitle: owner.title,
        elementId: effect.elementId,
        code: effect.code,
        message: effect.message,
        at: batch.at,
        open: true,
      },
    },
    { upsert: true },
  );
};

export const resolveIncident: EffectHandler<'resolveIncident'> = async (effect, { server }) => {
  await server.models.incidents.updateOne({ _id: effect.incidentId }, { $set: { open: false } });
};
