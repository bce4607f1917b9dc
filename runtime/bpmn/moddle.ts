import { BpmnModdle } from 'bpmn-moddle';
import { type Problem, type Result, err, ok } from '../kernel';
import { bpmnProblem } from './problems';
import banshiExtension from './extension.json' with { type: 'json' };

export { banshiExtension };

/**
 * An element as moddle gives it. Attributes come by name; what a file may hold is open, so reads are checked where they
 * happen.
 */
export interface ModdleElement {
  readonly $type: string;
  readonly id?: string;
  readonly name?: string;
  readonly $parent?: ModdleElement;
  readonly $attrs?: Readonly<Record<string, unknown>>;
  readonly [attribute: string]: unknown;
}

/** The parse of one file. */
export interface ParsedDefinitions {
  readonly path: string;
  readonly root: ModdleElement;
  readonly warnings: ReadonlyArray<{ readonly message: string }>;
  /** References to elements that the file does not have. */
  readonly unresolved: readonly Reference[];
  /** References to elements of a kind that the property does not take. */
  readonly mistyped: readonly Reference[];
  /** Contents that were given twice where one is allowed. */
  readonly repeated: readonly Repetition[];
}

/** An element that holds two contents where one is allowed; the parser keeps the last. */
export interface Repetition {
  readonly element: ModdleElement;
  readonly property: string;
}

/** One element's mention of another by id. */
export interface Reference {
  readonly element: ModdleElement;
  /** Without prefix, for example `messageRef`. */
  readonly property: string;
  readonly id: string;
}

const MAX_XML_LENGTH = 5_000_000;

/**
 * Reads BPMN XML. Document types and entities are refused before parsing, so that no file can reach another.
 */
export async function parseBpmn(
  path: string,
  xml: string,
): Promise<Result<ParsedDefinitions, readonly Problem[]>> {
  if (xml.length > MAX_XML_LENGTH) return err([bpmnProblem('BPMN-TOO-LARGE', path, null, {})]);
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) return err([bpmnProblem('BPMN-DOCTYPE', path, null, {})]);
  const moddle = new BpmnModdle({ banshi: banshiExtension });
  correctSchema(moddle);
  const repeated = noteRepetitions(moddle);
  try {
    const parsed = await moddle.fromXML(xml, 'bpmn:Definitions');
    const elementsById = parsed.elementsById as unknown as Readonly<Record<string, ModdleElement>>;
    const references = parsed.references as unknown as readonly Reference[];
    const unresolved: Reference[] = [];
    const mistyped: Reference[] = [];
    for (const { element, property: prefixed, id } of references) {
      const reference = { element, property: prefixed.replace(/^\w+:/, ''), id };
      const target = elementsById[id];
      if (target === undefined) {
        unresolved.push(reference);
        keepReference(reference);
      } else if (!isA(target, referredType(element, prefixed))) {
        mistyped.push(reference);
      }
    }
    return ok({
      path,
      root: parsed.rootElement as unknown as ModdleElement,
      warnings: parsed.warnings as ReadonlyArray<{ message: string }>,
      unresolved,
      mistyped,
      repeated,
    });
  } catch (error) {
    const detail = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return err([bpmnProblem('BPMN-XML', path, null, { detail: detail ?? '' })]);
  }
}

/** The standard's schema gives a global script task its script as an element; the parser's, as an attribute. */
function correctSchema({ registry }: BpmnModdle): void {
  const type = registry.typeMap['bpmn:GlobalScriptTask'];
  for (const property of type?.properties ?? []) {
    if (property.name === 'bpmn:script') property.isAttr = false;
  }
}

/** The parser overwrites what may stand once; that it stood there before is noted as it happens. */
function noteRepetitions({ properties }: BpmnModdle): readonly Repetition[] {
  const repeated: Repetition[] = [];
  const set = properties.set.bind(properties);
  properties.set = (target, name, value) => {
    const property = name.replace(/^\w+:/, '');
    const element = target as ModdleElement;
    // References are set twice by design: first to the id, then to what has it.
    const contained = isElement(value) && propertyOf(element, name)?.isReference !== true;
    if (contained && Object.hasOwn(target, property)) repeated.push({ element, property });
    set(target, name, value);
  };
  return repeated;
}

function isElement(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '$type' in value;
}

/** The data that a loop runs over may be a variable, which no element of the file declares. */
function keepReference({ element, property, id }: Reference): void {
  if (property === 'loopDataInputRef' || property === 'loopDataOutputRef') {
    Object.defineProperty(element, property, { value: id, enumerable: true, configurable: true });
  }
}

/** Moddle's description of a property. */
function propertyOf(
  element: ModdleElement,
  name: string,
): { readonly type: string; readonly isReference?: boolean } | undefined {
  const { propertiesByName } = element['$descriptor'] as {
    readonly propertiesByName: Readonly<Record<string, ReturnType<typeof propertyOf>>>;
  };
  return propertiesByName[name];
}

/** The type that moddle's description of BPMN gives to a property. */
function referredType(element: ModdleElement, property: string): string {
  return propertyOf(element, property)?.type ?? 'bpmn:BaseElement';
}

/** For sentences: an element without an id has none to name. */
export function idOf(element: ModdleElement | undefined): string {
  return element?.id ?? '';
}

export function text(element: ModdleElement | undefined, name: string): string | undefined {
  const value = element?.[name] ?? element?.$attrs?.[name];
  return typeof value === 'string' ? value : undefined;
}

export function flag(element: ModdleElement, name: string, fallback: boolean): boolean {
  const value = element[name];
  return typeof value === 'boolean' ? value : fallback;
}

export function list(element: ModdleElement | undefined, name: string): readonly ModdleElement[] {
  const value = element?.[name];
  return Array.isArray(value) ? (value as ModdleElement[]) : [];
}

export function child(element: ModdleElement | undefined, name: string): ModdleElement | undefined {
  const value = element?.[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as ModdleElement)
    : undefined;
}

/** Extension elements of one kind, for example `banshi:Form`. */
export function extensions(element: ModdleElement, type: string): readonly ModdleElement[] {
  return list(child(element, 'extensionElements'), 'values').filter(
    (value) => value.$type === type,
  );
}

export function extension(element: ModdleElement, type: string): ModdleElement | undefined {
  return extensions(element, type)[0];
}

export function isA(element: ModdleElement, type: string): boolean {
  const check = (element as { $instanceOf?: (name: string) => boolean }).$instanceOf;
  return typeof check === 'function' ? check.call(element, type) : element.$type === type;
}
