import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { BpmnModdle } from 'bpmn-moddle';
import { type Deployment, compileProcesses } from '../../runtime/bpmn';
import { type Command, type InstanceState, step } from '../../runtime/engine';
import { T0, bpmn, el, flow } from '../support/scenario';
import type { BenchRow } from './row';

const CPU_SECONDS = 2;
const TURNS = 100_000;

type Given = Command extends infer C ? (C extends Command ? Omit<C, 'at'> : never) : never;

/** What of `bpmn-engine` the comparison uses. */
interface Peer {
  execute(options: { listener: EventEmitter }): Promise<PeerExecution>;
  recover(state: unknown): Peer;
  resume(options: { listener: EventEmitter }): Promise<PeerExecution>;
  waitFor(event: 'end'): Promise<unknown>;
}
interface PeerExecution {
  readonly state: string;
  getState(): unknown;
  stop(): Promise<void>;
}
interface PeerActivity {
  readonly id: string;
  readonly environment: { assignVariables(variables: object): void };
  signal(message: unknown): void;
}
const { Engine } = createRequire(import.meta.url)('bpmn-engine') as {
  Engine: new (options: object) => Peer;
};

function chain(ids: readonly string[]): string {
  return ids
    .slice(1)
    .map((id, at) => flow(ids[at] ?? '', id))
    .join('');
}

const ten = Array.from({ length: 10 }, (_, at) => `t${at}`);

const linear = bpmn(
  el('startEvent', 's') +
    ten.map((id) => el('task', id)).join('') +
    el('endEvent', 'e') +
    chain(['s', ...ten, 'e']),
);

const forkJoin = bpmn(
  el('startEvent', 's') +
    el('parallelGateway', 'fork') +
    ten.map((id) => el('task', id) + flow('fork', id) + flow(id, 'join')).join('') +
    el('parallelGateway', 'join') +
    el('endEvent', 'e') +
    flow('s', 'fork') +
    flow('join', 'e'),
);

/** Four people in turn; after each a gateway with two conditions, one of which leads on and one to the end. */
function approvalOf(condition: (step: number) => string): string {
  const steps = [0, 1, 2, 3];
  return bpmn(
    el('startEvent', 's') +
      el('endEvent', 'e') +
      flow('s', 'u0') +
      steps
        .map(
          (at) =>
            el('userTask', `u${at}`) +
            el('exclusiveGateway', `g${at}`, `default="g${at}_e"`) +
            flow(`u${at}`, `g${at}`) +
            flow(`g${at}`, 'e') +
            (at < 3 ? flow(`g${at}`, `u${at + 1}`, condition(at)) : ''),
        )
        .join(''),
  );
}

const approval = approvalOf((at) => `review${at}.result = "通过" and review${at}.agree > 3`);
const peerApproval = approvalOf((at) => `\${environment.variables.passed${at}}`);
const REVIEW = { result: '通过', agree: 5 };

const loop = bpmn(
  el('startEvent', 's') +
    el('exclusiveGateway', 'again') +
    el('scriptTask', 'count', 'scriptFormat="jsonata"', '<bpmn:script>{"n": n + 1}</bpmn:script>') +
    el('exclusiveGateway', 'enough', 'default="enough_again"') +
    el('endEvent', 'e') +
    flow('s', 'again') +
    flow('again', 'count') +
    flow('count', 'enough') +
    flow('enough', 'again') +
    flow('enough', 'e', `n >= ${TURNS}`),
);

async function deploy(xml: string): Promise<Deployment> {
  const compiled = await compileProcesses([{ path: 'p.bpmn', xml }]);
  if (compiled.deployment === undefined) throw new Error(JSON.stringify(compiled.problems));
  return compiled.deployment;
}

function act(deployment: Deployment, state: InstanceState | null, command: Given): InstanceState {
  const result = step(deployment, state, { at: T0, ...command } as Command);
  if (!result.ok) throw new Error(result.rejection.message);
  return result.state;
}

const START = { type: 'startProcessInstance', instanceId: 'i', processId: 'p' } as const;

function runThrough(deployment: Deployment, more: object = {}): void {
  const { status } = act(deployment, null, { ...START, ...more });
  if (status !== 'completed') throw new Error(`the process is ${status}`);
}

function taskOf(state: InstanceState): string {
  const waiting = Object.values(state.activities).find((one) => one.taskId !== undefined);
  if (waiting?.taskId === undefined) throw new Error('nobody is asked');
  return waiting.taskId;
}

