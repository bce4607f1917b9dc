import { isTruthy } from '../../expression';
import type { FlowNode, TimerSpec } from '../../bpmn';
import type { ActivityDraft, Execution } from '../execution';
import { Failed } from '../rejection';
import type { Subscription, Variables } from '../state';
import { type FirstDue, firstDue, nextDue } from './timer-times';

/** Events that one waits for by name or time; errors and the like are found when they are thrown. */
const AWAITED = new Set(['message', 'signal', 'timer', 'conditional']);

/**
 * Listens to all events of a node on behalf of an activity instance.
 *
 * @param inside the node is the start of an event sub-process inside the listening scope
 * @param only   listen to this of its event definitions alone
 */
export function subscribe(
  run: Execution,
  node: FlowNode,
  activity: ActivityDraft,
  inside = false,
  only?: number,
): void {
  node.events.forEach((event, index) => {
    if (!AWAITED.has(event.kind) || (only !== undefined && index !== only)) return;
    const variables = run.view(activity.id);
    const base = {
      element: node.id,
      event: index,
      activity: activity.id,
      ...(inside ? { inside } : {}),
    };
    if (event.kind === 'timer') {
      const due = timerDue(run, event.timer, variables, node.id);
      schedule(run, {
        ...base,
        kind: 'timer',
        dueAt: due.dueAt,
        ...(due.repeat === undefined ? {} : { repeat: due.repeat }),
      });
    } else if (event.kind === 'conditional') {
      const id = run.globalId();
      const holds = isTruthy(run.evaluate(event.condition, variables, node.id));
      run.subscriptions.set(id, {
        ...base,
        kind: 'conditional',
        ...(holds ? { satisfied: true } : {}),
      });
      if (holds)
        run.push({ type: 'trigger', subscription: id, scope: activity.scope ?? activity.id });
    } else if (event.kind === 'message' || event.kind === 'signal') {
      const key =
        event.kind === 'message' && event.correlation !== undefined
          ? run.evaluate(event.correlation, variables, node.id)
          : undefined;
      listen(run, {
        ...base,
        kind: event.kind,
        name: event.name,
        ...(key === undefined ? {} : { correlation: String(key) }),
      });
    }
  });
}

/** A receive task listens to its message. */
export function subscribeReceiveTask(
  run: Execution,
  node: FlowNode,
  activity: ActivityDraft,
): void {
  const message = node.message;
  if (message === undefined) return;
  const key =
    message.correlation === undefined
      ? undefined
      : run.evaluate(message.correlation, run.view(activity.id), node.id);
  listen(run, {
    kind: 'message',
    name: message.name,
    element: node.id,
    event: 0,
    activity: activity.id,
    ...(key === undefined ? {} : { correlation: String(key) }),
  });
}

function listen(
  run: Execution,
  subscription: Subscription & { readonly kind: 'message' | 'signal' },
): void {
  const subscriptionId = run.globalId();
  run.subscriptions.set(subscriptionId, subscription);
  run.effect({
    type: 'openSubscription',
    subscriptionId,
    kind: subscription.kind,
    name: subscription.name ?? '',
    correlation: subscription.correlation ?? null,
    elementId: subscription.element,
  });
}

function schedule(run: Execution, subscription: Subscription & { readonly dueAt: number }): void {
  const timerId = run.globalId();
  run.subscriptions.set(timerId, subscription);
  run.effect({
    type: 'scheduleTimer',
    timerId,
    elementId: subscription.element,
    dueAt: subscription.dueAt,
  });
}

/** The next turn of a cycle, counted from when this one was due, so that a late turn does not shift the rest. */
export function scheduleNextTurn(run: Execution, node: FlowNode, subscription: Subscription): void {
  const event = node.events[subscription.event];
  if (
    event?.kind !== 'timer' ||
    subscription.repeat === undefined ||
    subscription.dueAt === undefined
  )
    return;
  const left = subscription.repeat === null ? null : subscription.repeat - 1;
  if (left !== null && left <= 0) return;
  const text = timerText(run, event.timer, run.view(subscription.activity), node.id);
  const dueAt = nextDue(text, subscription.dueAt);
  if (dueAt === undefined) return;
  schedule(run, {
    ...subscription,
    dueAt,
    repeat: left,
  });
}

function timerText(
  run: Execution,
  timer: TimerSpec,
  variables: Variables,
  element: string,
): string {
  if (typeof timer.value === 'string') return timer.value;
  const value = run.evaluate(timer.value, variables, element);
  return typeof value === 'string' ? value : String(value);
}

function timerDue(
  run: Execution,
  timer: TimerSpec,
  variables: Variables,
  element: string,
): FirstDue {
  const text = timerText(run, timer, variables, element);
  const due = firstDue(text, run.now);
  if (due !== undefined) return due;
  throw new Failed('ENG-TIMER-VALUE', { element, value: text });
}

/** The conditional subscriptions whose condition has become true. */
export function dueConditions(run: Execution): readonly string[] {
  const due: string[] = [];
  for (const [id, subscription] of run.subscriptions) {
    if (subscription.kind !== 'conditional') continue;
    const node = nodeOfSubscription(run, subscription);
    const event = node.events[subscription.event];
    if (event?.kind !== 'conditional') continue;
    const holds = isTruthy(run.evaluate(event.condition, run.view(subscription.activity), node.id));
    if (holds && subscription.satisfied !== true) {
      run.subscriptions.set(id, { ...subscription, satisfied: true });
      due.push(id);
    } else if (!holds && subscription.satisfied === true) {
      const { satisfied: _, ...armed } = subscription;
      run.subscriptions.set(id, armed);
    }
  }
  return due;
}

/** The flow node whose event a subscription waits for. */
export function nodeOfSubscription(run: Execution, subscription: Subscription): FlowNode {
  const process =
    subscription.inside === true
      ? run.processOfScope(subscription.activity)
      : run.activity(subscription.activity).process;
  return run.node(subscription.element, process);
}
