import { deleteById, insertOnce } from '../models/group-writes';
import { UNTAKEN } from '../models/lease-fields';
import type { Derivation } from './handler';

export const scheduleTimer: Derivation<'scheduleTimer'> = (effect, { case: owner }) => [
  insertOnce('timers', effect.timerId, {
    caseId: owner._id,
    elementId: effect.elementId,
    dueAt: effect.dueAt,
    ...UNTAKEN,
  }),
];

export const cancelTimer: Derivation<'cancelTimer'> = (effect) => [
  deleteById('timers', effect.timerId),
];