function runApproval(deployment: Deployment): void {
  let state = act(deployment, null, START);
  for (let at = 0; at < 4; at += 1) {
    state = JSON.parse(JSON.stringify(state)) as InstanceState;
    state = act(deployment, state, {
      type: 'completeUserTask',
      taskId: taskOf(state),
      actor: { id: `person${at}` },
      variables: { [`review${at}`]: REVIEW },
    });
  }
  if (state.status !== 'completed') throw new Error(`the process is ${state.status}`);
}

async function runPeer(moddleContext: unknown): Promise<void> {
  const engine = new Engine({ name: 'peer', moddleContext });
  const ended = engine.waitFor('end');
  await engine.execute({ listener: new EventEmitter() });
  await ended;
}

/** Starts to the first wait, then four times: recover the serialised state, answer, stop at the next wait. */
async function runPeerApproval(moddleContext: unknown): Promise<number> {
  let bytes = 0;
  let saved = '';
  for (let at = 0; at <= 4; at += 1) {
    const listener = new EventEmitter();
    const waits = new Promise<PeerActivity>((resolve) => {
      listener.on('activity.wait', (api: PeerActivity) => {
        if (at === 0 || api.id !== `u${at - 1}`) resolve(api);
        else {
          api.environment.assignVariables({ [`passed${at - 1}`]: true });
          api.signal({});
        }
      });
    });
    const engine =
      at === 0
        ? new Engine({ name: 'peer', moddleContext })
        : new Engine({ name: 'peer' }).recover(JSON.parse(saved));
    const ended = engine.waitFor('end');
    const execution =
      at === 0 ? await engine.execute({ listener }) : await engine.resume({ listener });
    if (at === 4) {
      await ended;
      return bytes;
    }
    await waits;
    saved = JSON.stringify(execution.getState());
    bytes = Math.max(bytes, saved.length);
    await execution.stop();
  }
  return bytes;
}

async function perCpuSecond(run: () => unknown): Promise<number> {
  for (let warm = 0; warm < 3; warm += 1) await run();
  const start = process.cpuUsage();
  const used = (): number => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  };
  let done = 0;
  for (;;) {
    // Reading the clock costs as much as a short process.
    for (let inner = 0; inner < 10; inner += 1) await run();
    done += 10;
    const seconds = used();
    if (seconds > CPU_SECONDS) return done / seconds;
  }
}

async function beside(
  name: string,
  ours: () => unknown,
  theirs: () => Promise<unknown>,
): Promise<BenchRow> {
  const value = await perCpuSecond(ours);
  const peer = await perCpuSecond(theirs);
  return {
    name: `engine: ${name}`,
    value,
    unit: '/CPU-s',
    note: `bpmn-engine ${peer.toFixed(1)}, ${(value / peer).toFixed(0)} times as many`,
  };
}

/** Read once, as our deployment is. */
function readForPeer(xml: string): Promise<unknown> {
  return new BpmnModdle({}).fromXML(xml, 'bpmn:Definitions');
}

/** Processes per CPU-second without storage, `bpmn-engine`'s beside ours in the same run, and the size of a state. */
export async function engineBench(): Promise<BenchRow[]> {
  const [line, fork, ask, turns] = await Promise.all(
    [linear, forkJoin, approval, loop].map(deploy),
  );
  if (line === undefined || fork === undefined || ask === undefined || turns === undefined)
    return [];
  const [peerLine, peerFork, peerAsk] = await Promise.all(
    [linear, forkJoin, peerApproval].map(readForPeer),
  );
  const rows = [
    await beside(
      'linear, 10 tasks',
      () => runThrough(line),
      () => runPeer(peerLine),
    ),
    await beside(
      'fork and join, 10 branches',
      () => runThrough(fork),
      () => runPeer(peerFork),
    ),
    await beside(
      'approval, 4 waits, state through JSON',
      () => runApproval(ask),
      () => runPeerApproval(peerAsk),
    ),
  ];
  const began = process.cpuUsage();
  runThrough(turns, { budget: 10 * TURNS, variables: { n: 0 } });
  const { user, system } = process.cpuUsage(began);
  rows.push({
    name: `engine: a loop of ${TURNS} turns in one step`,
    value: (user + system) / 1e6,
    unit: 'CPU-s',
  });
  const waiting = JSON.stringify(act(ask, null, START)).length;
  rows.push({
    name: 'engine: state at a user task',
    value: waiting,
    unit: 'bytes',
    note: `bpmn-engine ${await runPeerApproval(peerAsk)}`,
  });
  return rows;
}
