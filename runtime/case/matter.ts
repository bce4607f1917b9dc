import type { FlowNode, ProcessDefinition } from '../bpmn';
import { step } from '../engine';
import { type Result, dateAt, err, ok } from '../kernel';
import type { SeatHolding } from '../organization';
import type { LoadedPackage } from '../package';
import { type CaseState, variablesOf } from './case-state';
import type { Completion, Person } from './completion';
import type { CaseEnvironment } from './context';
import { type CaseRefusal, fromRejection, refusal } from './refusal';
import type { CaseStep } from './run-command';
import { submitForms } from './task';

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
    { taskId, node: matter.application, variables: variablesOf(state) },
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
