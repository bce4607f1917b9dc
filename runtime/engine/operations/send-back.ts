import type { FlowNode, ProcessDefinition } from '../../bpmn';
import type { CommandOf } from '../command';
import { stopClock } from '../behaviors/deadline';
import type { ActivityDraft, Execution } from '../execution';
import { Refused, rejection } from '../rejection';
import type { InstanceState } from '../state';
import { holdTask, openAside } from './aside';
import { leadsTo } from './reach';
import { commonPlace, outcomeOf, rewind } from './rewind';
import { taskActivity } from './task-of';

/**
 * Sends a case back (退回) to a step that is done. Step by step, everything after that step is done again; directly, only
 * that step is done again and the case comes straight back to whoever sent it, while the rest waits where it is.
 */
export function returnUserTask(run: Execution, command: CommandOf<'returnUserTask'>): void {
  const activity = taskActivity(run, command.taskId);
  if (activity.aside !== undefined) throw new Refused(rejection('ENG-ASIDE'));
  const target = finishedStep(run, activity, command.target);
  const { actor } = run.command;
  run.record('userTaskReturned', {
    elementId: activity.element,
    activityId: activity.id,
    taskId: command.taskId,
    target: target.id,
    opinion: command.reason,
    ...(actor === undefined ? {} : { actor }),
  });
  const performer = run.performers[target.id];
  if (command.resubmission === 'direct') {
    stopClock(run, activity);
    holdTask(run, activity, 'returned', command.reason);
    const by = actor?.id ?? activity.assignee;
    const aside = { kind: 'redo', ...(by === undefined ? {} : { by }) } as const;
    openAside(run, activity, target, aside, performer);
    return;
  }
  const place = commonPlace(run, activity, target);
  if (place === undefined) throw notFinished(command.target);
  stopClock(run, activity);
  holdTask(run, activity, 'returned', command.reason);
  const { passed, positions } = outcomeOf(run, place);
  const ended = positions.includes(place.position) ? positions : [place.position, ...positions];
  rewind(run, place, target, { passed, positions: ended }, performer);
}

function notFinished(target: string): Refused {
  return new Refused(rejection('ENG-RETURN-TARGET', { element: target }));
}

/** @throws Refused when it is no user task that is done and leads to this one */
function finishedStep(run: Execution, activity: ActivityDraft, id: string): FlowNode {
  const { process } = activity;
  const definition = process === undefined ? run.definition : run.deployment.processes.get(process);
  const targets = returnTargets(definition, run.performers, run.nodeOf(activity));
  const target = targets.find((node) => node.id === id);
  if (target === undefined) throw notFinished(id);
  return target;
}

/** The steps to which a task at a node may be sent back, the one done last first. */
export function returnTargets(
  definition: ProcessDefinition | undefined,
  performers: InstanceState['performers'],
  here: FlowNode,
): readonly FlowNode[] {
  return Object.keys(performers)
    .reverse()
    .flatMap((id) => {
      const node = definition?.nodes.get(id);
      const fits = node?.userTask !== undefined && node !== here && leadsTo(node, here);
      return fits ? [node] : [];
    });
}
