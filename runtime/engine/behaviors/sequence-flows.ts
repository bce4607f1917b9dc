import { isTruthy } from '../../expression';
import type { FlowNode, SequenceFlow } from '../../bpmn';
import type { Execution } from '../execution';
import { Failed } from '../rejection';
import type { Variables } from '../state';

function holds(run: Execution, flow: SequenceFlow, variables: Variables): boolean {
  return flow.condition === undefined || isTruthy(run.evaluate(flow.condition, variables, flow.id));
}

/** The first flow whose condition holds, else the default. @throws Failed when there is none (BPMN 2.0.2 §13.4.2) */
export function chooseExclusive(
  run: Execution,
  node: FlowNode,
  variables: Variables,
): readonly SequenceFlow[] {
  if (node.outgoing.length === 0) return [];
  const chosen = node.outgoing.find(
    (flow) => flow !== node.defaultFlow && holds(run, flow, variables),
  );
  const flow = chosen ?? node.defaultFlow;
  if (flow === undefined) throw new Failed('ENG-NO-FLOW', { element: node.id });
  return [flow];
}

/** Every flow whose condition holds, else the default. @throws Failed when there is none (BPMN 2.0.2 §13.4.3) */
export function chooseInclusive(
  run: Execution,
  node: FlowNode,
  variables: Variables,
): readonly SequenceFlow[] {
  if (node.outgoing.length === 0) return [];
  const chosen = node.outgoing.filter(
    (flow) => flow !== node.defaultFlow && holds(run, flow, variables),
  );
  if (chosen.length > 0) return chosen;
  if (node.defaultFlow === undefined) throw new Failed('ENG-NO-FLOW', { element: node.id });
  return [node.defaultFlow];
}

/**
 * The flows out of a node that is no gateway: all unconditional ones, conditional ones that hold, and the default when no
 * conditional one does (BPMN 2.0.2 §13.3.1, uncontrolled flow).
 */
export function chooseUncontrolled(
  run: Execution,
  node: FlowNode,
  variables: Variables,
): readonly SequenceFlow[] {
  const conditional = node.outgoing.some((flow) => flow.condition !== undefined);
  if (!conditional && node.defaultFlow === undefined) return node.outgoing;
  const chosen = node.outgoing.filter(
    (flow) => flow !== node.defaultFlow && holds(run, flow, variables),
  );
  if (chosen.some((flow) => flow.condition !== undefined)) return chosen;
  if (node.defaultFlow !== undefined) return [...chosen, node.defaultFlow];
  if (chosen.length === 0) throw new Failed('ENG-NO-FLOW', { element: node.id });
  return chosen;
}

/** Sends a token over each flow, `quantity` times. */
export function take(
  run: Execution,
  flows: readonly SequenceFlow[],
  scope: string,
  quantity = 1,
): void {
  for (const flow of flows) {
    for (let count = 0; count < quantity; count += 1) {
      run.record('sequenceFlowTaken', { elementId: flow.id });
      run.push({ type: 'enter', node: flow.target, scope, flow });
    }
  }
}
