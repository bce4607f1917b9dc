import type { Deployment, FlowNode } from '../../bpmn';
import type { StepContext } from '../command';
import type { Effect } from '../effect';
import { assignment } from '../behaviors/assignment';
import { countVote } from '../behaviors/countersign';
import { deadline } from '../behaviors/deadline';
import { goOn } from '../behaviors/repetition';
import { Execution } from '../execution';
import type { HistoryEvent } from '../history';
import { Failed } from '../rejection';
import {
  type ActivityInstance,
  type CompensationRecord,
  type Incident,
  type InstanceState,
  ROOT,
} from '../state';
import { settle } from '../step';
import { moveSubscriptions } from './listeners';
import { type Place, Places } from './place';
import { type MigrationPlan, checkPlan, mappedId } from './plan';
import {
  type MigrationEntry,
  type MigrationProblem,
  migrationEntry,
  migrationProblem,
} from './report';

/** What a migration would do, or has done, thing by thing. */
export type Migration = { readonly entries: readonly MigrationEntry[] } & (
  | {
      readonly ok: true;
      readonly state: InstanceState;
      /** In the order in which to do them. */
      readonly effects: readonly Effect[];
      readonly events: readonly HistoryEvent[];
    }
  /** Everything that stands in the way; the instance is as it was. */
  | { readonly ok: false; readonly problems: readonly MigrationProblem[] }
);

export interface MigrationContext extends StepContext {
  /** For history, for example 「1.0.0 → 1.1.0」. */
  readonly label?: string;
}

/**
 * Moves a running instance to another version of its definition. Everything that runs or waits keeps its identity, its
 * variables and, unless asked otherwise, its due date. A dry run is a migration whose result nobody keeps.
 *
 * Pure: reads no clock, makes no random ids, does no I/O; does not change its arguments.
 *
 * @param source the version in which `state` was made
 * @returns the instance in the target version with what the world has to know; or every reason why it cannot be moved
 * @see SPEC.md MIG1–MIG13
 */
export function migrate(
  source: Deployment,
  target: Deployment,
  state: InstanceState,
  plan: MigrationPlan,
  context: MigrationContext,
): Migration {
  const process = { id: state.processId, name: '' };
  if (['completed', 'terminated', 'failed'].includes(state.status)) {
    return refused([], [migrationProblem('MIG-ENDED', process)]);
  }
  if (!target.processes.has(state.processId)) {
    return refused([], [migrationProblem('MIG-NO-PROCESS', process, { process: process.id })]);
  }
  const places = new Places(source, target, state, plan);
  const tokens = moveTokens(places, state, plan);
  const undoing = moveCompensations(places, state);
  const subscriptions = moveSubscriptions(places, state, plan);
  const problems = [
    ...checkPlan(source, target, plan),
    ...[...places.all.values()].flatMap((place) => place.problems),
    ...tokens.problems,
    ...undoing.problems,
  ];
  const entries = (): readonly MigrationEntry[] => [
    ...[...places.all.values()].map(entryOf),
    ...tokens.entries,
    ...subscriptions.entries,
    ...undoing.entries,
  ];
  if (problems.length > 0) return refused(entries(), problems);

  const moved: InstanceState = {
    ...state,
    activities: moveActivities(places, state),
    waiting: [],
    subscriptions: subscriptions.kept,
    incidents: Object.fromEntries(
      Object.entries(state.incidents).map(([id, incident]) => [id, moveIncident(places, incident)]),
    ),
    performers: byMappedElement(state, plan, state.performers),
    ...(state.cosigners === undefined
      ? {}
      : { cosigners: byMappedElement(state, plan, state.cosigners) }),
    ...(state.clocks === undefined ? {} : { clocks: byMappedElement(state, plan, state.clocks) }),
    ...(state.doneAt === undefined ? {} : { doneAt: byMappedElement(state, plan, state.doneAt) }),
    compensations: undoing.records,
  };
  try {
    const run = new Execution(target, moved, context);
    run.record('processInstanceMigrated', {
      ...(context.label === undefined ? {} : { message: context.label }),
      ...(context.actor === undefined ? {} : { actor: context.actor }),
    });
    moveTasks(run, plan);
    recountVotes(run);
    reannounceIncidents(run, state);
    subscriptions.finish(run);
    for (const { node, scope, flow } of tokens.arriving)
      run.push({ type: 'enter', node, scope, flow });
    run.variablesChanged = true;
    settle(run);
    return {
      ok: true,
      entries: entries(),
      state: run.finish(),
      effects: run.effects,
      events: run.events,
    };
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    const problem = migrationProblem('MIG-RULE', process, { detail: error.message });
    return refused(entries(), [{ ...problem, message: error.message }]);
  }
}

