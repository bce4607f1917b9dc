import { type ModdleElement, child, flag, idOf, isA, text } from '../moddle';
import { type CheckedFile, eventDefinitionsOf } from './checked-file';
import type { Report, Rule } from './rule';

/** Gateways (BPMN 2.0.2 §10.6). */
export const checkGateways: Rule = (file, report) => {
  for (const gateway of file.ofType('bpmn:Gateway')) {
    checkDirection(file, gateway, report);
    if (gateway.$type === 'bpmn:EventBasedGateway') checkEventBased(file, gateway, report);
  }
};

/** A gateway that says how it directs the flow must do so (Table 8.46 and §10.6.1). */
function checkDirection(file: CheckedFile, gateway: ModdleElement, report: Report): void {
  const into = file.incoming(gateway).length;
  const out = file.outgoing(gateway).length;
  const direction = text(gateway, 'gatewayDirection');
  if (direction === 'Converging' && (into < 2 || out > 1)) report('BPMN-GW1', gateway);
  if (direction === 'Diverging' && (out < 2 || into > 1)) report('BPMN-GW2', gateway);
  if (direction === 'Mixed' && (into < 2 || out < 2)) report('BPMN-GW3', gateway);
  if (into + out === 0) report('BPMN-GW4', gateway);
}

const AWAITED = new Set([
  'bpmn:MessageEventDefinition',
  'bpmn:SignalEventDefinition',
  'bpmn:TimerEventDefinition',
  'bpmn:ConditionalEventDefinition',
]);

/** §10.6.6: what may follow an event-based gateway, and when one may start a process. */
function checkEventBased(file: CheckedFile, gateway: ModdleElement, report: Report): void {
  const targets = file.outgoing(gateway).flatMap((flow) => child(flow, 'targetRef') ?? []);
  if (targets.length < 2) report('BPMN-GW5', gateway);
  for (const target of targets) {
    if (!isAwaited(target)) report('BPMN-GW6', gateway, { target: idOf(target) });
    if (file.incoming(target).length > 1) report('BPMN-GW7', gateway, { target: idOf(target) });
    if (target.$type === 'bpmn:ReceiveTask' && file.boundaryEventsOf(target).length > 0) {
      report('BPMN-GW8', gateway, { target: idOf(target) });
    }
  }
  checkReceivers(gateway, targets, report);
  const instantiate = flag(gateway, 'instantiate', false);
  if (instantiate && file.incoming(gateway).length > 0) report('BPMN-GW10', gateway);
  if (text(gateway, 'eventGatewayType') === 'Parallel' && !instantiate) {
    report('BPMN-GW11', gateway);
  }
}

function isAwaited(target: ModdleElement): boolean {
  if (target.$type === 'bpmn:ReceiveTask') return true;
  const events = eventDefinitionsOf(target);
  return (
    isA(target, 'bpmn:IntermediateCatchEvent') &&
    events.length > 0 &&
    events.every((event) => AWAITED.has(event.$type))
  );
}

/**
 * Message events and receive tasks may not both follow, for the same message could then arrive at either. Told apart by
 * messages of their own they do no harm.
 */
function checkReceivers(
  gateway: ModdleElement,
  targets: readonly ModdleElement[],
  report: Report,
): void {
  const awaited = targets.flatMap((target) =>
    eventDefinitionsOf(target)
      .filter((event) => event.$type === 'bpmn:MessageEventDefinition')
      .map((event) => child(event, 'messageRef')),
  );
  if (awaited.length === 0) return;
  for (const target of targets) {
    if (target.$type !== 'bpmn:ReceiveTask') continue;
    const message = child(target, 'messageRef');
    if (message === undefined || awaited.includes(message)) report('BPMN-GW9', gateway);
  }
}
