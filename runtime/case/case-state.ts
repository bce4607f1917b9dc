import type { Actor, InstanceState, Variables } from '../engine';
import { ROOT } from '../engine';

/** A case (办件): one process instance with what people call it by. Plain JSON; the server keeps one document of it. */
export interface CaseState {
  readonly version: 1;
  readonly id: string;
  /** 办件编号 */
  readonly number: string;
  readonly packageKey: string;
  readonly packageVersion: string;
  readonly processId: string;
  readonly startEventId: string;
  /** The matter's title. */
  readonly matter: string;
  readonly title: string;
  /** The day whose parameters the case keeps. */
  readonly parametersDate: string;
  readonly initiator: Actor;
  readonly subjectUnit: string | null;
  /** Who or what the case is about, by name. */
  readonly subject: string;
  readonly recordId: string | null;
  /** Names of elements of earlier versions, by id, that the present version does not have; the story still tells them. */
  readonly formerNames?: Readonly<Record<string, string>>;
  readonly instance: InstanceState;
}

/** The process's variables: the filled forms and what steps computed. */
export function variablesOf(state: CaseState): Variables {
  return state.instance.activities[ROOT]?.variables ?? {};
}
