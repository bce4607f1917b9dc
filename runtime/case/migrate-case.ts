import type { FlowNode } from '../bpmn';
import { type MigrationEntry, type MigrationPlan, migrate } from '../engine';
import { type Result, err, ok } from '../kernel';
import type { LoadedPackage } from '../package';
import type { CaseState } from './case-state';
import { type CaseEnvironment, engineBindings } from './context';
import { type CaseRefusal, refusal } from './refusal';
import type { CaseStep } from './run-command';

/** What becomes of everything that runs in a case, and the case in the target version or why it stays. */
export interface CaseMigration {
  readonly entries: readonly MigrationEntry[];
  readonly result: Result<CaseStep, CaseRefusal>;
}

/**
 * Moves a case to another version of its package; it keeps its number, its forms and the day of its parameters. Whoever
 * throws the result away has made a dry run.
 *
 * @param environment with the version that the case has now
 * @param target      the version that it gets
 */
export function migrateCase(
  environment: CaseEnvironment,
  target: LoadedPackage,
  state: CaseState,
  plan: MigrationPlan,
): CaseMigration {
  const { version } = target.manifest;
  const bindings = engineBindings({ ...environment, package: target }, state);
  const migration = migrate(
    environment.package.deployment,
    target.deployment,
    state.instance,
    plan,
    {
      at: environment.at,
      bindings,
      label: `${state.packageVersion} → ${version}`,
      ...(environment.actor === null ? {} : { actor: environment.actor }),
    },
  );
  const { entries } = migration;
  if (!migration.ok) {
    const problems = migration.problems.map(({ code, element, message }) => ({
      at: element,
      code,
      message,
      severity: 'error' as const,
    }));
    const count = problems.length;
    return { entries, result: err(refusal('CASE-MIGRATION', { count }, problems)) };
  }
  return {
    entries,
    result: ok({
      case: {
        ...state,
        packageVersion: version,
        formerNames: formerNames(environment.package, target, state),
        instance: migration.state,
      },
      effects: migration.effects,
      events: migration.events,
      submissions: [],
    }),
  };
}

/** What the target cannot name any more. */
function formerNames(
  source: LoadedPackage,
  target: LoadedPackage,
  { processId, formerNames: earlier = {} }: CaseState,
): Readonly<Record<string, string>> {
  const nodes = source.deployment.processes.get(processId)?.nodes ?? new Map<string, FlowNode>();
  const known = target.deployment.processes.get(processId)?.nodes;
  const gone = [...nodes.values()].filter(({ id, name }) => name !== '' && known?.has(id) !== true);
  return { ...earlier, ...Object.fromEntries(gone.map(({ id, name }) => [id, name])) };
}
