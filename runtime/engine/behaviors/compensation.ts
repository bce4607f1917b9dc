import type { FlowNode } from '../../bpmn';
import type { ActivityDraft, Execution } from '../execution';
import { type CompensationRecord, ROOT } from '../state';

/** The event sub-process that undoes a scope, when it has one. */
function compensationSubProcess(node: FlowNode): FlowNode | undefined {
  return node.inner?.eventSubProcesses.find((one) =>
    one.inner?.nodes.some(
      (start) =>
        start.kind === 'startEvent' && start.events.some((event) => event.kind === 'compensation'),
    ),
  );
}

/**
 * Remembers a completed activity that can be undone: it has a handler, or it is a sub-process in which something was
 * done that has one (BPMN 2.0.2 §13.5.5).
 */
export function recordCompensation(run: Execution, activity: ActivityDraft, node: FlowNode): void {
  if (activity.scope === undefined || node.kind === 'eventSubProcess' || node.isForCompensation)
    return;
  const inner = run.compensations.filter((record) => record.scope === activity.id);
  if (inner.length > 0)
    run.compensations = run.compensations.filter((record) => record.scope !== activity.id);
  const undoable =
    node.compensationHandler !== undefined ||
    inner.length > 0 ||
    compensationSubProcess(node) !== undefined;
  if (!undoable) return;
  run.compensations.push({
    element: node.id,
    scope: activity.scope,
    ...(activity.process === undefined ? {} : { process: activity.process }),
    ...(activity.variables === undefined ? {} : { variables: activity.variables }),
    ...(inner.length === 0 ? {} : { inner }),
  });
}

/** What the instances of a loop or multi-instance did can be undone once the whole of it has completed. */
export function releaseCompensations(run: Execution, body: ActivityDraft): void {
  const { scope } = body;
  if (scope === undefined) return;
  run.compensations = run.compensations.map((record) =>
    record.scope === body.id ? { ...record, scope } : record,
  );
}

/** The scopes whose completed activities a throw event undoes: its own, and out of event sub-processes those around. */
export function compensationScopes(run: Execution, activity: ActivityDraft): readonly string[] {
  const scopes = [activity.scope ?? ROOT];
  for (let holder = run.activity(scopes[0] ?? ROOT); holder.scope !== undefined;) {
    if (run.nodeOf(holder).kind !== 'eventSubProcess') break;
    scopes.push(holder.scope);
    holder = run.activity(holder.scope);
  }
  return scopes;
}

/**
 * Begins to undo, last first, what was completed in some scopes; `activity` waits until all is undone. A handler that waits
 * does not hold up the others: they have begun in the right order, which is all that the order promises.
 *
 * @param only undo only this activity; null undoes all
 */
export function startCompensation(
  run: Execution,
  activity: ActivityDraft,
  scopes: readonly string[],
  only: string | null,
  after: NonNullable<ActivityDraft['afterCompensation']>,
): void {
  const chosen = run.compensations.filter(
    (record) => scopes.includes(record.scope) && (only === null || record.element === only),
  );
  run.compensations = run.compensations.filter((record) => !chosen.includes(record));
  activity.afterCompensation = after;
  undoAll(run, chosen, activity);
}

/** Undoes records, last first, on behalf of an activity instance that waits for all of them. */
function undoAll(
  run: Execution,
  records: readonly CompensationRecord[],
  waiter: ActivityDraft,
): void {
  waiter.compensating = records.length;
  for (const record of [...records].reverse()) undo(run, record, waiter.id);
  goOnWhenUndone(run, waiter);
}

function goOnWhenUndone(run: Execution, waiter: ActivityDraft): void {
  if ((waiter.compensating ?? 0) > 0) return;
  delete waiter.compensating;
  if (waiter.afterCompensation === 'cancelTransaction') leaveByCancel(run, waiter);
  else if (waiter.afterCompensation === 'vanish') run.remove(waiter);
  else run.push({ type: 'complete', activity: waiter.id });
}

