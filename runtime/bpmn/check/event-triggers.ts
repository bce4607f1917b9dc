import { type ModdleElement, child, flag, idOf, isA, list, text } from '../moddle';
import { eventDefinitionsOf, isEventSubProcess, isExecutable } from './checked-file';
import type { Report, Rule } from './rule';

/** Where an event stands decides which triggers it may have. */
type Position =
  | 'start of a process'
  | 'start of a sub-process'
  | 'start of an event sub-process'
  | 'intermediate catch'
  | 'intermediate throw'
  | 'boundary'
  | 'end';

type Trigger =
  | 'Message'
  | 'Signal'
  | 'Timer'
  | 'Conditional'
  | 'Error'
  | 'Escalation'
  | 'Compensate'
  | 'Cancel'
  | 'Link'
  | 'Terminate';

/** BPMN 2.0.2 Tables 10.84, 10.86, 10.87, 10.88, 10.89, 10.90 and 10.93. */
const ALLOWED: Readonly<Record<Position, readonly Trigger[]>> = {
  'start of a process': ['Message', 'Signal', 'Timer', 'Conditional'],
  'start of a sub-process': [],
  'start of an event sub-process': [
    'Message',
    'Signal',
    'Timer',
    'Conditional',
    'Error',
    'Escalation',
    'Compensate',
  ],
  'intermediate catch': ['Message', 'Signal', 'Timer', 'Conditional', 'Link'],
  'intermediate throw': ['Message', 'Signal', 'Escalation', 'Compensate', 'Link'],
  boundary: [
    'Message',
    'Signal',
    'Timer',
    'Conditional',
    'Error',
    'Escalation',
    'Compensate',
    'Cancel',
  ],
  end: ['Message', 'Signal', 'Error', 'Escalation', 'Compensate', 'Cancel', 'Terminate'],
};

/** In these positions an event without a trigger means nothing. */
const NEEDS_TRIGGER: readonly Position[] = ['intermediate catch', 'boundary'];

/** The triggers of events and what they refer to (BPMN 2.0.2 §10.5). */
export const checkEventTriggers: Rule = (file, report) => {
  for (const event of file.ofType('bpmn:Event')) {
    const position = positionOf(event);
    if (position === undefined) continue;
    const definitions = eventDefinitionsOf(event);
    if (definitions.length === 0 && NEEDS_TRIGGER.includes(position)) report('BPMN-EV1', event);
    for (const definition of definitions) {
      const trigger = triggerOf(definition);
      if (!ALLOWED[position].includes(trigger)) {
        report('BPMN-EV2', event, { trigger, position });
      } else if (isExecutable(event)) {
        checkReference(event, definition, position, report);
      }
    }
    const waitsForAll = flag(event, 'parallelMultiple', false);
    if (waitsForAll && definitions.length < 2) report('BPMN-EV3', event);
  }
  for (const event of file.ofType('bpmn:Event')) {
    for (const definition of list(event, 'eventDefinitionRef')) {
      const owner = definition.$parent;
      if (owner !== undefined && isA(owner, 'bpmn:ThrowEvent')) {
        report('BPMN-EV11', event, { owner: idOf(owner) });
      }
    }
  }
  for (const operation of file.ofType('bpmn:Operation')) {
    if (child(operation, 'inMessageRef') === undefined) report('BPMN-EV9', operation);
  }
};

function positionOf(event: ModdleElement): Position | undefined {
  switch (event.$type) {
    case 'bpmn:StartEvent':
      if (isEventSubProcess(event.$parent)) return 'start of an event sub-process';
      return event.$parent !== undefined && isA(event.$parent, 'bpmn:SubProcess')
        ? 'start of a sub-process'
        : 'start of a process';
    case 'bpmn:IntermediateCatchEvent':
      return 'intermediate catch';
    case 'bpmn:IntermediateThrowEvent':
      return 'intermediate throw';
    case 'bpmn:BoundaryEvent':
      return 'boundary';
    case 'bpmn:EndEvent':
      return 'end';
    default:
      return undefined;
  }
}

function triggerOf(definition: ModdleElement): Trigger {
  return definition.$type.replace(/^bpmn:|EventDefinition$/g, '') as Trigger;
}

/** What an executable event must say of its trigger. */
function checkReference(
  event: ModdleElement,
  definition: ModdleElement,
  position: Position,
  report: Report,
): void {
  const throws = position === 'intermediate throw' || position === 'end';
  switch (triggerOf(definition)) {
    case 'Message':
      checkMessage(event, definition, report);
      break;
    case 'Signal':
      if (child(definition, 'signalRef')?.name === undefined) report('BPMN-EV5', event);
      break;
    case 'Error':
      if (throws && text(child(definition, 'errorRef'), 'errorCode') === undefined) {
        report('BPMN-EV6', event);
      }
      break;
    case 'Escalation':
      if (throws && text(child(definition, 'escalationRef'), 'escalationCode') === undefined) {
        report('BPMN-EV7', event);
      }
      break;
    default:
  }
}

/** A message whose content is defined belongs to an operation; a bare one is known by its name. */
function checkMessage(event: ModdleElement, definition: ModdleElement, report: Report): void {
  const message = child(definition, 'messageRef');
  const operation = child(definition, 'operationRef');
  const typed = child(message, 'itemRef') !== undefined;
  if (message === undefined || (message.name === undefined && !typed)) report('BPMN-EV4', event);
  if (typed && operation === undefined) report('BPMN-EV8', event);
  if (message === undefined || operation === undefined) return;
  const messages = [child(operation, 'inMessageRef'), child(operation, 'outMessageRef')];
  if (!messages.includes(message)) report('BPMN-EV10', event, { operation: idOf(operation) });
}
