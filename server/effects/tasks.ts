import type { TaskAssignment } from '../../runtime/engine';
import { resolveCandidates } from '../../runtime/organization';
import type { OutboxBatch } from '../models/case';
import { addToFields, deleteAll, insertOnce, setFields } from '../models/group-writes';
import type { UserDocument } from '../models/office';
import type { Delivery, Derivation } from './handler';

/** Of a moment that does not come. */
export const NEVER = Number.MAX_SAFE_INTEGER;

/** The keys of everyone who may perform a task: seats at its unit, or at any unit above the subject's. */
export function candidateKeys(
  assignment: TaskAssignment,
  { case: owner, package: loaded }: Delivery,
): string[] {
  const candidates = resolveCandidates(assignment, owner.unit, loaded.units);
  if (candidates.assignee !== null) return [`user:${candidates.assignee}`];
  if (candidates.people !== undefined) return candidates.people.map((id) => `user:${id}`);
  const units = candidates.unit === null ? owner.unitPath : [candidates.unit];
  return candidates.roles.flatMap((role) => units.map((unit) => `${role}@${unit}`));
}

/** The opinion with which the step before sent the case back, when it did. */
function returnReason(
  batch: OutboxBatch,
  { package: loaded, case: owner }: Delivery,
): string | null {
  for (const effect of batch.effects) {
    if (effect.type !== 'closeUserTask') continue;
    if (effect.reason === 'returned' || effect.reason === 'handedOn') return effect.opinion ?? null;
    if (effect.outcome === undefined) continue;
    const node = loaded.deployment.processes
      .get(owner.state.processId)
      ?.nodes.get(effect.elementId);
    const outcome = node?.userTask?.outcomes?.items.find((one) => one.value === effect.outcome);
    if (outcome?.tone === 'return') return effect.opinion ?? outcome.title;
  }
  return null;
}

export const openUserTask: Derivation<'openUserTask'> = async (effect, delivery) => {
  const { case: owner, batch, server } = delivery;
  const { assignee } = effect.assignment;
  const user = assignee === null ? null : await server.reads.byId<UserDocument>('users', assignee);
  return [
    insertOnce('tasks', effect.taskId, {
      caseId: owner._id,
      caseNumber: owner.number,
      caseTitle: owner.title,
      matter: owner.matter,
      subject: owner.subject,
      elementId: effect.elementId,
      name: effect.name,
      state: 'open',
      revision: batch.revision,
      candidateKeys: candidateKeys(effect.assignment, delivery),
      excludedActors: [...effect.assignment.excludedActors],
      assignee,
      assigneeName: user?.name ?? null,
      unit: owner.unit,
      unitPath: owner.unitPath,
      createdAt: batch.at,
      dueAt: effect.dueAt,
      dueOrder: effect.dueAt ?? NEVER,
      alertAt: effect.remindAt ?? effect.dueAt ?? NEVER,
      completedAt: null,
      completedBy: null,
      outcome: null,
      outcomeTitle: null,
      sentBy: batch.actor?.name ?? null,
      returnReason: returnReason(batch, delivery),
    }),
  ];
};

/** An older step that is carried out late does not undo a newer one. */
export const updateUserTask: Derivation<'updateUserTask'> = async (effect, { server, batch }) => {
  const { taskId: _id, assignee } = effect;
  const user = assignee === null ? null : await server.reads.byId<UserDocument>('users', assignee);
  const { revision } = batch;
  return [
    setFields(
      'tasks',
      { _id, revision: { $lt: revision } },
      { assignee, assigneeName: user?.name ?? null, revision },
    ),
  ];
};

/** The task goes on as another version says; whoever has it keeps it, and its time limit stays unless there is a new one. */
export const migrateUserTask: Derivation<'migrateUserTask'> = async (effect, delivery) => {
  const { server, batch } = delivery;
  const { taskId: _id, elementId, name, assignment, assignee, dueAt } = effect;
  const user = assignee === null ? null : await server.reads.byId<UserDocument>('users', assignee);
  const { revision } = batch;
  return [
    setFields(
      'tasks',
      { _id, revision: { $lt: revision } },
      {
        elementId,
        name,
        candidateKeys: candidateKeys(assignment, delivery),
        excludedActors: [...assignment.excludedActors],
        assignee,
        assigneeName: user?.name ?? null,
        ...(dueAt === undefined
          ? {}
          : { dueAt, dueOrder: dueAt ?? NEVER, alertAt: dueAt ?? NEVER }),
        revision,
      },
    ),
  ];
};

/** Another person has it now, and nobody else. */
export const transferUserTask: Derivation<'transferUserTask'> = async (
  effect,
  { server, batch },
) => {
  const { taskId: _id, assignee, by, reason } = effect;
  const user = await server.reads.byId<UserDocument>('users', assignee);
  const { revision } = batch;
  return [
    setFields(
      'tasks',
      { _id, revision: { $lt: revision } },
      {
        candidateKeys: [`user:${assignee}`],
        assignee,
        assigneeName: user?.name ?? null,
        sentBy: by?.name ?? null,
        returnReason: `转办：${reason}`,
        revision,
      },
    ),
  ];
};

/** Nobody could do it as the definition says; these people do it instead. */
export const offerUserTask: Derivation<'offerUserTask'> = ({ taskId: _id, people }, { batch }) => {
  const { revision } = batch;
  const candidateKeys = people.map((id) => `user:${id}`);
  return [setFields('tasks', { _id, revision: { $lt: revision } }, { candidateKeys, revision })];
};

export const suspendUserTask: Derivation<'suspendUserTask'> = (effect, { batch }) => [
  setFields(
    'tasks',
    { _id: effect.taskId, state: 'open', revision: { $lt: batch.revision } },
    { state: 'suspended', revision: batch.revision },
  ),
];

/** The revision keeps the time limit from being moved twice. */
export const resumeUserTask: Derivation<'resumeUserTask'> = (effect, { batch }) => {
  const { revision } = batch;
  const { heldMs } = effect;
  const filter = { _id: effect.taskId, state: 'suspended', revision: { $lt: revision } };
  const open = { state: 'open', revision };
  return [
    addToFields('tasks', { ...filter, dueAt: { $ne: null } }, open, {
      dueAt: heldMs,
      dueOrder: heldMs,
      alertAt: heldMs,
    }),
    setFields('tasks', filter, open),
  ];
};

/** What someone did with a task when they did not decide it. */
const HANDED_ON = { handedOn: '转请他人', returned: '退回' } as const;

export const closeUserTask: Derivation<'closeUserTask'> = (
  effect,
  { case: owner, package: loaded, batch },
) => {
  const node = loaded.deployment.processes.get(owner.state.processId)?.nodes.get(effect.elementId);
  const outcome = node?.userTask?.outcomes?.items.find((one) => one.value === effect.outcome);
  return [
    setFields(
      'tasks',
      { _id: effect.taskId, state: { $in: ['open', 'suspended'] } },
      {
        state: effect.reason === 'cancelled' ? 'cancelled' : 'completed',
        completedAt: batch.at,
        completedBy: effect.actor?.id ?? null,
        outcome: effect.outcome ?? null,
        outcomeTitle:
          effect.reason === 'handedOn' || effect.reason === 'returned'
            ? HANDED_ON[effect.reason]
            : (outcome?.title ?? null),
      },
    ),
    deleteAll('taskDrafts', { taskId: effect.taskId }),
  ];
};
