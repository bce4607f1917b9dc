import type { FormContextData, InputProblem, TaskForm } from '../../contract';
import {
  type FormContext,
  type FormDocument,
  type FormEvaluation,
  type FormMessage,
  type FormModel,
  type Values,
  compileForm,
  evaluateForm,
  warningKey,
} from '../../form';

/** One form of a task with the model of its definition. */
export interface OpenForm {
  readonly key: string;
  readonly variable: string;
  readonly title: string;
  readonly annex: string | undefined;
  readonly document: FormDocument;
  /** Absent when the definition cannot be read; the person is told. */
  readonly model: FormModel | undefined;
  readonly access: TaskForm['access'];
  /** What it held when the step began. */
  readonly before: Values;
}

export function openForm(form: TaskForm): OpenForm {
  // The server has checked the document at publication; the contract carries it as plain JSON.
  const document = form.document as unknown as FormDocument;
  return {
    key: form.key,
    variable: form.variable,
    title: document.title,
    annex: document.annex,
    document,
    model: compileForm(document).form,
    access: form.access,
    before: form.values,
  };
}

/** The contract's context is the core's, but for `null` in place of absence. */
export function formContextOf(data: FormContextData): FormContext {
  return data as unknown as FormContext;
}

/** Whether the person can change anything in the form at this step. */
export function isReadOnly(form: OpenForm): boolean {
  return form.access.default !== 'edit' && !Object.values(form.access.fields).includes('edit');
}

export type FormValues = Readonly<Record<string, Values>>;

/** A finding with the form it is in. */
export interface PlacedProblem {
  readonly variable: string;
  readonly path: string;
  readonly message: string;
  readonly severity: FormMessage['severity'];
  readonly code: string;
  readonly rule: string | undefined;
}

/** What a form reads of the case, with what is being filled beside it, as the server will see it. */
export function contextWith(context: FormContext, filled: FormValues): FormContext {
  const known = context.case ?? {};
  const forms = typeof known['forms'] === 'object' ? (known['forms'] as FormValues) : {};
  return { ...context, case: { ...known, forms: { ...forms, ...filled } } };
}

export function evaluateForms(
  forms: readonly OpenForm[],
  values: FormValues,
  context: FormContext,
): ReadonlyMap<string, FormEvaluation> {
  const evaluations = new Map<string, FormEvaluation>();
  const filled: Record<string, Values> = {};
  for (const form of forms) {
    if (form.model === undefined) continue;
    const evaluation = evaluateForm(
      form.model,
      values[form.variable] ?? {},
      contextWith(context, filled),
      form.access,
      form.before,
    );
    evaluations.set(form.variable, evaluation);
    filled[form.variable] = evaluation.values;
  }
  return evaluations;
}

/** Everything that the forms say about what is filled, in the order of the forms. */
export function problemsOf(
  forms: readonly OpenForm[],
  evaluations: ReadonlyMap<string, FormEvaluation>,
): readonly PlacedProblem[] {
  return forms.flatMap((form) =>
    (evaluations.get(form.variable)?.messages ?? []).map((one) => ({
      variable: form.variable,
      path: one.path,
      message: one.message,
      severity: one.severity,
      code: one.code,
      rule: one.rule,
    })),
  );
}

/** The server's findings, `variable.path` taken apart. */
export function placeProblems(
  problems: readonly InputProblem[],
  forms: readonly OpenForm[],
): readonly PlacedProblem[] {
  return problems.map((problem) => {
    const variable =
      forms.find(
        (form) => problem.at === form.variable || problem.at.startsWith(`${form.variable}.`),
      )?.variable ?? '';
    return {
      variable,
      path: variable === '' ? problem.at : problem.at.slice(variable.length + 1),
      message: problem.message,
      severity: problem.severity,
      code: problem.code,
      rule: problem.rule,
    };
  });
}

/** Under which key the reason for a warning travels: `variable.path#rule`. */
export function reasonKey(problem: PlacedProblem): string {
  return `${problem.variable}.${warningKey({
    path: problem.path,
    ...(problem.rule === undefined ? {} : { rule: problem.rule }),
  })}`;
}

/** What has to be settled before sending: errors, and warnings for which no reason is given yet. */
export function unsettled(
  problems: readonly PlacedProblem[],
  reasons: Readonly<Record<string, string>>,
): { readonly errors: readonly PlacedProblem[]; readonly warnings: readonly PlacedProblem[] } {
  return {
    errors: problems.filter((one) => one.severity === 'error'),
    warnings: problems.filter(
      (one) => one.severity === 'warning' && (reasons[reasonKey(one)] ?? '').trim() === '',
    ),
  };
}

/** A value put at a dotted path, the rest kept. */
export function withValue(values: Values, path: string, value: unknown): Values {
  const [head = '', ...rest] = path.split('.');
  if (rest.length > 0) {
    const inner = values[head];
    const holder =
      typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as Values) : {};
    return { ...values, [head]: withValue(holder, rest.join('.'), value) };
  }
  if (value === undefined || value === '') {
    const { [head]: _gone, ...others } = values;
    return others;
  }
  return { ...values, [head]: value };
}
