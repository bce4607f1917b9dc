import type { Container, FlowNode } from '../../bpmn';

/**
 * The nodes to which a token could go on from a node inside its container: over sequence flows, boundary events and
 * links, the node itself not counted unless a loop leads back to it.
 *
 * @param avoiding paths end before this node
 */
export function reachableFrom(from: FlowNode, avoiding?: FlowNode): ReadonlySet<FlowNode> {
  const reached = new Set<FlowNode>();
  const stack = successors(from);
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node === avoiding || reached.has(node)) continue;
    reached.add(node);
    stack.push(...successors(node));
  }
  return reached;
}

/**
 * The nodes to which a token goes on from a node.
 *
 * @param blocked flows on which none goes on
 */
export function successors(node: FlowNode, blocked?: ReadonlySet<string>): FlowNode[] {
  const flows = node.outgoing.filter((flow) => blocked?.has(flow.id) !== true);
  const after = [...flows.map((flow) => flow.target), ...node.boundaryEvents];
  if (node.kind === 'intermediateThrowEvent') {
    for (const event of node.events) {
      const target = event.kind === 'link' ? node.container.links.get(event.name) : undefined;
      if (target !== undefined) after.push(target);
    }
  }
  return after;
}

/** The node of a container in which, at whatever depth, another node stands; undefined when it stands elsewhere. */
export function ancestorIn(container: Container, node: FlowNode): FlowNode | undefined {
  for (let at: FlowNode | undefined = node; at !== undefined; at = at.container.owner) {
    if (at.container === container) return at;
  }
  return undefined;
}

/** Whether a later step lies on a way that leads on from an earlier one, at whatever depth either stands. */
export function leadsTo(earlier: FlowNode, later: FlowNode): boolean {
  for (let at: FlowNode | undefined = later; at !== undefined; at = at.container.owner) {
    const from = ancestorIn(at.container, earlier);
    if (from !== undefined) return from === at || reachableFrom(from).has(at);
  }
  return false;
}
