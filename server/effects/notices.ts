import type { EffectOf } from '../../runtime/engine';
import { formatMessage } from '../../runtime/messages/format';
import { noticeMessages } from '../../runtime/messages/notices';
import { resolveCandidates } from '../../runtime/organization';
import { insertOnce } from '../models/group-writes';
import type { UserDocument } from '../models/office';
import type { Delivery, Derivation } from './handler';

/** One notice for each recipient, once; who did the step themselves need not be told. */
export const notify: Derivation<'notify'> = async (effect, delivery) => {
  const { case: owner, batch } = delivery;
  const sentence = formatMessage(
    noticeMessages,
    effect.when === 'opened' ? 'NOTICE-COPY-OPENED' : 'NOTICE-COPY-COMPLETED',
    { title: owner.title, step: effect.name || effect.elementId },
  );
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
        at: batch.at,
        readAt: null,
      }),
    );
};

/** The people named, and all who hold one of the roles at the unit of the level, or at any unit above the subject's. */
async function recipientsOf(
  { recipients: { roles, level, people } }: EffectOf<'notify'>,
  { server, case: owner, package: loaded }: Delivery,
): Promise<readonly string[]> {
  if (roles.length === 0) return [...new Set(people)];
  const { unit } = resolveCandidates(
    { roles, level, unit: null, assignee: null, excludedActors: [] },
    owner.unit,
    loaded.units,
  );
  const units = unit === null ? owner.unitPath : [unit];
  const holders = await server.models.users
    .find(
      {
        disabled: false,
        seats: { $elemMatch: { role: { $in: [...roles] }, unit: { $in: units } } },
      },
      { _id: 1 },
    )
    .lean<Pick<UserDocument, '_id'>[]>();
  return [...new Set([...people, ...holders.map(({ _id }) => _id)])];
}
