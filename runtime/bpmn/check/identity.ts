import { type ModdleElement, isA, text } from '../moddle';
import type { Report, Rule } from './rule';

/** What others refer to, and what the engine keeps in its state, must be told apart by an id. */
const NEEDS_ID = [
  'bpmn:FlowElement',
  'bpmn:Artifact',
  'bpmn:Participant',
  'bpmn:MessageFlow',
  'bpmn:Lane',
  'bpmn:RootElement',
];

/** Nothing refers to the events that a multi-instance throws, and a definition is its event's. */
const NEEDS_NONE = ['bpmn:EventDefinition', 'bpmn:ImplicitThrowEvent'];

/** Loops may run over a variable, which the file does not declare; item structures live in other schemas. */
const MAY_BE_OUTSIDE = new Set(['loopDataInputRef', 'loopDataOutputRef', 'structureRef']);

/** The standard says `DataInput`, its class diagram `InputSet`; message flows have rules of their own. */
const OWN_RULES = new Set(['inputDataRef', 'outputDataRef']);

/** Ids and references (BPMN 2.0.2 §8.2.1, and the types of the class diagrams). */
export const checkIdentity: Rule = (file, report) => {
  for (const element of file.elements) {
    if (element.id !== undefined || NEEDS_NONE.some((type) => isA(element, type))) continue;
    if (NEEDS_ID.some((type) => isA(element, type))) {
      report('BPMN-ID1', element, { type: element.$type.replace('bpmn:', '') });
    }
  }
  for (const one of file.ofType('bpmn:Import')) {
    const missing = ['importType', 'location', 'namespace'].find((name) => one[name] === undefined);
    if (missing !== undefined) report('BPMN-ID6', file.parsed.root, { property: missing });
  }
  if (text(file.parsed.root, 'targetNamespace') === undefined) {
    report('BPMN-ID7', file.parsed.root);
  }
  for (const { message } of file.parsed.warnings) {
    const duplicate = /duplicate ID <(.*?)>/.exec(message)?.[1];
    if (duplicate !== undefined) report('BPMN-ID2', file.parsed.root, { id: duplicate });
    else if (message.startsWith('unparsable content')) {
      const place = message.replace(/\s+/g, ' ').replace('unparsable content ', '');
      report('BPMN-ID5', file.parsed.root, { place });
    }
  }
  for (const { element, property } of file.parsed.repeated) {
    report('BPMN-ID8', element, { property });
  }
  for (const element of file.elements) checkFormat(element, report);
  for (const { element, property, id } of file.parsed.unresolved) {
    if (element.$type.startsWith('bpmndi:') || MAY_BE_OUTSIDE.has(property)) continue;
    report('BPMN-ID3', element, { property, id });
  }
  for (const { element, property, id } of file.parsed.mistyped) {
    if (element.$type.startsWith('bpmndi:') || OWN_RULES.has(property)) continue;
    report('BPMN-ID4', element, { property, id });
  }
};

const MIME_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(\s*;.*)?$/;

/** Tables 8.4, 8.29: texts say their format as a MIME type. */
function checkFormat(element: ModdleElement, report: Report): void {
  const format = text(element, 'textFormat');
  if (format !== undefined && !MIME_TYPE.test(format)) report('BPMN-ID9', element, { format });
}
