import type { Container, FlowNode } from '../../bpmn';
import type { CommandOf } from '../command';
import type { Execution } from '../execution';
import { Refused, rejection } from '../rejection';
import { ROOT } from '../state';
import { subscribeEventSubProcesses } from './event-sub-process';
import { subscribe } from './subscriptions';

const STARTING: readonly FlowNode['kind'][] = [
  'startEvent',
  'receiveTask',
  'intermediateCatchEvent',
];

/** Begins at the event that the command names, else where a process begins by itself (BPMN 2.0.2 §13.2). */
export function startProcess(run: Execution, command: CommandOf<'startProcessInstance'>): void {
  subscribeEventSubProcesses(run, run.activity(ROOT));
  const { root } = run.definition;
  const refuse = (element: string): Refused =>
    new Refused(rejection('ENG-NO-START', { process: command.processId, element }));
  if (command.startEventId === undefined) {
    const entries = entryNodes(root);
    if (entries.length === 0) throw refuse('');
    for (const node of entries) run.push({ type: 'enter', node, scope: ROOT });
    return;
  }
  const start = root.nodes.find((node) => node.id === command.startEventId);
  if (start === undefined || !STARTING.includes(start.kind)) throw refuse(command.startEventId);
  startAt(run, start, command.startTrigger ?? 0);
}

/**
 * Begins at an event that has occurred. What a parallel event-based gateway or a parallel multiple start event needs
 * besides, the instance waits for (BPMN 2.0.2 §10.5.2, §10.6.6).
 */
function startAt(run: Execution, start: FlowNode, trigger: number): void {
  if (start.kind === 'startEvent' && start.parallelMultiple) {
    const activity = run.create(start, ROOT, { occurred: [trigger] });
    run.record('activityActivated', { elementId: start.id, activityId: activity.id });
    subscribe(run, start, activity);
    for (const [id, subscription] of run.subscriptions) {
      const { activity: listener, event } = subscription;
      if (listener === activity.id && event === trigger) run.closeSubscription(id, subscription);
    }
    return;
  }
  run.push({ type: 'occur', node: start, scope: ROOT });
  const gateway = start.incoming.find(({ source }) => source.parallelEventGateway)?.source;
  for (const { target } of gateway?.outgoing ?? []) {
    if (target !== start) run.push({ type: 'enter', node: target, scope: ROOT });
  }
}

/** Where a process or sub-process begins: its none start events, else every node that nothing flows into. */
export function entryNodes(container: Container): readonly FlowNode[] {
  if (container.noneStarts.length > 0) return container.noneStarts;
  return container.nodes.filter(
    (node) =>
      node.incoming.length === 0 &&
      !['boundaryEvent', 'eventSubProcess', 'startEvent'].includes(node.kind) &&
      !node.isForCompensation &&
      !node.events.some((event) => event.kind === 'link' && node.kind === 'intermediateCatchEvent'),
  );
}
