import type { CompiledExpression } from '../expression';
import type { Container, Deployment, FlowNode, ProcessDefinition, SequenceFlow } from '../bpmn';
import type { StepContext } from './command';
import type { Effect, NewEffect } from './effect';
import { type HistoryEvent, isKept } from './history';
import { Failed, InvariantError } from './rejection';
import {
  type ActivityInstance,
  type CompensationRecord,
  type Incident,
  type InstanceState,
  type InstanceStatus,
  ROOT,
  type Subscription,
  type Variables,
  type WaitingToken,
} from './state';
import { visibleVariables } from './view';

/** An activity instance while a step works on it. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };
export type ActivityDraft = Draft<ActivityInstance> & { readonly id: string };

/** What the work queue still has to do. */
export type Work =
  | {
      readonly type: 'enter';
      readonly node: FlowNode;
      readonly scope: string;
      /** The flow by which a token arrives; absent when the engine itself starts the node. */
      readonly flow?: SequenceFlow;
      readonly more?: Partial<ActivityInstance>;
    }
  /** Enters an event that has occurred already: it completes at once. */
  | { readonly type: 'occur'; readonly node: FlowNode; readonly scope: string }
  /** A condition that holds already when one begins to listen to it. */
  | { readonly type: 'trigger'; readonly subscription: string; readonly scope: string }
  | { readonly type: 'execute'; readonly activity: string }
  | { readonly type: 'complete'; readonly activity: string };

/** A signal on its way; an activity that holds goes on only when it has arrived. */
export interface ThrownSignal {
  readonly name: string;
  readonly scope: string;
  readonly holds?: string;
}

const DEFAULT_BUDGET = 100_000;

const NOTHING: readonly never[] = [];

function isEmpty(record: Readonly<Record<string, unknown>>): boolean {
  for (const _ in record) return false;
  return true;
}

/**
 * One step in the making: the state taken apart for changes, the queue of work, and what will be its effects and
 * history. Lives for one call of `step`; elements and behaviours change the instance only through it.
 */
export class Execution {
  readonly activities = new Map<string, ActivityDraft>();
  readonly subscriptions: Map<string, Subscription>;
  readonly incidents: Map<string, Incident>;
  readonly performers: Record<string, string>;
  readonly effects: Effect[] = [];
  readonly events: HistoryEvent[] = [];
  readonly definition: ProcessDefinition;
  readonly now: number;
  waiting: WaitingToken[];
  compensations: CompensationRecord[];
  status: InstanceStatus;
  result: string | null;
  readonly cosigners: Record<string, readonly string[]>;
  readonly clocks: Record<string, number>;
  readonly doneAt: Record<string, number>;
  spokeAt: number;
  suspendedAt: number | null;
  urgedAt: number | null;
  /** Variables changed since conditional events were last looked at. */
  variablesChanged = false;
  /** Signals thrown in this step, delivered when every branch waits. */
  private readonly thrownSignals: ThrownSignal[] = [];
  private readonly children = new Map<string, Set<string>>();
  private readonly pending = new Map<string, number>();
  private touched: string[] = [];
  private readonly queue: Work[] = [];
  private head = 0;
  private counter: number;
  private budget: number;

  constructor(
    readonly deployment: Deployment,
    private readonly base: InstanceState,
    readonly command: StepContext,
  ) {
    const definition = deployment.processes.get(base.processId);
    if (definition === undefined)
      throw new InvariantError(`process ${base.processId} is not deployed`);
    this.definition = definition;
    this.now = command.at;
    this.counter = base.counter;
    this.budget = command.budget ?? DEFAULT_BUDGET;
    this.status = base.status;
    this.result = base.result ?? null;
    this.cosigners = { ...base.cosigners };
    this.clocks = { ...base.clocks };
    this.doneAt = { ...base.doneAt };
    this.spokeAt = base.spokeAt ?? 0;
    this.suspendedAt = base.suspendedAt ?? null;
    this.urgedAt = base.urgedAt ?? null;
    this.waiting = [...base.waiting];
    this.compensations = [...base.compensations];
    this.subscriptions = new Map(Object.entries(base.subscriptions));
    this.incidents = new Map(Object.entries(base.incidents));
    this.performers = { ...base.performers };
    for (const [id, activity] of Object.entries(base.activities)) {
      this.activities.set(id, { ...activity, id });
      if (activity.scope !== undefined) this.childSet(activity.scope).add(id);
    }
  }

