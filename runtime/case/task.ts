import { InvariantError, evaluateAssignment, variablesSeenBy } from '../engine';
import { type Result, err, ok } from '../kernel';
import { type Candidates, mayPerform, resolveCandidates } from '../organization';
import type { CaseState } from './case-state';
import type { Completion, Person } from './completion';
import { type CaseEnvironment, engineBindings } from './context';
import { checkDecision } from './decision';
import { takeForms } from './forms';
import type { TaskStep } from './task-step';
import { type CaseRefusal, refusal } from './refusal';
import { type CaseStep, runCommand } from './run-command';

/** An open task, and who may perform it. */
export interface OpenTask extends TaskStep {
  readonly candidates: Candidates;
}

/** @returns undefined when the task is not open */
export function findTask(
  environment: CaseEnvironment,
  state: CaseState,
  taskId: string,
): OpenTask | undefined {
  const found = Object.entries(state.instance.activities).find(([, one]) => one.taskId === taskId);
  if (found === undefined) return undefined;
  const [id, activity] = found;
  const process = environment.package.deployment.processes.get(activity.process ?? state.processId);
  const node = process?.nodes.get(activity.element);
  const model = node?.userTask;
  if (node === undefined || model === undefined)
    throw new InvariantError(`task ${taskId} has no user task`);
  const scope = { bindings: engineBindings(environment, state), now: environment.at };
  const variables = variablesSeenBy(state.instance, id);
  const assignment = evaluateAssignment(model.assignment, state.instance, (rule) => {
    const result = rule.evaluate(variables, scope);
    return result.ok ? result.value : undefined;
  });
  const candidates = resolveCandidates(
    {
      ...assignment,
      ...(activity.offered === undefined ? {} : { people: activity.offered }),
      assignee: activity.assignee ?? assignment.assignee,
    },
    state.subjectUnit,
    environment.package.units,
  );
  return {
    taskId,
    node,
    variables,
    candidates,
    ...(activity.aside === undefined ? {} : { aside: activity.aside }),
  };
}

/** Completes a task as a person: checks who they are, takes the forms, decides, and runs the process on. */
export function completeTask(
  environment: CaseEnvironment,
  state: CaseState,
  taskId: string,
  person: Person,
  completion: Completion,
): Result<CaseStep, CaseRefusal> {
  const task = findTask(environment, state, taskId);
  if (task === undefined) return err(refusal('CASE-TASK-DONE'));
  if (task.candidates.excludedActors.includes(person.actor.id))
    return err(refusal('CASE-SEPARATE'));
  const { units } = environment.package;
  if (!mayPerform(person.actor.id, person.seats, task.candidates, state.subjectUnit, units)) {
    return err(refusal('CASE-MAY-NOT-PERFORM'));
  }
  return submitForms(environment, state, task, person, completion);
}

export function submitForms(
  environment: CaseEnvironment,
  state: CaseState,
  task: TaskStep,
  person: Person,
  completion: Completion,
): Result<CaseStep, CaseRefusal> {
  const decision = checkDecision(task.node, completion);
  const taken = takeForms(environment, state, task, person, completion);
  const problems = [...decision, ...taken.problems];
  if (problems.length > 0) {
    const [only] = decision;
    if (taken.problems.length === 0 && only !== undefined) {
      return err({ code: only.code, message: only.message, problems });
    }
    return err(refusal('CASE-FORM', { count: problems.length }, problems));
  }
  const variables = Object.fromEntries(taken.submissions.map((one) => [one.variable, one.values]));
  const after = runCommand(
    environment,
    state,
    {
      type: 'completeUserTask',
      at: environment.at,
      actor: person.actor,
      taskId: task.taskId,
      variables,
      ...(completion.outcome === undefined ? {} : { outcome: completion.outcome }),
      ...(completion.opinion === undefined ? {} : { opinion: completion.opinion }),
    },
    variables,
  );
  return after.ok ? ok({ ...after.value, submissions: taken.submissions }) : after;
}
