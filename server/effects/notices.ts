import type { EffectOf } from '../../runtime/engine';
import { formatMessage } from '../../runtime/messages/format';
import { noticeMessages } from '../../runtime/messages/notices';
import { resolveCandidates } from '../../runtime/organization';
import { insertOnce } from '../models/group-writes';
import type { TaskDocument } from '../models/process';
import { holdersOf, performersOf } from '../policies/performers';
import type { Delivery, Derivation } from './handler';

/** One notice for each recipient, once; who did the step themselves need not be told. */
export const notify: Derivation<'notify'> = async (effect, delivery) => {
  const { case: owner, batch } = delivery;
  const params = {
    title: owner.title,
    step: effect.name || effect.elementId,
    name: effect.by?.name ?? '',
  };
  const sentence = formatMessage(noticeMessages, sentenceOf(effect), params);
  const recipients = await recipientsOf(effect, delivery);
  return recipients
    .filter((recipientId) => recipientId !== batch.actor?.id)
    .map((recipientId) =>
      insertOnce('notices', `${effect.effectId}:${recipientId}`, {
        recipientId,
        kind: effect.kind,
        caseId: owner._id,
        caseNumber: owner.number,
        caseTitle: owner.title,
        elementId: effect.elementId,
        elementName: effect.name,
        taskId: effect.taskId,
        sentence,
        fromName: effect.by?.name ?? null,
        words: effect.words ?? null,
        at: batch.at,
        readAt: null,
      }),
    );
};

const COPIES = {
  opened: 'NOTICE-COPY-OPENED',
  completed: 'NOTICE-COPY-COMPLETED',
  byHand: 'NOTICE-COPY-BY-HAND',
} as const;

function sentenceOf({ kind, when }: EffectOf<'notify'>): keyof typeof noticeMessages {
  return kind === 'urge' ? 'NOTICE-URGE' : COPIES[when];
}

/** The people named, and all who hold one of the roles at the unit of the level, or at any unit above the subject's. */
async function recipientsOf(
  { kind, taskId, recipients: { roles, level, people } }: EffectOf<'notify'>,
  { server, case: owner, package: loaded }: Delivery,
): Promise<readonly string[]> {
  if (kind === 'urge') {
    const task = await server.reads.byId<TaskDocument>('tasks', taskId ?? '');
    return task === null ? [] : performersOf(server, task);
  }
  if (roles.length === 0) return [...new Set(people)];
  const { unit } = resolveCandidates(
    { roles, level, unit: null, assignee: null, excludedActors: [] },
    owner.unit,
    loaded.units,
  );
  const units = unit === null ? owner.unitPath : [unit];
  return [...new Set([...people, ...(await holdersOf(server, roles, units))])];
}
