import type { Actor } from '../engine';
import type { FormContext } from '../form';
import { type LoadedPackage, resolveParameters } from '../package';
import type { DataRecord } from '../record';
import { type CaseState, variablesOf } from './case-state';

/** What rules of a case read besides its variables, and what the moment is. */
export interface CaseEnvironment {
  readonly package: LoadedPackage;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly actor: Actor | null;
  /** The subject's record as it is now. */
  readonly record: DataRecord | null;
  /** Values that other active records hold, among those that are being sent. */
  readonly taken?: readonly string[];
  /** Parameters that replace the package's, for scenario variants. */
  readonly parameters?: Readonly<Record<string, unknown>>;
}

export function parametersOf(
  environment: CaseEnvironment,
  date: string,
): Readonly<Record<string, unknown>> {
  return { ...resolveParameters(environment.package.parameters, date), ...environment.parameters };
}

function actorView(actor: Actor | null): Readonly<Record<string, unknown>> {
  return actor === null
    ? {}
    : { id: actor.id, name: actor.name, unit: actor.unit, post: actor.post };
}

/** A case that is about to begin has no process instance yet. */
export type BeginningCase = Omit<CaseState, 'instance'> & Partial<Pick<CaseState, 'instance'>>;

function caseView(
  environment: CaseEnvironment,
  { instance, ...state }: BeginningCase,
): Readonly<Record<string, unknown>> {
  return {
    id: state.id,
    number: state.number,
    title: state.title,
    matter: state.matter,
    subjectUnit: state.subjectUnit,
    startedAt: new Date(instance?.startedAt ?? environment.at).toISOString(),
    initiator: actorView(state.initiator),
    forms: instance === undefined ? {} : variablesOf({ ...state, instance }),
  };
}

function recordView(record: DataRecord | null): Readonly<Record<string, unknown>> {
  return record === null
    ? {}
    : { ...record.data, id: record.id, number: record.number, status: record.status };
}

/** `$params`, `$case`, `$record`, `$user` for the engine. */
export function engineBindings(
  environment: CaseEnvironment,
  state: BeginningCase,
): Readonly<Record<string, unknown>> {
  return {
    params: parametersOf(environment, state.parametersDate),
    case: caseView(environment, state),
    record: recordView(environment.record),
    user: actorView(environment.actor),
    now: new Date(environment.at).toISOString(),
  };
}

/** The same for forms, with code lists and units; `forms` are those filled in the same step before this one. */
export function formContextOf(
  environment: CaseEnvironment,
  state: CaseState | null,
  date: string,
  forms: Readonly<Record<string, unknown>> = {},
): FormContext {
  const view = state === null ? null : caseView(environment, state);
  return {
    params: parametersOf(environment, date),
    case: view === null ? null : { ...view, forms: { ...(view['forms'] as object), ...forms } },
    record: environment.record === null ? null : recordView(environment.record),
    user: actorView(environment.actor),
    ...(environment.taken === undefined ? {} : { taken: environment.taken }),
    now: environment.at,
    dictionaries: Object.fromEntries(
      [...environment.package.dictionaries].map(([key, dictionary]) => [key, dictionary.items]),
    ),
    units: environment.package.organization.units,
  };
}
