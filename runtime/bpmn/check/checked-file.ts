import { type ModdleElement, type ParsedDefinitions, child, flag, isA, list } from '../moddle';

/** A parsed file with what every rule looks up: elements by type, the flows of a node, what is attached to what. */
export class CheckedFile {
  /** Every BPMN element, in document order, diagrams and extensions left out. */
  readonly elements: readonly ModdleElement[];
  private readonly flowsInto = new Map<ModdleElement, ModdleElement[]>();
  private readonly flowsOutOf = new Map<ModdleElement, ModdleElement[]>();

  constructor(readonly parsed: ParsedDefinitions) {
    this.elements = [...descend(parsed.root)];
    for (const flow of this.ofType('bpmn:SequenceFlow')) {
      append(this.flowsOutOf, child(flow, 'sourceRef'), flow);
      append(this.flowsInto, child(flow, 'targetRef'), flow);
    }
  }

  ofType(type: string): readonly ModdleElement[] {
    return this.elements.filter((element) => isA(element, type));
  }

  /** Sequence flows whose target it is, whether it lists them or not. */
  incoming(node: ModdleElement): readonly ModdleElement[] {
    return this.flowsInto.get(node) ?? [];
  }

  outgoing(node: ModdleElement): readonly ModdleElement[] {
    return this.flowsOutOf.get(node) ?? [];
  }

  boundaryEventsOf(activity: ModdleElement): readonly ModdleElement[] {
    return this.ofType('bpmn:BoundaryEvent').filter(
      (event) => child(event, 'attachedToRef') === activity,
    );
  }

  associationsOf(element: ModdleElement): readonly ModdleElement[] {
    return this.ofType('bpmn:Association').filter((association) =>
      [child(association, 'sourceRef'), child(association, 'targetRef')].includes(element),
    );
  }
}

/** The event definitions of an event: its own and those that it refers to. */
export function eventDefinitionsOf(event: ModdleElement): readonly ModdleElement[] {
  return [...list(event, 'eventDefinitions'), ...list(event, 'eventDefinitionRef')].filter(
    (definition) => isA(definition, 'bpmn:EventDefinition'),
  );
}

export function hasTrigger(event: ModdleElement, type: string): boolean {
  return eventDefinitionsOf(event).some((definition) => definition.$type === type);
}

export function isEventSubProcess(element: ModdleElement | undefined): boolean {
  return element !== undefined && flag(element, 'triggeredByEvent', false);
}

/** The nearest element around it of a type. */
export function ancestor(element: ModdleElement, type: string): ModdleElement | undefined {
  for (let at = element.$parent; at !== undefined; at = at.$parent) {
    if (isA(at, type)) return at;
  }
  return undefined;
}

/** Whether it belongs to a process that is to be executed; processes that do not say otherwise are. */
export function isExecutable(element: ModdleElement): boolean {
  const process = isA(element, 'bpmn:Process') ? element : ancestor(element, 'bpmn:Process');
  return process !== undefined && flag(process, 'isExecutable', true);
}

function append(
  map: Map<ModdleElement, ModdleElement[]>,
  key: ModdleElement | undefined,
  value: ModdleElement,
): void {
  if (key === undefined) return;
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

const LEFT_OUT = new Set(['diagrams', 'extensionElements']);

function* descend(element: ModdleElement): Generator<ModdleElement> {
  yield element;
  const seen = new Set<ModdleElement>();
  for (const [name, value] of Object.entries(element)) {
    if (LEFT_OUT.has(name)) continue;
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (!isChild(one, element) || seen.has(one)) continue;
      seen.add(one);
      yield* descend(one);
    }
  }
}

/** References are values too, but what they refer to has another parent. */
function isChild(value: unknown, parent: ModdleElement): value is ModdleElement {
  return (
    typeof value === 'object' &&
    value !== null &&
    '$type' in value &&
    (value as ModdleElement).$parent === parent
  );
}
