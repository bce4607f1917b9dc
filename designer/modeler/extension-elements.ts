import type Modeler from 'bpmn-js/lib/Modeler';

/** The part of a moddle element that the panel reads; moddle gives every attribute of the descriptor by name. */
export interface BusinessObject {
  readonly $type: string;
  readonly id: string;
  readonly name?: string;
  readonly $parent?: BusinessObject;
  readonly extensionElements?: { readonly values?: readonly ExtensionElement[] };
  readonly [attribute: string]: unknown;
}

export interface ExtensionElement {
  readonly $type: string;
  readonly [attribute: string]: unknown;
}

/** A shape or connection on the drawing. */
export interface DiagramElement {
  readonly id: string;
  readonly type: string;
  readonly businessObject: BusinessObject;
  readonly labelTarget?: DiagramElement;
}

interface BpmnFactory {
  create(type: string, attributes?: object): { $parent?: object } & ExtensionElement;
}

interface Modeling {
  updateProperties(element: DiagramElement, properties: object): void;
  updateModdleProperties(element: DiagramElement, moddleElement: object, properties: object): void;
}

function modelingOf(modeler: Modeler): Modeling {
  return modeler.get<Modeling>('modeling');
}

/** All extension elements of one kind, for example `banshi:Form`. */
export function extensionsOf(object: BusinessObject, type: string): readonly ExtensionElement[] {
  return (object.extensionElements?.values ?? []).filter((value) => value.$type === type);
}

export function extensionOf(object: BusinessObject, type: string): ExtensionElement | undefined {
  return extensionsOf(object, type)[0];
}

/** What the panel writes: attributes, and lists of child elements by the name that the descriptor gives them. */
export interface ExtensionContent {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly children?: Readonly<
    Record<string, { readonly type: string; readonly items: readonly ExtensionContent[] }>
  >;
}

function build(factory: BpmnFactory, type: string, content: ExtensionContent): ExtensionElement {
  const attributes = Object.fromEntries(
    Object.entries(content.attributes).filter(([, value]) => value !== undefined && value !== ''),
  );
  const element = factory.create(type, attributes) as Record<string, unknown> & ExtensionElement;
  for (const [name, list] of Object.entries(content.children ?? {})) {
    const children = list.items.map((item) => build(factory, list.type, item));
    for (const child of children) (child as { $parent?: object }).$parent = element;
    (element as Record<string, unknown>)[name] = children;
  }
  return element;
}

/** Extension elements of an element with all those of the given kinds replaced; an empty list removes a kind. */
export function extensionsWith(
  modeler: Modeler,
  element: DiagramElement,
  changes: Readonly<Record<string, readonly ExtensionContent[]>>,
): object | undefined {
  const factory = modeler.get<BpmnFactory>('bpmnFactory');
  const others = (element.businessObject.extensionElements?.values ?? []).filter(
    (value) => !Object.hasOwn(changes, value.$type),
  );
  const own = Object.entries(changes).flatMap(([type, contents]) =>
    contents.map((content) => build(factory, type, content)),
  );
  const values = [...others, ...own];
  if (values.length === 0) return undefined;
  const container = factory.create('bpmn:ExtensionElements', { values });
  container.$parent = element.businessObject;
  for (const value of values) (value as { $parent?: object }).$parent = container;
  return container;
}

/**
 * Replaces all extension elements of `type` on an element, as one undoable step. Extension elements of other kinds, also
 * those of other tools, stay as they are.
 */
export function writeExtensions(
  modeler: Modeler,
  element: DiagramElement,
  type: string,
  contents: readonly ExtensionContent[],
): void {
  const extensionElements = extensionsWith(modeler, element, { [type]: contents });
  modelingOf(modeler).updateProperties(element, { extensionElements });
}

/** Sets attributes of the element itself, as one undoable step. */
export function writeProperties(
  modeler: Modeler,
  element: DiagramElement,
  properties: object,
): void {
  modelingOf(modeler).updateProperties(element, properties);
}

/** Sets attributes of an element inside the element, for example the timer definition of an event. */
export function writeInner(
  modeler: Modeler,
  element: DiagramElement,
  inner: object,
  properties: object,
): void {
  modelingOf(modeler).updateModdleProperties(element, inner, properties);
}

/** A new element of the standard that stands inside another, for example the loop of an activity. */
export function createInside(
  modeler: Modeler,
  element: DiagramElement,
  type: string,
  attributes: Readonly<Record<string, unknown>>,
): object {
  const created = modeler.get<BpmnFactory>('bpmnFactory').create(type, attributes);
  created.$parent = element.businessObject;
  return created;
}

/** A formal expression of the standard, or nothing when the text is empty. */
export function formalExpression(modeler: Modeler, body: string): object | undefined {
  if (body.trim() === '') return undefined;
  return modeler.get<BpmnFactory>('bpmnFactory').create('bpmn:FormalExpression', { body });
}
