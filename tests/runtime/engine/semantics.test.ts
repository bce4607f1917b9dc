import { expect, test } from '@jest/globals';
import { Run, bpmn, el, flow } from '../../support/scenario';

const FORMAL = 'xsi:type="bpmn:tFormalExpression"';
const ROOTS =
  '<bpmn:message id="m" name="reply"/><bpmn:signal id="g" name="alarm"/><bpmn:error id="x" errorCode="X"/>';
const MESSAGE = '<bpmn:messageEventDefinition messageRef="m"/>';
const SIGNAL = '<bpmn:signalEventDefinition signalRef="g"/>';
const COMPENSATE = '<bpmn:compensateEventDefinition/>';

const inLine = (...ids: string[]): string =>
  ids
    .slice(1)
    .map((id, index) => flow(ids[index] ?? '', id))
    .join('');
const ends = el('startEvent', 's') + el('endEvent', 'e');
const of = (elements: string): Promise<Run> => Run.of(bpmn(ends + elements, ROOTS));

test('[LNK1] a link goes on at its target', async () => {
  const link = '<bpmn:linkEventDefinition name="on"/>';
  const run = await of(
    el('intermediateThrowEvent', 't', '', link) +
      el('intermediateCatchEvent', 'c', '', link) +
      el('userTask', 'a') +
      inLine('s', 't') +
      inLine('c', 'a', 'e'),
  );
  expect(run.start().tasks()).toEqual(['a']);
});

test('[MSG1] an event of several triggers takes the first to come, one of all waits for the last', async () => {
  const drawn = (attributes: string): string =>
    el('intermediateCatchEvent', 'c', attributes, MESSAGE + SIGNAL) +
    el('userTask', 'a') +
    inLine('s', 'c', 'a', 'e');
  const signal = { type: 'deliverSignal', name: 'alarm' } as const;
  const message = { type: 'deliverMessage', name: 'reply' } as const;
  const any = (await of(drawn(''))).start().give(signal);
  expect(any.tasks()).toEqual(['a']);
  expect(any.state?.subscriptions).toEqual({});
  const all = (await of(drawn('parallelMultiple="true"'))).start().give(signal);
  expect(all.tasks()).toEqual([]);
  expect(all.give(message).tasks()).toEqual(['a']);
});

test('[BND1] a boundary event of several triggers that needs all waits for the last', async () => {
  const run = await of(
    el('userTask', 'a') +
      el('boundaryEvent', 'b', 'attachedToRef="a" parallelMultiple="true"', MESSAGE + SIGNAL) +
      el('userTask', 'late') +
      inLine('s', 'a', 'e') +
      inLine('b', 'late', 'e'),
  );
  run.start().give({ type: 'deliverSignal', name: 'alarm' });
  expect(run.tasks()).toEqual(['a']);
  expect(run.give({ type: 'deliverMessage', name: 'reply' }).tasks()).toEqual(['late']);
});

test('[ACT1] out of a task go the flows without condition, those that hold, else the default', async () => {
  const elements =
    el('task', 't', 'default="t_c"') +
    ['a', 'b', 'c'].map((id) => el('userTask', id) + flow(id, 'e')).join('') +
    flow('s', 't') +
    flow('t', 'a', 'x > 1') +
    flow('t', 'b', 'x > 2') +
    flow('t', 'c');
  expect((await of(elements)).start({ x: 3 }).tasks()).toEqual(['a', 'b']);
  expect((await of(elements)).start({ x: 0 }).tasks()).toEqual(['c']);
  const without = elements.replace('default="t_c"', '').replace(flow('t', 'c'), flow('a', 'c'));
  expect((await of(without)).start({ x: 0 }).incidents()).toEqual(['ENG-NO-FLOW']);
});

const adHoc = (attributes: string, condition = ''): string =>
  el('adHocSubProcess', 'free', attributes, el('userTask', 'a') + el('userTask', 'b') + condition) +
  inLine('s', 'free', 'e');
const DONE = `<bpmn:completionCondition ${FORMAL}>enough = true</bpmn:completionCondition>`;

