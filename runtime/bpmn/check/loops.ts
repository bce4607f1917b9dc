import { type ModdleElement, child, flag, isA, list, text } from '../moddle';
import type { Report, Rule } from './rule';

/** Multi-instance activities (BPMN 2.0.2 §10.3.8, Table 10.30). */
export const checkLoops: Rule = (file, report) => {
  for (const loop of file.ofType('bpmn:MultiInstanceLoopCharacteristics')) {
    const activity = loop.$parent ?? loop;
    checkCount(loop, activity, report);
    checkCompletion(loop, activity, report);
    checkItem(loop, activity, 'loopDataInputRef', 'inputDataItem', report);
    checkItem(loop, activity, 'loopDataOutputRef', 'outputDataItem', report);
    checkBehavior(loop, activity, report);
  }
};

/** How often: a number or a collection, not both. */
function checkCount(loop: ModdleElement, activity: ModdleElement, report: Report): void {
  const byNumber = child(loop, 'loopCardinality') !== undefined;
  const byData = loop['loopDataInputRef'] !== undefined;
  if (byNumber && byData) report('BPMN-LP1', activity);
}

/** Whether it is enough is true or false; a number or a text that stands there is no answer. */
function checkCompletion(loop: ModdleElement, activity: ModdleElement, report: Report): void {
  const body = text(child(loop, 'completionCondition'), 'body')?.trim() ?? '';
  if (/^(-?\d+(\.\d+)?|"[^"]*"|'[^']*')$/.test(body)) report('BPMN-LP9', activity);
}

/** The collection is one, and the item of an instance is of the same kind but single. */
function checkItem(
  loop: ModdleElement,
  activity: ModdleElement,
  collectionName: string,
  itemName: string,
  report: Report,
): void {
  const collection = child(loop, collectionName);
  const item = child(loop, itemName);
  if (item !== undefined && loop[collectionName] === undefined && loop.$attrs !== undefined) {
    const byExtension = Object.keys(loop.$attrs).some((name) => name.endsWith(':collection'));
    if (!byExtension && text(loop, 'collection') === undefined) {
      report('BPMN-LP2', activity, { item: itemName, collection: collectionName });
    }
  }
  if (collection !== undefined && !isCollection(collection)) {
    report('BPMN-LP3', activity, { collection: collectionName });
  }
  if (collection !== undefined && isA(activity, 'bpmn:Task') && !isOwn(activity, collection)) {
    report('BPMN-LP8', activity, { collection: collectionName });
  }
  if (item === undefined) return;
  if (isCollection(item)) report('BPMN-LP4', activity, { item: itemName });
  const types = [collection, item].map((one) => child(one, 'itemSubjectRef'));
  const structures = types.map((type) => (type === undefined ? undefined : structureOf(type)));
  if (structures.every((one) => one !== undefined) && structures[0] !== structures[1]) {
    report('BPMN-LP5', activity, { item: itemName });
  }
}

/** A task loops over data that it is given; a sub-process over data that it sees. */
function isOwn(activity: ModdleElement, data: ModdleElement): boolean {
  const specification = child(activity, 'ioSpecification');
  return [...list(specification, 'dataInputs'), ...list(specification, 'dataOutputs')].includes(
    data,
  );
}

function isCollection(element: ModdleElement): boolean {
  const data = isA(element, 'bpmn:DataObjectReference') ? child(element, 'dataObjectRef') : element;
  if (data === undefined) return false;
  const type = child(data, 'itemSubjectRef');
  return (
    flag(data, 'isCollection', false) || (type !== undefined && flag(type, 'isCollection', false))
  );
}

function structureOf(type: ModdleElement): string | undefined {
  const structure: unknown = type['structureRef'];
  return typeof structure === 'string' ? structure : undefined;
}

/** Which events are thrown as instances complete is said for the behaviour that throws them, and for no other. */
function checkBehavior(loop: ModdleElement, activity: ModdleElement, report: Report): void {
  const behavior = text(loop, 'behavior') ?? 'All';
  const one = child(loop, 'oneBehaviorEventRef') !== undefined;
  const none = child(loop, 'noneBehaviorEventRef') !== undefined;
  const complex = list(loop, 'complexBehaviorDefinition');
  if (one !== (behavior === 'One')) report('BPMN-LP6', activity, { behavior });
  if (none !== (behavior === 'None')) report('BPMN-LP6', activity, { behavior });
  if (complex.length > 0 !== (behavior === 'Complex')) report('BPMN-LP6', activity, { behavior });
  for (const definition of complex) {
    if (child(definition, 'condition') === undefined) report('BPMN-LP7', activity);
  }
}
