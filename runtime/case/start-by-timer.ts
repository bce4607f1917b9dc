import { step } from '../engine';
import { type Result, dateAt, err, ok } from '../kernel';
import { type CaseState, variablesOf } from './case-state';
import { type CaseEnvironment, engineBindings } from './context';
import { type CaseRefusal, fromRejection, refusal } from './refusal';
import { type CaseStep, rename } from './run-command';

/** Who begins a case that begins by itself. */
const SYSTEM = { id: 'system', name: '系统' } as const;

export interface TimedStart {
  readonly caseId: string;
  readonly number: string;
  readonly processId: string;
  readonly startEventId: string;
  /** Which of the start event's timers has come due. */
  readonly trigger: number;
}

/** Begins a case whose time has come (BPMN 2.0.2 §10.5.2); nobody applies for it. */
export function startCaseByTimer(
  environment: CaseEnvironment,
  { caseId, number, processId, startEventId, trigger }: TimedStart,
): Result<CaseStep, CaseRefusal> {
  const { manifest, deployment } = environment.package;
  const process = deployment.processes.get(processId);
  if (process === undefined) return err(refusal('CASE-UNKNOWN-MATTER'));
  const title = process.name === '' ? process.id : process.name;
  const begun: Omit<CaseState, 'instance'> = {
    version: 1,
    id: caseId,
    number,
    packageKey: manifest.key,
    packageVersion: manifest.version,
    processId,
    startEventId,
    matter: title,
    title,
    parametersDate: dateAt(environment.at),
    initiator: SYSTEM,
    subjectUnit: null,
    subject: '',
    recordId: null,
  };
  const started = step(deployment, null, {
    type: 'startProcessInstance',
    at: environment.at,
    instanceId: caseId,
    processId,
    startEventId,
    startTrigger: trigger,
    bindings: engineBindings(environment, begun),
  });
  if (!started.ok) return err(fromRejection(started.rejection));
  const { state, effects, events } = started;
  const owner = { ...begun, instance: state };
  const named = rename(environment, process, owner, variablesOf(owner));
  return ok({ case: named, effects, events, submissions: [] });
}