test('[ADH1] an ad hoc sub-process offers all, or one after the other', async () => {
  const parallel = (await of(adHoc(''))).start();
  expect(parallel.tasks()).toEqual(['a', 'b']);
  expect(parallel.complete('b').complete('a').state?.status).toBe('completed');
  const sequential = (await of(adHoc('ordering="Sequential"'))).start();
  expect(sequential.tasks()).toEqual(['a']);
  expect(sequential.complete('a').tasks()).toEqual(['b']);
  expect(sequential.complete('b').state?.status).toBe('completed');
});

test('[ADH2] its condition ends it, with the rest or after the rest', async () => {
  const now = (await of(adHoc('', DONE))).start().complete('a', { enough: true });
  expect(now.state?.status).toBe('completed');
  const later = (await of(adHoc('cancelRemainingInstances="false"', DONE))).start();
  expect(later.complete('a', { enough: true }).tasks()).toEqual(['b']);
  expect(later.complete('b').state?.status).toBe('completed');
  const oneByOne = (await of(adHoc('ordering="Sequential"', DONE))).start();
  expect(oneByOne.complete('a', { enough: true }).state?.status).toBe('completed');
});

test('[SC1] a script may throw a BPMN error; uncaught, or broken, it is an incident', async () => {
  const script = (body: string, boundary: string): string =>
    el('scriptTask', 't', 'scriptFormat="jsonata"', `<bpmn:script>${body}</bpmn:script>`) +
    boundary +
    inLine('s', 't', 'e');
  const caught =
    el('boundaryEvent', 'b', 'attachedToRef="t"', '<bpmn:errorEventDefinition errorRef="x"/>') +
    el('userTask', 'repair') +
    inLine('b', 'repair', 'e');
  expect((await of(script('$error("X")', caught))).start().tasks()).toEqual(['repair']);
  expect((await of(script('$error("Y")', caught))).start().incidents()).toEqual([
    'ENG-UNCAUGHT-ERROR',
  ]);
  expect((await of(script('1 + "a"', ''))).start().incidents()).toEqual(['ENG-EXPRESSION']);
});

test('[MSG2] what is thrown goes out as an effect, with its key', async () => {
  const run = await of(
    el('intermediateThrowEvent', 't', '', MESSAGE) +
      el('sendTask', 'send', 'messageRef="m" banshi:correlation="number"') +
      inLine('s', 't', 'send', 'e'),
  );
  run.start({ number: 7 });
  expect(
    run.effects.flatMap((one) => (one.type === 'sendMessage' ? [[one.name, one.correlation]] : [])),
  ).toEqual([
    ['reply', null],
    ['reply', '7'],
  ]);
});

test('[SIG2] what is caught inside is not seen by the boundary', async () => {
  const inner =
    el('startEvent', 'is') +
    el('userTask', 'work') +
    el('endEvent', 'ie') +
    inLine('is', 'work', 'ie') +
    el(
      'subProcess',
      'esp',
      'triggeredByEvent="true"',
      el('startEvent', 'es', '', SIGNAL) +
        el('userTask', 'inside') +
        el('endEvent', 'ee') +
        inLine('es', 'inside', 'ee'),
    );
  const run = await of(
    el('subProcess', 'sub', '', inner) +
      el('boundaryEvent', 'b', 'attachedToRef="sub"', SIGNAL) +
      el('userTask', 'outside') +
      inLine('s', 'sub', 'e') +
      inLine('b', 'outside', 'e'),
  );
  run.start().give({ type: 'deliverSignal', name: 'alarm' });
  expect(run.tasks()).toEqual(['inside']);
  expect(run.complete('inside').state?.status).toBe('completed');
});

const handled = (id: string, kind: string): string =>
  el(kind, id) +
  el('boundaryEvent', `${id}B`, `attachedToRef="${id}"`, COMPENSATE) +
  el('userTask', `undo_${id}`, 'isForCompensation="true"') +
  `<bpmn:association id="${id}A" associationDirection="One" sourceRef="${id}B" targetRef="undo_${id}"/>`;