  /** The state after the step. */
  finish(): InstanceState {
    const activities: Record<string, ActivityInstance> = {};
    for (const [key, { id: _, ...activity }] of this.activities) activities[key] = activity;
    return {
      version: 1,
      id: this.base.id,
      processId: this.base.processId,
      status: this.status,
      counter: this.counter,
      startedAt: this.base.startedAt,
      ...(this.result === null ? {} : { result: this.result }),
      activities,
      waiting: this.waiting,
      subscriptions: Object.fromEntries(this.subscriptions),
      incidents: Object.fromEntries(this.incidents),
      performers: this.performers,
      ...(isEmpty(this.cosigners) ? {} : { cosigners: this.cosigners }),
      ...(isEmpty(this.clocks) ? {} : { clocks: this.clocks }),
      compensations: this.compensations,
      ...(isEmpty(this.doneAt) ? {} : { doneAt: this.doneAt }),
      ...(this.spokeAt === 0 ? {} : { spokeAt: this.spokeAt }),
      ...(this.suspendedAt === null ? {} : { suspendedAt: this.suspendedAt }),
      ...(this.urgedAt === null ? {} : { urgedAt: this.urgedAt }),
    };
  }

  // — ids, effects, history —

  nextId(): string {
    this.counter += 1;
    return this.counter.toString(36);
  }

  /** An id that is unique among all instances, for tasks, timers, jobs and incidents. */
  globalId(): string {
    return `${this.base.id}.${this.nextId()}`;
  }

  /**
   * Remembers who did a user task and when; the one done last comes last.
   *
   * @param isShared others do it, too: they are remembered beside each other
   */
  noteDone(element: string, actorId: string | undefined, isShared = false): void {
    if (actorId !== undefined) {
      if (isShared) {
        const others = this.cosigners[element] ?? [];
        this.cosigners[element] = [...others.filter((one) => one !== actorId), actorId];
      }
      delete this.performers[element];
      this.performers[element] = actorId;
    }
    delete this.clocks[element];
    this.doneAt[element] = this.counter;
  }

  /** Something leaves the case that cannot be unsaid. */
  noteSpoken(): void {
    this.spokeAt = this.counter;
  }

  effect(effect: NewEffect): void {
    if (effect.type === 'sendMessage' || effect.type === 'throwSignal') this.noteSpoken();
    this.effects.push({ ...effect, effectId: this.globalId() } as Effect);
  }

  record(
    type: HistoryEvent['type'],
    details: Omit<HistoryEvent, 'type' | 'at' | 'eventId'> = {},
  ): void {
    if (!isKept(this.definition.historyLevel ?? 'full', type)) return;
    this.events.push({ eventId: this.globalId(), at: this.now, type, ...details });
  }

  // — the work queue —

  /** Adds work; `scope` is kept open until it is done. */
  push(work: Work): void {
    this.queue.push(work);
    const scope = this.scopeOfWork(work);
    this.pending.set(scope, (this.pending.get(scope) ?? 0) + 1);
  }

  /** @throws Failed when the step has run too far */
  next(): Work | undefined {
    const work = this.queue[this.head];
    if (work === undefined) {
      this.queue.length = 0;
      this.head = 0;
      return undefined;
    }
    this.head += 1;
    if (this.head > 10_000) {
      this.queue.splice(0, this.head);
      this.head = 0;
    }
    const scope = this.scopeOfWork(work);
    this.pending.set(scope, (this.pending.get(scope) ?? 1) - 1);
    this.touch(scope);
    return work;
  }

  /** Keeps the scope open until the signal has been delivered in it. */
  throwSignal(signal: ThrownSignal): void {
    this.thrownSignals.push(signal);
    this.pending.set(signal.scope, (this.pending.get(signal.scope) ?? 0) + 1);
  }

