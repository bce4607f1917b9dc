import type { FlowNode } from '../bpmn';
import { returnTargets } from '../engine';
import { type Result, err } from '../kernel';
import { actingAs } from './acting-as';
import type { CaseState } from './case-state';
import type { Person } from './completion';
import type { CaseEnvironment } from './context';
import { type CaseRefusal, MIN_REASON_LENGTH, refusal } from './refusal';
import { type CaseStep, runCommand } from './run-command';
import { findTask } from './task';

/** What a person may do with a task of theirs besides deciding it. People are named by id. */
export type TaskOperation =
  | { readonly type: 'transfer'; readonly to: string; readonly reason: string }
  | { readonly type: 'delegate'; readonly to: string; readonly reason: string }
  | {
      readonly type: 'addSigners';
      readonly people: readonly string[];
      readonly position: 'before' | 'after' | 'beside';
      readonly reason: string;
    }
  | { readonly type: 'removeSigner'; readonly person: string; readonly reason: string }
  | {
      readonly type: 'return';
      readonly target: string;
      readonly resubmission: 'stepByStep' | 'direct';
      readonly reason: string;
    };

/** Hands a task on, asks others to sign, or sends the case back, as the person whose task it is. */
export function operateTask(
  environment: CaseEnvironment,
  state: CaseState,
  taskId: string,
  person: Person,
  operation: TaskOperation,
): Result<CaseStep, CaseRefusal> {
  const task = findTask(environment, state, taskId);
  if (task === undefined) return err(refusal('CASE-TASK-DONE'));
  const { excludedActors } = task.candidates;
  const { units } = environment.package;
  const actor = actingAs(person, task.candidates, state.subjectUnit, units);
  const asked = operation.type === 'removeSigner' && task.aside?.by === person.actor.id;
  if (actor === undefined && !asked) return err(refusal('CASE-MAY-NOT-PERFORM'));
  if ([...operation.reason.trim()].length < MIN_REASON_LENGTH)
    return err(refusal('CASE-REASON-MISSING'));
  const people =
    operation.type === 'addSigners' ? operation.people : 'to' in operation ? [operation.to] : [];
  if (people.includes(person.actor.id)) return err(refusal('CASE-TO-ONESELF'));
  if (people.some((one) => excludedActors.includes(one))) {
    return err(refusal('CASE-PERSON-SEPARATE'));
  }
  const base = { at: environment.at, actor: actor ?? person.actor, taskId };
  const reason = operation.reason.trim();
  switch (operation.type) {
    case 'transfer':
      return runCommand(environment, state, {
        ...base,
        type: 'transferUserTask',
        to: operation.to,
        reason,
      });
    case 'delegate':
      return runCommand(environment, state, {
        ...base,
        type: 'delegateUserTask',
        to: operation.to,
        reason,
      });
    case 'addSigners':
      return runCommand(environment, state, {
        ...base,
        type: 'addSigners',
        people: operation.people,
        position: operation.position,
        reason,
      });
    case 'removeSigner':
      return runCommand(environment, state, {
        ...base,
        type: 'removeSigner',
        person: operation.person,
        reason,
      });
    case 'return':
      return runCommand(environment, state, {
        ...base,
        type: 'returnUserTask',
        target: operation.target,
        resubmission: operation.resubmission,
        reason,
      });
  }
}

/** The steps to which an open task may be sent back, the one done last first; none for work beside a step. */
export function returnTargetsOf(
  environment: CaseEnvironment,
  state: CaseState,
  taskId: string,
): readonly FlowNode[] {
  const activity = Object.values(state.instance.activities).find((one) => one.taskId === taskId);
  const process = environment.package.deployment.processes.get(
    activity?.process ?? state.processId,
  );
  const node = process?.nodes.get(activity?.element ?? '');
  if (node === undefined || activity?.aside !== undefined) return [];
  return returnTargets(process, state.instance.performers, node);
}

/** The steps that a person may take back now (撤回). */
export function withdrawableSteps(
  environment: CaseEnvironment,
  state: CaseState,
  person: Person,
): readonly FlowNode[] {
  const process = environment.package.deployment.processes.get(state.processId);
  return Object.entries(state.instance.performers).flatMap(([element, performer]) => {
    const node = process?.nodes.get(element);
    if (node === undefined || performer !== person.actor.id) return [];
    return withdrawStep(environment, state, person, element, '试').ok ? [node] : [];
  });
}

/** Takes back a step that the person has just done, while nobody has acted on it. */
export function withdrawStep(
  environment: CaseEnvironment,
  state: CaseState,
  person: Person,
  elementId: string,
  reason: string,
): Result<CaseStep, CaseRefusal> {
  return runCommand(environment, state, {
    type: 'withdrawUserTask',
    at: environment.at,
    actor: person.actor,
    elementId,
    reason,
  });
}