test('[CMP1] handlers begin at once, and the thrower waits for all of them', async () => {
  const inner =
    el('startEvent', 'is') + el('endEvent', 'ie') + handled('b', 'task') + inLine('is', 'b', 'ie');
  const run = await of(
    handled('a', 'task') +
      el('subProcess', 'sub', '', inner) +
      el('intermediateThrowEvent', 'undo', '', COMPENSATE) +
      el('userTask', 'after') +
      inLine('s', 'a', 'sub', 'undo', 'after', 'e'),
  );
  expect(run.start().tasks()).toEqual(['undo_a', 'undo_b']);
  expect(run.complete('undo_a').tasks()).toEqual(['undo_b']);
  expect(run.complete('undo_b').tasks()).toEqual(['after']);
});

test('[CMP2] a compensation event sub-process undoes its scope in its place, and its handler comes after', async () => {
  const inner =
    el('startEvent', 'is') +
    el('endEvent', 'ie') +
    handled('b', 'task') +
    inLine('is', 'b', 'ie') +
    el(
      'subProcess',
      'esp',
      'triggeredByEvent="true"',
      el('startEvent', 'es', '', COMPENSATE) +
        el('userTask', 'own') +
        el('endEvent', 'ee') +
        inLine('es', 'own', 'ee'),
    );
  const sub =
    el('subProcess', 'sub', '', inner) +
    el('boundaryEvent', 'subB', 'attachedToRef="sub"', COMPENSATE) +
    el('userTask', 'whole', 'isForCompensation="true"') +
    '<bpmn:association id="subA" sourceRef="subB" targetRef="whole"/>';
  const run = await of(
    sub + el('intermediateThrowEvent', 'undo', '', COMPENSATE) + inLine('s', 'sub', 'undo', 'e'),
  );
  expect(run.start().tasks()).toEqual(['own']);
  expect(run.complete('own').tasks()).toEqual(['whole']);
  expect(run.complete('whole').state?.status).toBe('completed');
});

test('[S3] what does not fit the state is refused and changes nothing', async () => {
  const drawn = el('userTask', 'a') + inLine('s', 'a', 'e');
  const codes = async (...commands: object[]): Promise<string | undefined> => {
    const run = await of(drawn);
    for (const command of commands) run.give(command as never);
    return run.rejection?.code;
  };
  const begin = { type: 'startProcessInstance', instanceId: 'i', processId: 'p' };
  expect(await codes({ type: 'deliverSignal', name: 'alarm' })).toBe('ENG-NOT-STARTED');
  expect(await codes(begin, begin)).toBe('ENG-STARTED');
  expect(await codes({ ...begin, processId: 'none' })).toBe('ENG-UNKNOWN-PROCESS');
  expect(await codes({ ...begin, startEventId: 'a' })).toBe('ENG-NO-START');
  expect(await codes(begin, { type: 'completeUserTask', taskId: 'none' })).toBe('ENG-UNKNOWN-TASK');
  expect(await codes(begin, { type: 'completeJob', jobId: 'none' })).toBe('ENG-UNKNOWN-JOB');
  expect(await codes(begin, { type: 'triggerTimer', timerId: 'none' })).toBe('ENG-UNKNOWN-TIMER');
  expect(await codes(begin, { type: 'retryIncident', incidentId: 'none' })).toBe(
    'ENG-UNKNOWN-INCIDENT',
  );
  const over = { type: 'terminateProcessInstance', reason: 'withdrawn' };
  expect(await codes(begin, over, over)).toBe('ENG-ENDED');
});

test('[S5] a runaway is an incident', async () => {
  const run = await Run.of(
    bpmn(
      el('startEvent', 's') +
        el('exclusiveGateway', 'round') +
        el('task', 'a') +
        inLine('s', 'round', 'a', 'round'),
    ),
  );
  run.start({}, { budget: 1_000 });
  expect(run.incidents()).toEqual(['ENG-BUDGET']);
});

test('[ACT2] an activity waits for as many tokens as it takes, and gives as many as it says', async () => {
  const run = await of(
    el('parallelGateway', 'fork') +
      el('task', 'a') +
      el('task', 'b') +
      el('task', 'both', 'startQuantity="2" completionQuantity="2"') +
      el('userTask', 'next') +
      inLine('s', 'fork', 'a', 'both', 'next', 'e') +
      inLine('fork', 'b', 'both'),
  );
  expect(run.start().tasks()).toEqual(['next', 'next']);
});

