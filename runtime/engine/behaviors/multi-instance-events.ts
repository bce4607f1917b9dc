import type { EventDefinition, FlowNode, MultiInstance } from '../../bpmn';
import { throwEventDefinition } from '../elements/throw-event';
import { isTruthy } from '../../expression';
import type { ActivityDraft, Execution } from '../execution';
import { ROOT } from '../state';

/**
 * Throws what the behaviour of a multi-instance says as one instance completes (BPMN 2.0.2 Tables 10.30, 10.31).
 *
 * @returns whether a complex case ended the remaining instances
 */
export function throwBehavior(
  run: Execution,
  body: ActivityDraft,
  node: FlowNode,
  { behavior }: MultiInstance,
): boolean {
  const first = body.multi?.completed === 1;
  const due = behavior.kind === 'none' || (behavior.kind === 'one' && first);
  if (due && behavior.event !== undefined) throwAtBody(run, body, node, behavior.event);
  const held = behavior.cases.filter(({ condition }) =>
    isTruthy(run.evaluate(condition, run.view(body.id), node.id)),
  );
  for (const event of held.flatMap(({ events }) => events)) throwAtBody(run, body, node, event);
  return held.length > 0;
}

/**
 * Boundary events of the activity catch it first. They do not end the activity, whatever they say for events from
 * elsewhere: which instances go on is for the behaviour to say.
 */
function throwAtBody(
  run: Execution,
  body: ActivityDraft,
  node: FlowNode,
  thrown: EventDefinition,
): void {
  const catchers = node.boundaryEvents.filter(
    (boundary) => !boundary.parallelMultiple && boundary.events.some((one) => catches(one, thrown)),
  );
  for (const catcher of catchers) {
    run.push({ type: 'occur', node: catcher, scope: body.scope ?? ROOT });
  }
  if (catchers.length === 0) throwEventDefinition(run, body, thrown, node);
}

function catches(waiting: EventDefinition, thrown: EventDefinition): boolean {
  if (waiting.kind === 'signal' || waiting.kind === 'message') {
    return waiting.kind === thrown.kind && waiting.name === thrown.name;
  }
  if (waiting.kind === 'error' || waiting.kind === 'escalation') {
    return waiting.kind === thrown.kind && (waiting.code ?? thrown.code) === thrown.code;
  }
  return false;
}
