import type { TaskFormModel } from '../bpmn';
import type { Actor, Variables } from '../engine';
import {
  type FormAccess,
  type FormContext,
  type FormModel,
  type Values,
  acceptSubmission,
  initialValues,
  reopenedValues,
} from '../form';
import { type CaseState, variablesOf } from './case-state';
import type { Completion, Person } from './completion';
import { type CaseEnvironment, formContextOf } from './context';
import { withDecision } from './decision';
import { type CaseProblem, fromFormMessages } from './refusal';
import type { TaskStep } from './task-step';

/** A form as a person finds it when they open a task. */
export interface OpenForm {
  readonly form: TaskFormModel;
  readonly model: FormModel;
  readonly values: Values;
  readonly context: FormContext;
}

/** The forms of a step; who signs before it only reads them. */
function formsOf({ node, aside }: TaskStep): readonly TaskFormModel[] {
  const forms = node.userTask?.forms ?? [];
  return aside?.kind === 'before' ? forms.map(readOnly) : forms;
}

function readOnly(form: TaskFormModel): TaskFormModel {
  const read = (access: TaskFormModel['access']): TaskFormModel['access'] =>
    access === 'edit' ? 'read' : access;
  return {
    ...form,
    access: read(form.access),
    fields: Object.fromEntries(
      Object.entries(form.fields).map(([path, access]) => [path, read(access)]),
    ),
  };
}

/** The forms of a step as a person finds them: with what the case has, what is prefilled, and what is computed. */
export function openForms(
  environment: CaseEnvironment,
  state: CaseState,
  task: TaskStep,
): readonly OpenForm[] {
  const filled: Record<string, Values> = {};
  return formsOf(task).flatMap((form) => {
    const model = environment.package.forms.get(form.key);
    if (model === undefined) return [];
    const context = contextOf(environment, state, task, filled);
    const values = initialValues(model, context, valuesBefore(model, state, task, form));
    filled[form.variable] = values;
    return [{ form, model, values, context }];
  });
}

/** What a form begins with: what the case has; when the step was done before, without what has to be said anew. */
function valuesBefore(
  model: FormModel,
  state: CaseState,
  { node, variables, aside }: TaskStep,
  form: TaskFormModel,
): Values {
  const values = valuesIn(variables, form.variable);
  const begins = aside === undefined || aside.kind === 'redo';
  const wasDone = begins && Object.hasOwn(state.instance.performers, node.id);
  return wasDone ? reopenedValues(model, values, accessOf(form)) : values;
}

function contextOf(
  environment: CaseEnvironment,
  state: CaseState,
  task: TaskStep,
  filled: Readonly<Record<string, Values>>,
): FormContext {
  return formContextOf(environment, state, state.parametersDate, { ...task.variables, ...filled });
}

/** The values of a form as the case has them. */
export function valuesOf(state: CaseState, variable: string): Values {
  return valuesIn(variablesOf(state), variable);
}

function valuesIn(variables: Variables, variable: string): Values {
  const values = variables[variable];
  return typeof values === 'object' && values !== null && !Array.isArray(values)
    ? (values as Values)
    : {};
}

export function accessOf(form: TaskFormModel): FormAccess {
  return { default: form.access, fields: form.fields };
}

/** A form as a person submitted it and the server took it. */
export interface Submission {
  readonly taskId: string;
  readonly elementId: string;
  readonly variable: string;
  readonly formKey: string;
  readonly values: Values;
  readonly warnings: ReadonlyArray<{
    readonly path: string;
    readonly message: string;
    readonly reason: string;
  }>;
  readonly at: number;
  readonly actor: Actor;
}

export function takeForms(
  environment: CaseEnvironment,
  state: CaseState,
  task: TaskStep,
  person: Person,
  completion: Completion,
): { readonly submissions: readonly Submission[]; readonly problems: readonly CaseProblem[] } {
  const submissions: Submission[] = [];
  const problems: CaseProblem[] = [];
  const filled: Record<string, Values> = {};
  const { taskId, node } = task;
  for (const form of formsOf(task)) {
    const model = environment.package.forms.get(form.key);
    if (model === undefined || form.access === 'read') continue;
    const context = contextOf(environment, state, task, filled);
    const before = initialValues(model, context, valuesBefore(model, state, task, form));
    const sent = withDecision(node, form, completion, completion.forms[form.variable] ?? {});
    const accepted = acceptSubmission(model, sent, context, {
      access: accessOf(form),
      previous: before,
      warningReasons: reasonsFor(form.variable, completion),
    });
    if (!accepted.ok) {
      problems.push(...fromFormMessages(form.variable, accepted.error));
      continue;
    }
    filled[form.variable] = accepted.value.values;
    submissions.push({
      taskId,
      elementId: node.id,
      variable: form.variable,
      formKey: form.key,
      values: accepted.value.values,
      warnings: accepted.value.warnings.map(({ path, message, reason }) => ({
        path,
        message,
        reason,
      })),
      at: environment.at,
      actor: person.actor,
    });
  }
  return { submissions, problems };
}

function reasonsFor(variable: string, completion: Completion): Readonly<Record<string, string>> {
  const prefix = `${variable}.`;
  return Object.fromEntries(
    Object.entries(completion.warningReasons ?? {}).flatMap(([key, reason]) => {
      if (key.startsWith(prefix)) return [[key.slice(prefix.length), reason] as const];
      return key.startsWith(`${variable}#`) ? [[key.slice(variable.length), reason] as const] : [];
    }),
  );
}
