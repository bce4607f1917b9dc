import type { EventDefinition, FlowNode } from '../../bpmn';
import { startOf } from '../behaviors/event-sub-process';
import { subscribe, subscribeReceiveTask } from '../behaviors/subscriptions';
import { behaviorOf } from '../elements';
import type { Execution } from '../execution';
import { type InstanceState, ROOT, type Subscription } from '../state';
import type { Place, Places } from './place';
import type { MigrationPlan } from './plan';
import { type MigrationEntry, migrationEntry } from './report';

/** One event definition to which an activity instance listens. */
interface Listener {
  readonly activity: string;
  readonly node: FlowNode;
  readonly event: number;
  readonly inside: boolean;
}

type Version = 'source' | 'target';

const keyOf = (activity: string, element: string, event: number): string =>
  `${activity} ${element} ${event}`;

/** What becomes of what an instance listens to. */
export interface MovedSubscriptions {
  /** Those that stay, by id. */
  readonly kept: Readonly<Record<string, Subscription>>;
  /** Tells the world, and opens what is new, once the rest of the instance is moved. */
  readonly finish: (run: Execution) => void;
  /** May hold more after `finish`. */
  readonly entries: readonly MigrationEntry[];
}

/**
 * Keeps what the target still listens to, closes what it does not know, and opens what only the target has. What has
 * occurred already, and so is not listened to any more, is not opened again.
 */
export function moveSubscriptions(
  places: Places,
  state: InstanceState,
  plan: MigrationPlan,
): MovedSubscriptions {
  const kept: Record<string, Subscription> = {};
  const entries: MigrationEntry[] = [];
  const later: ((run: Execution) => void)[] = [];
  /** Listeners of the target that need not be opened. */
  const settled = new Set<string>();
  const listened = new Set<string>();

  for (const [id, subscription] of Object.entries(state.subscriptions)) {
    const { activity, event } = subscription;
    listened.add(keyOf(activity, subscription.element, event));
    const node = sourceOf(places, subscription);
    const target = node && targetOf(places, activity, node, subscription.inside === true);
    if (node === undefined || target === undefined || !isSame(node, target, event)) {
      entries.push(migrationEntry('listener', 'closed', activity, node ?? null, null));
      later.push((run) => {
        run.subscriptions.set(id, subscription);
        run.closeSubscription(id, subscription);
      });
      continue;
    }
    const renewed = subscription.kind === 'timer' && plan.updateTimers === true;
    if (!renewed) settled.add(keyOf(activity, target.id, event));
    if (target.id === node.id && !renewed) {
      kept[id] = subscription;
      entries.push(
        migrationEntry('listener', 'kept', activity, node, target, subscription.dueAt ?? null),
      );
      continue;
    }
    later.push((run) => {
      run.subscriptions.set(id, subscription);
      run.closeSubscription(id, subscription);
      if (!renewed) {
        const moved = { ...subscription, element: target.id };
        announce(run, moved);
        entries.push(
          migrationEntry('listener', 'renamed', activity, node, target, moved.dueAt ?? null),
        );
      }
    });
  }

  for (const listener of listenersOf(places, 'source')) {
    const { activity, node, event, inside } = listener;
    if (listened.has(keyOf(activity, node.id, event))) continue;
    const target = targetOf(places, activity, node, inside);
    if (target !== undefined) settled.add(keyOf(activity, target.id, event));
  }

  const finish = (run: Execution): void => {
    for (const act of later) act(run);
    for (const { activity, node, event, inside } of listenersOf(places, 'target')) {
      if (settled.has(keyOf(activity, node.id, event))) continue;
      const known = new Set(run.subscriptions.keys());
      if (node.kind === 'receiveTask') subscribeReceiveTask(run, node, run.activity(activity));
      else subscribe(run, node, run.activity(activity), inside, event);
      const [, opened] = [...run.subscriptions].find(([id]) => !known.has(id)) ?? [];
      const wasThere = opened?.kind === 'timer' && cameFrom(places, state, activity, node, event);
      const change = wasThere ? 'rescheduled' : 'opened';
      entries.push(migrationEntry('listener', change, activity, null, node, opened?.dueAt ?? null));
    }
  };
  return { kept, finish, entries };
}

/** Whether the instance had a timer that has become this one. */
function cameFrom(
  places: Places,
  state: InstanceState,
  activity: string,
  node: FlowNode,
  event: number,
): boolean {
  return Object.values(state.subscriptions).some((one) => {
    if (one.kind !== 'timer' || one.activity !== activity || one.event !== event) return false;
    const source = sourceOf(places, one);
    return source !== undefined && targetOf(places, activity, source, one.inside === true) === node;
  });
}

/** Opens a subscription under a new id, with what has been settled about it. */
function announce(run: Execution, subscription: Subscription): void {
  const id = run.globalId();
  run.subscriptions.set(id, subscription);
  const { kind, element: elementId, name = '', correlation = null, dueAt = 0 } = subscription;
  if (kind === 'timer') run.effect({ type: 'scheduleTimer', timerId: id, elementId, dueAt });
  else if (kind !== 'conditional') {
    run.effect({
      type: 'openSubscription',
      subscriptionId: id,
      kind,
      name,
      correlation,
      elementId,
    });
  }
}

