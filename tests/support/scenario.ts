import { type Deployment, compileProcesses } from '../../runtime/bpmn';
import {
  type Command,
  type Effect,
  type HistoryEvent,
  type InstanceState,
  type Rejection,
  describeInstance,
  step,
} from '../../runtime/engine';

export const T0 = Date.parse('2020-06-01T00:00:00+08:00');

/** Freezes a value and everything in it, so that a change of the arguments shows. */
function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}

const HEAD =
  '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:banshi="urn:banshi:bpmn:1" id="d" targetNamespace="urn:test">';

/** A whole file around the elements of one process `p` (and whatever else stands beside it). */
export function bpmn(elements: string, beside = ''): string {
  return `${HEAD}${beside}<bpmn:process id="p" isExecutable="true">${elements}</bpmn:process></bpmn:definitions>`;
}

/** `flow('a', 'b')`, with a condition when there is one. */
export function flow(
  source: string,
  target: string,
  condition?: string,
  id = `${source}_${target}`,
): string {
  const body =
    condition === undefined
      ? ''
      : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</bpmn:conditionExpression>`;
  return `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}">${body}</bpmn:sequenceFlow>`;
}

/** An element without content, for example `el('userTask', 'review', 'default="f"')`. */
export function el(tag: string, id: string, attributes = '', content = ''): string {
  return `<bpmn:${tag} id="${id}" ${attributes}>${content}</bpmn:${tag}>`;
}

/** A command without its time, which the run gives. */
type Given = Command extends infer C ? (C extends Command ? Omit<C, 'at'> : never) : never;

/** Runs one instance of process `p`; every state goes through JSON, every argument is frozen. */
export class Run {
  state: InstanceState | null = null;
  effects: Effect[] = [];
  events: HistoryEvent[] = [];
  rejection: Rejection | null = null;
  now = T0;

  constructor(private readonly deployment: Deployment) {}

  static async of(...files: string[]): Promise<Run> {
    const compiled = await compileProcesses(
      files.map((xml, index) => ({ path: `${index}.bpmn`, xml })),
    );
    if (compiled.deployment === undefined) {
      throw new Error(
        compiled.problems.map((one) => `${one.code} ${one.at} ${one.message}`).join('\n'),
      );
    }
    return new Run(compiled.deployment);
  }

  /** Gives a command; the rejection, if any, is kept. */
  give(command: Given): this {
    const result = step(
      this.deployment,
      this.state,
      freeze({ ...command, at: this.now } as Command),
    );
    this.rejection = result.ok ? null : result.rejection;
    if (result.ok) {
      this.state = freeze(JSON.parse(JSON.stringify(result.state)) as InstanceState);
      this.effects = [...result.effects];
      this.events.push(...result.events);
    }
    return this;
  }

  start(variables: Record<string, unknown> = {}, more: object = {}): this {
    return this.give({
      type: 'startProcessInstance',
      instanceId: 'i',
      processId: 'p',
      variables,
      ...more,
    } as never);
  }

  complete(element: string, variables: Record<string, unknown> = {}, more: object = {}): this {
    const task = Object.values(this.state?.activities ?? {}).find(
      (one) => one.element === element && one.taskId !== undefined,
    );
    return this.give({
      type: 'completeUserTask',
      taskId: task?.taskId ?? 'none',
      variables,
      ...more,
    } as never);
  }

  job(element: string, command: object): this {
    const job = Object.values(this.state?.activities ?? {}).find(
      (one) => one.element === element && one.jobId !== undefined,
    );
    return this.give({ jobId: job?.jobId ?? 'none', ...command } as never);
  }

  fire(element: string): this {
    const [id, timer] = Object.entries(this.state?.subscriptions ?? {}).find(
      ([, one]) => one.kind === 'timer' && one.element === element,
    ) ?? ['none'];
    this.now = Math.max(this.now, timer?.dueAt ?? 0);
    return this.give({ type: 'triggerTimer', timerId: id });
  }

  /** Open user tasks, sorted. */
  tasks(): string[] {
    return Object.values(this.state?.activities ?? {})
      .flatMap((one) => (one.taskId === undefined ? [] : [one.element]))
      .sort();
  }

  /** Elements completed so far, in order. */
  done(): string[] {
    return this.events.flatMap((one) =>
      one.type === 'activityCompleted' && one.isBody !== true && one.elementId !== undefined
        ? [one.elementId]
        : [],
    );
  }

  variables(): Readonly<Record<string, unknown>> {
    return this.state === null ? {} : describeInstance(this.state).variables;
  }

  incidents(): string[] {
    return this.state === null ? [] : describeInstance(this.state).incidents.map((one) => one.code);
  }
}
