import { type CompiledExpression, compileExpression } from '../../expression';
import type { Problem } from '../../kernel';
import { type ModdleElement, child, text } from '../moddle';
import { type BpmnProblemCode, bpmnProblem } from '../problems';

/** What one file's transformation shares: where to report, and how rules are compiled. */
export class TransformContext {
  readonly problems: Problem[] = [];

  constructor(readonly file: string) {}

  report(
    code: BpmnProblemCode,
    element: ModdleElement | null,
    params: Readonly<Record<string, string | number>> = {},
  ): void {
    this.problems.push(bpmnProblem(code, this.file, element?.id ?? null, params));
  }

  /** Compiles a rule; a rule with a mistake is reported at the element and left out. */
  compile(element: ModdleElement, source: string | undefined): CompiledExpression | undefined {
    if (source === undefined || source.trim() === '') return undefined;
    const compiled = compileExpression(source.trim());
    if (compiled.ok) return compiled.value;
    this.report('BPMN-EXPRESSION', element, { detail: compiled.error.message });
    return undefined;
  }

  /** The rule in a BPMN expression element, for example `conditionExpression`. */
  compileChild(element: ModdleElement, property: string): CompiledExpression | undefined {
    const expression = child(element, property);
    if (expression === undefined) return undefined;
    const language = text(expression, 'language');
    if (language !== undefined && !/jsonata/i.test(language)) {
      this.report('BPMN-LANGUAGE', element, { language });
      return undefined;
    }
    return this.compile(element, text(expression, 'body'));
  }
}

/** The names in a space-separated attribute. */
export function words(value: string | undefined): readonly string[] {
  return (value ?? '').split(/[\s,]+/).filter((word) => word !== '');
}
