import type { Container, Deployment, FlowNode } from '../../bpmn';
import { InvariantError } from '../rejection';
import { type ActivityInstance, type InstanceState, ROOT } from '../state';
import { type MigrationPlan, mappedId } from './plan';
import { type MigrationProblem, migrationProblem } from './report';

/** Where an activity instance stands in both versions. */
export interface Place {
  readonly id: string;
  readonly activity: ActivityInstance;
  readonly source: FlowNode;
  /** Absent when it cannot be moved. */
  readonly target?: FlowNode;
  /** The called process of the target to which `target` belongs; absent inside the instance's own. */
  readonly targetProcess?: string;
  readonly problems: readonly MigrationProblem[];
}

/** Finds the place of every running activity instance in both versions, those around before those inside. */
export class Places {
  readonly all = new Map<string, Place>();
  /** Scopes in which an event sub-process has ended everything else. */
  readonly interrupted = new Set<string>();

  constructor(
    readonly source: Deployment,
    readonly target: Deployment,
    private readonly state: InstanceState,
    private readonly plan: MigrationPlan,
  ) {
    for (const id of outsideIn(state)) {
      const activity = state.activities[id];
      if (activity === undefined || id === ROOT) continue;
      const place = this.find(id, activity);
      this.all.set(id, place);
      if (interrupts(place.source)) this.interrupted.add(activity.scope ?? ROOT);
    }
  }

  /** What is drawn inside a scope of the source. */
  sourceContainer(scope: string): Container | undefined {
    return scope === ROOT
      ? this.source.processes.get(this.state.processId)?.root
      : inside(this.all.get(scope)?.source, this.source);
  }

  /** What is drawn inside a scope in the target; undefined when the scope cannot be moved. */
  targetContainer(scope: string): Container | undefined {
    return scope === ROOT
      ? this.target.processes.get(this.state.processId)?.root
      : inside(this.all.get(scope)?.target, this.target);
  }

  /** The called process of the target to which the inside of a scope belongs; undefined for the instance's own. */
  targetProcessOf(scope: string): string | undefined {
    const place = this.all.get(scope);
    if (place?.target === undefined) return undefined;
    const runsItself = place.activity.multi === undefined && place.activity.loop === undefined;
    return place.target.kind === 'callActivity' && runsItself
      ? place.target.calledElement
      : place.targetProcess;
  }

  sourceNode(element: string, process: string | undefined): FlowNode | undefined {
    return this.source.processes.get(process ?? this.state.processId)?.nodes.get(element);
  }

  targetNode(element: string, process: string | undefined): FlowNode | undefined {
    return this.target.processes.get(process ?? this.state.processId)?.nodes.get(element);
  }

  /** The counterpart of a node of the source, by the plan; null when the plan lets go of it. */
  counterpart(
    source: FlowNode,
    sourceProcess: string | undefined,
    targetProcess: string | undefined,
  ): FlowNode | null | undefined {
    const id = mappedId(this.plan, source.id, sourceProcess ?? this.state.processId);
    return id === null ? null : this.targetNode(id, targetProcess);
  }

  private find(id: string, activity: ActivityInstance): Place {
    const source = this.sourceNode(activity.element, activity.process);
    const scope = activity.scope ?? ROOT;
    if (source === undefined) {
      throw new InvariantError(`flow node ${activity.element} is not of the source version`);
    }
    const around = this.all.get(scope);
    // An instance of a body, and what is done beside a step, is of the same element as what is around it.
    const isInstance = activity.body !== undefined || activity.aside !== undefined;
    // What stands inside something that cannot be moved says nothing of its own.
    if (scope !== ROOT && around?.target === undefined)
      return { id, activity, source, problems: [] };
    const targetProcess = isInstance ? around?.targetProcess : this.targetProcessOf(scope);
    const target = isInstance
      ? around?.target
      : this.counterpart(source, activity.process, targetProcess);
    if (target === undefined || target === null) {
      return { id, activity, source, problems: [migrationProblem('MIG-GONE', source)] };
    }
    const problems = isInstance ? [] : this.misfits(scope, activity, source, target);
    return {
      id,
      activity,
      source,
      ...(problems.length === 0 ? { target } : {}),
      ...(targetProcess === undefined ? {} : { targetProcess }),
      problems,
    };
  }

