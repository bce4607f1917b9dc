/** Properties that hold for every process that is well put together and every sequence of commands. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Deployment, compileProcesses } from '../../../runtime/bpmn';
import {
  type Command,
  type InstanceState,
  describeInstance,
  migrate,
  step,
} from '../../../runtime/engine';
import { T0 } from '../../support/scenario';
import { type Block, block, fileOf, piecesOf } from './random-process';

const DAY = 86_400_000;

async function deploy(xml: string): Promise<Deployment> {
  const { deployment, problems } = await compileProcesses([{ path: 'f', xml }]);
  if (deployment === undefined) throw new Error(problems.map((one) => one.message).join('\n'));
  return deployment;
}

const drawn = (one: Block): Promise<Deployment> => deploy(fileOf(piecesOf(one)));

/** What happens, one after the other: who of those waiting acts, what is chosen, whether to do it again; or an event. */
interface Act {
  readonly what: 'task' | 'signal' | 'timer' | 'variables';
  readonly who: number;
  readonly choice: number;
  readonly again: boolean;
}

const acts = fc.array(
  fc.record({
    what: fc.constantFrom(
      'task' as const,
      'task' as const,
      'task' as const,
      'signal' as const,
      'timer' as const,
      'variables' as const,
    ),
    who: fc.nat(9),
    choice: fc.nat(3),
    again: fc.boolean(),
  }),
  { maxLength: 12 },
);

const STRAIGHT_ON: Act = { what: 'task', who: 0, choice: 1, again: false };

interface Walk {
  readonly state: InstanceState;
  /** Effects and events of every step. */
  readonly results: readonly unknown[];
  /** Open tasks after every step. */
  readonly open: ReadonlyArray<readonly string[]>;
}

/** The command of an act; undefined when there is nothing to do it to. */
function commandOf(act: Act, state: InstanceState, at: number): Command | undefined {
  const variables = { choice: act.choice, again: act.again };
  if (act.what === 'signal') return { type: 'deliverSignal', at, name: 'alarm' };
  if (act.what === 'variables') return { type: 'setVariables', at, variables };
  if (act.what === 'timer') {
    const due = Object.entries(state.subscriptions)
      .filter(([, one]) => one.kind === 'timer')
      .sort(([, one], [, other]) => (one.element < other.element ? -1 : 1));
    const [chosen] = due[act.who % Math.max(1, due.length)] ?? [];
    return chosen === undefined ? undefined : { type: 'triggerTimer', at, timerId: chosen };
  }
  const waiting = tasksOf(state).sort((one, other) => (one.elementId < other.elementId ? -1 : 1));
  const chosen = waiting[act.who % Math.max(1, waiting.length)];
  return chosen === undefined
    ? undefined
    : { type: 'completeUserTask', at, taskId: chosen.taskId ?? '', variables };
}

/** Walks a process to its end: first as the acts say, then straight on. */
function walk(
  deployment: Deployment,
  given: readonly Act[],
  between: (state: InstanceState) => InstanceState,
  after: (state: InstanceState, command: Command) => void = () => undefined,
): Walk {
  const results: unknown[] = [];
  const open: string[][] = [];
  const give = (before: InstanceState | null, command: Command): InstanceState => {
    const result = step(deployment, before === null ? null : between(before), command);
    if (!result.ok) throw new Error(result.rejection.message);
    results.push(result.effects, result.events);
    open.push(
      tasksOf(result.state)
        .map((one) => one.elementId)
        .sort(),
    );
    after(result.state, command);
    return result.state;
  };
  let state = give(null, {
    type: 'startProcessInstance',
    at: T0,
    instanceId: 'i',
    processId: 'p',
    variables: { choice: 1, again: false },
  });
  for (let turn = 0; state.status === 'active' && turn < 400; turn += 1) {
    const command = commandOf(given[turn] ?? STRAIGHT_ON, state, T0 + turn * DAY);
    if (command !== undefined) state = give(state, command);
    else if (turn >= given.length) break;
  }
  return { state, results, open };
}

