import { subscribeEventSubProcesses } from '../behaviors/event-sub-process';
import { subscribe } from '../behaviors/subscriptions';
import type { FlowNode } from '../../bpmn';
import type { ActivityDraft, Execution } from '../execution';
import { Refused, rejection } from '../rejection';
import { ROOT } from '../state';
import { ancestorIn, reachableFrom, successors } from './reach';

/** Where a step that is done again stands: the live scope around it and the node of that scope that holds it. */
export interface RewindPlace {
  readonly scope: string;
  readonly node: FlowNode;
}

/** The multi-instance or loop body that an instance belongs to; itself when it repeats nothing. */
export function wholeOf(run: Execution, activity: ActivityDraft): ActivityDraft {
  return activity.body === undefined ? activity : run.activity(activity.body);
}

/** The nearest scope around a running activity in which an earlier step stands, and the activity of that scope. */
export function commonPlace(
  run: Execution,
  activity: ActivityDraft,
  target: FlowNode,
): (RewindPlace & { readonly position: ActivityDraft }) | undefined {
  let position = wholeOf(run, activity);
  for (;;) {
    const scope = position.scope ?? ROOT;
    const node = ancestorIn(run.containerOf(scope), target);
    if (node !== undefined) return { scope, node, position };
    if (scope === ROOT) return undefined;
    position = wholeOf(run, run.activity(scope));
  }
}

/** What has come of a node since it was done. */
export interface Outcome {
  /** The nodes that its tokens may have passed, the node itself among them. */
  readonly passed: ReadonlySet<FlowNode>;
  /** The activities at which they are now. */
  readonly positions: readonly ActivityDraft[];
}

/**
 * Follows the ways on from a node up to where tokens are now: activities that run, and flows on which a token waits at a
 * join. What lies only behind those has not come of it, even where a loop leads on from there.
 */
export function outcomeOf(run: Execution, { scope, node }: RewindPlace): Outcome {
  const running = new Map<FlowNode, ActivityDraft[]>();
  for (const id of run.childrenOf(scope)) {
    const activity = run.activity(id);
    if (activity.compensationOf !== undefined || activity.fired === true) continue;
    const at = run.nodeOf(activity);
    running.set(at, [...(running.get(at) ?? []), activity]);
  }
  const waiting = new Set(
    run.waiting.filter((token) => token.scope === scope).map((token) => token.flow),
  );
  const passed = new Set<FlowNode>([node]);
  const positions: ActivityDraft[] = [];
  const stack = successors(node, waiting);
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (passed.has(at)) continue;
    const here = running.get(at);
    if (here !== undefined) {
      running.delete(at);
      positions.push(...here);
    } else if (!positions.some((one) => run.nodeOf(one) === at)) {
      passed.add(at);
      stack.push(...successors(at, waiting));
    }
  }
  return { passed, positions };
}

/**
 * Puts a scope back to before one of its nodes: ends what came of that node, gives joins that were passed the tokens of
 * the branches that are not done again, and enters the target anew.
 */
export function rewind(
  run: Execution,
  { scope, node }: RewindPlace,
  target: FlowNode,
  { passed, positions }: Outcome,
  assignee?: string,
): void {
  const ended = positions.map((activity) => run.nodeOf(activity));
  const sources = new Map(run.containerOf(scope).flows.map((flow) => [flow.id, flow.source]));
  run.waiting = run.waiting.filter((token) => {
    const source = sources.get(token.flow);
    return token.scope !== scope || source === undefined || !passed.has(source);
  });
  for (const join of passed) {
    const wasPassed = join.kind === 'parallelGateway' && reachesAny(join, ended, node);
    if (wasPassed) restoreTokens(run, join, scope, passed);
  }
  for (const activity of positions) run.terminate(activity.id);
  enterInside(run, scope, node, target, assignee);
}

function reachesAny(join: FlowNode, nodes: readonly FlowNode[], avoiding: FlowNode): boolean {
  const reached = reachableFrom(join, avoiding);
  return nodes.some((node) => reached.has(node));
}

/** The tokens of branches that are done and stay done wait at the join again. */
function restoreTokens(
  run: Execution,
  join: FlowNode,
  scope: string,
  redone: ReadonlySet<FlowNode>,
): void {
  for (const flow of join.incoming) {
    const waits = run.waiting.some((token) => token.scope === scope && token.flow === flow.id);
    if (!waits && !redone.has(flow.source)) run.waiting.push({ flow: flow.id, scope });
  }
}

/** Enters a node, opening the sub-processes around it that do not run. */
export function enterInside(
  run: Execution,
  scope: string,
  outermost: FlowNode,
  target: FlowNode,
  assignee?: string,
): void {
  let inside = scope;
  for (const node of pathDown(outermost, target)) {
    if (node === target) break;
    if (node.loop !== undefined || !['subProcess', 'transaction'].includes(node.kind)) {
      throw new Refused(rejection('ENG-INTO-LOOP', { element: node.name || node.id }));
    }
    const opened = run.create(node, inside, { variables: {} });
    run.record('activityActivated', { elementId: node.id, activityId: opened.id });
    for (const boundary of node.boundaryEvents) subscribe(run, boundary, opened);
    subscribeEventSubProcesses(run, opened);
    inside = opened.id;
    const entered = ancestorIn(run.containerOf(inside), target);
    if (entered !== undefined) restoreInside(run, entered, inside);
  }
  const isOwn = assignee !== undefined && target.loop === undefined;
  run.push({
    type: 'enter',
    node: target,
    scope: inside,
    ...(isOwn ? { more: { assignee } } : {}),
  });
}

/** A sub-process had ended, so all its joins were passed. */
function restoreInside(run: Execution, entered: FlowNode, scope: string): void {
  const redone = new Set([entered, ...reachableFrom(entered)]);
  for (const join of redone) {
    if (join.kind === 'parallelGateway') restoreTokens(run, join, scope, redone);
  }
}

function pathDown(outermost: FlowNode, target: FlowNode): readonly FlowNode[] {
  const path: FlowNode[] = [];
  for (let at: FlowNode | undefined = target; at !== undefined; at = at.container.owner) {
    path.unshift(at);
    if (at === outermost) break;
  }
  return path;
}
