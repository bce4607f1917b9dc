import type { OperatedProcess, RouteBody } from '../../../../runtime/contract';

/** What the wizard has gathered so far. */
export interface WizardPlan {
  readonly packageKey: string;
  readonly processId: string;
  readonly fromVersion: string;
  /** Empty until chosen. */
  readonly toVersion: string;
  /** Null: every open case of the version. */
  readonly caseIds: readonly string[] | null;
  /** Cases that were chosen before the wizard began. */
  readonly offered: readonly string[];
  /** Only what differs from the same id. */
  readonly elements: Readonly<Record<string, string | null>>;
  /** Target flow by source flow, for tokens that wait at a join. */
  readonly flows: Readonly<Record<string, string>>;
  readonly updateTimers: boolean;
}

/** One step of the wizard. */
export interface StepProps {
  readonly plan: WizardPlan;
  readonly onChange: (plan: WizardPlan) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

export function emptyPlan(
  process: OperatedProcess,
  from: string | null,
  cases: string | null,
): WizardPlan {
  const busy = process.versions.find(
    (one) => one.open > 0 && one.version !== process.currentVersion,
  );
  const fromVersion = from ?? busy?.version ?? process.versions[0]?.version ?? '';
  const offered = (cases ?? '').split(',').filter(Boolean);
  return {
    packageKey: process.packageKey,
    processId: process.processId,
    fromVersion,
    toVersion: process.currentVersion === fromVersion ? '' : process.currentVersion,
    caseIds: offered.length === 0 ? null : offered,
    offered,
    elements: {},
    flows: {},
    updateTimers: false,
  };
}

/** The plan as the server takes it. */
export function requestOf(plan: WizardPlan): RouteBody<'previewMigration'> {
  const { packageKey, processId, fromVersion, toVersion, caseIds, elements, flows, updateTimers } =
    plan;
  return {
    packageKey,
    processId,
    fromVersion,
    toVersion,
    plan: { elements: { ...elements }, flows: { ...flows }, updateTimers },
    ...(caseIds === null ? {} : { caseIds: [...caseIds] }),
  };
}
