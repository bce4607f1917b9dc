/** Properties that hold for every structured process and every sequence of commands. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Deployment, compileProcesses } from '../../../runtime/bpmn';
import { type Command, type InstanceState, describeInstance, step } from '../../../runtime/engine';
import { T0, bpmn, el, flow } from '../../support/scenario';

/** A process put together of blocks with one way in and one way out; such a process can always end. */
type Block =
  | { readonly kind: 'user' | 'plain' }
  | { readonly kind: 'sequence' | 'parallel' | 'exclusive' | 'inclusive'; readonly of: Block[] }
  | { readonly kind: 'subProcess' | 'repeat'; readonly of: Block[] };

const { block } = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({ kind: fc.constantFrom('user' as const, 'plain' as const) }),
    fc.record({
      kind: fc.constantFrom(
        'sequence' as const,
        'parallel' as const,
        'exclusive' as const,
        'inclusive' as const,
      ),
      of: fc.array(tie('block'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constantFrom('subProcess' as const, 'repeat' as const),
      of: fc.array(tie('block'), { minLength: 1, maxLength: 1 }),
    }),
  ),
}));

/** Draws blocks as BPMN elements; nodes and flows apart, so that nodes can be put in any order. */
class Drawing {
  readonly nodes: string[] = [];
  readonly flows: string[] = [];
  private static counter = 0;

  /** @returns the ids at which the block is entered and left */
  draw(one: Block): readonly [first: string, last: string] {
    Drawing.counter += 1;
    const id = `n${Drawing.counter}`;
    switch (one.kind) {
      case 'user':
        return this.node(el('userTask', id), id);
      case 'plain':
        return this.node(el('task', id), id);
      case 'sequence': {
        const drawn = one.of.map((part) => this.draw(part));
        drawn.slice(1).forEach(([first], index) => {
          this.flows.push(flow(drawn[index]?.[1] ?? '', first));
        });
        return [drawn[0]?.[0] ?? '', drawn.at(-1)?.[1] ?? ''];
      }
      case 'subProcess': {
        const inside = new Drawing();
        const [first, last] = inside.draw(one.of[0] ?? { kind: 'plain' });
        const ends = el('startEvent', `${id}s`) + el('endEvent', `${id}e`);
        const joints = flow(`${id}s`, first) + flow(last, `${id}e`);
        const content = ends + inside.nodes.join('') + inside.flows.join('') + joints;
        return this.node(el('subProcess', id, '', content), id);
      }
      case 'repeat': {
        // Somebody is asked in every turn, so that no turn follows another by itself for ever.
        const turn: Block = { kind: 'sequence', of: [{ kind: 'user' }, ...one.of] };
        const [first, last] = this.draw(turn);
        this.nodes.push(
          el('exclusiveGateway', `${id}a`),
          el('exclusiveGateway', `${id}z`, `default="${id}out"`),
          el('task', `${id}t`),
        );
        this.flows.push(
          flow(`${id}a`, first),
          flow(last, `${id}z`),
          flow(`${id}z`, `${id}a`, 'again = true'),
          flow(`${id}z`, `${id}t`, undefined, `${id}out`),
        );
        return [`${id}a`, `${id}t`];
      }
      default:
        return this.gateways(id, one.kind, one.of);
    }
  }

  private gateways(id: string, kind: string, parts: readonly Block[]): readonly [string, string] {
    const drawn = parts.map((part) => this.draw(part));
    const chosen = kind === 'parallel' ? '' : `default="${id}d"`;
    this.nodes.push(el(`${kind}Gateway`, `${id}f`, chosen), el(`${kind}Gateway`, `${id}j`));
    drawn.forEach(([first, last], index) => {
      const isDefault = index === drawn.length - 1 && kind !== 'parallel';
      const condition = kind === 'parallel' || isDefault ? undefined : `choice > ${index}`;
      this.flows.push(flow(`${id}f`, first, condition, isDefault ? `${id}d` : `${id}f${index}`));
      this.flows.push(flow(last, `${id}j`));
    });
    return [`${id}f`, `${id}j`];
  }

  private node(xml: string, id: string): readonly [string, string] {
    this.nodes.push(xml);
    return [id, id];
  }
}

function drawingOf(one: Block): { readonly nodes: string[]; readonly flows: string[] } {
  const drawing = new Drawing();
  const [first, last] = drawing.draw(one);
  return {
    nodes: [el('startEvent', 's'), el('endEvent', 'e'), ...drawing.nodes],
    flows: [flow('s', first), ...drawing.flows, flow(last, 'e')],
  };
}