  private misfits(
    scope: string,
    activity: ActivityInstance,
    source: FlowNode,
    target: FlowNode,
  ): readonly MigrationProblem[] {
    if (source.kind !== target.kind) {
      const kinds = { target: target.name || target.id, from: source.kind, to: target.kind };
      return [migrationProblem('MIG-KIND', source, kinds)];
    }
    if (activity.aside === undefined && target.container !== this.targetContainer(scope))
      return [migrationProblem('MIG-SCOPE', source)];
    return checks.flatMap((check) => check(source, target, activity, this.plan) ?? []);
  }
}

type Check = (
  source: FlowNode,
  target: FlowNode,
  activity: ActivityInstance,
  plan: MigrationPlan,
) => MigrationProblem | undefined;

/** What two elements of one kind must have in common while an instance of them runs. */
const checks: readonly Check[] = [
  (source, target) =>
    repetition(source) === repetition(target) ? undefined : migrationProblem('MIG-LOOP', source),
  (source, target) =>
    interrupts(source) === interrupts(target)
      ? undefined
      : migrationProblem('MIG-INTERRUPTING', source),
  (source, target, { jobId }) => {
    const [from, to] = [source.action?.type ?? 'none', target.action?.type ?? 'none'];
    return jobId === undefined || from === to
      ? undefined
      : migrationProblem('MIG-ACTION', source, { from, to });
  },
  (source, target, { multi }) =>
    multi === undefined || isCountersigned(source) === isCountersigned(target)
      ? undefined
      : migrationProblem('MIG-COUNTERSIGN', source),
  (source, target, { multi, vote }) => {
    if (!isCountersigned(target)) return undefined;
    const offered = (target.userTask?.outcomes?.items ?? []).map(({ value }) => value);
    const said = [...(multi?.votes ?? []), ...(vote === undefined ? [] : [vote])]
      .map(({ outcome = '' }) => outcome)
      .filter((outcome) => !offered.includes(outcome));
    if (said.length === 0) return undefined;
    return migrationProblem('MIG-VOTES', source, { outcomes: [...new Set(said)].join('、') });
  },
  (source, target, { index = 0 }, plan) => {
    if (source.kind !== 'adHocSubProcess') return undefined;
    const begun = (node: FlowNode): readonly string[] => entryIds(node).slice(0, index);
    const mapped = begun(source).map((id) => mappedId(plan, id, ''));
    const sameOrder = mapped.every((id, place) => id === begun(target)[place]);
    return sameOrder && source.adHoc?.sequential === target.adHoc?.sequential
      ? undefined
      : migrationProblem('MIG-AD-HOC', source);
  },
];

function isCountersigned({ userTask }: FlowNode): boolean {
  return (userTask?.countersign ?? null) !== null;
}

function repetition({ loop }: FlowNode): string {
  if (loop === undefined) return 'once';
  if (loop.kind === 'standard') return 'loop';
  return loop.sequential ? 'sequential' : 'parallel';
}

/** Whether an event sub-process ends what else runs around it; false for all other nodes. */
function interrupts(node: FlowNode): boolean {
  return (
    node.kind === 'eventSubProcess' &&
    node.inner?.nodes.some((one) => one.kind === 'startEvent' && one.interrupting) === true
  );
}

function entryIds(node: FlowNode): readonly string[] {
  return (node.inner?.nodes ?? [])
    .filter(
      (one) =>
        one.incoming.length === 0 && !['boundaryEvent', 'eventSubProcess'].includes(one.kind),
    )
    .map((one) => one.id);
}

function inside(node: FlowNode | undefined, deployment: Deployment): Container | undefined {
  return node?.kind === 'callActivity'
    ? deployment.processes.get(node.calledElement ?? '')?.root
    : node?.inner;
}

/** Ids of activity instances, each scope before what runs inside it. */
function outsideIn(state: InstanceState): readonly string[] {
  const depth = (id: string): number => {
    let steps = 0;
    for (let at = state.activities[id]?.scope; at !== undefined; at = state.activities[at]?.scope) {
      steps += 1;
    }
    return steps;
  };
  return Object.keys(state.activities)
    .map((id) => [depth(id), id] as const)
    .sort(([one], [other]) => one - other)
    .map(([, id]) => id);
}
