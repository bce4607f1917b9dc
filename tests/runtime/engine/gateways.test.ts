import { expect, test } from '@jest/globals';
import { Run, bpmn, el, flow } from '../../support/scenario';

const choice = bpmn(
  el('startEvent', 's') +
    el('exclusiveGateway', 'g', 'default="g_c"') +
    el('userTask', 'a') +
    el('userTask', 'b') +
    el('userTask', 'c') +
    flow('s', 'g') +
    flow('g', 'a', 'x > 10') +
    flow('g', 'b', 'x > 5') +
    flow('g', 'c'),
);

test('[XOR1] the first flow in the file whose condition holds is taken', async () => {
  const run = (await Run.of(choice)).start({ x: 20 });
  expect(run.tasks()).toEqual(['a']);
});

test('[XOR2] the default is taken when no condition holds', async () => {
  const run = (await Run.of(choice)).start({ x: 1 });
  expect(run.tasks()).toEqual(['c']);
});

test('[XOR3] no condition and no default is an incident that can be retried with better variables', async () => {
  const run = (
    await Run.of(choice.replace('default="g_c"', '').replace(flow('g', 'c'), flow('a', 'c')))
  ).start({ x: 1 });
  expect(run.incidents()).toEqual(['ENG-NO-FLOW']);
  const incidentId = Object.keys(run.state?.incidents ?? {})[0] ?? '';
  run.give({ type: 'retryIncident', incidentId, variables: { x: 7 } } as never);
  expect(run.incidents()).toEqual([]);
  expect(run.tasks()).toEqual(['b']);
});

const forkJoin = bpmn(
  el('startEvent', 's') +
    el('parallelGateway', 'fork') +
    el('userTask', 'a') +
    el('userTask', 'b') +
    el('parallelGateway', 'join') +
    el('userTask', 'after') +
    flow('s', 'fork') +
    flow('fork', 'a') +
    flow('fork', 'b') +
    flow('a', 'join') +
    flow('b', 'join') +
    flow('join', 'after'),
);

test('[AND1] a parallel join waits for every branch', async () => {
  const run = (await Run.of(forkJoin)).start();
  expect(run.tasks()).toEqual(['a', 'b']);
  expect(run.complete('a').tasks()).toEqual(['b']);
  expect(run.complete('b').tasks()).toEqual(['after']);
  expect(run.complete('after').state?.status).toBe('completed');
});

const inclusive = bpmn(
  el('startEvent', 's') +
    el('inclusiveGateway', 'fork', 'default="fork_c"') +
    el('userTask', 'a') +
    el('userTask', 'b') +
    el('userTask', 'c') +
    el('inclusiveGateway', 'join') +
    el('userTask', 'after') +
    flow('s', 'fork') +
    flow('fork', 'a', 'x') +
    flow('fork', 'b', 'y') +
    flow('fork', 'c') +
    flow('a', 'join') +
    flow('b', 'join') +
    flow('c', 'join') +
    flow('join', 'after'),
);

test('[OR1] every flow whose condition holds is taken, else the default', async () => {
  expect((await Run.of(inclusive)).start({ x: true, y: true }).tasks()).toEqual(['a', 'b']);
  expect((await Run.of(inclusive)).start({ x: false, y: true }).tasks()).toEqual(['b']);
  expect((await Run.of(inclusive)).start({}).tasks()).toEqual(['c']);
});

test('[OR2] an inclusive join waits for what can still come, and only for that', async () => {
  const both = (await Run.of(inclusive)).start({ x: true, y: true });
  expect(both.complete('a').tasks()).toEqual(['b']);
  expect(both.complete('b').tasks()).toEqual(['after']);
  const one = (await Run.of(inclusive)).start({ x: true, y: false });
  expect(one.complete('a').tasks()).toEqual(['after']);
});

test('[XOR4] an exclusive merge does not wait', async () => {
  const run = (
    await Run.of(
      forkJoin
        .replaceAll('parallelGateway id="join"', 'exclusiveGateway id="join"')
        .replace(
          '<bpmn:exclusiveGateway id="join" ></bpmn:parallelGateway>',
          '<bpmn:exclusiveGateway id="join" ></bpmn:exclusiveGateway>',
        ),
    )
  ).start();
  run.complete('a').complete('b');
  expect(run.tasks()).toEqual(['after', 'after']);
});

test('[EV1] the first event after an event-based gateway wins', async () => {
  const xml = bpmn(
    el('startEvent', 's') +
      el('eventBasedGateway', 'g') +
      el('intermediateCatchEvent', 'm', '', '<bpmn:messageEventDefinition messageRef="msg"/>') +
      el(
        'intermediateCatchEvent',
        't',
        '',
        '<bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>',
      ) +
      el('userTask', 'byMessage') +
      el('userTask', 'byTimer') +
      flow('s', 'g') +
      flow('g', 'm') +
      flow('g', 't') +
      flow('m', 'byMessage') +
      flow('t', 'byTimer'),
    '<bpmn:message id="msg" name="reply"/>',
  );
  const run = (await Run.of(xml)).start();
  run.give({ type: 'deliverMessage', name: 'reply', variables: { answer: 1 } } as never);
  expect(run.tasks()).toEqual(['byMessage']);
  expect(run.variables()).toMatchObject({ answer: 1 });
  expect(run.effects.some((effect) => effect.type === 'cancelTimer')).toBe(true);
});

test('[CX1] a complex join fires at its condition and swallows the rest of the round', async () => {
  const xml = bpmn(
    el('startEvent', 's') +
      el('parallelGateway', 'fork') +
      el('userTask', 'a') +
      el('userTask', 'b') +
      el('userTask', 'c') +
      el(
        'complexGateway',
        'join',
        '',
        '<bpmn:activationCondition xsi:type="bpmn:tFormalExpression">activationCount >= 2</bpmn:activationCondition>',
      ) +
      el('userTask', 'after') +
      flow('s', 'fork') +
      ['a', 'b', 'c'].map((id) => flow('fork', id) + flow(id, 'join')).join('') +
      flow('join', 'after'),
  );
  const run = (await Run.of(xml)).start();
  expect(run.complete('a').tasks()).toEqual(['b', 'c']);
  expect(run.complete('b').tasks()).toEqual(['after', 'c']);
  expect(run.complete('c').tasks()).toEqual(['after']);
  expect(run.complete('after').state?.status).toBe('completed');
});
