import { openTask } from '../elements/user-task';
import type { FlowNode } from '../../bpmn';
import type { CommandOf } from '../command';
import type { ActivityDraft, Execution } from '../execution';
import { InvariantError, Refused, rejection } from '../rejection';
import type { Aside } from '../state';
import { addMembers, isMember, removeMember } from './members';
import { taskActivity } from './task-of';

/**
 * Work beside a step: people who sign before or after (加签), someone to whom it is delegated (委派), or an earlier step
 * done again for it (退回 that comes straight back). The step's own activity stays where it is, so that joins,
 * multi-instance counts and boundary events know nothing of it; what is beside it are activities inside it.
 */
export function openAside(
  run: Execution,
  owner: ActivityDraft,
  node: FlowNode,
  aside: Aside,
  assignee: string | undefined,
): void {
  const activity = run.create(node, owner.id, {
    aside,
    ...(assignee === undefined ? {} : { assignee }),
  });
  run.record('activityActivated', { elementId: node.id, activityId: activity.id });
  openTask(run, activity, node);
}

/** Takes a step's task off its performer's list while others work on it. */
export function holdTask(
  run: Execution,
  activity: ActivityDraft,
  reason: 'handedOn' | 'returned',
  opinion: string,
): void {
  const { actor } = run.command;
  if (activity.taskId === undefined) throw new InvariantError(`${activity.id} has no open task`);
  run.effect({
    type: 'closeUserTask',
    taskId: activity.taskId,
    elementId: activity.element,
    reason,
    opinion,
    ...(actor === undefined ? {} : { actor }),
  });
  delete activity.taskId;
}

/** What is beside a step is done: the step comes back to whom it was taken from, or goes on. */
export function completeAside(run: Execution, activity: ActivityDraft): void {
  const { aside, scope } = activity;
  if (aside === undefined || scope === undefined) return;
  const owner = run.activity(scope);
  run.record('activityCompleted', { elementId: activity.element, activityId: activity.id });
  run.remove(activity);
  goOnWithout(run, owner, aside);
}

function goOnWithout(run: Execution, owner: ActivityDraft, aside: Aside): void {
  if (run.childrenOf(owner.id).some((id) => run.activity(id).aside !== undefined)) return;
  if (aside.kind === 'after') {
    run.push({ type: 'complete', activity: owner.id });
    return;
  }
  if (aside.by !== undefined) owner.assignee = aside.by;
  openTask(run, owner, run.nodeOf(owner));
}

/** A step is decided: those who were asked to sign after it come next. @returns false when there are none */
export function openSignersAfter(run: Execution, activity: ActivityDraft): boolean {
  const { after } = activity;
  if (after === undefined || after.length === 0) return false;
  delete activity.after;
  const node = run.nodeOf(activity);
  const by = run.command.actor?.id;
  for (const person of after) {
    openAside(run, activity, node, { kind: 'after', ...(by === undefined ? {} : { by }) }, person);
  }
  return true;
}

export function delegateUserTask(run: Execution, command: CommandOf<'delegateUserTask'>): void {
  const activity = ownTask(run, command.taskId);
  tell(run, 'userTaskDelegated', activity, command.taskId, command.reason, [command.to]);
  holdTask(run, activity, 'handedOn', command.reason);
  openAside(run, activity, run.nodeOf(activity), by(run, 'delegate'), command.to);
}

export function addSigners(run: Execution, command: CommandOf<'addSigners'>): void {
  const activity = ownTask(run, command.taskId);
  const people = [...new Set(command.people)];
  if (people.length === 0) throw new Refused(rejection('ENG-NO-SIGNERS'));
  tell(run, 'signersAdded', activity, command.taskId, command.reason, people);
  if (command.position === 'beside') {
    addMembers(run, activity, people);
    return;
  }
  if (command.position === 'after') {
    activity.after = [...new Set([...(activity.after ?? []), ...people])];
    return;
  }
  holdTask(run, activity, 'handedOn', command.reason);
  const node = run.nodeOf(activity);
  for (const person of people) openAside(run, activity, node, by(run, 'before'), person);
}

/** Takes back that someone was asked to sign (减签): an open signature, or one that was to come after the step. */
export function removeSigner(run: Execution, command: CommandOf<'removeSigner'>): void {
  const { taskId, person } = command;
  for (const activity of run.activities.values()) {
    const isIts = activity.taskId === taskId && activity.after?.includes(person) === true;
    if (isIts) {
      activity.after = (activity.after ?? []).filter((one) => one !== person);
      tell(run, 'signerRemoved', activity, taskId, command.reason, [person]);
      return;
    }
  }
  const activity = taskActivity(run, taskId);
  const { aside, scope } = activity;
  if (aside === undefined && isMember(run, activity)) {
    tell(run, 'signerRemoved', activity, taskId, command.reason, [person]);
    removeMember(run, activity, person);
    return;
  }
  const asked = aside !== undefined && aside.kind !== 'redo' && activity.assignee === person;
  if (!asked || scope === undefined) throw new Refused(rejection('ENG-NOT-A-SIGNER'));
  tell(run, 'signerRemoved', activity, taskId, command.reason, [person]);
  run.terminate(activity.id);
  goOnWithout(run, run.activity(scope), aside);
}

/** Work beside a step is not handed on itself: that would leave nobody to whom it comes back. */
function ownTask(run: Execution, taskId: string): ActivityDraft {
  const activity = taskActivity(run, taskId);
  if (activity.aside !== undefined) throw new Refused(rejection('ENG-ASIDE'));
  return activity;
}

function by(run: Execution, kind: Aside['kind']): Aside {
  const id = run.command.actor?.id;
  return { kind, ...(id === undefined ? {} : { by: id }) };
}

function tell(
  run: Execution,
  type: 'userTaskDelegated' | 'signersAdded' | 'signerRemoved',
  activity: ActivityDraft,
  taskId: string,
  reason: string,
  people: readonly string[],
): void {
  const { actor } = run.command;
  run.record(type, {
    elementId: activity.element,
    activityId: activity.id,
    taskId,
    opinion: reason,
    people,
    ...(actor === undefined ? {} : { actor }),
  });
}
