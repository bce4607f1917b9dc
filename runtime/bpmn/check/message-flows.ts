import { type ModdleElement, child, idOf, isA } from '../moddle';
import { type CheckedFile, ancestor, hasTrigger } from './checked-file';
import type { Report, Rule } from './rule';

/** Pools and the messages between them (BPMN 2.0.2 §9.3, §9.4, §7.6.2). */
export const checkMessageFlows: Rule = (file, report) => {
  for (const multiplicity of file.ofType('bpmn:ParticipantMultiplicity')) {
    checkMultiplicity(multiplicity, report);
  }
  for (const flow of file.ofType('bpmn:MessageFlow')) checkEnds(file, flow, report);
};

/** Table 9.3: minimum is 0 or more, maximum 1 or more and not below the minimum. */
function checkMultiplicity(multiplicity: ModdleElement, report: Report): void {
  const minimum = Number(multiplicity['minimum'] ?? 0);
  const maximum = Number(multiplicity['maximum'] ?? 1);
  if (minimum < 0 || maximum < 1 || maximum < minimum) report('BPMN-CO1', multiplicity);
}

function checkEnds(file: CheckedFile, flow: ModdleElement, report: Report): void {
  const source = child(flow, 'sourceRef');
  const target = child(flow, 'targetRef');
  if (source === undefined) report('BPMN-CO2', flow, { end: '—' });
  if (target === undefined) report('BPMN-CO3', flow, { end: '—' });
  if (source === undefined || target === undefined) return;
  if (!isMessageNode(source) || !canSend(source)) {
    report('BPMN-CO2', flow, { end: idOf(source) });
  }
  if (!isMessageNode(target) || !canReceive(target)) {
    report('BPMN-CO3', flow, { end: idOf(target) });
  }
  const pools = [poolOf(file, source), poolOf(file, target)];
  if (pools[0] !== undefined && pools[0] === pools[1]) report('BPMN-CO4', flow);
}

function isMessageNode(element: ModdleElement): boolean {
  return ['bpmn:Participant', 'bpmn:Activity', 'bpmn:Event'].some((type) => isA(element, type));
}

function canSend(node: ModdleElement): boolean {
  if (!isA(node, 'bpmn:Event')) return node.$type !== 'bpmn:ReceiveTask';
  return isA(node, 'bpmn:ThrowEvent') && hasTrigger(node, 'bpmn:MessageEventDefinition');
}

function canReceive(node: ModdleElement): boolean {
  if (!isA(node, 'bpmn:Event')) return node.$type !== 'bpmn:SendTask';
  return isA(node, 'bpmn:CatchEvent') && hasTrigger(node, 'bpmn:MessageEventDefinition');
}

/** The process in a pool stands for the pool. */
function poolOf(file: CheckedFile, element: ModdleElement): ModdleElement | undefined {
  if (isA(element, 'bpmn:Participant')) return child(element, 'processRef') ?? element;
  const process = ancestor(element, 'bpmn:Process');
  return file.ofType('bpmn:Process').find((one) => one === process);
}
