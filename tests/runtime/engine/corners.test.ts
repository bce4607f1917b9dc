/** Rules of runtime/engine/SPEC.md at their edges: each process is drawn after the clause that it is about. */
import { expect, test } from '@jest/globals';
import { InvariantError, describeInstance, step } from '../../../runtime/engine';
import { Run, T0, bpmn, el, flow } from '../../support/scenario';

const FORMAL = 'xsi:type="bpmn:tFormalExpression"';
const ROOTS =
  '<bpmn:message id="m" name="reply"/><bpmn:signal id="g" name="alarm"/><bpmn:error id="x" errorCode="X"/>' +
  '<bpmn:escalation id="up" escalationCode="UP"/>';
const MESSAGE = '<bpmn:messageEventDefinition messageRef="m"/>';
const SIGNAL = '<bpmn:signalEventDefinition signalRef="g"/>';
const ERROR = '<bpmn:errorEventDefinition errorRef="x"/>';
const TERMINATE = '<bpmn:terminateEventDefinition/>';
const inLine = (...ids: string[]): string =>
  ids
    .slice(1)
    .map((id, index) => flow(ids[index] ?? '', id))
    .join('');
const ends = el('startEvent', 's') + el('endEvent', 'e');
const of = (elements: string): Promise<Run> => Run.of(bpmn(ends + elements, ROOTS));
const multi = (inside: string, more = ''): string =>
  el(
    'userTask',
    'a',
    '',
    `<bpmn:multiInstanceLoopCharacteristics ${more}>${inside}</bpmn:multiInstanceLoopCharacteristics>`,
  ) + inLine('s', 'a', 'e');

test('[MI1] a collection that is missing has no instance, one that is a single value has one', async () => {
  const run = async (variables: object) =>
    (await of(multi('', 'banshi:collection="people" banshi:elementVariable="person"'))).start(
      variables as Record<string, unknown>,
    );
  expect((await run({})).state?.status).toBe('completed');
  expect((await run({ people: null })).state?.status).toBe('completed');
  expect((await run({ people: 'zhang' })).tasks()).toEqual(['a']);
  expect((await run({ people: ['zhang', 'li'] })).tasks()).toEqual(['a', 'a']);
});

test('[MI1] a number written as text counts, and what is no number is an incident', async () => {
  const run = async (n: unknown) =>
    (await of(multi(`<bpmn:loopCardinality ${FORMAL}>n</bpmn:loopCardinality>`))).start({ n });
  expect((await run('3')).tasks()).toEqual(['a', 'a', 'a']);
  expect((await run(1.5)).incidents()).toEqual(['ENG-CARDINALITY']);
  expect((await run('many')).incidents()).toEqual(['ENG-CARDINALITY']);
});

test('[MSG1] a thrown message carries the key that its rule gives, or none', async () => {
  const thrown = async (attributes: string) => {
    const run = (
      await of(
        el(
          'intermediateThrowEvent',
          't',
          '',
          `<bpmn:messageEventDefinition messageRef="m" ${attributes}/>`,
        ) + inLine('s', 't', 'e'),
      )
    ).start({ household: 'h-1' });
    return run.effects.find((effect) => effect.type === 'sendMessage');
  };
  expect(await thrown('banshi:correlation="household"')).toMatchObject({ correlation: 'h-1' });
  expect(await thrown('banshi:correlation="nothing"')).toMatchObject({ correlation: null });
  expect(await thrown('')).toMatchObject({ name: 'reply', correlation: null });
});

test('[MSG1] of two listeners the one with the key takes the message', async () => {
  const wait = (id: string, key: string): string =>
    el(
      'intermediateCatchEvent',
      id,
      '',
      `<bpmn:messageEventDefinition messageRef="m" banshi:correlation="${key}"/>`,
    );
  const run = (
    await of(
      el('parallelGateway', 'f') +
        wait('one', 'first') +
        wait('two', 'second') +
        el('userTask', 'a') +
        el('userTask', 'b') +
        inLine('s', 'f', 'one', 'a', 'e') +
        inLine('f', 'two', 'b', 'e'),
    )
  ).start({ first: 'k1', second: 'k2' });
  run.give({ type: 'deliverMessage', name: 'reply', correlation: 'k2' });
  expect(run.tasks()).toEqual(['b']);
  run.give({ type: 'deliverMessage', name: 'reply', correlation: 'k2' });
  expect(run.rejection?.code).toBe('ENG-NO-SUBSCRIPTION');
  run.give({ type: 'deliverMessage', name: 'reply' });
  expect(run.tasks()).toEqual(['a', 'b']);
});