function undo(run: Execution, record: CompensationRecord, waiterId: string): void {
  const node = run.node(record.element, record.process);
  const subProcess = compensationSubProcess(node);
  if (subProcess === undefined && node.compensationHandler !== undefined) {
    enterHandler(run, node.compensationHandler, record.scope, waiterId);
    return;
  }
  const restored = run.create(node, record.scope, {
    compensationOf: waiterId,
    ...(record.variables === undefined ? {} : { variables: record.variables }),
  });
  const inner = (record.inner ?? []).map((one) => ({ ...one, scope: restored.id }));
  if (subProcess === undefined) {
    restored.afterCompensation = 'continue';
    undoAll(run, inner, restored);
    return;
  }
  run.compensations.push(...inner);
  run.push({ type: 'enter', node: subProcess, scope: restored.id });
}

function enterHandler(run: Execution, handler: FlowNode, scope: string, waiterId: string): void {
  run.push({ type: 'enter', node: handler, scope, more: { compensationOf: waiterId } });
}

/**
 * A handler is done, or a sub-process restored for undoing has undone its inside: its own handler comes next, if it has
 * one too; else one thing less is left to undo.
 */
export function compensated(run: Execution, node: FlowNode, scope: string, waiterId: string): void {
  if (node.compensationHandler !== undefined) {
    enterHandler(run, node.compensationHandler, scope, waiterId);
    return;
  }
  const waiter = run.activities.get(waiterId);
  if (waiter === undefined) return;
  waiter.compensating = (waiter.compensating ?? 1) - 1;
  goOnWhenUndone(run, waiter);
}

/**
 * Ends what runs in the transaction around a cancel end event, in all its instances when it is multi-instance, undoes
 * what was completed in it and leaves it by its cancel boundary event (BPMN 2.0.2 §13.3.5).
 */
export function cancelTransaction(run: Execution, end: ActivityDraft): void {
  const node = run.nodeOf(end);
  const transaction = transactionAround(run, end);
  const scopes = openScopes(run, transaction.body ?? transaction.id);
  run.record('activityCompleted', { elementId: node.id, activityId: end.id });
  run.remove(end);
  const waiter = run.create(node, transaction.id);
  for (const scope of scopes) {
    for (const child of run.childrenOf(scope)) {
      if (child !== waiter.id && !scopes.includes(child)) run.terminate(child);
    }
    run.unsubscribe(scope);
    run.waiting = run.waiting.filter((token) => token.scope !== scope);
    run.dropWork(scope);
    run.activity(scope).afterCompensation = 'vanish';
  }
  startCompensation(run, waiter, scopes, null, 'cancelTransaction');
}

function transactionAround(run: Execution, activity: ActivityDraft): ActivityDraft {
  let at = run.activity(activity.scope ?? ROOT);
  while (at.scope !== undefined && run.nodeOf(at).kind !== 'transaction')
    at = run.activity(at.scope);
  return at;
}

/** A scope and all that are open inside it. */
function openScopes(run: Execution, scope: string): readonly string[] {
  const inner = run.childrenOf(scope).filter((id) => {
    const { kind, inner: inside } = run.nodeOf(run.activity(id));
    return inside !== undefined || kind === 'callActivity';
  });
  return [scope, ...inner.flatMap((id) => openScopes(run, id))];
}

function leaveByCancel(run: Execution, waiter: ActivityDraft): void {
  const transaction = transactionAround(run, waiter);
  const whole = run.activity(transaction.body ?? transaction.id);
  const boundary = run
    .nodeOf(transaction)
    .boundaryEvents.find((event) => event.events.some((one) => one.kind === 'cancel'));
  const outer = whole.scope ?? ROOT;
  run.remove(waiter);
  run.terminate(whole.id);
  if (boundary !== undefined) run.push({ type: 'occur', node: boundary, scope: outer });
}
