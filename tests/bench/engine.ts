import { EventEmitter } from 'node:events';
import { BpmnModdle } from 'bpmn-moddle';
import { Engine } from 'bpmn-engine';
import { type Deployment, compileProcesses } from '../../runtime/bpmn';
import { type Command, type InstanceState, describeInstance, step } from '../../runtime/engine';
import { bpmn, el, flow } from '../support/scenario';
import type { BenchRow } from './row';

const AT = Date.parse('2020-06-01T00:00:00+08:00');
const TEN = Array.from({ length: 10 }, (_, index) => `t${index}`);
const REVIEWS = ['village', 'township', 'department', 'city'];
const LOOP_TURNS = 1_000_000;

const linear = bpmn(
  el('startEvent', 's') +
    TEN.map((id) => el('task', id)).join('') +
    el('endEvent', 'e') +
    ['s', ...TEN].map((id, index) => flow(id, TEN[index] ?? 'e')).join(''),
);

const forkJoin = bpmn(
  el('startEvent', 's') +
    el('parallelGateway', 'fork') +
    TEN.map((id) => el('task', id) + flow('fork', id) + flow(id, 'join')).join('') +
    el('parallelGateway', 'join') +
    el('endEvent', 'e') +
    flow('s', 'fork') +
    flow('join', 'e'),
);

/** Four reviews one after the other; each may refuse. `condition` is in the language of the engine that runs it. */
function approval(condition: (review: string) => string): string {
  return bpmn(
    el('startEvent', 's') +
      REVIEWS.map(
        (id, index) =>
          el('userTask', id) +
          el('exclusiveGateway', `${id}_decided`, `default="${id}_refused"`) +
          flow(id, `${id}_decided`) +
          flow(`${id}_decided`, REVIEWS[index + 1] ?? 'approved', condition(id)) +
          flow(`${id}_decided`, 'refused', undefined, `${id}_refused`),
      ).join('') +
      el('endEvent', 'approved') +
      el('endEvent', 'refused') +
      flow('s', 'village'),
  );
}

const ourApproval = approval((review) => `${review}.agreed and ${review}.votes >= 3`);
const theirApproval = approval((review) => `\${environment.services.agreed('${review}')}`);

const turns = bpmn(
  el('startEvent', 's') +
    el('exclusiveGateway', 'again') +
    el('scriptTask', 'count', 'scriptFormat="jsonata"', '<bpmn:script>{"i": i + 1}</bpmn:script>') +
    el('exclusiveGateway', 'enough', 'default="enough_again"') +
    el('endEvent', 'e') +
    flow('s', 'again') +
    flow('again', 'count') +
    flow('count', 'enough') +
    flow('enough', 'e', `i >= ${LOOP_TURNS}`) +
    flow('enough', 'again'),
);

/** Processes per CPU-second, Banshi's beside those of `bpmn-engine` on the same drawing in the same run. */
export async function engineBench(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const [name, xml] of [
    ['linear, 10 tasks', linear],
    ['fork and join, 10 branches', forkJoin],
  ] as const) {
    const deployment = await deploy(xml);
    const ours = await perCpuSecond(3_000, () => runThrough(deployment));
    const context = await new BpmnModdle().fromXML(xml, 'bpmn:Definitions');
    const theirs = await perCpuSecond(60, () => peerRunThrough(context));
    rows.push(compared(name, ours, theirs));
  }
  const deployment = await deploy(ourApproval);
  const ours = await perCpuSecond(2_000, () => approve(deployment));
  const context = await new BpmnModdle().fromXML(theirApproval, 'bpmn:Definitions');
  const theirs = await perCpuSecond(25, () => peerApprove(context));
  rows.push(compared('approval, 4 waits, state serialised at each', ours, theirs));
  rows.push({
    name: 'engine: state at a user task of the approval',
    value: JSON.stringify(start(deployment)).length,
    unit: 'bytes',
    note: `bpmn-engine ${(await peerState(context)).length} bytes`,
  });
  rows.push(await loop());
  return rows;
}

