import { type ModdleElement, child, flag, idOf, isA, list, text } from '../moddle';
import { type CheckedFile, isExecutable } from './checked-file';
import type { Report, Rule } from './rule';

/** Activities: quantities, people, messages, scripts (BPMN 2.0.2 §10.3). */
export const checkTasks: Rule = (file, report) => {
  for (const activity of file.ofType('bpmn:Activity')) checkQuantities(activity, report);
  for (const role of file.ofType('bpmn:ResourceRole')) checkRole(role, report);
  for (const task of file.ofType('bpmn:ScriptTask')) {
    const script = task['script'] !== undefined;
    if (script && text(task, 'scriptFormat') === undefined) report('BPMN-TK4', task);
  }
  for (const task of file.ofType('bpmn:ReceiveTask')) {
    if (flag(task, 'instantiate', false)) checkInstantiate(file, task, report);
  }
  for (const type of ['bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:ReceiveTask']) {
    for (const task of file.ofType(type)) checkOperation(task, report);
  }
};

/** Table 10.3: both are 1 or more. */
function checkQuantities(activity: ModdleElement, report: Report): void {
  for (const property of ['startQuantity', 'completionQuantity']) {
    const value = Number(activity[property] ?? 1);
    if (!Number.isInteger(value) || value < 1) report('BPMN-TK1', activity, { property });
  }
}

/** Table 10.5: a role names a resource, with parameters, or has an expression that finds people; never both. */
function checkRole(role: ModdleElement, report: Report): void {
  const resource = child(role, 'resourceRef');
  const expression = child(role, 'resourceAssignmentExpression');
  const parameters = list(role, 'resourceParameterBindings');
  const owner = role.$parent ?? role;
  if (resource !== undefined && expression !== undefined) report('BPMN-TK2', owner);
  if (resource === undefined && parameters.length > 0) report('BPMN-TK3', owner);
  const known = list(resource, 'resourceParameters');
  for (const binding of parameters) {
    const parameter = child(binding, 'parameterRef');
    if (resource !== undefined && parameter !== undefined && !known.includes(parameter)) {
      report('BPMN-TK3', owner);
    }
  }
}

/** §10.3.3: a receive task that begins a process has nothing before it. */
function checkInstantiate(file: CheckedFile, task: ModdleElement, report: Report): void {
  if (file.incoming(task).length > 0) report('BPMN-TK5', task);
}

/** §10.3.3: the message of a task is the one of its operation; a typed message needs the operation. */
function checkOperation(task: ModdleElement, report: Report): void {
  const operation = child(task, 'operationRef');
  const message = child(task, 'messageRef');
  if (isExecutable(task) && operation === undefined) {
    if (child(message, 'itemRef') !== undefined) report('BPMN-TK6', task);
    return;
  }
  if (operation === undefined || message === undefined) return;
  const messages = [child(operation, 'inMessageRef'), child(operation, 'outMessageRef')];
  if (!messages.includes(message)) report('BPMN-TK7', task, { operation: idOf(operation) });
  if (!isA(message, 'bpmn:Message')) report('BPMN-TK7', task, { operation: idOf(operation) });
}
