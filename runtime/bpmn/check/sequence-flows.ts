import { type ModdleElement, child, flag, idOf, isA, list } from '../moddle';
import { type CheckedFile, hasTrigger, isEventSubProcess } from './checked-file';
import type { Report, Rule } from './rule';

/** Sequence flows (BPMN 2.0.2 §8.4.13, §10.2, §7.6.1 connection rules). */
export const checkSequenceFlows: Rule = (file, report) => {
  for (const flow of file.ofType('bpmn:SequenceFlow')) {
    checkEnds(flow, report);
    checkCondition(file, flow, report);
    if (!flag(flow, 'isImmediate', true)) report('BPMN-SF9', flow);
  }
  const nodes = file.ofType('bpmn:FlowNode');
  for (const node of nodes) {
    checkDefault(file, node, report);
    if (refusesIncoming(node)) {
      for (const flow of file.incoming(node)) report('BPMN-SF6', node, { flow: idOf(flow) });
    }
    if (refusesOutgoing(node)) {
      for (const flow of file.outgoing(node)) report('BPMN-SF7', node, { flow: idOf(flow) });
    }
  }
  const listsFlows = nodes.some(
    (node) => list(node, 'incoming').length + list(node, 'outgoing').length > 0,
  );
  if (listsFlows) for (const node of nodes) checkLists(file, node, report);
};

/** A flow joins two flow nodes of one process or one sub-process. */
function checkEnds(flow: ModdleElement, report: Report): void {
  for (const end of ['sourceRef', 'targetRef']) {
    const node = child(flow, end);
    if (node === undefined || !isA(node, 'bpmn:FlowNode') || node.$parent !== flow.$parent) {
      report('BPMN-SF1', flow, { end });
    }
  }
}

/** What a node lists as its incoming and outgoing flows is what the flows say. */
function checkLists(file: CheckedFile, node: ModdleElement, report: Report): void {
  const pairs = [
    ['incoming', file.incoming(node)],
    ['outgoing', file.outgoing(node)],
  ] as const;
  for (const [name, flows] of pairs) {
    const listed = list(node, name);
    const wrong = [
      ...flows.filter((flow) => !listed.includes(flow)),
      ...listed.filter((flow) => !flows.includes(flow)),
    ];
    for (const flow of wrong) report('BPMN-SF2', node, { list: name, flow: idOf(flow) });
  }
}

/** Conditions are for activities and for exclusive, inclusive and complex gateways. */
function checkCondition(file: CheckedFile, flow: ModdleElement, report: Report): void {
  const source = child(flow, 'sourceRef');
  if (source === undefined || child(flow, 'conditionExpression') === undefined) return;
  const others = file.outgoing(source).length - 1;
  if (isA(source, 'bpmn:Activity')) {
    if (others === 0) report('BPMN-SF4', flow, { source: idOf(source) });
    return;
  }
  const choosing = ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway', 'bpmn:ComplexGateway'];
  // A start event with several flows divides like an activity; drawings of other makers rely on it.
  if (choosing.includes(source.$type) || (source.$type === 'bpmn:StartEvent' && others > 0)) return;
  const ignored = source.$type === 'bpmn:ParallelGateway';
  report(ignored ? 'BPMN-SF10' : 'BPMN-SF3', flow, { source: idOf(source) });
}

function checkDefault(file: CheckedFile, node: ModdleElement, report: Report): void {
  const chosen = child(node, 'default');
  if (chosen === undefined) {
    // Not an attribute of this kind of node at all.
    const stray = node.$attrs?.['default'];
    if (typeof stray === 'string') report('BPMN-SF5', node, { flow: stray });
    return;
  }
  if (!file.outgoing(node).includes(chosen)) report('BPMN-SF5', node, { flow: idOf(chosen) });
  else if (child(chosen, 'conditionExpression') !== undefined) {
    report('BPMN-SF8', node, { flow: idOf(chosen) });
  }
}

function refusesIncoming(node: ModdleElement): boolean {
  return (
    node.$type === 'bpmn:StartEvent' ||
    node.$type === 'bpmn:BoundaryEvent' ||
    isEventSubProcess(node) ||
    flag(node, 'isForCompensation', false) ||
    (node.$type === 'bpmn:IntermediateCatchEvent' && hasTrigger(node, 'bpmn:LinkEventDefinition'))
  );
}

function refusesOutgoing(node: ModdleElement): boolean {
  return (
    node.$type === 'bpmn:EndEvent' ||
    isEventSubProcess(node) ||
    flag(node, 'isForCompensation', false) ||
    (node.$type === 'bpmn:BoundaryEvent' && hasTrigger(node, 'bpmn:CompensateEventDefinition')) ||
    (node.$type === 'bpmn:IntermediateThrowEvent' && hasTrigger(node, 'bpmn:LinkEventDefinition'))
  );
}
