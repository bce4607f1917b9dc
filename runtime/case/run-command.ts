import type { ProcessDefinition } from '../bpmn';
import { type Command, type Effect, type HistoryEvent, InvariantError, step } from '../engine';
import type { CompiledExpression } from '../expression';
import { type Result, err, ok } from '../kernel';
import { type CaseState, variablesOf } from './case-state';
import { type CaseEnvironment, engineBindings } from './context';
import type { Submission } from './forms';
import { type CaseRefusal, fromRejection } from './refusal';

/** A case after something was done, and what follows from it. */
export interface CaseStep {
  readonly case: CaseState;
  readonly effects: readonly Effect[];
  readonly events: readonly HistoryEvent[];
  readonly submissions: readonly Submission[];
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
export function rename(
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