function tasksOf(state: InstanceState): Array<{ elementId: string; taskId?: string }> {
  return describeInstance(state).activeElements.filter((one) => one.taskId !== undefined);
}

const same = (state: InstanceState): InstanceState => state;
const crash = (state: InstanceState): InstanceState =>
  JSON.parse(JSON.stringify(state)) as InstanceState;

test('[S6] a crash between any two commands changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(block, acts, async (one, given) => {
      const deployment = await drawn(one);
      expect(walk(deployment, given, crash)).toEqual(walk(deployment, given, same));
    }),
    { numRuns: 200 },
  );
});

test('[S3] what was done already is refused when it comes again, and changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(block, acts, async (one, given) => {
      const deployment = await drawn(one);
      walk(deployment, given, same, (state, command) => {
        if (command.type !== 'completeUserTask' && command.type !== 'triggerTimer') return;
        const before = crash(state);
        expect(step(deployment, state, command).ok).toBe(false);
        expect(state).toEqual(before);
      });
    }),
    { numRuns: 100 },
  );
});

test('[S2] a process always reaches its end and leaves nothing behind', async () => {
  await fc.assert(
    fc.asyncProperty(block, acts, async (one, given) => {
      const { state } = walk(await drawn(one), given, crash);
      expect(state.status).toBe('completed');
      expect(Object.keys(state.activities)).toEqual(['0']);
      expect([state.waiting, state.subscriptions, state.incidents, state.compensations]).toEqual([
        [],
        {},
        {},
        [],
      ]);
    }),
    { numRuns: 200 },
  );
});

test('[S2] nothing refers to what is gone', async () => {
  await fc.assert(
    fc.asyncProperty(block, acts, async (one, given) => {
      walk(await drawn(one), given, same, (state) => {
        const alive = new Set(Object.keys(state.activities));
        const named = [
          ...Object.values(state.activities).flatMap(({ scope, body, compensationOf }) => [
            scope,
            body,
            compensationOf,
          ]),
          ...state.waiting.map(({ scope }) => scope),
          ...Object.values(state.subscriptions).map(({ activity }) => activity),
          ...state.compensations.map(({ scope }) => scope),
        ].filter((id) => id !== undefined);
        expect(named.filter((id) => !alive.has(id))).toEqual([]);
      });
    }),
    { numRuns: 100 },
  );
});

test('[S7] the order of elements in the file means nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      block,
      acts,
      fc.infiniteStream(fc.nat(1_000_000)),
      async (one, given, keys) => {
        const pieces = piecesOf(one);
        const shuffled = pieces.nodes
          .map((node) => [keys.next().value, node] as const)
          .sort(([key], [other]) => Number(key) - Number(other))
          .map(([, node]) => node);
        const plain = walk(await deploy(fileOf(pieces)), given, crash);
        const mixed = walk(
          await deploy(fileOf({ ...pieces, nodes: shuffled }, true)),
          given,
          crash,
        );
        expect(mixed.open).toEqual(plain.open);
      },
    ),
    { numRuns: 150 },
  );
});

test('[S1] the same command on the same state gives the same result', async () => {
  await fc.assert(
    fc.asyncProperty(block, acts, async (one, given) => {
      const deployment = await drawn(one);
      expect(walk(deployment, given, crash)).toEqual(walk(deployment, given, crash));
    }),
    { numRuns: 50 },
  );
});

test('[MIG1] [MIG12] what can be undone and what repeats moves to the same definition unchanged', async () => {
  await fc.assert(
    fc.asyncProperty(block, acts, async (one, given) => {
      const deployment = await drawn(one);
      const move = (state: InstanceState): InstanceState => {
        if (state.status !== 'active') return state;
        const moved = migrate(deployment, deployment, state, {}, { at: T0 });
        if (!moved.ok) throw new Error(moved.problems.map(({ message }) => message).join());
        const { counter: _, ...after } = moved.state;
        const { counter: __, ...before } = state;
        expect(after).toEqual(before);
        return crash(moved.state);
      };
      expect(walk(deployment, given, move).open).toEqual(walk(deployment, given, crash).open);
    }),
    { numRuns: 100 },
  );
});
