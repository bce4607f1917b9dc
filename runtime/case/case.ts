import type { CompiledExpression } from '../expression';
import type { FlowNode, ProcessDefinition, TaskFormModel } from '../bpmn';
import {
  type Actor,
  type Command,
  type Effect,
  type HistoryEvent,
  InvariantError,
  step,
} from '../engine';
import {
  type FormAccess,
  type FormContext,
  type FormModel,
  type Values,
  acceptSubmission,
  initialValues,
  reopenedValues,
} from '../form';
import { type Result, dateAt, err, ok } from '../kernel';
import { type Candidates, type SeatHolding, mayPerform, resolveCandidates } from '../organization';
import type { LoadedPackage } from '../package';
import { type CaseState, variablesOf } from './case-state';
import { type CaseEnvironment, engineBindings, formContextOf } from './context';
import {
  type CaseProblem,
  type CaseRefusal,
  fromFormMessages,
  fromRejection,
  refusal,
} from './refusal';

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

/** A case after something was done, and what follows from it. */
export interface CaseStep {
  readonly case: CaseState;
  readonly effects: readonly Effect[];
  readonly events: readonly HistoryEvent[];
  readonly submissions: readonly Submission[];
}

/** What a person sends to complete a step. */
export interface Completion {
  /** Values by form variable. */
  readonly forms: Readonly<Record<string, Values>>;
  readonly outcome?: string;
  readonly opinion?: string;
  /** Reasons for warnings, by `variable.path#rule`. */
  readonly warningReasons?: Readonly<Record<string, string>>;
}

/** A person who acts: who they are and which seats they hold. */
export interface Person {
  readonly actor: Actor;
  readonly seats: readonly SeatHolding[];
}

/** Something that a person can start: a start event with a title. */
export interface Matter {
  readonly process: ProcessDefinition;
  readonly start: FlowNode;
  readonly title: string;
  readonly description: string;
  readonly starterRoles: readonly string[];
  /** The step with the application form. */
  readonly application: FlowNode;
}

const MIN_REASON_LENGTH = 5;

export function mattersOf(loaded: LoadedPackage): readonly Matter[] {
  return [...loaded.deployment.processes.values()].flatMap((process) =>
    [...process.nodes.values()].flatMap((start) => {
      const application = start.outgoing[0]?.target;
      if (start.matter === undefined || application?.userTask === undefined) return [];
      return [{ process, start, application, ...start.matter }];
    }),
  );
}

export function mayStart(seats: readonly SeatHolding[], matter: Matter): boolean {
  return seats.some((seat) => matter.starterRoles.includes(seat.role));
}

export interface StartCase {
  readonly caseId: string;
  readonly number: string;
  readonly processId: string;
  readonly startEventId: string;
  readonly person: Person;
  readonly completion: Completion;
}

/** Starts a case and completes its application step in one: there is no case without an application. */
export function startCase(
  environment: CaseEnvironment,
  input: StartCase,
): Result<CaseStep, CaseRefusal> {
  const matter = mattersOf(environment.package).find(
    (one) => one.process.id === input.processId && one.start.id === input.startEventId,
  );
  if (matter === undefined) return err(refusal('CASE-UNKNOWN-MATTER'));
  if (!mayStart(input.person.seats, matter))
    return err(refusal('CASE-MAY-NOT-START', { matter: matter.title }));
  const begun: Omit<CaseState, 'instance'> = {
    version: 1,
    id: input.caseId,
    number: input.number,
    packageKey: environment.package.manifest.key,
    packageVersion: environment.package.manifest.version,
    processId: input.processId,
    startEventId: input.startEventId,
    matter: matter.title,
    title: matter.title,
    parametersDate: dateAt(environment.at),
    initiator: input.person.actor,
    subjectUnit: input.person.actor.unit ?? null,
    subject: '',
    recordId: environment.record?.id ?? null,
  };
  const started = step(environment.package.deployment, null, {
    type: 'startProcessInstance',
    at: environment.at,
    actor: input.person.actor,
    instanceId: input.caseId,
    processId: input.processId,
    startEventId: input.startEventId,
  });
  if (!started.ok) return err(fromRejection(started.rejection));
  const state: CaseState = { ...begun, instance: started.state };
  const taskId = Object.values(started.state.activities).find(
    (activity) => activity.element === matter.application.id,
  )?.taskId;
  if (taskId === undefined) return err(refusal('CASE-UNKNOWN-MATTER'));
  const completed = submitForms(
    environment,
    state,
    taskId,
    matter.application,
    input.person,
    input.completion,
  );
  if (!completed.ok) return completed;
  return ok({
    ...completed.value,
    effects: [...started.effects, ...completed.value.effects],
    events: [...started.events, ...completed.value.events],
  });
}

/** The flow node and candidates of an open task. */
export interface OpenTask {
  readonly node: FlowNode;
  readonly candidates: Candidates;
}

