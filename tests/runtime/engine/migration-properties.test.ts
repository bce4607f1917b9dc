/** Whatever runs, moving it to the version that it has already changes nothing. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Deployment, compileProcesses } from '../../../runtime/bpmn';
import { type Command, type InstanceState, migrate, step } from '../../../runtime/engine';
import { T0, bpmn, el, flow } from '../../support/scenario';

/** Part of a process with one way in and one way out. */
type Part =
  | { readonly kind: 'user' | 'service' | 'many' | 'late' | 'lateJob' | 'wait' }
  | { readonly kind: 'sequence' | 'parallel' | 'inside'; readonly of: readonly Part[] };

const { part } = fc.letrec<{ part: Part }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({
      kind: fc.constantFrom(
        'user' as const,
        'service' as const,
        'many' as const,
        'late' as const,
        'lateJob' as const,
        'wait' as const,
      ),
    }),
    fc.record({
      kind: fc.constantFrom('sequence' as const, 'parallel' as const, 'inside' as const),
      of: fc.array(tie('part'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}));

const timer = (id: string): string =>
  `<bpmn:timerEventDefinition id="${id}t"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P1D</bpmn:timeDuration></bpmn:timerEventDefinition>`;
const message = (id: string): string =>
  `<bpmn:messageEventDefinition id="${id}m" messageRef="m" />`;
const TWICE =
  '<bpmn:multiInstanceLoopCharacteristics id="ID"><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>';

interface Drawn {
  readonly xml: string;
  readonly first: string;
  readonly last: string;
}

/** Draws parts; ids are counted. */
function drawer(): (one: Part) => Drawn {
  let count = 0;
  const draw = (one: Part): Drawn => {
    count += 1;
    const id = `n${count}`;
    const single = (xml: string): Drawn => ({ xml, first: id, last: id });
    if ('of' in one) {
      const parts = one.of.map(draw);
      const [first, last] = [parts[0]?.first ?? '', parts.at(-1)?.last ?? ''];
      const inner = parts.map(({ xml }) => xml).join('');
      const chained = parts
        .slice(1)
        .map((next, index) => flow(parts[index]?.last ?? '', next.first))
        .join('');
      if (one.kind === 'sequence') return { xml: inner + chained, first, last };
      if (one.kind === 'parallel') {
        const gates = el('parallelGateway', `${id}f`) + el('parallelGateway', `${id}j`);
        const flows = parts.map((each) => flow(`${id}f`, each.first) + flow(each.last, `${id}j`));
        return { xml: gates + inner + flows.join(''), first: `${id}f`, last: `${id}j` };
      }
      // A sub-process that a message interrupts from inside.
      const handler =
        el('startEvent', `${id}hs`, '', message(`${id}h`)) +
        el('userTask', `${id}hu`) +
        el('endEvent', `${id}he`) +
        flow(`${id}hs`, `${id}hu`) +
        flow(`${id}hu`, `${id}he`);
      const inside =
        el('startEvent', `${id}s`) +
        el('endEvent', `${id}e`) +
        inner +
        chained +
        flow(`${id}s`, first) +
        flow(last, `${id}e`) +
        el('subProcess', `${id}h`, 'triggeredByEvent="true"', handler);
      return single(el('subProcess', id, '', inside));
    }
    switch (one.kind) {
      case 'user':
        return single(el('userTask', id));
      case 'service':
        return single(el('serviceTask', id));
      case 'many':
        return single(el('userTask', id, '', TWICE.replace('ID', `${id}mi`)));
      case 'wait':
        return single(el('intermediateCatchEvent', id, '', timer(id)));
      case 'late':
      case 'lateJob':
        return single(
          el(one.kind === 'late' ? 'userTask' : 'serviceTask', id) +
            el(
              'boundaryEvent',
              `${id}b`,
              `attachedToRef="${id}" cancelActivity="false"`,
              timer(id),
            ) +
            el('userTask', `${id}u`) +
            el('endEvent', `${id}ue`) +
            flow(`${id}b`, `${id}u`) +
            flow(`${id}u`, `${id}ue`),
        );
    }
  };
  return draw;
}

async function deploy(one: Part): Promise<Deployment> {
  const { xml, first, last } = drawer()(one);
  const whole =
    el('startEvent', 's') + el('endEvent', 'e') + xml + flow('s', first) + flow(last, 'e');
  const file = bpmn(whole, '<bpmn:message id="m" name="stop" />');
  const compiled = await compileProcesses([{ path: 'f', xml: file }]);
  if (compiled.deployment === undefined) throw new Error(JSON.stringify(compiled.problems));
  return compiled.deployment;
}

/** Everything that can be done to an instance at this moment. */
function possible(state: InstanceState, at: number): readonly Command[] {
  const work = Object.values(state.activities).flatMap(({ taskId, jobId }): Command[] => [
    ...(taskId === undefined ? [] : [{ type: 'completeUserTask' as const, at, taskId }]),
    ...(jobId === undefined ? [] : [{ type: 'completeJob' as const, at, jobId }]),
    ...(jobId === undefined ? [] : [{ type: 'failJob' as const, at, jobId, message: 'no' }]),
  ]);
  const events = Object.entries(state.subscriptions).map(([timerId, { kind }]): Command =>
    kind === 'timer'
      ? { type: 'triggerTimer', at, timerId }
      : { type: 'deliverMessage', at, name: 'stop' },
  );
  const retries = Object.keys(state.incidents).map((incidentId): Command => ({
    type: 'retryIncident',
    at,
    incidentId,
  }));
  return [...work, ...events, ...retries];
}

const withoutCounter = ({ counter: _, ...rest }: InstanceState): object => rest;

test('[MIG1] moving to the same definition between any two commands changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(part, fc.array(fc.nat(50), { maxLength: 14 }), async (one, choices) => {
      const deployment = await deploy(one);
      const begun = step(deployment, null, {
        type: 'startProcessInstance',
        at: T0,
        instanceId: 'i',
        processId: 'p',
      });
      if (!begun.ok) throw new Error(begun.rejection.message);
      let { state } = begun;
      for (const [turn, choice] of choices.entries()) {
        if (state.status !== 'active') break;
        const moved = migrate(deployment, deployment, state, {}, { at: T0 + turn });
        if (!moved.ok) throw new Error(moved.problems.map((each) => each.message).join());
        expect(withoutCounter(moved.state)).toEqual(withoutCounter(state));
        expect(moved.effects.filter((effect) => effect.type !== 'migrateUserTask')).toEqual([]);
        expect(moved.entries.every((entry) => entry.change === 'kept')).toBe(true);
        const commands = possible(moved.state, T0 + turn);
        const command = commands[choice % commands.length];
        if (command === undefined) break;
        const next = step(
          deployment,
          JSON.parse(JSON.stringify(moved.state)) as InstanceState,
          command,
        );
        if (!next.ok) throw new Error(next.rejection.message);
        ({ state } = next);
      }
    }),
    { numRuns: 200 },
  );
});
