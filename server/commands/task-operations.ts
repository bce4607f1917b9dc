import {
  type CaseStep,
  type TaskOperation,
  describeNext,
  operateTask,
  refusal,
} from '../../runtime/case';
import type { Colleague } from '../../runtime/contract';
import { err } from '../../runtime/kernel';
import { changeCase } from '../cases/change-case';
import type { ServerContext } from '../context';
import type { Viewer } from '../identity/viewer';
import type { UserDocument } from '../models/office';
import { refuseCase } from './refuse-case';
import { personOf, requireTask } from './tasks';

const COLLEAGUES_SHOWN = 20;

/** Does something with a task other than deciding it, as the person whose task it is. */
export async function operateTaskAs(
  server: ServerContext,
  viewer: Viewer,
  taskId: string,
  operation: TaskOperation,
): Promise<{ readonly step: CaseStep; readonly next: string }> {
  const task = await requireTask(server, viewer, taskId);
  const people = peopleOf(operation);
  const known = await server.models.users.countDocuments({ _id: { $in: people }, disabled: false });
  let next = '';
  const result = await changeCase(server, {
    caseId: task.caseId,
    actor: viewer.actor,
    act: (environment, state) => {
      if (known !== people.length) return err(refusal('CASE-PERSON-UNKNOWN'));
      const operated = operateTask(environment, state, taskId, personOf(viewer), operation);
      if (operated.ok) next = describeNext(environment, operated.value);
      return operated;
    },
    note: {
      action: `${operation.type}Task`,
      detail: [task.name, people.join(' '), operation.reason].filter(Boolean).join(' · '),
    },
  });
  if (!result.ok) throw refuseCase(result.error);
  return { step: result.value, next };
}

function peopleOf(operation: TaskOperation): string[] {
  if (operation.type === 'addSigners') return [...new Set(operation.people)];
  return 'to' in operation ? [operation.to] : [];
}

/** People to whom something can be given, by a part of their name; their posts tell them apart. */
export async function findColleagues(
  server: ServerContext,
  viewer: Viewer,
  q: string,
): Promise<Colleague[]> {
  const pattern = new RegExp(q.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i');
  const found = await server.models.users
    .find({ _id: { $ne: viewer.id }, disabled: false, ...(q === '' ? {} : { name: pattern }) })
    .sort({ name: 1 })
    .limit(COLLEAGUES_SHOWN)
    .lean<UserDocument[]>();
  const packages = await server.packages.all();
  return found.map((user) => ({
    id: user._id,
    name: user.name,
    post: user.seats
      .slice(0, 2)
      .map(({ role, unit }) => {
        const owner = packages.find((one) => one.units.get(unit) !== undefined);
        const title = owner?.roles.roles.find((one) => one.key === role)?.title ?? role;
        return `${owner?.units.displayPath(unit) ?? unit} ${title}`;
      })
      .join('、'),
  }));
}
