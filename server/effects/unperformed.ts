import { runCommand } from '../../runtime/case';
import type { CommandOf, EffectOf } from '../../runtime/engine';
import type { AssignmentModel } from '../../runtime/bpmn';
import type { Delivery, OwnChange } from './handler';
import { candidateKeys } from './tasks';

type Resolution = CommandOf<'resolveUserTask'>['resolution'];

const PERSON = 'user:';

/**
 * Looks whether anybody can do a task that has just opened, and whether it is only whoever did the step before.
 *
 * @returns what becomes of it by the definition's policies; null when it stays as it is
 */
export async function resolveUnperformed(
  effect: EffectOf<'openUserTask'>,
  delivery: Delivery,
): Promise<OwnChange | null> {
  const { case: owner, package: loaded } = delivery;
  const activity = Object.values(owner.state.instance.activities).find(
    (one) => one.taskId === effect.taskId,
  );
  if (activity === undefined || activity.offered !== undefined || activity.assignee !== undefined) {
    return null;
  }
  const process = loaded.deployment.processes.get(activity.process ?? owner.state.processId);
  const node = process?.nodes.get(activity.element);
  const model = node?.userTask;
  if (model === undefined) return null;
  const people = await peopleOf(effect, delivery);
  const policy =
    people.length === 0
      ? model.assignment.emptyPolicy
      : samePerson(model.assignment, people, delivery);
  if (policy === null) return null;
  const mayBeSkipped = model.outcomes === null;
  const resolution = await resolutionOf(policy, mayBeSkipped, effect, delivery);
  return {
    act: (environment, state) =>
      runCommand(environment, state, {
        type: 'resolveUserTask',
        at: environment.at,
        taskId: effect.taskId,
        resolution,
      }),
    note: { action: `task:${resolution.kind}`, detail: `${effect.elementId} · ${policy}` },
  };
}

async function peopleOf(
  { assignment }: EffectOf<'openUserTask'>,
  delivery: Delivery,
): Promise<readonly string[]> {
  const keys = candidateKeys(assignment, delivery);
  const named = keys.flatMap((key) => (key.startsWith(PERSON) ? [key.slice(PERSON.length)] : []));
  const holders = named.length > 0 ? [] : await delivery.server.directory.holdersOf(keys);
  return [...named, ...holders].filter((id) => !assignment.excludedActors.includes(id));
}

/** Whether the only one who can do it began the case or did the step before, and what is to happen then. */
function samePerson(
  { samePerson: policy }: AssignmentModel,
  people: readonly string[],
  { case: owner, batch }: Delivery,
): 'skip' | 'escalate' | null {
  const [only] = people;
  if (policy === 'perform' || people.length !== 1 || only === undefined) return null;
  return only === batch.actor?.id || only === owner.initiatorId ? policy : null;
}

async function resolutionOf(
  policy: AssignmentModel['emptyPolicy'],
  mayBeSkipped: boolean,
  effect: EffectOf<'openUserTask'>,
  delivery: Delivery,
): Promise<Resolution> {
  if (policy === 'refuse') return { kind: 'refuse' };
  if (policy === 'skip' && mayBeSkipped) return { kind: 'skip' };
  const superiors = policy === 'escalate' ? await superiorsOf(effect, delivery) : [];
  if (superiors.length > 0) return { kind: 'offer', people: superiors, to: 'superior' };
  const admins = await adminsOf(delivery);
  return admins.length > 0 ? { kind: 'offer', people: admins, to: 'admin' } : { kind: 'refuse' };
}

/** Whoever holds one of the roles at the nearest unit above where somebody does. */
async function superiorsOf(
  { assignment }: EffectOf<'openUserTask'>,
  { server, case: owner, package: loaded, batch }: Delivery,
): Promise<readonly string[]> {
  const barred = new Set([...assignment.excludedActors, owner.initiatorId, batch.actor?.id]);
  const from = assignment.unit ?? assignment.from ?? owner.unit;
  const units = from === null ? [] : loaded.units.path(from).slice(1);
  for (const { code } of units) {
    const keys = assignment.roles.map((role) => `${role}@${code}`);
    const holders = (await server.directory.holdersOf(keys)).filter((id) => !barred.has(id));
    if (holders.length > 0) return holders;
  }
  return [];
}

/** Those who operate cases over the case's unit. */
async function adminsOf({
  server,
  case: owner,
  package: loaded,
}: Delivery): Promise<readonly string[]> {
  const roles = loaded.roles.roles
    .filter((role) => role.permissions.includes('operations'))
    .map((role) => role.key);
  const units =
    owner.unit === null ? loaded.organization.units.map((unit) => unit.code) : owner.unitPath;
  return server.directory.holdersOf(
    roles.flatMap((role) => units.map((unit) => `${role}@${unit}`)),
  );
}