test('[BND1] what a task waits for is withdrawn when its boundary interrupts it', async () => {
  const run = (
    await of(
      el('serviceTask', 'work') +
        el('boundaryEvent', 'late', 'attachedToRef="work"', SIGNAL) +
        el('userTask', 'instead') +
        inLine('s', 'work', 'e') +
        inLine('late', 'instead', 'e'),
    )
  ).start();
  run.give({ type: 'deliverSignal', name: 'alarm' });
  expect(run.tasks()).toEqual(['instead']);
  expect(run.effects.map((effect) => effect.type)).toContain('cancelJob');
});

test('[ERR1] an end event’s error that nothing catches is an incident with its code', async () => {
  const run = (
    await Run.of(
      bpmn(
        el('startEvent', 's') + el('endEvent', 'failed', '', ERROR) + inLine('s', 'failed'),
        ROOTS,
      ),
    )
  ).start();
  expect(run.incidents()).toEqual(['ENG-UNCAUGHT-ERROR']);
  const [incident] = run.state === null ? [] : describeInstance(run.state).incidents;
  expect(incident?.message).toContain('X');
});

test('[ESC1] an escalation that interrupts its thrower’s scope leaves nothing of it', async () => {
  const inside =
    el('startEvent', 'si') +
    el('parallelGateway', 'fi') +
    el('userTask', 'other') +
    el(
      'intermediateThrowEvent',
      'raise',
      '',
      '<bpmn:escalationEventDefinition escalationRef="up"/>',
    ) +
    el('userTask', 'after') +
    el('endEvent', 'ei') +
    inLine('si', 'fi', 'raise', 'after', 'ei') +
    inLine('fi', 'other', 'ei');
  const drawn = (attributes: string): string =>
    el('subProcess', 'sub', '', inside) +
    el(
      'boundaryEvent',
      'escalated',
      `attachedToRef="sub" ${attributes}`,
      '<bpmn:escalationEventDefinition escalationRef="up"/>',
    ) +
    el('userTask', 'above') +
    inLine('s', 'sub', 'e') +
    inLine('escalated', 'above', 'e');
  expect((await of(drawn(''))).start().tasks()).toEqual(['above']);
  expect((await of(drawn('cancelActivity="false"'))).start().tasks()).toEqual([
    'above',
    'after',
    'other',
  ]);
});

test('[SUB2] terminate in a process ends its other branches, and the process', async () => {
  const run = (
    await of(
      el('parallelGateway', 'f') +
        el('userTask', 'a') +
        el('userTask', 'b') +
        el('endEvent', 'stop', '', TERMINATE) +
        inLine('s', 'f', 'a', 'stop') +
        inLine('f', 'b', 'e'),
    )
  ).start();
  run.complete('a');
  expect(run.state?.status).toBe('completed');
  expect(run.tasks()).toEqual([]);
});

test('[CON1] a condition that holds from the beginning occurs at once', async () => {
  const run = (
    await of(
      el(
        'intermediateCatchEvent',
        'c',
        '',
        `<bpmn:conditionalEventDefinition><bpmn:condition ${FORMAL}>ready</bpmn:condition></bpmn:conditionalEventDefinition>`,
      ) +
        el('userTask', 'a') +
        inLine('s', 'c', 'a', 'e'),
    )
  ).start({ ready: true });
  expect(run.tasks()).toEqual(['a']);
});

test('[TIM1] a cycle without an end goes on as long as its task is open', async () => {
  const run = (
    await of(
      el('userTask', 'a') +
        el(
          'boundaryEvent',
          'tick',
          'attachedToRef="a" cancelActivity="false"',
          `<bpmn:timerEventDefinition><bpmn:timeCycle ${FORMAL}>R/P1D</bpmn:timeCycle></bpmn:timerEventDefinition>`,
        ) +
        el('userTask', 'remind') +
        inLine('s', 'a', 'e') +
        inLine('tick', 'remind', 'e'),
    )
  ).start();
  for (let day = 0; day < 4; day += 1) run.fire('tick');
  expect(run.tasks().filter((id) => id === 'remind')).toHaveLength(4);
  run.complete('a');
  expect(Object.values(run.state?.subscriptions ?? {})).toEqual([]);
});