function refused(
  entries: readonly MigrationEntry[],
  problems: readonly MigrationProblem[],
): Migration {
  return { ok: false, entries, problems };
}

function entryOf({ id, source, target }: Place): MigrationEntry {
  if (target === undefined) return migrationEntry('activity', 'refused', id, source, null);
  return migrationEntry(
    'activity',
    target.id === source.id ? 'kept' : 'renamed',
    id,
    source,
    target,
  );
}

function moveActivities(
  places: Places,
  state: InstanceState,
): Readonly<Record<string, ActivityInstance>> {
  return Object.fromEntries(
    Object.entries(state.activities).map(([id, activity]) => {
      const place = places.all.get(id);
      if (place?.target === undefined) return [id, activity];
      const { process: _, ...rest } = activity;
      const { target, targetProcess } = place;
      return [
        id,
        {
          ...rest,
          ...repetitionOf(state, activity, target),
          element: target.id,
          ...(targetProcess === undefined ? {} : { process: targetProcess }),
        },
      ];
    }),
  );
}

/** A body begins to collect when the target does; an instance knows its item by the target's name for it. */
function repetitionOf(
  state: InstanceState,
  { multi, body, index, variables }: ActivityInstance,
  { loop }: FlowNode,
): Pick<ActivityInstance, 'multi' | 'variables'> {
  if (loop?.kind !== 'multiInstance') return {};
  if (multi !== undefined) {
    const collects = loop.outputCollection !== null && multi.output === undefined;
    const output = Array.from({ length: multi.total }, () => null);
    return collects ? { multi: { ...multi, output } } : {};
  }
  const items = state.activities[body ?? '']?.multi?.items;
  const name = loop.elementVariable;
  if (items === undefined || name === null || Object.hasOwn(variables ?? {}, name)) return {};
  return { variables: { ...variables, [name]: items[index ?? 0] ?? null } };
}

interface Arriving {
  readonly node: FlowNode;
  readonly scope: string;
  readonly flow: FlowNode['incoming'][number];
}

/** Tokens that wait arrive again, so that a join that needs less in the target goes on. */
function moveTokens(
  places: Places,
  state: InstanceState,
  plan: MigrationPlan,
): {
  readonly arriving: readonly Arriving[];
  readonly problems: readonly MigrationProblem[];
  readonly entries: readonly MigrationEntry[];
} {
  const arriving: Arriving[] = [];
  const problems: MigrationProblem[] = [];
  const entries: MigrationEntry[] = [];
  for (const { flow: id, scope } of state.waiting) {
    const container = places.targetContainer(scope);
    const from = places.sourceContainer(scope)?.flows.find((one) => one.id === id);
    // The scope itself cannot be moved and says so.
    if (container === undefined || from === undefined) continue;
    const mapped = (node: FlowNode): string | null => mappedId(plan, node.id, '');
    const named = plan.flows?.[id] ?? id;
    const sameEnds = container.flows.filter(
      (one) => one.source.id === mapped(from.source) && one.target.id === mapped(from.target),
    );
    const to =
      container.flows.find((one) => one.id === named) ??
      (sameEnds.length === 1 ? sameEnds[0] : undefined);
    if (to === undefined) {
      problems.push(migrationProblem('MIG-FLOW', from.target, { flow: id }));
      entries.push(migrationEntry('token', 'refused', scope, from.target, null));
      continue;
    }
    arriving.push({ node: to.target, scope, flow: to });
    const change = to.target.id === from.target.id ? 'kept' : 'renamed';
    entries.push(migrationEntry('token', change, scope, from.target, to.target));
  }
  return { arriving, problems, entries };
}

