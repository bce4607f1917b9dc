import { type ModdleElement, child, flag, idOf, isA, list, text } from '../moddle';
import { type CheckedFile, eventDefinitionsOf } from './checked-file';
import type { Report, Rule } from './rule';

/** Data objects, inputs and outputs, and how data flows between them (BPMN 2.0.2 §10.4). */
export const checkData: Rule = (file, report) => {
  for (const type of ['bpmn:DataObject', 'bpmn:DataInput', 'bpmn:DataOutput', 'bpmn:DataStore']) {
    for (const data of file.ofType(type)) checkCollection(data, report);
  }
  for (const reference of file.ofType('bpmn:DataObjectReference')) {
    const object = child(reference, 'dataObjectRef');
    if (object === undefined) report('BPMN-DT2', reference);
    else checkName(reference, object, report);
  }
  for (const specification of file.ofType('bpmn:InputOutputSpecification')) {
    checkSets(specification, report);
    const owner = specification.$parent;
    if (owner !== undefined && isA(owner, 'bpmn:SubProcess')) report('BPMN-DT18', owner);
  }
  checkSetPairs(file, report);
  for (const association of file.ofType('bpmn:DataAssociation')) {
    checkAssociation(association, report);
  }
  for (const event of file.ofType('bpmn:Event')) checkEventData(event, report);
  for (const task of file.ofType('bpmn:Activity')) checkOperationData(task, report);
  for (const callable of file.ofType('bpmn:CallableElement')) checkBindings(callable, report);
  for (const call of file.ofType('bpmn:CallActivity')) checkCalledData(file, call, report);
};

/** Tables 10.50, 10.57: a collection is said to be one both at the data and at its item definition. */
function checkCollection(data: ModdleElement, report: Report): void {
  const type = child(data, 'itemSubjectRef');
  if (type === undefined) return;
  if (flag(data, 'isCollection', false) !== flag(type, 'isCollection', false)) {
    report('BPMN-DT1', data, { type: idOf(type) });
  }
}

/** Table 10.53: a reference is named after its object and the state in which it shows it. */
function checkName(reference: ModdleElement, object: ModdleElement, report: Report): void {
  const state = child(reference, 'dataState')?.name;
  if (state === undefined || reference.name === undefined || object.name === undefined) return;
  const wanted = `${object.name} [${state}]`;
  if (reference.name !== wanted) report('BPMN-DT17', reference, { wanted });
}

/** §10.4.2: at least one input and one output set; every input and output is in one; optional ones are among them. */
function checkSets(specification: ModdleElement, report: Report): void {
  const owner = specification.$parent ?? specification;
  const sides = [
    ['inputSets', 'dataInputs', 'dataInputRefs', 'optionalInputRefs', 'whileExecutingInputRefs'],
    [
      'outputSets',
      'dataOutputs',
      'dataOutputRefs',
      'optionalOutputRefs',
      'whileExecutingOutputRefs',
    ],
  ] as const;
  for (const [setsName, dataName, refs, ...subsets] of sides) {
    const sets = list(specification, setsName);
    const data = list(specification, dataName);
    if (sets.length === 0) report('BPMN-DT3', owner, { sets: setsName });
    for (const one of data) {
      if (!sets.some((set) => list(set, refs).includes(one))) {
        report('BPMN-DT4', owner, { data: idOf(one), sets: setsName });
      }
    }
    for (const set of sets) {
      const members = list(set, refs);
      const strangers = [
        ...members.filter((member) => !data.includes(member)),
        ...subsets.flatMap((name) => list(set, name)).filter((member) => !members.includes(member)),
      ];
      for (const one of strangers) {
        report('BPMN-DT5', owner, { data: idOf(one), sets: setsName });
      }
    }
  }
}

