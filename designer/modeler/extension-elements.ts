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

/**
 * Replaces all extension elements of `type` on an element, as one undoable step; an empty list removes them. Extension
 * elements of other kinds, also those of other tools, stay as they are.
 */
export function writeExtensions(
  modeler: Modeler,
  element: DiagramElement,
  type: string,
  contents: readonly ExtensionContent[],
): void {
  const factory = modeler.get<BpmnFactory>('bpmnFactory');
  const others = (element.businessObject.extensionElements?.values ?? []).filter(
    (value) => value.$type !== type,
  );
  const own = contents.map((content) => build(factory, type, content));
  const values = [...others, ...own];
  const container =
    values.length === 0 ? undefined : factory.create('bpmn:ExtensionElements', { values });
  if (container !== undefined) {
    container.$parent = element.businessObject;
    for (const value of values) (value as { $parent?: object }).$parent = container;
  }
  modelingOf(modeler).updateProperties(element, { extensionElements: container });
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

/** A formal expression of the standard, or nothing when the text is empty. */
export function formalExpression(modeler: Modeler, body: string): object | undefined {
  if (body.trim() === '') return undefined;
  return modeler.get<BpmnFactory>('bpmnFactory').create('bpmn:FormalExpression', { body });
}