  takeSignal(): ThrownSignal | undefined {
    const signal = this.thrownSignals.shift();
    if (signal === undefined) return undefined;
    this.pending.set(signal.scope, (this.pending.get(signal.scope) ?? 1) - 1);
    this.touch(signal.scope);
    return signal;
  }

  hasWork(): boolean {
    return this.head < this.queue.length;
  }

  spend(node: FlowNode): void {
    this.budget -= 1;
    if (this.budget < 0) throw new Failed('ENG-BUDGET', { element: node.id });
  }

  /** Scopes that may have become empty since the last call. */
  takeTouched(): readonly string[] {
    if (this.touched.length === 0) return NOTHING;
    const { touched } = this;
    this.touched = [];
    return touched;
  }

  private touch(scope: string): void {
    if (this.touched.at(-1) !== scope) this.touched.push(scope);
  }

  hasPending(scope: string): boolean {
    return (this.pending.get(scope) ?? 0) > 0;
  }

  private scopeOfWork(work: Work): string {
    if ('scope' in work) return work.scope;
    return this.activities.get(work.activity)?.scope ?? ROOT;
  }

  /** Forgets all work inside a scope that ends. */
  dropWork(scope: string): void {
    for (let index = this.head; index < this.queue.length; index += 1) {
      const work = this.queue[index];
      if (work !== undefined && this.scopeOfWork(work) === scope) {
        this.queue.splice(index, 1);
        this.pending.set(scope, (this.pending.get(scope) ?? 1) - 1);
        index -= 1;
      }
    }
  }

  // — activity instances —

  activity(id: string): ActivityDraft {
    const activity = this.activities.get(id);
    if (activity === undefined) throw new InvariantError(`activity instance ${id} does not exist`);
    return activity;
  }

  nodeOf(activity: ActivityInstance): FlowNode {
    return this.node(activity.element, activity.process);
  }

  node(element: string, process?: string): FlowNode {
    const definition =
      process === undefined ? this.definition : this.deployment.processes.get(process);
    const node = definition?.nodes.get(element);
    if (node === undefined) throw new InvariantError(`flow node ${element} does not exist`);
    return node;
  }

  /** The process of the deployment to which the inside of a scope belongs; undefined for the instance's own. */
  processOfScope(scope: string): string | undefined {
    if (scope === ROOT) return undefined;
    const activity = this.activity(scope);
    const node = this.nodeOf(activity);
    if (
      node.kind === 'callActivity' &&
      activity.multi === undefined &&
      activity.loop === undefined
    ) {
      return node.calledElement;
    }
    return activity.process;
  }

  /** What is drawn inside a scope. */
  containerOf(scope: string): Container {
    if (scope === ROOT) return this.definition.root;
    const node = this.nodeOf(this.activity(scope));
    if (node.kind === 'callActivity') {
      const called = this.deployment.processes.get(node.calledElement ?? '');
      if (called === undefined)
        throw new InvariantError(`process ${node.calledElement ?? ''} is not deployed`);
      return called.root;
    }
    if (node.inner === undefined) throw new InvariantError(`${node.id} has no inside`);
    return node.inner;
  }

  create(node: FlowNode, scope: string, more: Partial<ActivityInstance> = {}): ActivityDraft {
    const id = this.nextId();
    const process =
      more.body === undefined ? this.processOfScope(scope) : this.activity(scope).process;
    const activity: ActivityDraft = {
      id,
      element: node.id,
      scope,
      ...(process === undefined ? {} : { process }),
      ...more,
    };
    this.activities.set(id, activity);
    this.childSet(scope).add(id);
    return activity;
  }

  /** Takes an instance out, with what it listens to; its scope may become empty. */
  remove(activity: ActivityDraft): void {
    this.unsubscribe(activity.id);
    if (activity.incident !== undefined) this.resolveIncident(activity.incident);
    this.activities.delete(activity.id);
    this.children.delete(activity.id);
    if (activity.scope !== undefined) {
      this.children.get(activity.scope)?.delete(activity.id);
      this.touch(activity.scope);
    }
  }

