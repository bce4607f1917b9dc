import { type ModdleElement, child, idOf, isA, list, text } from '../moddle';
import { eventDefinitionsOf } from './checked-file';
import type { Report, Rule } from './rule';

interface Link {
  readonly event: ModdleElement;
  readonly definition: ModdleElement;
}

/** Link events: go-to within one process level (BPMN 2.0.2 §10.5.5, Link). */
export const checkLinks: Rule = (file, report) => {
  for (const container of file.ofType('bpmn:FlowElementsContainer')) {
    const links = list(container, 'flowElements').flatMap((event) =>
      isA(event, 'bpmn:Event') ? linksOf(event) : [],
    );
    const throwing = links.filter(({ event }) => event.$type === 'bpmn:IntermediateThrowEvent');
    const catching = links.filter(({ event }) => event.$type === 'bpmn:IntermediateCatchEvent');
    for (const { event, definition } of links) {
      if (text(definition, 'name') === undefined && event.name === undefined) {
        report('BPMN-LK1', event);
      }
    }
    checkTargets(catching, report);
    for (const link of throwing) {
      if (!catching.some((target) => isPair(link, target))) report('BPMN-LK3', link.event);
    }
    for (const link of catching) {
      if (!throwing.some((source) => isPair(source, link))) report('BPMN-LK4', link.event);
    }
    for (const source of throwing) checkReferences(source, report);
  }
};

function linksOf(event: ModdleElement): readonly Link[] {
  return eventDefinitionsOf(event)
    .filter((definition) => definition.$type === 'bpmn:LinkEventDefinition')
    .map((definition) => ({ event, definition }));
}

function nameOf({ event, definition }: Link): string | undefined {
  return text(definition, 'name') ?? event.name;
}

/** Many sources, but one target of a name. */
function checkTargets(catching: readonly Link[], report: Report): void {
  const names = catching.map(nameOf);
  catching.forEach((link, index) => {
    if (names.indexOf(nameOf(link)) < index) {
      report('BPMN-LK2', link.event, { name: nameOf(link) ?? '' });
    }
  });
}

/** By reference when the source gives one, else by name. */
function isPair(source: Link, target: Link): boolean {
  const referred = child(source.definition, 'target');
  if (referred !== undefined) return referred === target.definition;
  return (
    nameOf(source) === nameOf(target) ||
    list(target.definition, 'source').includes(source.definition)
  );
}

/** A target that lists its sources lists every source that names it. */
function checkReferences(link: Link, report: Report): void {
  const target = child(link.definition, 'target');
  const sources = list(target, 'source');
  if (target !== undefined && sources.length > 0 && !sources.includes(link.definition)) {
    report('BPMN-LK5', link.event, { target: idOf(target) });
  }
}