async function deploy(xml: string): Promise<Deployment> {
  const { deployment, problems } = await compileProcesses([{ path: 'f', xml }]);
  if (deployment === undefined) throw new Error(problems.map((one) => one.message).join('\n'));
  return deployment;
}

/** What people do, one after the other: who of those waiting, what is chosen, whether to do it again. */
interface Act {
  readonly who: number;
  readonly choice: number;
  readonly again: boolean;
}

const acts = fc.array(fc.record({ who: fc.nat(9), choice: fc.nat(3), again: fc.boolean() }), {
  maxLength: 12,
});

interface Walk {
  readonly state: InstanceState;
  /** Effects and events of every step. */
  readonly results: readonly unknown[];
  /** Open tasks after every step. */
  readonly open: ReadonlyArray<readonly string[]>;
}

/** Walks a process to its end: first as the acts say, then straight on. */
function walk(
  deployment: Deployment,
  given: readonly Act[],
  between: (state: InstanceState) => InstanceState,
): Walk {
  const results: unknown[] = [];
  const open: string[][] = [];
  let state: InstanceState | null = null;
  const give = (command: Command): void => {
    const result = step(deployment, state === null ? null : between(state), command);
    if (!result.ok) throw new Error(result.rejection.message);
    state = result.state;
    results.push(result.effects, result.events);
    open.push(
      tasksOf(state)
        .map((one) => one.elementId)
        .sort(),
    );
  };
  give({
    type: 'startProcessInstance',
    at: T0,
    instanceId: 'i',
    processId: 'p',
    variables: { choice: 1, again: false },
  });
  for (let turn = 0; state !== null && turn < 200; turn += 1) {
    const waiting = tasksOf(state).sort((one, other) => (one.elementId < other.elementId ? -1 : 1));
    const act = given[turn] ?? { who: 0, choice: 1, again: false };
    const chosen = waiting[act.who % Math.max(1, waiting.length)];
    if (chosen === undefined) break;
    give({
      type: 'completeUserTask',
      at: T0 + turn,
      taskId: chosen.taskId ?? '',
      variables: { choice: act.choice, again: act.again },
    });
  }
  if (state === null) throw new Error('the process did not start');
  return { state, results, open };
}

function tasksOf(state: InstanceState): Array<{ elementId: string; taskId?: string }> {
  return describeInstance(state).activeElements.filter((one) => one.taskId !== undefined);
}

const crash = (state: InstanceState): InstanceState =>
  JSON.parse(JSON.stringify(state)) as InstanceState;

test('[S6] a crash between any two commands changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(block, acts, async (one, given) => {
      const { nodes, flows } = drawingOf(one);
      const deployment = await deploy(bpmn([...nodes, ...flows].join('')));
      const straight = walk(deployment, given, (state) => state);
      expect(walk(deployment, given, crash)).toEqual(straight);
    }),
    { numRuns: 150 },
  );
});

test('[S2] a structured process always reaches its end and leaves nothing behind', async () => {
  await fc.assert(
    fc.asyncProperty(block, acts, async (one, given) => {
      const { nodes, flows } = drawingOf(one);
      const { state } = walk(await deploy(bpmn([...nodes, ...flows].join(''))), given, crash);
      expect(state.status).toBe('completed');
      expect(Object.keys(state.activities)).toEqual(['0']);
      expect([state.waiting, state.subscriptions, state.incidents]).toEqual([[], {}, {}]);
    }),
    { numRuns: 150 },
  );
});

test('[S7] the order of elements in the file means nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      block,
      acts,
      fc.infiniteStream(fc.nat(1_000_000)),
      async (one, given, keys) => {
        const { nodes, flows } = drawingOf(one);
        const shuffled = nodes
          .map((node) => [keys.next().value, node] as const)
          .sort(([key], [other]) => Number(key) - Number(other))
          .map(([, node]) => node);
        const plain = walk(await deploy(bpmn([...nodes, ...flows].join(''))), given, crash);
        const mixed = walk(await deploy(bpmn([...flows, ...shuffled].join(''))), given, crash);
        expect(mixed.open).toEqual(plain.open);
      },
    ),
    { numRuns: 100 },
  );
});

test('[S1] the same command on the same state gives the same result', async () => {
  await fc.assert(
    fc.asyncProperty(block, acts, async (one, given) => {
      const { nodes, flows } = drawingOf(one);
      const deployment = await deploy(bpmn([...nodes, ...flows].join('')));
      expect(walk(deployment, given, crash)).toEqual(walk(deployment, given, crash));
    }),
    { numRuns: 50 },
  );
});
