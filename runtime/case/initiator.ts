import { type Result, err } from '../kernel';
import type { CaseState } from './case-state';
import type { Person } from './completion';
import type { CaseEnvironment } from './context';
import { type CaseRefusal, MIN_REASON_LENGTH, refusal } from './refusal';
import { type CaseStep, runCommand } from './run-command';

/** Stands for every step in a process's `cancelBefore`. */
const ALWAYS = '*';

/** Whether whoever began the case may cancel it now (撤销): until one of the steps is done that the process names. */
export function mayCancel(
  environment: CaseEnvironment,
  state: CaseState,
  { actor }: Person,
): boolean {
  const process = environment.package.deployment.processes.get(state.processId);
  const steps = process?.cancelBefore ?? [];
  if (steps.length === 0 || state.initiator.id !== actor.id) return false;
  if (state.instance.status !== 'active') return false;
  return steps.every((step) => step === ALWAYS || state.instance.doneAt?.[step] === undefined);
}

/** Ends the case as its initiator, with the reason. */
export function cancelCase(
  environment: CaseEnvironment,
  state: CaseState,
  person: Person,
  reason: string,
): Result<CaseStep, CaseRefusal> {
  if (!mayCancel(environment, state, person)) return err(refusal('CASE-MAY-NOT-CANCEL'));
  if ([...reason.trim()].length < MIN_REASON_LENGTH) return err(refusal('CASE-REASON-MISSING'));
  return runCommand(environment, state, {
    type: 'terminateProcessInstance',
    at: environment.at,
    actor: person.actor,
    reason: reason.trim(),
  });
}

/** Whether a person may urge the performers (催办): the initiator, while the case is open and not held. */
export function mayUrge(state: CaseState, { actor }: Person): boolean {
  const { status, suspendedAt } = state.instance;
  return state.initiator.id === actor.id && status === 'active' && suspendedAt === undefined;
}

/** Urges whoever has an open task of the case. */
export function urgeCase(
  environment: CaseEnvironment,
  state: CaseState,
  person: Person,
  words: string,
): Result<CaseStep, CaseRefusal> {
  if (state.initiator.id !== person.actor.id) return err(refusal('CASE-MAY-NOT-URGE'));
  return runCommand(environment, state, {
    type: 'urgeProcessInstance',
    at: environment.at,
    actor: person.actor,
    words: words.trim(),
  });
}
