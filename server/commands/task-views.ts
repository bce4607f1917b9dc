import {
  type CaseEnvironment,
  type CaseState,
  type OpenTask,
  returnTargetsOf,
} from '../../runtime/case';
import type { TaskDetail } from '../../runtime/contract';
import { type Aside, type CountersignResult, openMembers } from '../../runtime/engine';
import type { ServerContext } from '../context';

/** What else than deciding one may do with a task of one's own. */
export async function taskOperations(
  server: ServerContext,
  environment: CaseEnvironment,
  state: CaseState,
  taskId: string,
): Promise<NonNullable<TaskDetail['operations']>> {
  const targets = returnTargetsOf(environment, state, taskId);
  const activity = Object.values(state.instance.activities).find((one) => one.taskId === taskId);
  const after = activity?.after ?? [];
  const performers = targets.map((node) => state.instance.performers[node.id] ?? '');
  const names = await namesOf(server, [...after, ...performers]);
  return {
    returnTargets: targets.map((node, index) => ({
      elementId: node.id,
      name: node.name,
      performerName: names.get(performers[index] ?? '') ?? null,
    })),
    signersAfter: after.map((id) => ({ id, name: names.get(id) ?? id })),
  };
}

/** Why a person has a task that is work beside a step. */
export async function asideView(
  server: ServerContext,
  { kind, by }: Aside,
): Promise<NonNullable<TaskDetail['aside']>> {
  const names = await namesOf(server, by === undefined ? [] : [by]);
  return { kind, byName: names.get(by ?? '') ?? null };
}

/** Where a 会签 stands: the count, who has said what, and who is still to. */
export async function countersignView(
  server: ServerContext,
  state: CaseState,
  { taskId, node, variables }: OpenTask,
): Promise<TaskDetail['countersign']> {
  const model = node.userTask?.countersign;
  const result = variables[model?.result ?? ''] as CountersignResult | undefined;
  if (model === null || model === undefined || result === undefined) return null;
  const members = openMembers(state.instance, taskId);
  const people = result.votes.map(({ person }) => person ?? '');
  const names = await namesOf(server, [...people, ...members]);
  const titles = new Map(node.userTask?.outcomes?.items.map((one) => [one.value, one.title]));
  const { total, approved, rejected, abstained, pending } = result;
  return {
    total,
    approved,
    rejected,
    abstained,
    pending,
    votes: result.votes.map(({ person = '', outcome = '', opinion = null }) => ({
      name: names.get(person) ?? '',
      outcomeTitle: titles.get(outcome) ?? outcome,
      opinion,
    })),
    waiting: members.map((id) => ({ id, name: names.get(id) ?? id })),
  };
}

async function namesOf(
  server: ServerContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const users = await server.models.users
    .find({ _id: { $in: [...new Set(ids)] } }, { name: 1 })
    .lean();
  return new Map(users.map((user) => [user._id, user.name]));
}
