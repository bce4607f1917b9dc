import { type ModdleElement, child, flag, idOf, isA } from '../moddle';
import { type CheckedFile, ancestor, hasTrigger, isEventSubProcess } from './checked-file';
import type { Report, Rule } from './rule';

/** Compensation handlers, and who throws to whom (BPMN 2.0.2 §10.7). */
export const checkCompensation: Rule = (file, report) => {
  for (const event of file.ofType('bpmn:BoundaryEvent')) {
    if (hasTrigger(event, 'bpmn:CompensateEventDefinition')) checkHandler(file, event, report);
  }
  for (const activity of file.ofType('bpmn:Activity')) {
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

/** A thrower names an activity that it can see: of its own scope, or of one around it. */
function checkActivityReference(
  file: CheckedFile,
  definition: ModdleElement,
  report: Report,
): void {
  const activity = child(definition, 'activityRef');
  const event = definition.$parent;
  if (activity === undefined || event === undefined || !isA(event, 'bpmn:Event')) return;
  const visible = scopesAround(event);
  const holder = activity.$parent;
  if (holder === undefined || !visible.has(holder)) {
    report('BPMN-CP4', event, { activity: idOf(activity) });
  }
  const undoesInside = isA(activity, 'bpmn:SubProcess') || isA(activity, 'bpmn:CallActivity');
  if (!undoesInside && !file.boundaryEventsOf(activity).some(isCompensationBoundary)) {
    report('BPMN-CP5', event, { activity: idOf(activity) });
  }
}

/** The scope of an event and those around it. */
function scopesAround(event: ModdleElement): ReadonlySet<ModdleElement> {
  const scopes = new Set<ModdleElement>();
  const type = 'bpmn:FlowElementsContainer';
  for (let at = ancestor(event, type); at !== undefined; at = ancestor(at, type)) scopes.add(at);
  return scopes;
}
