import type { AssignmentModel, FlowNode } from '../../bpmn';
import type { CompiledExpression } from '../../expression';
import type { TaskAssignment } from '../effect';
import type { ActivityDraft, Execution } from '../execution';
import { Failed } from '../rejection';
import type { InstanceState } from '../state';

/** Stands for every step of the case in `separateFrom`. */
const EVERY_STEP = '*';

/** Who may perform the task, with the rules evaluated. */
export function assignment(
  run: Execution,
  activity: ActivityDraft,
  node: FlowNode,
): TaskAssignment {
  const model = node.userTask?.assignment;
  if (model === undefined) {
    return { roles: [], level: null, unit: null, assignee: null, excludedActors: [] };
  }
  const variables = run.view(activity.id);
  const evaluated = evaluateAssignment(model, run, (rule) =>
    run.evaluate(rule, variables, node.id),
  );
  // Whoever has claimed it may give it back to all who could have.
  const given = activity.claimed === true ? undefined : activity.assignee;
  if (given !== undefined) return { ...evaluated, assignee: given };
  if (activity.offered !== undefined) return { ...evaluated, people: activity.offered };
  const { people, roles } = evaluated;
  if (namesPeople(model) && people === undefined && roles.length === 0) {
    throw new Failed('ENG-NO-PERFORMER', { element: node.id });
  }
  return evaluated;
}

/**
 * What a definition says about who performs a task, as it stands now.
 *
 * People that are named, or found as initiator or as performer of a step, stand instead of the roles; when none is found
 * the roles stand.
 *
 * @param state    who has completed each user task, by element
 * @param evaluate   gives a rule's value over the task's variables
 */
export function evaluateAssignment(
  model: AssignmentModel,
  { performers, cosigners = {} }: Pick<InstanceState, 'performers' | 'cosigners'>,
  evaluate: (rule: CompiledExpression) => unknown,
): TaskAssignment {
  const text = (rule: CompiledExpression | undefined): string | null => {
    const value = rule === undefined ? undefined : evaluate(rule);
    return value === undefined || value === null ? null : String(value);
  };
  const from = text(model.from);
  const people = new Set([
    ...model.people,
    ...model.peopleRules.flatMap((rule) => idsIn(evaluate(rule))),
    ...model.performerOf.flatMap((element) => performers[element] ?? []),
  ]);
  const doneBy = (element: string): readonly string[] => [
    ...(performers[element] === undefined ? [] : [performers[element]]),
    ...(cosigners[element] ?? []),
  ];
  const excluded = model.separateFrom.flatMap((element) =>
    element === EVERY_STEP ? Object.keys(performers).flatMap(doneBy) : doneBy(element),
  );
  return {
    roles: model.roles,
    level: model.level,
    unit: text(model.unit),
    assignee: text(model.assignee),
    ...(from === null ? {} : { from }),
    ...(people.size === 0 ? {} : { people: [...people] }),
    excludedActors: [...new Set(excluded)],
  };
}

/** Whether a step says which people perform it, besides those who hold its roles. */
export function namesPeople({ people, peopleRules, performerOf }: AssignmentModel): boolean {
  return people.length + peopleRules.length + performerOf.length > 0;
}

/** An id or several; what is no text names nobody. */
function idsIn(value: unknown): readonly string[] {
  return [value].flat().filter((id): id is string => typeof id === 'string' && id !== '');
}