function compared(name: string, ours: number, theirs: number): BenchRow {
  return {
    name: `engine: ${name}`,
    value: Math.round(ours),
    unit: 'processes per CPU-second',
    note: `bpmn-engine ${theirs.toFixed(1)}, ${(ours / theirs).toFixed(0)} times as many`,
  };
}

/** Warms up with a tenth of the rounds, then measures. */
async function perCpuSecond(rounds: number, run: () => unknown): Promise<number> {
  for (let round = 0; round < rounds / 10; round += 1) await run();
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) {
    const result = run();
    if (result instanceof Promise) await result;
  }
  return rounds / cpuSeconds(before);
}

function cpuSeconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

async function deploy(xml: string): Promise<Deployment> {
  const { deployment, problems } = await compileProcesses([{ path: 'bench.bpmn', xml }]);
  if (deployment === undefined) throw new Error(problems.map((one) => one.message).join('\n'));
  return deployment;
}

function give(
  deployment: Deployment,
  state: InstanceState | null,
  command: Command,
): InstanceState {
  const result = step(deployment, state, command);
  if (!result.ok) throw new Error(result.rejection.message);
  return result.state;
}

function start(deployment: Deployment, more: object = {}): InstanceState {
  return give(deployment, null, {
    type: 'startProcessInstance',
    at: AT,
    instanceId: 'i1',
    processId: 'p',
    ...more,
  });
}

function runThrough(deployment: Deployment): void {
  if (start(deployment).status !== 'completed') throw new Error('the process did not end');
}

function approve(deployment: Deployment): void {
  let state = start(deployment);
  for (const review of REVIEWS) {
    state = JSON.parse(JSON.stringify(state)) as InstanceState;
    const [waiting] = describeInstance(state).activeElements;
    state = give(deployment, state, {
      type: 'completeUserTask',
      at: AT,
      taskId: waiting?.taskId ?? '',
      variables: { [review]: { agreed: true, votes: 5 } },
    });
  }
  if (state.status !== 'completed') throw new Error('the approval did not end');
}

async function loop(): Promise<BenchRow> {
  const deployment = await deploy(turns);
  const before = process.cpuUsage();
  const state = start(deployment, { variables: { i: 0 }, budget: 10 * LOOP_TURNS });
  if (state.status !== 'completed') throw new Error('the loop did not end');
  const seconds = cpuSeconds(before);
  return {
    name: 'engine: a loop of 1,000,000 turns in one step',
    value: Number(seconds.toFixed(1)),
    unit: 'CPU-seconds',
  };
}

// The peer.

type Parsed = Awaited<ReturnType<BpmnModdle['fromXML']>>;

async function peerRunThrough(moddleContext: Parsed): Promise<void> {
  const engine = new Engine({ name: 'bench', moddleContext: moddleContext as never });
  const ended = engine.waitFor('end');
  await engine.execute();
  await ended;
}

const services = { agreed: (): (() => boolean) => () => true };

async function peerApprove(moddleContext: Parsed): Promise<void> {
  let engine = new Engine({ name: 'bench', moddleContext: moddleContext as never, services });
  let listener = new EventEmitter();
  let execution = await engine.execute({ listener: listener as never });
  for (const review of REVIEWS) {
    const state = JSON.parse(JSON.stringify(await engine.getState())) as never;
    await engine.stop();
    engine = new Engine({ name: 'bench' }).recover(state, { services } as never);
    listener = new EventEmitter();
    execution = await engine.resume({ listener: listener as never });
    execution.signal({ id: review });
  }
  if (engine.state === 'running') throw new Error('the peer did not end');
}

async function peerState(moddleContext: Parsed): Promise<string> {
  const engine = new Engine({ name: 'bench', moddleContext: moddleContext as never, services });
  await engine.execute();
  const state = JSON.stringify(await engine.getState());
  await engine.stop();
  return state;
}
