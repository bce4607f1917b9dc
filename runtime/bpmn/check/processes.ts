import { child, idOf, isA, list, text } from '../moddle';
import { ancestor, isExecutable } from './checked-file';
import type { Rule } from './rule';

/** Processes, their lanes, and how messages find their instance (BPMN 2.0.2 §10.1, §10.8, §8.4.2). */
export const checkProcesses: Rule = (file, report) => {
  for (const process of file.ofType('bpmn:Process')) {
    if (text(process, 'processType') === 'Public' && process['isExecutable'] === true) {
      report('BPMN-PR1', process);
    }
  }
  for (const lane of file.ofType('bpmn:Lane')) {
    const holder = ancestor(lane, 'bpmn:FlowElementsContainer');
    for (const node of list(lane, 'flowNodeRef')) {
      if (isA(node, 'bpmn:FlowNode') && !isWithin(node, holder)) {
        report('BPMN-PR2', lane, { node: idOf(node) });
      }
    }
  }
  for (const property of file.ofType('bpmn:CorrelationProperty')) {
    const retrievals = list(property, 'correlationPropertyRetrievalExpression');
    const complete = retrievals.every(
      (one) => child(one, 'messageRef') !== undefined && child(one, 'messagePath') !== undefined,
    );
    if (retrievals.length === 0 || !complete) report('BPMN-PR3', property);
  }
  for (const subscription of file.ofType('bpmn:CorrelationSubscription')) {
    const key = child(subscription, 'correlationKeyRef');
    const bindings = list(subscription, 'correlationPropertyBinding');
    const bound = bindings.map((binding) => child(binding, 'correlationPropertyRef'));
    const wanted = list(key, 'correlationPropertyRef');
    const whole = wanted.every((property) => bound.includes(property));
    if (isExecutable(subscription) && (key === undefined || !whole)) {
      report('BPMN-PR4', subscription);
    }
  }
};

function isWithin(
  node: Parameters<typeof ancestor>[0],
  holder: ReturnType<typeof ancestor>,
): boolean {
  for (let at = node.$parent; at !== undefined; at = at.$parent) {
    if (at === holder) return true;
  }
  return false;
}
