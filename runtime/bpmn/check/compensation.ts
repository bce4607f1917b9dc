import { type ModdleElement, child, flag, idOf, isA, list } from '../moddle';
import { type CheckedFile, ancestor, hasTrigger, isEventSubProcess } from './checked-file';
import type { Report, Rule } from './rule';

/** Compensation handlers, and who throws to whom (BPMN 2.0.2 §10.7). */
export const checkCompensation: Rule = (file, report) => {
  for (const event of file.ofType('bpmn:BoundaryEvent')) {
    if (hasTrigger(event, 'bpmn:CompensateEventDefinition')) checkHandler(file, event, report);
  }
  checkCompensationSubProcesses(file, report);
  for (const activity of file.ofType('bpmn:Activity')) {
    const catching = file.boundaryEventsOf(activity).filter(isCompensationBoundary);
    for (const extra of catching.slice(1)) report('BPMN-CP8', extra, { activity: idOf(activity) });
    if (!flag(activity, 'isForCompensation', false) || isEventSubProcess(activity)) continue;
    if (!handlerBoundaries(file, activity).some((end) => isCompensationBoundary(end))) {
      report('BPMN-CP3', activity);
    }
  }
  for (const definition of file.ofType('bpmn:CompensateEventDefinition')) {
    checkActivityReference(file, definition, report);
  }
};

/** The other ends of an activity's associations. */
function handlerBoundaries(
  file: CheckedFile,
  activity: ModdleElement,
): ReadonlyArray<ModdleElement | undefined> {
  return file
    .associationsOf(activity)
    .map((association) =>
      child(association, 'sourceRef') === activity
        ? child(association, 'targetRef')
        : child(association, 'sourceRef'),
    );
}

function isCompensationBoundary(element: ModdleElement | undefined): boolean {
  return (
    element?.$type === 'bpmn:BoundaryEvent' && hasTrigger(element, 'bpmn:CompensateEventDefinition')
  );
}

/** A compensation boundary event is joined by an association to exactly one activity that is for compensation. */
function checkHandler(file: CheckedFile, event: ModdleElement, report: Report): void {
  const handlers = handlerBoundaries(file, event).filter(
    (end): end is ModdleElement => end !== undefined && isA(end, 'bpmn:Activity'),
  );
  if (handlers.length !== 1) report('BPMN-CP1', event);
  for (const handler of handlers) {
    if (!flag(handler, 'isForCompensation', false) || handler.$parent !== event.$parent) {
      report('BPMN-CP2', event, { handler: idOf(handler) });
    }
  }
}

/** Catching says by its place what is undone; a thrower may name an activity that it can see. */
function checkActivityReference(
  file: CheckedFile,
  definition: ModdleElement,
  report: Report,
): void {
  const activity = child(definition, 'activityRef');
  const event = definition.$parent;
  if (activity === undefined || event === undefined || !isA(event, 'bpmn:Event')) return;
  if (isA(event, 'bpmn:CatchEvent')) {
    report('BPMN-CP6', event, { activity: idOf(activity) });
    return;
  }
  if (activity.$parent === undefined || !visibleScopes(event).has(activity.$parent)) {
    report('BPMN-CP4', event, { activity: idOf(activity) });
  }
  const undoesInside = isA(activity, 'bpmn:SubProcess') || isA(activity, 'bpmn:CallActivity');
  if (!undoesInside && !file.boundaryEventsOf(activity).some(isCompensationBoundary)) {
    report('BPMN-CP5', event, { activity: idOf(activity) });
  }
}

/** The level of an event; from inside event sub-processes also the levels in which they stand (§10.7.2). */
function visibleScopes(event: ModdleElement): ReadonlySet<ModdleElement> {
  const scopes = new Set<ModdleElement>();
  const type = 'bpmn:FlowElementsContainer';
  for (let at = ancestor(event, type); at !== undefined; at = ancestor(at, type)) {
    scopes.add(at);
    if (!isEventSubProcess(at)) break;
  }
  return scopes;
}

/** §10.7.1: what is undone together has one handler, and a process as a whole is never undone. */
function checkCompensationSubProcesses(file: CheckedFile, report: Report): void {
  const handlers = file
    .ofType('bpmn:SubProcess')
    .filter(
      (one) =>
        isEventSubProcess(one) &&
        list(one, 'flowElements').some(
          (start) =>
            start.$type === 'bpmn:StartEvent' &&
            hasTrigger(start, 'bpmn:CompensateEventDefinition'),
        ),
    );
  for (const one of handlers) {
    const rival = handlers.find(({ $parent }) => $parent === one.$parent);
    if (one.$parent?.$type === 'bpmn:Process' || rival !== one) report('BPMN-CP7', one);
  }
}
