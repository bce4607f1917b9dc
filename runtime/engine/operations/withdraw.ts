import type { FlowNode } from '../../bpmn';
import type { CommandOf } from '../command';
import type { ActivityDraft, Execution } from '../execution';
import { Refused, type RejectionCode, rejection } from '../rejection';
import { ROOT } from '../state';
import { ancestorIn } from './reach';
import { type RewindPlace, outcomeOf, rewind } from './rewind';

/**
 * Takes back a step that one has just done (撤回): possible until someone has acted on what came of it, and only while
 * nothing has left the case that cannot be unsaid.
 */
export function withdrawUserTask(run: Execution, command: CommandOf<'withdrawUserTask'>): void {
  const { actor } = run.command;
  const target = [...run.definition.nodes.values()].find((node) => node.id === command.elementId);
  const doneAt = run.doneAt[command.elementId];
  if (target === undefined || doneAt === undefined || actor === undefined) {
    throw refused('ENG-WITHDRAW-NOTHING');
  }
  if (run.performers[target.id] !== actor.id) throw refused('ENG-WITHDRAW-NOT-YOURS');
  const place = livePlace(run, target);
  if (place === undefined) throw refused('ENG-WITHDRAW-NOTHING');
  const { passed, positions } = outcomeOf(run, place);
  const isLater = (node: FlowNode): boolean => (run.doneAt[node.id] ?? 0) > doneAt;
  if ([...passed].some((node) => isLater(node))) throw refused('ENG-WITHDRAW-ACTED');
  if (run.spokeAt > doneAt) throw refused('ENG-WITHDRAW-SPOKEN');
  const came = positions.filter((activity) => Number.parseInt(activity.id, 36) > doneAt);
  const isWaiting = run.waiting.some(
    (token) => token.scope === place.scope && [...passed].some((node) => leads(node, token.flow)),
  );
  if (came.length === 0 && !isWaiting) throw refused('ENG-WITHDRAW-NOTHING');
  if (!came.every((activity) => isUntouched(run, activity, actor.id))) {
    throw refused('ENG-WITHDRAW-ACTED');
  }
  run.record('userTaskWithdrawn', { elementId: target.id, opinion: command.reason, actor });
  rewind(run, place, target, { passed, positions: came }, actor.id);
}

function leads(node: FlowNode, flow: string): boolean {
  return node.outgoing.some((one) => one.id === flow);
}

function refused(code: RejectionCode): Refused {
  return new Refused(rejection(code));
}

/** Nobody has taken it, signed it or handed it on. */
function isUntouched(run: Execution, activity: ActivityDraft, actorId: string): boolean {
  if ((activity.multi?.completed ?? 0) > 0 || activity.jobId !== undefined) return false;
  if (activity.claimed === true && activity.assignee !== actorId) return false;
  return run
    .childrenOf(activity.id)
    .map((id) => run.activity(id))
    .every((child) => child.aside === undefined && isUntouched(run, child, actorId));
}

/** The one running scope in which a step stands, or in which the sub-process stands that held it. */
function livePlace(run: Execution, target: FlowNode): RewindPlace | undefined {
  for (let at: FlowNode | undefined = target; at !== undefined; at = at.container.owner) {
    const scopes = [...run.activities.keys()].filter(
      (id) => (id === ROOT || isScope(run, id)) && run.containerOf(id) === at.container,
    );
    const [scope] = scopes;
    const node = scope === undefined ? undefined : ancestorIn(at.container, target);
    if (scopes.length > 1) return undefined;
    if (scope !== undefined && node !== undefined) return { scope, node };
  }
  return undefined;
}

function isScope(run: Execution, id: string): boolean {
  const activity = run.activity(id);
  return (
    run.nodeOf(activity).inner !== undefined &&
    activity.multi === undefined &&
    activity.loop === undefined
  );
}