/** What can be undone stays so, when the target knows how; a plan may let go of it. */
function moveCompensations(
  places: Places,
  state: InstanceState,
): {
  readonly records: readonly CompensationRecord[];
  readonly problems: readonly MigrationProblem[];
  readonly entries: readonly MigrationEntry[];
} {
  const problems: MigrationProblem[] = [];
  const entries: MigrationEntry[] = [];
  const move = (
    record: CompensationRecord,
    targetProcess: string | undefined,
  ): readonly CompensationRecord[] => {
    const source = places.sourceNode(record.element, record.process);
    if (source === undefined) return [];
    const target = places.counterpart(source, record.process, targetProcess);
    if (target === null) {
      entries.push(migrationEntry('compensation', 'closed', record.scope, source, null));
      return [];
    }
    const isUndoable =
      target?.kind === source.kind &&
      (target.inner !== undefined ||
        target.kind === 'callActivity' ||
        target.compensationHandler !== undefined);
    if (target === undefined || !isUndoable) {
      problems.push(migrationProblem('MIG-COMPENSATION', source));
      entries.push(migrationEntry('compensation', 'refused', record.scope, source, null));
      return [];
    }
    const change = target.id === source.id ? 'kept' : 'renamed';
    entries.push(migrationEntry('compensation', change, record.scope, source, target));
    const processInside = target.kind === 'callActivity' ? target.calledElement : targetProcess;
    const inner = record.inner?.flatMap((one) => move(one, processInside));
    const { process: _, inner: __, ...rest } = record;
    return [
      {
        ...rest,
        element: target.id,
        ...(targetProcess === undefined ? {} : { process: targetProcess }),
        ...(inner === undefined ? {} : { inner }),
      },
    ];
  };
  const records = state.compensations.flatMap((record) => {
    const isMovable = record.scope === ROOT || places.all.get(record.scope)?.target !== undefined;
    return isMovable ? move(record, places.targetProcessOf(record.scope)) : [];
  });
  return { records, problems, entries };
}

function moveIncident(places: Places, incident: Incident): Incident {
  const element = places.all.get(incident.activity)?.target?.id ?? incident.element;
  return { ...incident, element };
}

/** What is kept by element, under the names of the target. */
function byMappedElement<T>(
  state: InstanceState,
  plan: MigrationPlan,
  kept: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(kept).map(([element, value]) => [
      mappedId(plan, element, state.processId) ?? element,
      value,
    ]),
  );
}

/** Open tasks go on as the target says; whoever has claimed one keeps it. */
function moveTasks(run: Execution, plan: MigrationPlan): void {
  for (const activity of run.activities.values()) {
    if (activity.taskId === undefined) continue;
    const node = run.nodeOf(activity);
    const limit = node.userTask?.deadline ?? null;
    const due =
      plan.updateTimers !== true
        ? undefined
        : limit === null
          ? null
          : deadline(run, activity, node, limit).dueAt;
    if (due === null) delete activity.dueAt;
    else if (due !== undefined) activity.dueAt = due;
    const rules = assignment(run, activity, node);
    run.effect({
      type: 'migrateUserTask',
      taskId: activity.taskId,
      elementId: node.id,
      name: node.name,
      assignment:
        activity.claimed === true || activity.assignee === undefined
          ? rules
          : { ...rules, assignee: activity.assignee },
      assignee: activity.assignee ?? rules.assignee,
      ...(due === undefined ? {} : { dueAt: due }),
    });
  }
}

/** The votes that are in count by the target's rules, under its name for the result; what they decide then ends. */
function recountVotes(run: Execution): void {
  for (const body of [...run.activities.values()]) {
    const node = body.multi === undefined ? undefined : run.nodeOf(body);
    if (node?.loop?.kind !== 'multiInstance' || body.multi?.items === undefined) continue;
    const isDecided = countVote(run, body, node, undefined, false);
    if (isDecided) goOn(run, body, node, node.loop, true);
  }
}

/** An incident at an element that has another id now is told anew under that id. */
function reannounceIncidents(run: Execution, before: InstanceState): void {
  for (const [id, incident] of [...run.incidents]) {
    if (before.incidents[id]?.element === incident.element) continue;
    run.resolveIncident(id);
    const incidentId = run.globalId();
    run.incidents.set(incidentId, incident);
    run.activity(incident.activity).incident = incidentId;
    const { element: elementId, code, message } = incident;
    run.effect({ type: 'raiseIncident', incidentId, elementId, code, message });
  }
}
