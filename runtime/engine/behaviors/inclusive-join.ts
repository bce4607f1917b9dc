import type { FlowNode } from '../../bpmn';
import type { Execution } from '../execution';
import { consumeOneEach } from '../elements/gateways';

/** By incoming flow of a join, the nodes from which a token could still come over it without passing the join. */
type Reach = ReadonlyMap<string, ReadonlySet<FlowNode>>;

/** `possible` counts what a boundary event may still send on; `certain` only sequence flows, as the standard words it. */
const upstream = new WeakMap<FlowNode, { readonly possible: Reach; readonly certain: Reach }>();

function upstreamOf(join: FlowNode): { readonly possible: Reach; readonly certain: Reach } {
  const known = upstream.get(join);
  if (known !== undefined) return known;
  const computed = { possible: reachOf(join, true), certain: reachOf(join, false) };
  upstream.set(join, computed);
  return computed;
}

function reachOf(join: FlowNode, overBoundaries: boolean): Reach {
  return new Map(
    join.incoming.map((flow) => {
      const reached = new Set<FlowNode>();
      const stack = [flow.source];
      for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
        if (node === join || reached.has(node)) continue;
        reached.add(node);
        stack.push(...predecessors(node, overBoundaries));
      }
      return [flow.id, reached] as const;
    }),
  );
}

function predecessors(node: FlowNode, overBoundaries: boolean): readonly FlowNode[] {
  const before = node.incoming.map((flow) => flow.source);
  if (overBoundaries && node.attachedTo !== undefined) before.push(node.attachedTo);
  for (const event of node.events) {
    if (event.kind !== 'link' || node.kind !== 'intermediateCatchEvent') continue;
    before.push(
      ...node.container.nodes.filter(
        (one) =>
          one.kind === 'intermediateThrowEvent' &&
          one.events.some((thrown) => thrown.kind === 'link' && thrown.name === event.name),
      ),
    );
  }
  return before;
}

/**
 * Fires one inclusive join that waits for nothing more: it has a token, and no token elsewhere in its scope can reach an
 * incoming flow that is still empty unless it can also reach one that is not (BPMN 2.0.2 §13.4.3).
 *
 * @returns whether one fired
 */
export function fireInclusiveJoin(run: Execution): boolean {
  for (const token of run.waiting) {
    const join = run.containerOf(token.scope).flows.find((flow) => flow.id === token.flow)?.target;
    if (join?.kind !== 'inclusiveGateway' || !isReady(run, join, token.scope)) continue;
    consumeOneEach(run, join, token.scope);
    run.push({ type: 'enter', node: join, scope: token.scope });
    return true;
  }
  return false;
}

function isReady(run: Execution, join: FlowNode, scope: string): boolean {
  const reach = upstreamOf(join);
  const filled = new Set(
    run.waiting.filter((token) => token.scope === scope).map((token) => token.flow),
  );
  const empty = join.incoming.filter((flow) => !filled.has(flow.id));
  if (empty.length === 0) return true;
  const full = join.incoming.filter((flow) => filled.has(flow.id));
  const elsewhere = tokensElsewhere(run, join, scope);
  return elsewhere.every((node) => {
    const reachesEmpty = empty.some((flow) => reach.possible.get(flow.id)?.has(node));
    return !reachesEmpty || full.some((flow) => reach.certain.get(flow.id)?.has(node));
  });
}

/** The nodes of the scope at which tokens are, other than at the join itself. */
function tokensElsewhere(run: Execution, join: FlowNode, scope: string): readonly FlowNode[] {
  const active = run
    .childrenOf(scope)
    .map((id) => run.activity(id))
    .filter(
      (activity) =>
        activity.compensationOf === undefined && activity.afterCompensation !== 'vanish',
    )
    .map((activity) => run.nodeOf(activity));
  const container = run.containerOf(scope);
  const waiting = run.waiting
    .filter((token) => token.scope === scope)
    .flatMap((token) => container.flows.find((flow) => flow.id === token.flow)?.target ?? [])
    .filter((node) => node !== join);
  return [...active, ...waiting];
}
