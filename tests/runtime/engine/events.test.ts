import { expect, test } from '@jest/globals';
import { Run, T0, bpmn, el, flow } from '../../support/scenario';

const DAY = 86_400_000;

const boundary = (cancel: boolean, definition: string): string =>
  bpmn(
    el('startEvent', 's') +
      el('userTask', 'work') +
      el('boundaryEvent', 'b', `attachedToRef="work" cancelActivity="${cancel}"`, definition) +
      el('userTask', 'late') +
      el('userTask', 'after') +
      flow('s', 'work') +
      flow('work', 'after') +
      flow('b', 'late'),
    '<bpmn:message id="m" name="withdraw"/><bpmn:signal id="g" name="stop"/>',
  );
const TIMER =
  '<bpmn:timerEventDefinition><bpmn:timeDuration>P2D</bpmn:timeDuration></bpmn:timerEventDefinition>';

test('[BND1] an interrupting timer ends its task and takes the boundary flow', async () => {
  const run = (await Run.of(boundary(true, TIMER))).start();
  expect(run.effects).toContainEqual(
    expect.objectContaining({ type: 'scheduleTimer', elementId: 'b', dueAt: T0 + 2 * DAY }),
  );
  run.fire('b');
  expect(run.tasks()).toEqual(['late']);
  expect(run.effects).toContainEqual(
    expect.objectContaining({ type: 'closeUserTask', elementId: 'work', reason: 'cancelled' }),
  );
});

test('[BND2] a non-interrupting timer leaves the task open', async () => {
  const run = (await Run.of(boundary(false, TIMER))).start().fire('b');
  expect(run.tasks()).toEqual(['late', 'work']);
  expect(run.complete('work').tasks()).toEqual(['after', 'late']);
});

test('[BND1] completing the task cancels its timer; a late timer is refused', async () => {
  const run = (await Run.of(boundary(true, TIMER))).start();
  const timerId = Object.keys(run.state?.subscriptions ?? {})[0] ?? '';
  run.complete('work');
  expect(run.effects).toContainEqual(expect.objectContaining({ type: 'cancelTimer', timerId }));
  run.give({ type: 'triggerTimer', timerId });
  expect(run.rejection?.code).toBe('ENG-UNKNOWN-TIMER');
});

test('[TIM1] a cycle fires as often as it says, counted from when each turn was due', async () => {
  const run = (
    await Run.of(
      boundary(
        false,
        '<bpmn:timerEventDefinition><bpmn:timeCycle>R2/P1D</bpmn:timeCycle></bpmn:timerEventDefinition>',
      ),
    )
  ).start();
  run.fire('b');
  expect(run.now).toBe(T0 + DAY);
  run.fire('b');
  expect(run.now).toBe(T0 + 2 * DAY);
  expect(run.tasks()).toEqual(['late', 'late', 'work']);
  expect(
    Object.values(run.state?.subscriptions ?? {}).filter((one) => one.kind === 'timer'),
  ).toEqual([]);
});

test('[TIM1] a rule may give the time; one that gives none is an incident', async () => {
  const timer = (rule: string): string =>
    `<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${rule}</bpmn:timeDuration></bpmn:timerEventDefinition>`;
  const good = (await Run.of(boundary(true, timer('"P" &amp; $string(days) &amp; "D"')))).start({
    days: 5,
  });
  expect(Object.values(good.state?.subscriptions ?? {})[0]?.dueAt).toBe(T0 + 5 * DAY);
  const bad = (await Run.of(boundary(true, timer('days')))).start({ days: 5 });
  expect(bad.incidents()).toEqual(['ENG-TIMER-VALUE']);
});

test('[MSG1] a message that nothing waits for is refused', async () => {
  const run = (
    await Run.of(boundary(true, '<bpmn:messageEventDefinition messageRef="m"/>'))
  ).start();
  run.give({ type: 'deliverMessage', name: 'other' } as never);
  expect(run.rejection?.code).toBe('ENG-NO-SUBSCRIPTION');
  run.give({ type: 'deliverMessage', name: 'withdraw' } as never);
  expect(run.tasks()).toEqual(['late']);
});

test('[SIG1] a signal reaches everything that waits for it', async () => {
  const run = (
    await Run.of(boundary(false, '<bpmn:signalEventDefinition signalRef="g"/>'))
  ).start();
  run
    .give({ type: 'deliverSignal', name: 'stop' } as never)
    .give({ type: 'deliverSignal', name: 'stop' } as never);
  expect(run.tasks()).toEqual(['late', 'late', 'work']);
});

test('[CON1] a condition occurs when it becomes true, and again only after it was false', async () => {
  const run = (
    await Run.of(
      boundary(
        false,
        '<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">x > 3</bpmn:condition></bpmn:conditionalEventDefinition>',
      ),
    )
  ).start({ x: 1 });
  const set = (x: number): Run => run.give({ type: 'setVariables', variables: { x } } as never);
  expect(set(5).tasks()).toEqual(['late', 'work']);
  expect(set(6).tasks()).toEqual(['late', 'work']);
  set(1);
  expect(set(7).tasks()).toEqual(['late', 'late', 'work']);
});

