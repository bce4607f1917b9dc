import { type ModdleElement, child, flag, isA, list } from '../moddle';
import { type CheckedFile, hasTrigger, isEventSubProcess } from './checked-file';
import type { Report, Rule } from './rule';

/** Where a process or sub-process begins and ends (BPMN 2.0.2 §10.5.2, §10.5.3, §10.5.4). */
export const checkStartAndEnd: Rule = (file, report) => {
  for (const container of file.ofType('bpmn:FlowElementsContainer')) {
    if (container.$type === 'bpmn:AdHocSubProcess') continue;
    const nodes = list(container, 'flowElements').filter((one) => isA(one, 'bpmn:FlowNode'));
    const starts = nodes.some((node) => node.$type === 'bpmn:StartEvent');
    const ends = nodes.some((node) => node.$type === 'bpmn:EndEvent');
    if (ends && !starts && !nodes.some((node) => flag(node, 'instantiate', false))) {
      report('BPMN-SE3', container);
    }
    if (starts) checkEveryNodeIsReached(file, nodes, report);
    checkEveryNodeIsLeft(file, nodes, report);
    if (ends) checkNormalFlowEnds(file, nodes, report);
    if (starts && !ends && container.$type === 'bpmn:Process') {
      checkImplicitEnd(file, nodes, report);
    }
  }
};

/** With a start event, every other node must be the target of a flow. */
function checkEveryNodeIsReached(
  file: CheckedFile,
  nodes: readonly ModdleElement[],
  report: Report,
): void {
  for (const node of nodes) {
    if (standsAlone(node) || node.$type === 'bpmn:StartEvent') continue;
    if (node.$type === 'bpmn:BoundaryEvent' || isLink(node, 'bpmn:IntermediateCatchEvent'))
      continue;
    if (flag(node, 'instantiate', false)) continue;
    if (file.incoming(node).length === 0) report('BPMN-SE1', node);
  }
}

/** Events begin or carry on a flow and so must have one; activities and gateways may end it implicitly. */
function checkEveryNodeIsLeft(
  file: CheckedFile,
  nodes: readonly ModdleElement[],
  report: Report,
): void {
  for (const node of nodes) {
    const goesOn =
      node.$type === 'bpmn:StartEvent' ||
      node.$type === 'bpmn:IntermediateCatchEvent' ||
      (node.$type === 'bpmn:BoundaryEvent' &&
        !hasTrigger(node, 'bpmn:CompensateEventDefinition')) ||
      (node.$type === 'bpmn:IntermediateThrowEvent' && !isLink(node, node.$type));
    if (goesOn && file.outgoing(node).length === 0) report('BPMN-SE2', node);
  }
}

/** With an end event every path from a start event ends in one. */
function checkNormalFlowEnds(
  file: CheckedFile,
  nodes: readonly ModdleElement[],
  report: Report,
): void {
  const reached = new Set<ModdleElement>();
  const stack = nodes.filter((node) => node.$type === 'bpmn:StartEvent');
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    for (const flow of file.outgoing(node)) stack.push(...present(child(flow, 'targetRef')));
  }
  for (const node of reached) {
    if (isA(node, 'bpmn:Activity') && file.outgoing(node).length === 0) report('BPMN-SE5', node);
  }
}

function present(node: ModdleElement | undefined): readonly ModdleElement[] {
  return node === undefined ? [] : [node];
}

/**
 * With a start event there must be an end event. An activity that nothing follows is taken for one, as many drawings mean
 * it; a sub-process inside which nothing begins or ends either is not.
 */
function checkImplicitEnd(
  file: CheckedFile,
  nodes: readonly ModdleElement[],
  report: Report,
): void {
  for (const node of nodes) {
    if (!isA(node, 'bpmn:SubProcess') || standsAlone(node)) continue;
    const inside = list(node, 'flowElements');
    if (file.outgoing(node).length === 0 && !inside.some((one) => isA(one, 'bpmn:Event'))) {
      report('BPMN-SE4', node);
    }
  }
}

/** Event sub-processes and compensation handlers are not joined by flows. */
function standsAlone(node: ModdleElement): boolean {
  return isEventSubProcess(node) || flag(node, 'isForCompensation', false);
}

function isLink(node: ModdleElement, type: string): boolean {
  return node.$type === type && hasTrigger(node, 'bpmn:LinkEventDefinition');
}
