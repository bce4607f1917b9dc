import { isTruthy } from '../../expression';
import type { FlowNode, MultiInstance, StandardLoop } from '../../bpmn';
import type { ActivityDraft, Execution } from '../execution';
import { Failed } from '../rejection';
import { countVote, hasVeto } from './countersign';
import { throwBehavior } from './multi-instance-events';
import type { MultiInstanceState } from '../state';

/** Starts the body of a loop or multi-instance activity (BPMN 2.0.2 §13.3.6, §13.3.7). */
export function startBody(
  run: Execution,
  body: ActivityDraft,
  node: FlowNode,
  loop: StandardLoop | MultiInstance,
): void {
  if (loop.kind === 'standard') {
    body.loop = { count: 0 };
    run.setLocal(body, 'loopCounter', 0);
    nextTurn(run, body, node, loop, loop.testBefore);
    return;
  }
  delete run.cosigners[node.id];
  const items = loop.collection === undefined ? undefined : collect(run, body, node, loop);
  const total = items?.length ?? cardinality(run, body, node, loop);
  body.multi = {
    total,
    started: 0,
    completed: 0,
    active: 0,
    ...(items === undefined ? {} : { items }),
  };
  if (loop.outputCollection !== null)
    body.multi = { ...body.multi, output: Array.from({ length: total }, () => null) };
  if (total === 0 && isCountersign(node)) {
    throw new Failed('ENG-NO-MEMBERS', { element: node.id });
  }
  if (total === 0) {
    finishBody(run, body, loop);
    return;
  }
  const first = loop.sequential ? 1 : total;
  for (let index = 0; index < first; index += 1) startInstance(run, body, node, loop);
  countVote(run, body, node, undefined, false);
}

function collect(
  run: Execution,
  body: ActivityDraft,
  node: FlowNode,
  loop: MultiInstance,
): readonly unknown[] {
  if (loop.collection === undefined) return [];
  const value = run.evaluate(loop.collection, run.view(body.id), node.id);
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function cardinality(
  run: Execution,
  body: ActivityDraft,
  node: FlowNode,
  loop: MultiInstance,
): number {
  const value =
    loop.cardinality === undefined ? 0 : run.evaluate(loop.cardinality, run.view(body.id), node.id);
  const count = typeof value === 'string' ? Number(value) : value;
  if (typeof count === 'number' && Number.isInteger(count) && count >= 0) return count;
  throw new Failed('ENG-CARDINALITY', { element: node.id, value: String(value) });
}

function multiOf(body: ActivityDraft): MultiInstanceState {
  return body.multi ?? { total: 0, started: 0, completed: 0, active: 0 };
}

/** Starts the next instance of a body. */
export function startInstance(
  run: Execution,
  body: ActivityDraft,
  node: FlowNode,
  loop: MultiInstance,
): void {
  const multi = multiOf(body);
  const index = multi.started;
  body.multi = { ...multi, started: index + 1, active: multi.active + 1 };
  publishCounts(run, body);
  const instance = run.create(node, body.id, { body: body.id, index });
  run.setLocal(instance, 'loopCounter', index);
  if (loop.elementVariable !== null && multi.items !== undefined) {
    run.setLocal(instance, loop.elementVariable, multi.items[index] ?? null);
  }
  for (const form of node.userTask?.forms ?? []) {
    const isFilled = [form.access, ...Object.values(form.fields)].includes('edit');
    if (isFilled) run.setLocal(instance, form.variable, run.view(body.id)[form.variable] ?? {});
  }
  run.push({ type: 'execute', activity: instance.id });
}

function isCountersign(node: FlowNode): boolean {
  return (node.userTask?.countersign ?? null) !== null;
}

/** What rules inside and the completion condition read. */
function publishCounts(run: Execution, body: ActivityDraft): void {
  const multi = multiOf(body);
  run.setLocal(body, 'nrOfInstances', multi.total);
  run.setLocal(body, 'nrOfCompletedInstances', multi.completed);
  run.setLocal(body, 'nrOfActiveInstances', multi.active);
}

/** One instance of a body is done: what it gives is kept, and the next starts or the body ends. */
export function bodyInstanceCompleted(
  run: Execution,
  instance: ActivityDraft,
  node: FlowNode,
): void {
  const body = run.activity(instance.body ?? '');
  const loop = node.loop;
  if (loop === undefined) return;
  run.record('activityCompleted', { elementId: node.id, activityId: instance.id });
  if (loop.kind === 'standard') {
    run.remove(instance);
    body.loop = { count: (body.loop?.count ?? 0) + 1 };
    run.setLocal(body, 'loopCounter', body.loop.count);
    nextTurn(run, body, node, loop, true);
    return;
  }
  const multi = multiOf(body);
  const output = multi.output === undefined ? undefined : [...multi.output];
  if (output !== undefined && loop.outputElement !== undefined) {
    output[instance.index ?? 0] =
      run.evaluate(loop.outputElement, run.view(instance.id), node.id) ?? null;
  }
  const veto = hasVeto(run, instance, node);
  run.remove(instance);
  body.multi = {
    ...multi,
    completed: multi.completed + 1,
    active: multi.active - 1,
    ...(output === undefined ? {} : { output }),
  };
  publishCounts(run, body);
  const ended = throwBehavior(run, body, node, loop);
  const decided = countVote(run, body, node, instance.vote, veto);
  const enough =
    ended ||
    decided ||
    (loop.completionCondition !== undefined &&
      isTruthy(run.evaluate(loop.completionCondition, run.view(body.id), node.id)));
  goOn(run, body, node, loop, enough);
}

/** Ends the body when it is enough or all are done; else the next starts where they run one after the other. */
export function goOn(
  run: Execution,
  body: ActivityDraft,
  node: FlowNode,
  loop: MultiInstance,
  enough: boolean,
): void {
  const { completed, total, active } = multiOf(body);
  if (enough || completed === total) {
    for (const child of run.childrenOf(body.id)) run.terminate(child);
    finishBody(run, body, loop);
  } else if (loop.sequential && active === 0) {
    startInstance(run, body, node, loop);
  }
}

function finishBody(run: Execution, body: ActivityDraft, loop: MultiInstance): void {
  if (loop.outputCollection !== null && body.scope !== undefined) {
    run.setVariables(body.scope, { [loop.outputCollection]: multiOf(body).output ?? [] });
  }
  run.push({ type: 'complete', activity: body.id });
}

function nextTurn(
  run: Execution,
  body: ActivityDraft,
  node: FlowNode,
  loop: StandardLoop,
  test: boolean,
): void {
  const count = body.loop?.count ?? 0;
  const exhausted = loop.maximum !== null && count >= loop.maximum;
  const wanted =
    !test ||
    loop.condition === undefined ||
    isTruthy(run.evaluate(loop.condition, run.view(body.id), node.id));
  if (exhausted || !wanted) {
    run.push({ type: 'complete', activity: body.id });
    return;
  }
  run.spend(node);
  const instance = run.create(node, body.id, { body: body.id, index: count });
  run.push({ type: 'execute', activity: instance.id });
}