/** Tables 10.60, 10.61: an input set and an output set that go together name each other. */
function checkSetPairs(file: CheckedFile, report: Report): void {
  const sides = [
    ['bpmn:InputSet', 'outputSetRefs', 'inputSetRefs'],
    ['bpmn:OutputSet', 'inputSetRefs', 'outputSetRefs'],
  ] as const;
  for (const [type, forth, back] of sides) {
    for (const set of file.ofType(type)) {
      for (const other of list(set, forth)) {
        if (!list(other, back).includes(set)) report('BPMN-DT6', set, { other: idOf(other) });
      }
    }
  }
}

/** §10.4.1 Data Associations: what goes where. */
function checkAssociation(association: ModdleElement, report: Report): void {
  const owner = association.$parent ?? association;
  const sources = list(association, 'sourceRef');
  const target = child(association, 'targetRef');
  const transformed = child(association, 'transformation') !== undefined;
  const assigned = list(association, 'assignment').length > 0;
  if (target === undefined) {
    report('BPMN-DT7', owner, { association: idOf(association) });
    return;
  }
  if (!transformed && !assigned) {
    // Drawing tools leave out the source of what a task gives: the task as a whole is meant.
    const none = sources.length === 0 && isA(association, 'bpmn:DataInputAssociation');
    if (sources.length > 1 || none) {
      report('BPMN-DT8', owner, { association: idOf(association) });
    }
    const [from, to] = [itemOf(sources[0]), itemOf(target)];
    if (from !== undefined && to !== undefined && differ(from, to)) {
      report('BPMN-DT9', owner, { association: idOf(association) });
    }
  }
  const inputs = isA(association, 'bpmn:DataInputAssociation');
  if (
    inputs
      ? sources.some((one) => isOfProcess(one, 'bpmn:DataOutput'))
      : isOfProcess(target, 'bpmn:DataInput')
  ) {
    report('BPMN-DT19', owner, { association: idOf(association) });
  }
  const own = [
    ...list(owner, inputs ? 'dataInputs' : 'dataOutputs'),
    ...list(child(owner, 'ioSpecification'), inputs ? 'dataInputs' : 'dataOutputs'),
    ...list(owner, 'properties'),
  ];
  const ends = inputs ? [target] : sources;
  if (ends.some((end) => !own.includes(end))) {
    report('BPMN-DT10', owner, { association: idOf(association) });
  }
}

/** §10.4.1: what a process is given is not written inside it, and what it gives is not read. */
function isOfProcess(data: ModdleElement, type: string): boolean {
  return data.$type === type && data.$parent?.$parent?.$type === 'bpmn:Process';
}

function itemOf(data: ModdleElement | undefined): ModdleElement | undefined {
  if (data === undefined) return undefined;
  return child(data, 'itemSubjectRef') ?? child(child(data, 'dataObjectRef'), 'itemSubjectRef');
}

/** Where the content of each kind of trigger is defined. */
const CONTENT: Readonly<Record<string, readonly [reference: string, item: string]>> = {
  'bpmn:MessageEventDefinition': ['messageRef', 'itemRef'],
  'bpmn:SignalEventDefinition': ['signalRef', 'structureRef'],
  'bpmn:ErrorEventDefinition': ['errorRef', 'structureRef'],
  'bpmn:EscalationEventDefinition': ['escalationRef', 'structureRef'],
};

/** §10.5.1: an event that handles data has one data input or output for each trigger with content, of its kind, in order. */
function checkEventData(event: ModdleElement, report: Report): void {
  const data = [...list(event, 'dataInputs'), ...list(event, 'dataOutputs')];
  if (data.length === 0) return;
  const items = eventDefinitionsOf(event).flatMap((definition) => {
    const [reference, item] = CONTENT[definition.$type] ?? ['', ''];
    return child(child(definition, reference), item) ?? [];
  });
  if (items.length > 0 && data.length !== items.length) report('BPMN-DT11', event);
  else if (items.some((item, index) => differ(item, itemOf(data[index])))) {
    report('BPMN-DT12', event);
  }
  const sets = [child(event, 'inputSet'), child(event, 'outputSet')];
  const members = sets.flatMap((set) => [
    ...list(set, 'dataInputRefs'),
    ...list(set, 'dataOutputRefs'),
  ]);
  for (const one of data) {
    if (!members.includes(one)) {
      report('BPMN-DT4', event, { data: idOf(one), sets: 'inputSet/outputSet' });
    }
  }
}

