import type { FlowNode, TaskFormModel } from '../bpmn';
import type { Values } from '../form';
import type { Completion } from './completion';
import { type CaseProblem, MIN_REASON_LENGTH, refusal } from './refusal';

/** Whether the step's outcome is chosen and, where it is asked for, explained. */
export function checkDecision(node: FlowNode, completion: Completion): readonly CaseProblem[] {
  const outcomes = node.userTask?.outcomes?.items ?? [];
  if (outcomes.length === 0) return [];
  const chosen = outcomes.find((outcome) => outcome.value === completion.outcome);
  const problem = (
    code: 'CASE-OUTCOME-MISSING' | 'CASE-OPINION-MISSING',
    outcome: string,
  ): CaseProblem => {
    const { message } = refusal(code, { outcome });
    return {
      at: code === 'CASE-OUTCOME-MISSING' ? 'outcome' : 'opinion',
      code,
      message,
      severity: 'error',
    };
  };
  if (chosen === undefined) return [problem('CASE-OUTCOME-MISSING', '')];
  const opinion = (completion.opinion ?? '').trim();
  return chosen.requiresOpinion && [...opinion].length < MIN_REASON_LENGTH
    ? [problem('CASE-OPINION-MISSING', chosen.title)]
    : [];
}

/** The outcome and the opinion stand in the form, too, where the step says so. */
export function withDecision(
  node: FlowNode,
  form: TaskFormModel,
  completion: Completion,
  values: Values,
): Values {
  const outcomes = node.userTask?.outcomes;
  const holder = outcomes?.form ?? node.userTask?.forms[0]?.key;
  if (outcomes === null || outcomes === undefined || holder !== form.key) return values;
  let result = values;
  if (outcomes.resultField !== null && completion.outcome !== undefined) {
    result = setAt(result, outcomes.resultField.split('.'), completion.outcome);
  }
  if (
    outcomes.opinionField !== null &&
    completion.opinion !== undefined &&
    completion.opinion.trim() !== ''
  ) {
    result = setAt(result, outcomes.opinionField.split('.'), completion.opinion.trim());
  }
  return result;
}

function setAt(values: Values, path: readonly string[], value: unknown): Values {
  const [key, ...rest] = path;
  if (key === undefined) return values;
  const inner = values[key];
  const next =
    rest.length === 0
      ? value
      : setAt(typeof inner === 'object' && inner !== null ? (inner as Values) : {}, rest, value);
  return { ...values, [key]: next };
}
