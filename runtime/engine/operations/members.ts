import { namesPeople } from '../behaviors/assignment';
import { countVote } from '../behaviors/countersign';
import { goOn, startInstance } from '../behaviors/repetition';
import type { FlowNode, MultiInstance } from '../../bpmn';
import type { ActivityDraft, Execution } from '../execution';
import { Refused, rejection } from '../rejection';
import type { InstanceState, MultiInstanceState } from '../state';

interface Members {
  readonly body: ActivityDraft;
  readonly node: FlowNode;
  readonly loop: MultiInstance;
  readonly multi: MultiInstanceState;
  readonly items: readonly unknown[];
}

/** The 会签 that an activity is a member of; its members are the items of the collection. */
function membersOf(run: Execution, activity: ActivityDraft): Members | undefined {
  const node = run.nodeOf(activity);
  const { loop } = node;
  const body = run.activities.get(activity.body ?? '');
  const isCountersigned = (node.userTask?.countersign ?? null) !== null;
  if (!isCountersigned || loop?.kind !== 'multiInstance' || body?.multi?.items === undefined) {
    return undefined;
  }
  return { body, node, loop, multi: body.multi, items: body.multi.items };
}

export function isMember(run: Execution, activity: ActivityDraft): boolean {
  return membersOf(run, activity) !== undefined;
}

/** Whether the members are units, each signed for by whoever holds the step's roles there. */
function isSignedByUnits({ userTask }: FlowNode): boolean {
  const rules = userTask?.assignment;
  return rules?.unit !== undefined && rules.assignee === undefined && !namesPeople(rules);
}

/** Adds members to a 会签 that runs: at once, or in turn where they sign one after the other. */
export function addMembers(
  run: Execution,
  activity: ActivityDraft,
  people: readonly string[],
): void {
  const members = membersOf(run, activity);
  if (members === undefined) throw new Refused(rejection('ENG-NOT-COUNTERSIGN'));
  const { body, node, loop, multi, items } = members;
  if (isSignedByUnits(node)) throw new Refused(rejection('ENG-UNITS-SIGN'));
  if (people.some((person) => items.includes(person))) {
    throw new Refused(rejection('ENG-ALREADY-MEMBER'));
  }
  body.multi = {
    ...multi,
    total: multi.total + people.length,
    items: [...items, ...people],
    ...(multi.output === undefined ? {} : { output: [...multi.output, ...people.map(() => null)] }),
  };
  if (!loop.sequential) for (const _ of people) startInstance(run, body, node, loop);
  countVote(run, body, node, undefined, false);
}

/** Takes a member out who has not spoken yet; the rest may then be decided. */
export function removeMember(run: Execution, activity: ActivityDraft, person: string): void {
  const members = membersOf(run, activity);
  if (members === undefined) throw new Refused(rejection('ENG-NOT-A-SIGNER'));
  const { body, node, loop, multi, items } = members;
  const index = items.indexOf(person);
  const instance = run
    .childrenOf(body.id)
    .map((id) => run.activity(id))
    .find((one) => one.index === index);
  const isOpen = instance !== undefined || index >= multi.started;
  if (index < 0 || !isOpen) throw new Refused(rejection('ENG-NOT-A-SIGNER'));
  if (multi.total === 1) throw new Refused(rejection('ENG-LAST-MEMBER'));
  if (instance === undefined) {
    body.multi = {
      ...multi,
      total: multi.total - 1,
      items: items.filter((_, at) => at !== index),
      ...(multi.output === undefined ? {} : { output: multi.output.slice(0, -1) }),
    };
  } else {
    run.terminate(instance.id);
    // The place stays empty, so that the others keep theirs.
    body.multi = {
      ...multi,
      total: multi.total - 1,
      active: multi.active - 1,
      items: items.map((item, at) => (at === index ? null : item)),
    };
  }
  const isDecided = countVote(run, body, node, undefined, false);
  goOn(run, body, node, loop, isDecided);
}

/** The members of the 会签 to which an open task belongs who have not spoken yet, by what the collection names them. */
export function openMembers(state: InstanceState, taskId: string): readonly string[] {
  const own = Object.values(state.activities).find((one) => one.taskId === taskId);
  const body = state.activities[own?.body ?? ''];
  if (own?.body === undefined || body?.multi?.items === undefined) return [];
  const { items, started } = body.multi;
  const running = Object.values(state.activities).filter((one) => one.body === own.body);
  const indexes = new Set(running.map((one) => one.index));
  return items.filter(
    (item, index): item is string =>
      typeof item === 'string' && (indexes.has(index) || index >= started),
  );
}
