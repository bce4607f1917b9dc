import type { Values } from '../form';
import { type Result, err } from '../kernel';
import type { CaseState } from './case-state';
import type { Person } from './completion';
import type { CaseEnvironment } from './context';
import { type CaseRefusal, MIN_REASON_LENGTH, refusal } from './refusal';
import { type CaseStep, runCommand } from './run-command';

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
