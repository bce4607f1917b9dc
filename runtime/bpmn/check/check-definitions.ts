import type { Problem } from '../../kernel';
import type { ConstraintCode } from '../../messages/bpmn-constraints';
import type { ModdleElement, ParsedDefinitions } from '../moddle';
import { bpmnProblem } from '../problems';
import { CheckedFile } from './checked-file';
import { checkBoundaryEvents } from './boundary-events';
import { checkCollaborations } from './collaborations';
import { checkCompensation } from './compensation';
import { checkData } from './data';
import { checkEventTriggers } from './event-triggers';
import { checkExpressions } from './expressions';
import { checkGateways } from './gateways';
import { checkIdentity } from './identity';
import { checkLinks } from './links';
import { checkLoops } from './loops';
import { checkMessageFlows } from './message-flows';
import { checkProcesses } from './processes';
import type { Rule } from './rule';
import { checkSequenceFlows } from './sequence-flows';
import { checkStartAndEnd } from './start-and-end';
import { checkSubProcesses } from './sub-processes';
import { checkTasks } from './tasks';

/** One file for each family of rules; SPEC.md lists what each says and where the standard says it. */
const rules: readonly Rule[] = [
  checkIdentity,
  checkProcesses,
  checkSequenceFlows,
  checkGateways,
  checkStartAndEnd,
  checkEventTriggers,
  checkBoundaryEvents,
  checkLinks,
  checkCompensation,
  checkSubProcesses,
  checkTasks,
  checkLoops,
  checkData,
  checkExpressions,
  checkMessageFlows,
  checkCollaborations,
];

/** Against the letter of the standard, but drawn so by many makers and clear all the same. */
const ADVICE: ReadonlySet<ConstraintCode> = new Set(['BPMN-SE5', 'BPMN-SF10']);

/** Finds where a file breaks a constraint of BPMN 2.0.2, naming element and rule. */
export function checkDefinitions(parsed: ParsedDefinitions): readonly Problem[] {
  const problems: Problem[] = [];
  const file = new CheckedFile(parsed);
  for (const rule of rules) {
    rule(file, (code, element, params = {}) => {
      const severity = ADVICE.has(code) ? 'warning' : 'error';
      problems.push(bpmnProblem(code, parsed.path, nearestId(element), params, severity));
    });
  }
  return problems;
}

/** An element without an id is named by the one around it. */
function nearestId(element: ModdleElement): string | null {
  for (let at: ModdleElement | undefined = element; at !== undefined; at = at.$parent) {
    if (at.id !== undefined) return at.id;
  }
  return null;
}