test('[START1] a process begins at the event that is named, or where nothing flows in', async () => {
  const byMessage = bpmn(
    el('startEvent', 's', '', MESSAGE) +
      el('userTask', 'a') +
      el('endEvent', 'e') +
      inLine('s', 'a', 'e'),
    ROOTS,
  );
  expect((await Run.of(byMessage)).start({}, { startEventId: 's' }).tasks()).toEqual(['a']);
  expect((await Run.of(byMessage)).start().rejection?.code).toBe('ENG-NO-START');
  const bare = bpmn(el('userTask', 'a') + el('receiveTask', 'r', 'messageRef="m"'), ROOTS);
  const run = (await Run.of(bare)).start();
  expect(run.tasks()).toEqual(['a']);
  run.give({ type: 'deliverMessage', name: 'reply' }).complete('a');
  expect(run.state?.status).toBe('completed');
});

test('[SUB3] a sub-process without a start event begins everywhere', async () => {
  const run = await of(
    el('subProcess', 'sub', '', el('userTask', 'a') + el('userTask', 'b')) +
      inLine('s', 'sub', 'e'),
  );
  expect(run.start().tasks()).toEqual(['a', 'b']);
  expect(run.complete('a').complete('b').state?.status).toBe('completed');
});

test('[SIG1] a signal thrown in a step is heard after every branch has reached a wait', async () => {
  const run = await of(
    el('parallelGateway', 'fork') +
      el('intermediateThrowEvent', 't', '', SIGNAL) +
      el('task', 'slow') +
      el('intermediateCatchEvent', 'c', '', SIGNAL) +
      el('userTask', 'heard') +
      inLine('s', 'fork', 't', 'e') +
      inLine('fork', 'slow', 'c', 'heard', 'e'),
  );
  expect(run.start().tasks()).toEqual(['heard']);
});

test('[MSG1] a message finds the one that waits for its key', async () => {
  const keyed = `<bpmn:messageEventDefinition messageRef="m" banshi:correlation="number"/>`;
  const run = await of(
    el('intermediateCatchEvent', 'c', '', keyed) + el('userTask', 'a') + inLine('s', 'c', 'a', 'e'),
  );
  run.start({ number: 7 });
  run.give({ type: 'deliverMessage', name: 'reply', correlation: '8' });
  expect(run.rejection?.code).toBe('ENG-NO-SUBSCRIPTION');
  expect(run.give({ type: 'deliverMessage', name: 'reply', correlation: '7' }).tasks()).toEqual([
    'a',
  ]);
});

test('[ERR1] an error end event leaves by the boundary, and is an incident when nothing catches it', async () => {
  const inner =
    el('startEvent', 'is') +
    el('endEvent', 'ie', '', '<bpmn:errorEventDefinition errorRef="x"/>') +
    inLine('is', 'ie');
  const sub = el('subProcess', 'sub', '', inner) + inLine('s', 'sub', 'e');
  const caught =
    el('boundaryEvent', 'b', 'attachedToRef="sub"', '<bpmn:errorEventDefinition/>') +
    el('userTask', 'repair') +
    inLine('b', 'repair', 'e');
  expect((await of(sub + caught)).start().tasks()).toEqual(['repair']);
  expect((await of(sub)).start().incidents()).toEqual(['ENG-UNCAUGHT-ERROR']);
});

test('[UT4] a time limit in working days passes over the weekend; a wrong one is an incident', async () => {
  const limit = (days: string): string =>
    el(
      'userTask',
      'a',
      '',
      `<bpmn:extensionElements><banshi:deadline days="${days}" dayType="working" remindDays="1"/></bpmn:extensionElements>`,
    ) + inLine('s', 'a', 'e');
  // 1 June 2020 is a Monday: five working days later is Monday the 8th.
  const run = (await of(limit('5'))).start();
  const opened = run.effects.find((one) => one.type === 'openUserTask');
  const day = (at: number | null | undefined): string =>
    new Date((at ?? 0) + 8 * 3_600_000).toISOString().slice(0, 10);
  expect(opened?.type === 'openUserTask' && [day(opened.dueAt), day(opened.remindAt)]).toEqual([
    '2020-06-08',
    '2020-06-05',
  ]);
  expect((await of(limit('&quot;soon&quot;'))).start().incidents()).toEqual(['ENG-DEADLINE']);
});
