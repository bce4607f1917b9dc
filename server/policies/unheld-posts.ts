import type { AssignmentModel, FlowNode } from '../../runtime/bpmn';
import type { Problem } from '../../runtime/kernel';
import { formatMessage } from '../../runtime/messages/format';
import { serverMessages } from '../../runtime/messages/server';
import type { LoadedPackage } from '../../runtime/package';
import type { ServerContext } from '../context';

/** So many units are named; of more only their number is told. */
const NAMED_UNITS = 3;

/**
 * Steps that nobody could do if they opened today, as far as that is known before there is a case: those that only
 * holders of roles do. Where the step is to be refused then, the version is.
 */
export async function findUnheldPosts(
  server: ServerContext,
  loaded: LoadedPackage,
): Promise<readonly Problem[]> {
  const posts = await server.directory.posts();
  return [...loaded.deployment.processes.values()].flatMap((process) =>
    [...process.nodes.values()].flatMap((node) => {
      const assignment = node.userTask?.assignment;
      if (assignment === undefined || !isByRoleOnly(assignment)) return [];
      const problem = problemOf(node, assignment, process.file, { posts, loaded });
      return problem === undefined ? [] : [problem];
    }),
  );
}

/** Whether the roles alone say who does it. */
function isByRoleOnly(assignment: AssignmentModel): boolean {
  const { roles, people, peopleRules, performerOf, assignee } = assignment;
  const named = people.length + peopleRules.length + performerOf.length;
  return roles.length > 0 && named === 0 && assignee === undefined;
}

interface Known {
  /** `role@unit` of everyone. */
  readonly posts: ReadonlySet<string>;
  readonly loaded: LoadedPackage;
}

function problemOf(
  { id, name }: FlowNode,
  { roles, level, unit, emptyPolicy }: AssignmentModel,
  file: string,
  { posts, loaded }: Known,
): Problem | undefined {
  const { units } = loaded.units;
  const inQuestion = level === null ? units : units.filter((one) => one.type === level);
  const without = inQuestion.filter(
    ({ code }) => !roles.some((role) => posts.has(`${role}@${code}`)),
  );
  const isNobody = without.length === inQuestion.length;
  const refuses = emptyPolicy === 'refuse';
  // At which unit it opens is known before only where the level says it.
  if (!isNobody && !(refuses && level !== null && unit === undefined && without.length > 0)) {
    return undefined;
  }
  const titleOf = (key: string): string =>
    loaded.roles.roles.find((role) => role.key === key)?.title ?? key;
  const params = {
    step: name || id,
    roles: roles.map(titleOf).join('、'),
    units: without
      .slice(0, NAMED_UNITS)
      .map((one) => one.name)
      .join('、'),
    count: without.length,
  };
  const code = isNobody ? 'PKG-POST-NOBODY' : 'PKG-POST-SOME';
  return {
    code,
    at: `${file}#${id}`,
    message: formatMessage(serverMessages, code, params),
    severity: isNobody && refuses ? 'error' : 'warning',
  };
}