/** Item definitions are equivalent when they are one, or of one structure. */
function differ(one: ModdleElement | undefined, other: ModdleElement | undefined): boolean {
  if (one === other) return false;
  const [structure, another] = [one, other].map((item) => item?.['structureRef']);
  return structure === undefined || structure !== another;
}

/** §10.3.3: a task of a service, or of a message, has at most one input and one output, of the message's kind. */
function checkOperationData(task: ModdleElement, report: Report): void {
  const types = ['bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:ReceiveTask'];
  const specification = child(task, 'ioSpecification');
  const operation = child(task, 'operationRef');
  if (!types.includes(task.$type)) return;
  if (specification === undefined) {
    const asks = child(child(operation, 'inMessageRef'), 'itemRef') !== undefined;
    if (task.$type === 'bpmn:ServiceTask' && asks) report('BPMN-DT13', task);
    return;
  }
  const message = child(task, 'messageRef');
  const sent =
    task.$type === 'bpmn:ReceiveTask' ? undefined : (message ?? child(operation, 'inMessageRef'));
  const received = task.$type === 'bpmn:ReceiveTask' ? message : child(operation, 'outMessageRef');
  checkMessageData(task, list(specification, 'dataInputs'), sent, report);
  checkMessageData(task, list(specification, 'dataOutputs'), received, report);
  const sets = [list(specification, 'inputSets'), list(specification, 'outputSets')];
  if (sets.some((side) => side.length > 1)) report('BPMN-DT13', task);
}

function checkMessageData(
  task: ModdleElement,
  data: readonly ModdleElement[],
  message: ModdleElement | undefined,
  report: Report,
): void {
  const needed = task.$type === 'bpmn:ServiceTask' && child(message, 'itemRef') !== undefined;
  if (data.length > 1 || (needed && data.length === 0)) report('BPMN-DT13', task);
  const [first] = data;
  if (
    first !== undefined &&
    message !== undefined &&
    differ(itemOf(first), child(message, 'itemRef'))
  ) {
    report('BPMN-DT14', task);
  }
}

/** Table 10.22: an operation that a process or global task offers takes and gives what its messages carry. */
function checkBindings(callable: ModdleElement, report: Report): void {
  const offers = list(callable, 'supportedInterfaceRef').length > 0;
  if (offers && list(callable, 'ioBinding').length === 0) report('BPMN-DT20', callable);
  for (const binding of list(callable, 'ioBinding')) {
    const operation = child(binding, 'operationRef');
    const pairs = [
      [child(binding, 'inputDataRef'), child(operation, 'inMessageRef')],
      [child(binding, 'outputDataRef'), child(operation, 'outMessageRef')],
    ] as const;
    for (const [data, message] of pairs) {
      if (data !== undefined && differ(itemOf(data), child(message, 'itemRef'))) {
        report('BPMN-DT15', callable, { operation: idOf(operation) });
      }
    }
  }
}

/** §10.3.6: a call activity takes and gives what the called process takes and gives. */
function checkCalledData(file: CheckedFile, call: ModdleElement, report: Report): void {
  const called = file
    .ofType('bpmn:CallableElement')
    .find((one) => one.id === text(call, 'calledElement'));
  const [own, theirs] = [child(call, 'ioSpecification'), child(called, 'ioSpecification')];
  if (called === undefined || (own === undefined && theirs === undefined)) return;
  for (const side of ['dataInputs', 'dataOutputs']) {
    const [given, wanted] = [list(own, side), list(theirs, side)];
    const fits =
      given.length === wanted.length &&
      given.every((one, index) => !differ(itemOf(one), itemOf(wanted[index])));
    if (!fits) report('BPMN-DT16', call, { called: idOf(called) });
  }
}