const thrower = (definition: string, sub = ''): string =>
  bpmn(
    el('startEvent', 's') +
      el(
        'subProcess',
        'sub',
        '',
        el('startEvent', 'is') +
          el('userTask', 'inside') +
          el('endEvent', 'throw', '', definition) +
          flow('is', 'inside') +
          flow('inside', 'throw') +
          sub,
      ) +
      el(
        'boundaryEvent',
        'exact',
        'attachedToRef="sub"',
        '<bpmn:errorEventDefinition errorRef="e1"/>',
      ) +
      el('boundaryEvent', 'any', 'attachedToRef="sub"', '<bpmn:errorEventDefinition/>') +
      el(
        'boundaryEvent',
        'esc',
        'attachedToRef="sub" cancelActivity="false"',
        '<bpmn:escalationEventDefinition escalationRef="c1"/>',
      ) +
      el('userTask', 'byExact') +
      el('userTask', 'byAny') +
      el('userTask', 'byEsc') +
      el('userTask', 'after') +
      flow('s', 'sub') +
      flow('sub', 'after') +
      flow('exact', 'byExact') +
      flow('any', 'byAny') +
      flow('esc', 'byEsc'),
    '<bpmn:error id="e1" errorCode="1"/><bpmn:error id="e2" errorCode="2"/><bpmn:escalation id="c1" escalationCode="1"/><bpmn:escalation id="c2" escalationCode="2"/>',
  );

test('[ERR1] the catcher for the very code wins over the one for all', async () => {
  const exact = (await Run.of(thrower('<bpmn:errorEventDefinition errorRef="e1"/>')))
    .start()
    .complete('inside');
  expect(exact.tasks()).toEqual(['byExact']);
  const any = (await Run.of(thrower('<bpmn:errorEventDefinition errorRef="e2"/>')))
    .start()
    .complete('inside');
  expect(any.tasks()).toEqual(['byAny']);
});

test('[ESP1] an event sub-process catches first and ends everything else in its scope', async () => {
  const handler = el(
    'subProcess',
    'handler',
    'triggeredByEvent="true"',
    el('startEvent', 'hs', '', '<bpmn:errorEventDefinition/>') +
      el('userTask', 'handle') +
      flow('hs', 'handle'),
  );
  const run = (await Run.of(thrower('<bpmn:errorEventDefinition errorRef="e1"/>', handler)))
    .start()
    .complete('inside');
  expect(run.tasks()).toEqual(['handle']);
  expect(run.complete('handle').tasks()).toEqual(['after']);
});

test('[ESC1] an escalation starts its boundary and the sub-process goes on; nobody catching it is no fault', async () => {
  const run = (await Run.of(thrower('<bpmn:escalationEventDefinition escalationRef="c1"/>')))
    .start()
    .complete('inside');
  expect(run.tasks()).toEqual(['after', 'byEsc']);
  const uncaught = (await Run.of(thrower('<bpmn:escalationEventDefinition escalationRef="c2"/>')))
    .start()
    .complete('inside');
  expect(uncaught.tasks()).toEqual(['after']);
});

test('[CMP1] compensation undoes what was completed, last first', async () => {
  const undoable = (id: string): string =>
    el('task', id) +
    el('boundaryEvent', `${id}B`, `attachedToRef="${id}"`, '<bpmn:compensateEventDefinition/>') +
    el('task', `undo${id}`, 'isForCompensation="true"') +
    `<bpmn:association id="${id}A" associationDirection="One" sourceRef="${id}B" targetRef="undo${id}"/>`;
  const xml = bpmn(
    el('startEvent', 's') +
      undoable('a') +
      undoable('b') +
      el('intermediateThrowEvent', 'undo', '', '<bpmn:compensateEventDefinition/>') +
      el('userTask', 'after') +
      flow('s', 'a') +
      flow('a', 'b') +
      flow('b', 'undo') +
      flow('undo', 'after'),
  );
  const run = (await Run.of(xml)).start();
  expect(run.done().filter((id) => id.startsWith('undo'))).toEqual(['undob', 'undoa', 'undo']);
  expect(run.tasks()).toEqual(['after']);
});

test('[TX1] cancel compensates the transaction and leaves by its cancel boundary', async () => {
  const xml = bpmn(
    el('startEvent', 's') +
      el(
        'transaction',
        'tx',
        '',
        el('startEvent', 'is') +
          el('task', 'book') +
          el(
            'boundaryEvent',
            'bookB',
            'attachedToRef="book"',
            '<bpmn:compensateEventDefinition/>',
          ) +
          el('task', 'unbook', 'isForCompensation="true"') +
          el('endEvent', 'cancel', '', '<bpmn:cancelEventDefinition/>') +
          flow('is', 'book') +
          flow('book', 'cancel') +
          '<bpmn:association id="x" associationDirection="One" sourceRef="bookB" targetRef="unbook"/>',
      ) +
      el('boundaryEvent', 'cancelled', 'attachedToRef="tx"', '<bpmn:cancelEventDefinition/>') +
      el('userTask', 'sorry') +
      flow('s', 'tx') +
      flow('cancelled', 'sorry'),
  );
  const run = (await Run.of(xml)).start();
  expect(run.done()).toContain('unbook');
  expect(run.tasks()).toEqual(['sorry']);
});

test('a link jumps to its target', async () => {
  const xml = bpmn(
    el('startEvent', 's') +
      el('intermediateThrowEvent', 'from', '', '<bpmn:linkEventDefinition name="L"/>') +
      el('intermediateCatchEvent', 'to', '', '<bpmn:linkEventDefinition name="L"/>') +
      el('userTask', 'after') +
      flow('s', 'from') +
      flow('to', 'after'),
  );
  expect((await Run.of(xml)).start().tasks()).toEqual(['after']);
});