function sourceOf(
  places: Places,
  { element, activity, inside }: Subscription,
): FlowNode | undefined {
  if (inside === true) {
    return places
      .sourceContainer(activity)
      ?.eventSubProcesses.flatMap((one) => startOf(one) ?? [])
      .find((start) => start.id === element);
  }
  return places.sourceNode(element, places.all.get(activity)?.activity.process);
}

/** The target's counterpart of a node that an activity instance listens to, when it may listen to it there, too. */
function targetOf(
  places: Places,
  activity: string,
  node: FlowNode,
  inside: boolean,
): FlowNode | undefined {
  const place = places.all.get(activity);
  const offered = offeredBy(places, place, activity, 'target').map((one) => one.node);
  if (place?.source === node) return offered.find((one) => one === place.target);
  const [from, to] = inside
    ? [processInside(places, activity), places.targetProcessOf(activity)]
    : [place?.activity.process, place?.targetProcess];
  const mapped = places.counterpart(node, from, to);
  if (mapped !== undefined) return offered.find((one) => one === mapped);
  // The start of an event sub-process has an id that nobody maps.
  const { owner } = node.container;
  const around = inside && owner !== undefined ? places.counterpart(owner, from, to) : undefined;
  return offered.find((one) => around !== undefined && one.container.owner === around);
}

function processInside(places: Places, scope: string): string | undefined {
  const place = places.all.get(scope);
  return place?.source.kind === 'callActivity' && place.activity.multi === undefined
    ? place.source.calledElement
    : place?.activity.process;
}

/** Whether what was waited for at one node is what the other waits for. */
function isSame(source: FlowNode, target: FlowNode, event: number): boolean {
  if (source.kind === 'receiveTask' || target.kind === 'receiveTask') {
    return source.kind === target.kind && source.message?.name === target.message?.name;
  }
  const [one, other] = [source.events[event], target.events[event]];
  return one?.kind === other?.kind && nameOf(one) === nameOf(other);
}

function nameOf(event: EventDefinition | undefined): string | undefined {
  return event?.kind === 'message' || event?.kind === 'signal' ? event.name : undefined;
}

/** Everything that the instance would listen to if nothing had occurred yet; what is entered again listens again then. */
function listenersOf(places: Places, version: Version): readonly Listener[] {
  return [
    ...offeredBy(places, undefined, ROOT, version),
    ...[...places.all.values()].flatMap((place) =>
      place.activity.incident === undefined ? offeredBy(places, place, place.id, version) : [],
    ),
  ];
}

function offeredBy(
  places: Places,
  place: Place | undefined,
  activity: string,
  version: Version,
): readonly Listener[] {
  const node = place?.[version];
  if (place !== undefined && node === undefined) return [];
  return [
    ...(node === undefined ? [] : ofActivity(place, node)),
    ...ofScope(places, place, activity, version),
  ].flatMap(({ node: one, inside }) =>
    (one.kind === 'receiveTask' ? ['message'] : one.events.map((event) => event.kind)).flatMap(
      (kind, event) => (AWAITED.has(kind) ? [{ activity, node: one, event, inside }] : []),
    ),
  );
}

const AWAITED = new Set(['message', 'signal', 'timer', 'conditional']);

interface Source {
  readonly node: FlowNode;
  readonly inside: boolean;
}

/** Boundary events, and the event for which the instance itself waits. */
function ofActivity(place: Place | undefined, node: FlowNode): readonly Source[] {
  const isInstance = place?.activity.body !== undefined;
  const boundaries = isInstance ? [] : node.boundaryEvents;
  const repeats = place?.activity.multi !== undefined || place?.activity.loop !== undefined;
  const own = repeats ? [] : (ownEvents[node.kind]?.(node) ?? []);
  return [...boundaries, ...own].map((one) => ({ node: one, inside: false }));
}

const ownEvents: Readonly<
  Partial<Record<FlowNode['kind'], (node: FlowNode) => readonly FlowNode[]>>
> = {
  intermediateCatchEvent: (node) => [node],
  receiveTask: (node) => [node],
  eventBasedGateway: (node) => node.outgoing.map((flow) => flow.target),
};

/** Starts of event sub-processes; none while one of them has interrupted the scope. */
function ofScope(
  places: Places,
  place: Place | undefined,
  activity: string,
  version: Version,
): readonly Source[] {
  const node = place?.[version];
  if (place !== undefined) {
    const { multi, loop, compensationOf } = place.activity;
    if (multi !== undefined || loop !== undefined || compensationOf !== undefined) return [];
    if (node === undefined || behaviorOf(node).isScope !== true) return [];
  }
  if (places.interrupted.has(activity)) return [];
  const container =
    version === 'source' ? places.sourceContainer(activity) : places.targetContainer(activity);
  return (container?.eventSubProcesses ?? []).flatMap((one) => {
    const start = startOf(one);
    return start === undefined ? [] : [{ node: start, inside: true }];
  });
}