test('[OR2] a join waits for what the boundary of a task before it may still send', async () => {
  const run = (
    await of(
      el('inclusiveGateway', 'f') +
        el('userTask', 'a') +
        el('userTask', 'b') +
        el('boundaryEvent', 'late', 'attachedToRef="b"', SIGNAL) +
        el('userTask', 'c') +
        el('inclusiveGateway', 'j') +
        el('userTask', 'after') +
        flow('s', 'f') +
        flow('f', 'a', 'true') +
        flow('f', 'b', 'true') +
        inLine('a', 'j', 'after', 'e') +
        inLine('b', 'e') +
        inLine('late', 'c', 'j'),
    )
  ).start();
  run.complete('a');
  expect(run.tasks()).toEqual(['b']);
  run.give({ type: 'deliverSignal', name: 'alarm' });
  expect(run.tasks()).toEqual(['c']);
  run.complete('c');
  expect(run.tasks()).toEqual(['after']);
});

test('[OR2] a join waits for what may still come over a link', async () => {
  const link = '<bpmn:linkEventDefinition name="on"/>';
  const run = (
    await of(
      el('inclusiveGateway', 'f') +
        el('userTask', 'a') +
        el('userTask', 'b') +
        el('intermediateThrowEvent', 'jump', '', link) +
        el('intermediateCatchEvent', 'land', '', link) +
        el('inclusiveGateway', 'j') +
        el('userTask', 'after') +
        flow('s', 'f') +
        flow('f', 'a', 'true') +
        flow('f', 'b', 'true') +
        inLine('a', 'j', 'after', 'e') +
        inLine('b', 'jump') +
        inLine('land', 'j'),
    )
  ).start();
  run.complete('a');
  expect(run.tasks()).toEqual(['b']);
  run.complete('b');
  expect(run.tasks()).toEqual(['after']);
});

test('[UT1] a rule names unit and person; a deadline that is no number is an incident', async () => {
  const drawn = (extension: string): string =>
    el(
      'userTask',
      'a',
      'name="办"',
      `<bpmn:extensionElements>${extension}</bpmn:extensionElements>`,
    ) + inLine('s', 'a', 'e');
  const opened = async (extension: string, variables: object) => {
    const run = (await of(drawn(extension))).start(variables as Record<string, unknown>);
    return run.effects.find((effect) => effect.type === 'openUserTask');
  };
  const rules = '<banshi:assignment roles="clerk" unit="village" assignee="$exists(one) ? one"/>';
  expect(await opened(rules, { village: '532504108206', one: 'zhang' })).toMatchObject({
    assignment: { unit: '532504108206', assignee: 'zhang' },
  });
  expect(await opened(rules, { village: null })).toMatchObject({
    assignment: { unit: null, assignee: null },
  });
  const working =
    '<banshi:assignment roles="clerk"/><banshi:deadline days="3" dayType="working" remindDays="1"/>';
  // 2020-06-01 is a Monday: three working days on is Thursday, and the reminder comes on Wednesday.
  expect(await opened(working, {})).toMatchObject({
    dueAt: Date.parse('2020-06-04T15:59:59.999Z'),
    remindAt: Date.parse('2020-06-02T16:00:00Z'),
  });
  const wrong = (await of(drawn('<banshi:deadline days="soon"/>'))).start({ soon: '三天' });
  expect(wrong.incidents()).toEqual(['ENG-DEADLINE']);
});

