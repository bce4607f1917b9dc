import {
  cancelTransaction,
  compensationScopes,
  startCompensation,
} from '../behaviors/compensation';
import { sendCopies } from '../behaviors/copies';
import { throwError, throwEscalation } from '../behaviors/propagation';
import type { EventDefinition, FlowNode } from '../../bpmn';
import type { ElementBehavior } from '../element';
import type { ActivityDraft, Execution } from '../execution';
import { Failed } from '../rejection';
import { ROOT } from '../state';

/** What the thrower does afterwards: goes on, waits (compensation), or is gone because its scope ended. */
type After = 'continue' | 'waits' | 'gone';

type Throw<K extends EventDefinition['kind']> = (
  run: Execution,
  activity: ActivityDraft,
  event: Extract<EventDefinition, { readonly kind: K }>,
  node: FlowNode,
) => After;

const throws: { readonly [K in EventDefinition['kind']]: Throw<K> } = {
  message(run, activity, event, node) {
    const variables = run.view(activity.id);
    const key =
      event.correlation === undefined
        ? undefined
        : run.evaluate(event.correlation, variables, node.id);
    run.effect({
      type: 'sendMessage',
      name: event.name,
      correlation: key === undefined ? null : String(key),
      variables,
    });
    return 'continue';
  },
  /** An intermediate event goes on when the signal has arrived: what it interrupts runs no further. */
  signal(run, activity, event, node) {
    const variables = run.view(activity.id);
    const scope = activity.scope ?? ROOT;
    const holds = node.kind === 'intermediateThrowEvent' && node.events.length === 1;
    run.effect({ type: 'throwSignal', name: event.name, variables });
    run.throwSignal({ name: event.name, scope, ...(holds ? { holds: activity.id } : {}) });
    return holds ? 'waits' : 'continue';
  },
  error(run, activity, event, node) {
    if (throwError(run, activity, event.code, activity.variables)) return 'gone';
    throw new Failed('ENG-UNCAUGHT-ERROR', { element: node.id, code: event.code ?? '' });
  },
  escalation(run, activity, event) {
    throwEscalation(run, activity, event.code, activity.variables);
    return run.activities.has(activity.id) ? 'continue' : 'gone';
  },
  compensation(run, activity, event, node) {
    const scopes = compensationScopes(run, activity);
    if (event.wait) {
      startCompensation(run, activity, scopes, event.activity, 'continue');
      return 'waits';
    }
    const waiter = run.create(node, activity.scope ?? ROOT);
    startCompensation(run, waiter, scopes, event.activity, 'vanish');
    return 'continue';
  },
  link(run, activity, event, node) {
    const target = node.container.links.get(event.name);
    const scope = activity.scope ?? ROOT;
    run.record('activityCompleted', { elementId: node.id, activityId: activity.id });
    run.remove(activity);
    if (target !== undefined) run.push({ type: 'occur', node: target, scope });
    return 'gone';
  },
  terminate(run, activity, _event, node) {
    const scope = activity.scope ?? ROOT;
    run.record('activityCompleted', { elementId: node.id, activityId: activity.id });
    run.remove(activity);
    for (const child of run.childrenOf(scope)) run.terminate(child);
    run.waiting = run.waiting.filter((token) => token.scope !== scope);
    run.dropWork(scope);
    return 'gone';
  },
  cancel(run, activity) {
    cancelTransaction(run, activity);
    return 'gone';
  },
  timer: () => 'continue',
  conditional: () => 'continue',
};

/** Throws one event on behalf of an activity instance. */
export function throwEventDefinition<K extends EventDefinition['kind']>(
  run: Execution,
  activity: ActivityDraft,
  event: Extract<EventDefinition, { readonly kind: K }>,
  node: FlowNode,
): After {
  const act = throws[event.kind as K] as Throw<K>;
  return act(run, activity, event, node);
}

/** Intermediate throw events and end events: throw everything they name, in order, then go on or end. */
export const throwEvent: ElementBehavior = {
  execute(run, activity, node) {
    if (node.kind === 'endEvent') sendCopies(run, node, 'completed', null);
    if (node.kind === 'endEvent' && node.result !== null) run.result = node.result;
    let after: After = 'continue';
    for (const event of node.events) {
      const done = throwEventDefinition(run, activity, event, node);
      if (done === 'gone') return;
      if (done === 'waits') after = done;
    }
    if (after === 'continue') run.push({ type: 'complete', activity: activity.id });
  },
};
