import type { FlowNode, ProcessDefinition } from '../bpmn';
import { firstDue, nextDue } from './behaviors/timer-times';

/** A moment at which a process begins by itself. */
export interface TimerStart {
  readonly startEventId: string;
  /** Which of the event's triggers it is. */
  readonly trigger: number;
  /** Epoch milliseconds. */
  readonly dueAt: number;
  /** Turns left, this one included; null for ever. */
  readonly left: number | null;
}

/**
 * When the timer start events of a process come due, counted from its deployment (BPMN 2.0.2 §10.5.2).
 *
 * @param now when it was deployed, epoch milliseconds
 */
export function timerStarts(definition: ProcessDefinition, now: number): readonly TimerStart[] {
  return definition.root.nodes
    .filter(({ kind }) => kind === 'startEvent')
    .flatMap((node) =>
      node.events.flatMap((_event, trigger) => {
        const text = timerText(node, trigger, now);
        const due = text === undefined ? undefined : firstDue(text, now);
        if (due === undefined) return [];
        const left = due.repeat === undefined ? 1 : due.repeat;
        return [{ startEventId: node.id, trigger, dueAt: due.dueAt, left }];
      }),
    );
}

/** The turn after one that has come due; undefined when it was the last. */
export function nextTimerStart(
  definition: ProcessDefinition,
  start: TimerStart,
): TimerStart | undefined {
  const left = start.left === null ? null : start.left - 1;
  const node = definition.nodes.get(start.startEventId);
  if (left === 0 || node === undefined) return undefined;
  const text = timerText(node, start.trigger, start.dueAt);
  const dueAt = text === undefined ? undefined : nextDue(text, start.dueAt);
  return dueAt === undefined ? undefined : { ...start, dueAt, left };
}

function timerText(node: FlowNode, trigger: number, now: number): string | undefined {
  const event = node.events[trigger];
  if (event?.kind !== 'timer') return undefined;
  const { value } = event.timer;
  if (typeof value === 'string') return value;
  const result = value.evaluate({}, { now });
  return result.ok && typeof result.value === 'string' ? result.value : undefined;
}