/** @returns undefined when the task is not open */
export function findTask(
  environment: CaseEnvironment,
  state: CaseState,
  taskId: string,
): OpenTask | undefined {
  const activity = Object.values(state.instance.activities).find((one) => one.taskId === taskId);
  if (activity === undefined) return undefined;
  const process = environment.package.deployment.processes.get(activity.process ?? state.processId);
  const node = process?.nodes.get(activity.element);
  const model = node?.userTask;
  if (node === undefined || model === undefined)
    throw new InvariantError(`task ${taskId} has no user task`);
  const performers = model.assignment.separateFrom.flatMap(
    (element) => state.instance.performers[element] ?? [],
  );
  const evaluateText = (expression: CompiledExpression | undefined): string | null => {
    const result = expression?.evaluate(variablesOf(state), {
      bindings: engineBindings(environment, state),
      now: environment.at,
    });
    return result?.ok === true && typeof result.value === 'string' ? result.value : null;
  };
  const candidates = resolveCandidates(
    {
      roles: model.assignment.roles,
      level: model.assignment.level,
      unit: evaluateText(model.assignment.unit),
      assignee: activity.assignee ?? evaluateText(model.assignment.assignee),
      excludedActors: performers,
    },
    state.subjectUnit,
    environment.package.units,
  );
  return { node, candidates };
}

/** Completes a task as a person: checks who they are, takes the forms, decides, and runs the process on. */
export function completeTask(
  environment: CaseEnvironment,
  state: CaseState,
  taskId: string,
  person: Person,
  completion: Completion,
): Result<CaseStep, CaseRefusal> {
  const task = findTask(environment, state, taskId);
  if (task === undefined) return err(refusal('CASE-TASK-DONE'));
  if (task.candidates.excludedActors.includes(person.actor.id))
    return err(refusal('CASE-SEPARATE'));
  const { units } = environment.package;
  if (!mayPerform(person.actor.id, person.seats, task.candidates, state.subjectUnit, units)) {
    return err(refusal('CASE-MAY-NOT-PERFORM'));
  }
  return submitForms(environment, state, taskId, task.node, person, completion);
}

function submitForms(
  environment: CaseEnvironment,
  state: CaseState,
  taskId: string,
  node: FlowNode,
  person: Person,
  completion: Completion,
): Result<CaseStep, CaseRefusal> {
  const decision = checkDecision(node, completion);
  const taken = takeForms(environment, state, taskId, node, person, completion);
  const problems = [...decision, ...taken.problems];
  if (problems.length > 0) {
    const [only] = decision;
    if (taken.problems.length === 0 && only !== undefined) {
      return err({ code: only.code, message: only.message, problems });
    }
    return err(refusal('CASE-FORM', { count: problems.length }, problems));
  }
  const variables = Object.fromEntries(taken.submissions.map((one) => [one.variable, one.values]));
  const after = runCommand(
    environment,
    state,
    {
      type: 'completeUserTask',
      at: environment.at,
      actor: person.actor,
      taskId,
      variables,
      ...(completion.outcome === undefined ? {} : { outcome: completion.outcome }),
      ...(completion.opinion === undefined ? {} : { opinion: completion.opinion }),
    },
    variables,
  );
  return after.ok ? ok({ ...after.value, submissions: taken.submissions }) : after;
}

