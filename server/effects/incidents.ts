import { insertOnce, setFields } from '../models/group-writes';
import type { Derivation } from './handler';

export const raiseIncident: Derivation<'raiseIncident'> = (effect, { case: owner, batch }) => [
  insertOnce('incidents', effect.incidentId, {
    caseId: owner._id,
    caseNumber: owner.number,
    caseTitle: owner.title,
    elementId: effect.elementId,
    code: effect.code,
    message: effect.message,
    at: batch.at,
    open: true,
    unitPath: owner.unitPath,
  }),
];

export const resolveIncident: Derivation<'resolveIncident'> = (effect) => [
  setFields('incidents', { _id: effect.incidentId }, { open: false }),
];