  childrenOf(scope: string): readonly string[] {
    return [...(this.children.get(scope) ?? [])];
  }

  hasChildren(scope: string): boolean {
    return (this.children.get(scope)?.size ?? 0) > 0;
  }

  private childSet(scope: string): Set<string> {
    const known = this.children.get(scope);
    if (known !== undefined) return known;
    const created = new Set<string>();
    this.children.set(scope, created);
    return created;
  }

  /** Ends an instance and everything inside it, without its leaving by its flows. */
  terminate(id: string): void {
    const stack = [id];
    const order: string[] = [];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      order.push(next);
      stack.push(...this.childrenOf(next));
    }
    for (const one of order.reverse()) {
      const activity = this.activities.get(one);
      if (activity === undefined) continue;
      this.clearScope(one);
      if (activity.taskId !== undefined) {
        this.effect({
          type: 'closeUserTask',
          taskId: activity.taskId,
          elementId: activity.element,
          reason: 'cancelled',
        });
      }
      if (activity.jobId !== undefined) this.effect({ type: 'cancelJob', jobId: activity.jobId });
      this.record('activityTerminated', { elementId: activity.element, activityId: one });
      this.remove(activity);
    }
  }

  /** Forgets tokens, work and things to compensate that belong to a scope. */
  clearScope(scope: string): void {
    this.waiting = this.waiting.filter((token) => token.scope !== scope);
    this.compensations = this.compensations.filter((record) => record.scope !== scope);
    this.dropWork(scope);
  }

  // — variables —

  /** What a rule sees in a scope. */
  view(id: string): Variables {
    return visibleVariables(this.activities, id);
  }

  /** Sets variables where they are defined, nearest scope first, and otherwise in the process. */
  setVariables(from: string, variables: Variables | undefined): void {
    for (const [name, value] of Object.entries(variables ?? {})) {
      let holder = this.activity(from);
      for (;;) {
        if (holder.variables !== undefined && Object.hasOwn(holder.variables, name)) break;
        if (holder.isolated === true || holder.scope === undefined) break;
        holder = this.activity(holder.scope);
      }
      this.setLocal(holder, name, value);
    }
  }

  setLocal(holder: ActivityDraft, name: string, value: unknown): void {
    const variables: Record<string, unknown> = { ...holder.variables };
    if (value === undefined) delete variables[name];
    else
      Object.defineProperty(variables, name, {
        value,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    holder.variables = variables;
    this.variablesChanged = true;
  }

  /** @throws Failed when the rule fails, naming the element */
  evaluate(expression: CompiledExpression, variables: Variables, element: string): unknown {
    const result = expression.evaluate(variables, {
      ...(this.command.bindings === undefined ? {} : { bindings: this.command.bindings }),
      now: this.now,
    });
    if (result.ok) return result.value;
    throw new Failed('ENG-EXPRESSION', { element, detail: result.error.message });
  }

  // — subscriptions and incidents —

  unsubscribe(activityId: string): void {
    for (const [id, subscription] of this.subscriptions) {
      if (subscription.activity === activityId) this.closeSubscription(id, subscription);
    }
  }

  closeSubscription(id: string, subscription: Subscription): void {
    this.subscriptions.delete(id);
    if (subscription.kind === 'timer') this.effect({ type: 'cancelTimer', timerId: id });
    else if (subscription.kind !== 'conditional')
      this.effect({ type: 'closeSubscription', subscriptionId: id });
  }

  raiseIncident(
    activity: ActivityDraft,
    resume: Incident['resume'],
    code: string,
    message: string,
  ): void {
    const incidentId = this.globalId();
    activity.incident = incidentId;
    this.incidents.set(incidentId, {
      element: activity.element,
      activity: activity.id,
      code,
      message,
      at: this.now,
      resume,
    });
    this.effect({ type: 'raiseIncident', incidentId, elementId: activity.element, code, message });
    this.record('incidentRaised', {
      elementId: activity.element,
      activityId: activity.id,
      code,
      message,
    });
  }

  resolveIncident(incidentId: string): void {
    this.incidents.delete(incidentId);
    this.effect({ type: 'resolveIncident', incidentId });
  }
}