/** Whether the step's outcome is chosen and, where it is asked for, explained. */
function checkDecision(node: FlowNode, completion: Completion): readonly CaseProblem[] {
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

export function accessOf(form: TaskFormModel): FormAccess {
  return { default: form.access, fields: form.fields };
}

function takeForms(
  environment: CaseEnvironment,
  state: CaseState,
  taskId: string,
  node: FlowNode,
  person: Person,
  completion: Completion,
): { readonly submissions: readonly Submission[]; readonly problems: readonly CaseProblem[] } {
  const submissions: Submission[] = [];
  const problems: CaseProblem[] = [];
  const filled: Record<string, Values> = {};
  for (const form of node.userTask?.forms ?? []) {
    const model = environment.package.forms.get(form.key);
    if (model === undefined || form.access === 'read') continue;
    const context = formContextOf(environment, state, state.parametersDate, filled);
    const before = initialValues(model, context, valuesBefore(model, state, node, form));
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

/** A form as a person finds it when they open a task. */
export interface OpenForm {
  readonly form: TaskFormModel;
  readonly model: FormModel;
  readonly values: Values;
  readonly context: FormContext;
}

/** The forms of a step as a person finds them: with what the case has, what is prefilled, and what is computed. */
export function openForms(
  environment: CaseEnvironment,
  state: CaseState,
  node: FlowNode,
): readonly OpenForm[] {
  const filled: Record<string, Values> = {};
  return (node.userTask?.forms ?? []).flatMap((form) => {
    const model = environment.package.forms.get(form.key);
    if (model === undefined) return [];
    const context = formContextOf(environment, state, state.parametersDate, filled);
    const values = initialValues(model, context, valuesBefore(model, state, node, form));
    filled[form.variable] = values;
    return [{ form, model, values, context }];
  });
}

/** What a form begins with: what the case has; when the step was done before, without what has to be said anew. */
function valuesBefore(
  model: FormModel,
  state: CaseState,
  node: FlowNode,
  form: TaskFormModel,
): Values {
  const values = valuesOf(state, form.variable);
  const wasDone = Object.hasOwn(state.instance.performers, node.id);
  return wasDone ? reopenedValues(model, values, accessOf(form)) : values;
}

/** The values of a form as the case has them. */
export function valuesOf(state: CaseState, variable: string): Values {
  const values = variablesOf(state)[variable];
  return typeof values === 'object' && values !== null && !Array.isArray(values)
    ? (values as Values)
    : {};
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

/** The outcome and the opinion stand in the form, too, where the step says so. */
function withDecision(
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

/**
 * Gives a command to the case's process instance and brings the case's name and unit up to date.
 *
 * @param fresh variables that this very command brings, which rules may already read as `$case.forms`
 */
export function runCommand(
  environment: CaseEnvironment,
  state: CaseState,
  command: Command,
  fresh: Readonly<Record<string, unknown>> = {},
): Result<CaseStep, CaseRefusal> {
  const process = environment.package.deployment.processes.get(state.processId);
  if (process === undefined) throw new InvariantError(`process ${state.processId} is not deployed`);
  const named = rename(environment, process, state, { ...variablesOf(state), ...fresh });
  const result = step(environment.package.deployment, state.instance, {
    ...command,
    bindings: engineBindings(environment, named),
  });
  if (!result.ok) return err(fromRejection(result.rejection));
  return ok({
    case: { ...named, instance: result.state },
    effects: result.effects,
    events: result.events,
    submissions: [],
  });
}

/** What the process's own rules make of the variables: the title, whom it is about, the unit. */
function rename(
  environment: CaseEnvironment,
  process: ProcessDefinition,
  state: CaseState,
  variables: Readonly<Record<string, unknown>>,
): CaseState {
  const scope = { bindings: engineBindings(environment, state), now: environment.at };
  const text = (rule: CompiledExpression | undefined, fallback: string): string => {
    const result = rule?.evaluate(variables, scope);
    return result?.ok === true && typeof result.value === 'string' && result.value !== ''
      ? result.value
      : fallback;
  };
  const unit = text(process.subjectUnit, state.subjectUnit ?? '');
  return {
    ...state,
    title: text(process.caseTitle, state.title),
    subject: text(process.subject, state.subject),
    subjectUnit: environment.package.units.get(unit) === undefined ? state.subjectUnit : unit,
  };
}

/** A message that people may give by hand at this moment. */
export interface HandMessage {
  readonly message: string;
  readonly title: string;
  readonly roles: readonly string[];
}

export function handMessages(
  environment: CaseEnvironment,
  state: CaseState,
): readonly HandMessage[] {
  return Object.values(state.instance.subscriptions).flatMap((subscription) => {
    if (subscription.kind !== 'message') return [];
    const process = environment.package.deployment.processes.get(state.processId);
    const event = process?.nodes.get(subscription.element)?.events[subscription.event];
    if (event?.kind !== 'message' || event.sender === undefined) return [];
    return [{ message: event.name, title: event.sender.title, roles: event.sender.roles }];
  });
}

/** Gives a message to the case as a person, with the reason. */
export function sendMessage(
  environment: CaseEnvironment,
  state: CaseState,
  person: Person,
  input: { readonly message: string; readonly reason: string; readonly variables?: Values },
): Result<CaseStep, CaseRefusal> {
  const offered = handMessages(environment, state).find((one) => one.message === input.message);
  if (offered === undefined) {
    return runCommand(environment, state, {
      type: 'deliverMessage',
      at: environment.at,
      name: input.message,
    });
  }
  const unit = state.subjectUnit;
  const allowed =
    person.actor.id === state.initiator.id ||
    person.seats.some(
      (seat) =>
        offered.roles.includes(seat.role) &&
        unit !== null &&
        environment.package.units.isWithin(unit, seat.unit),
    );
  if (!allowed) return err(refusal('CASE-MESSAGE-NOT-YOURS', { title: offered.title }));
  if ([...input.reason.trim()].length < MIN_REASON_LENGTH)
    return err(refusal('CASE-REASON-MISSING'));
  return runCommand(environment, state, {
    type: 'deliverMessage',
    at: environment.at,
    actor: person.actor,
    name: input.message,
    reason: input.reason.trim(),
    variables: {
      [`message_${input.message}`]: { reason: input.reason.trim(), ...input.variables },
    },
  });
}
