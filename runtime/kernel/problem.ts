/** How much a finding matters: an `error` forbids publishing, a `warning` asks for a look, a `note` informs. */
export type ProblemSeverity = 'error' | 'warning' | 'note';

/**
 * A finding about a definition. Checks return all problems, not the first.
 *
 * `code` is stable (`BPMN-…`, `FORM-…`, `PKG-…`, `EXPR-…`); `at` names file and element, for example
 * `processes/identify.bpmn#t_review` or `forms/a1.form.json#/properties/phone`; `message` is the Chinese sentence that
 * says what to do.
 */
export interface Problem {
  readonly code: string;
  readonly at: string;
  readonly message: string;
  readonly severity: ProblemSeverity;
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}
