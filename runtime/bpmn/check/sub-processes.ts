import { type ModdleElement, flag, idOf, isA, list, text } from '../moddle';
import { ancestor, eventDefinitionsOf, hasTrigger, isEventSubProcess } from './checked-file';
import type { Report, Rule } from './rule';

/** Sub-processes of every kind (BPMN 2.0.2 §10.3.5, §10.5.2). */
export const checkSubProcesses: Rule = (file, report) => {
  for (const subProcess of file.ofType('bpmn:SubProcess')) {
    if (isEventSubProcess(subProcess)) checkEventSubProcess(subProcess, report);
    if (subProcess.$type === 'bpmn:AdHocSubProcess') checkAdHoc(subProcess, report);
    if (subProcess.$type === 'bpmn:Transaction') checkMethod(subProcess, report);
  }
  for (const end of file.ofType('bpmn:EndEvent')) {
    if (
      hasTrigger(end, 'bpmn:CancelEventDefinition') &&
      ancestor(end, 'bpmn:Transaction') === undefined
    ) {
      report('BPMN-SP4', end);
    }
  }
};

function checkEventSubProcess(subProcess: ModdleElement, report: Report): void {
  const starts = list(subProcess, 'flowElements').filter((one) => one.$type === 'bpmn:StartEvent');
  if (starts.length !== 1) report('BPMN-SP1', subProcess);
  for (const start of starts) {
    if (eventDefinitionsOf(start).length === 0) report('BPMN-SP2', start);
    const alwaysInterrupts = ['bpmn:ErrorEventDefinition', 'bpmn:CompensateEventDefinition'];
    const interrupts = alwaysInterrupts.some((type) => hasTrigger(start, type));
    if (interrupts && !flag(start, 'isInterrupting', true)) report('BPMN-SP3', start);
  }
}

const URI = /^(##\w+|([^\s"<>\\^`{|}%]|%[\dA-Fa-f]{2})+)$/;

/** Table 10.21: how a transaction is coordinated is one of the standard's own names or a URI. */
function checkMethod(transaction: ModdleElement, report: Report): void {
  const method = text(transaction, 'method');
  if (method !== undefined && !URI.test(method)) report('BPMN-SP7', transaction, { method });
}

/** Activities of an ad hoc sub-process have no fixed order, so nothing in it starts or ends the flow. */
function checkAdHoc(subProcess: ModdleElement, report: Report): void {
  const inside = list(subProcess, 'flowElements');
  for (const one of inside) {
    if (one.$type === 'bpmn:StartEvent' || one.$type === 'bpmn:EndEvent') {
      report('BPMN-SP5', one, { scope: idOf(subProcess) });
    }
  }
  if (!inside.some((one) => isA(one, 'bpmn:Activity'))) report('BPMN-SP6', subProcess);
}
