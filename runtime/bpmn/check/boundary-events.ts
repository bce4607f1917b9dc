import { child, flag, isA } from '../moddle';
import { hasTrigger, isEventSubProcess } from './checked-file';
import type { Rule } from './rule';

const ALWAYS_INTERRUPTING = [
  'bpmn:ErrorEventDefinition',
  'bpmn:CancelEventDefinition',
  'bpmn:CompensateEventDefinition',
];

/** Events on the boundary of an activity (BPMN 2.0.2 §10.5.4, Tables 10.90–10.92). */
export const checkBoundaryEvents: Rule = (file, report) => {
  for (const event of file.ofType('bpmn:BoundaryEvent')) {
    const host = child(event, 'attachedToRef');
    if (
      host === undefined ||
      !isA(host, 'bpmn:Activity') ||
      host.$parent !== event.$parent ||
      isEventSubProcess(host)
    ) {
      report('BPMN-BE1', event);
    }
    if (
      !flag(event, 'cancelActivity', true) &&
      ALWAYS_INTERRUPTING.some((type) => hasTrigger(event, type))
    ) {
      report('BPMN-BE2', event);
    }
    if (hasTrigger(event, 'bpmn:CancelEventDefinition') && host?.$type !== 'bpmn:Transaction') {
      report('BPMN-BE3', event);
    }
  }
  for (const transaction of file.ofType('bpmn:Transaction')) {
    const cancelling = file
      .boundaryEventsOf(transaction)
      .filter((event) => hasTrigger(event, 'bpmn:CancelEventDefinition'));
    for (const extra of cancelling.slice(1)) report('BPMN-BE4', extra);
  }
};