test('[UT1] what a form or an outcome leaves out follows from what it says', async () => {
  const run = (
    await of(
      el(
        'userTask',
        'a',
        '',
        '<bpmn:extensionElements><banshi:form key="f"><banshi:fieldAccess path="x"/></banshi:form>' +
          '<banshi:outcomes><banshi:outcome value="yes"/><banshi:outcome title="否"/></banshi:outcomes></bpmn:extensionElements>',
      ) + inLine('s', 'a', 'e'),
    )
  ).start();
  expect(run.effects.find((effect) => effect.type === 'openUserTask')).toMatchObject({
    forms: [{ key: 'f', variable: 'f', access: 'edit', fields: { x: 'edit' } }],
    outcomes: {
      items: [
        { value: 'yes', title: 'yes', tone: 'neutral', requiresOpinion: false },
        { value: '否', title: '否' },
      ],
    },
  });
  run.complete('a');
  expect(run.rejection?.code).toBe('ENG-OUTCOME');
});

test('[SC1] a script may give nothing, and one that fails is an incident', async () => {
  const script = (body: string): string =>
    el('scriptTask', 'c', 'scriptFormat="jsonata"', body) + inLine('s', 'c', 'e');
  const done = async (body: string) => (await of(script(body))).start();
  expect((await done('<bpmn:script>[1, 2]</bpmn:script>')).state?.status).toBe('completed');
  expect((await done('<bpmn:script>"text"</bpmn:script>')).variables()).toEqual({});
  expect((await done('')).state?.status).toBe('completed');
  expect((await done('<bpmn:script>1 + "x"</bpmn:script>')).incidents()).toEqual([
    'ENG-EXPRESSION',
  ]);
  expect((await done('<bpmn:script>$error("X")</bpmn:script>')).incidents()).toEqual([
    'ENG-UNCAUGHT-ERROR',
  ]);
});

test('[S3] commands that do not fit are rejections: before the start, twice, and after the end', async () => {
  const run = await of(el('userTask', 'a') + inLine('s', 'a', 'e'));
  expect(run.complete('a').rejection?.code).toBe('ENG-NOT-STARTED');
  expect(run.start({}, { startEventId: 'a' }).rejection?.code).toBe('ENG-NO-START');
  expect(run.start({}, { processId: 'none' }).rejection?.code).toBe('ENG-UNKNOWN-PROCESS');
  run.start();
  expect(run.start().rejection?.code).toBe('ENG-STARTED');
  expect(run.give({ type: 'retryIncident', incidentId: 'none' }).rejection?.code).toBe(
    'ENG-UNKNOWN-INCIDENT',
  );
  expect(run.give({ type: 'completeJob', jobId: 'none' }).rejection?.code).toBe('ENG-UNKNOWN-JOB');
  expect(run.give({ type: 'triggerTimer', timerId: 'none' }).rejection?.code).toBe(
    'ENG-UNKNOWN-TIMER',
  );
  run.give({ type: 'setVariables', variables: { n: 1 }, actor: { id: 'admin' } });
  run.give({ type: 'setVariables', variables: { n: undefined } });
  expect(run.variables()).toEqual({});
  run.complete('a', {}, { actor: { id: 'zhang' } });
  expect(run.complete('a').rejection?.code).toBe('ENG-ENDED');
});

test('a state of a process that is not deployed is our mistake and says so', async () => {
  const run = (await of(el('userTask', 'a') + inLine('s', 'a', 'e'))).start();
  const { state } = run;
  if (state === null) throw new Error('not started');
  expect(() =>
    step({ processes: new Map() }, state, { type: 'deliverSignal', name: 'alarm', at: T0 }),
  ).toThrow(InvariantError);
});

test('an instance in trouble is described with its incident, and stopped without it', async () => {
  const run = (
    await of(
      el('serviceTask', 'work') +
        el('intermediateCatchEvent', 'c', '', MESSAGE) +
        el('parallelGateway', 'f') +
        inLine('s', 'f', 'work', 'e') +
        inLine('f', 'c', 'e'),
    )
  ).start();
  run.job('work', { type: 'failJob', message: '网络不通' });
  if (run.state === null) throw new Error('not started');
  const described = describeInstance(run.state);
  expect(described.incidents).toMatchObject([{ elementId: 'work', code: 'ENG-JOB-FAILED' }]);
  expect(described.messages).toEqual([{ name: 'reply', elementId: 'c' }]);
  run.give({ type: 'terminateProcessInstance', reason: '不办了' });
  expect(run.state.status).toBe('terminated');
  expect(run.state.incidents).toEqual({});
  expect(run.effects.map((effect) => effect.type)).toContain('resolveIncident');
});
