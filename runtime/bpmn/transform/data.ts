import type { IoMapping } from '../model';
import { type ModdleElement, child, isA, list, text } from '../moddle';
import type { TransformContext } from './context';

type Mapping = IoMapping['inputs'][number];

/** What drawing tools put where an association needs an end that nobody drew. */
const PLACEHOLDER = /^__/;

/**
 * The data associations of an activity or event as mappings: data objects, stores, properties, inputs and outputs are
 * variables of their names (BPMN 2.0.2 §10.4.2).
 */
export function dataAssociations(element: ModdleElement, context: TransformContext): IoMapping {
  const read = (name: string): IoMapping['inputs'] =>
    list(element, name).flatMap((one) => mappings(one, element, context));
  const sources = list(element, 'dataOutputAssociations').flatMap((one) => list(one, 'sourceRef'));
  return {
    inputs: read('dataInputAssociations'),
    outputs: read('dataOutputAssociations'),
    locals: sources.flatMap((one) =>
      one.$type === 'bpmn:DataOutput' && isA(element, 'bpmn:Activity') ? (dataName(one) ?? []) : [],
    ),
  };
}

/** A transformation or the source gives the target its value; assignments then set what they name. */
function mappings(
  association: ModdleElement,
  owner: ModdleElement,
  context: TransformContext,
): readonly Mapping[] {
  const target = dataName(child(association, 'targetRef'));
  const [source] = list(association, 'sourceRef').map(dataName);
  const assignments = list(association, 'assignment');
  const transformation = context.compileChild(association, 'transformation');
  const copied =
    source === undefined || assignments.length > 0
      ? undefined
      : context.compile(owner, quoted(source));
  const whole = transformation ?? copied;
  const first =
    whole === undefined || target === undefined || PLACEHOLDER.test(target)
      ? []
      : [{ source: whole, target }];
  return [...first, ...assignments.flatMap((one) => assigned(one, context))];
}

function assigned(assignment: ModdleElement, context: TransformContext): readonly Mapping[] {
  const source = context.compileChild(assignment, 'from');
  const target = text(child(assignment, 'to'), 'body')?.trim().replaceAll('`', '');
  return source === undefined || target === undefined || target === '' ? [] : [{ source, target }];
}

/** The variable that a data element is: a reference is the object or store that it shows. */
export function dataName(data: ModdleElement | undefined): string | undefined {
  if (data === undefined) return undefined;
  const shown = isA(data, 'bpmn:DataObjectReference')
    ? child(data, 'dataObjectRef')
    : isA(data, 'bpmn:DataStoreReference')
      ? child(data, 'dataStoreRef')
      : data;
  return shown?.name ?? data.name ?? shown?.id ?? data.id;
}

/** A name as JSONata reads it, whatever signs it has. */
export function quoted(name: string): string {
  return `\`${name.replaceAll('`', '')}\``;
}
