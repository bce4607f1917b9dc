import { expect, test } from '@jest/globals';
import { Run, T0, bpmn, el, flow } from '../../support/scenario';

const OUTCOMES =
  '<bpmn:extensionElements><banshi:assignment roles="clerk" level="village" separateFrom="first"/>' +
  '<banshi:form key="f" variable="review"><banshi:fieldAccess path="secret" access="hidden"/></banshi:form>' +
  '<banshi:outcomes form="f" resultField="result"><banshi:outcome value="yes" title="同意" tone="positive"/>' +
  '<banshi:outcome value="no" title="不同意" tone="negative" requiresOpinion="true"/></banshi:outcomes>' +
  '<banshi:deadline days="$params.days" remindDays="1"/></bpmn:extensionElements>';

const twoTasks = bpmn(
  el('startEvent', 's') +
    el('userTask', 'first') +
    el('userTask', 'second', 'name="审核"', OUTCOMES) +
    el('endEvent', 'e', 'banshi:result="办好"') +
    flow('s', 'first') +
    flow('first', 'second') +
    flow('second', 'e'),
);

test('[UT1] a user task says who, what, which outcomes and by when', async () => {
  const run = (await Run.of(twoTasks)).start();
  run.complete('first', {}, { actor: { id: 'zhang' }, bindings: { params: { days: 3 } } });
  const opened = run.effects.find((effect) => effect.type === 'openUserTask');
  expect(opened).toMatchObject({
    elementId: 'second',
    name: '审核',
    assignment: { roles: ['clerk'], level: 'village', excludedActors: ['zhang'] },
    forms: [{ key: 'f', variable: 'review', access: 'edit', fields: { secret: 'hidden' } }],
    // 2020-06-04 23:59:59.999 and 2020-06-03 00:00 in Asia/Shanghai
    dueAt: Date.parse('2020-06-04T15:59:59.999Z'),
    remindAt: Date.parse('2020-06-02T16:00:00Z'),
  });
});

test('[UT2] an outcome that is not offered is refused and changes nothing', async () => {
  const run = (await Run.of(twoTasks)).start();
  run.complete('first', {}, { bindings: { params: { days: 3 } } });
  const before = run.state;
  run.complete('second', {}, { outcome: 'perhaps' });
  expect(run.rejection?.code).toBe('ENG-OUTCOME');
  expect(run.state).toBe(before);
  run.complete('second', { x: 1 }, { outcome: 'yes' });
  expect(run.state?.status).toBe('completed');
  expect(run.state?.result).toBe('办好');
});

test('[S3] a task cannot be completed twice', async () => {
  const run = (await Run.of(twoTasks)).start();
  const taskId = Object.values(run.state?.activities ?? {}).find((one) => one.taskId)?.taskId ?? '';
  run.complete('first', {}, { bindings: { params: { days: 1 } } });
  run.give({ type: 'completeUserTask', taskId } as never);
  expect(run.rejection?.code).toBe('ENG-UNKNOWN-TASK');
});

test('[S4] a rule that fails is an incident at its element; a retry goes on', async () => {
  const run = (await Run.of(twoTasks)).start().complete('first');
  expect(run.incidents()).toEqual(['ENG-DEADLINE']);
  const incidentId = Object.keys(run.state?.incidents ?? {})[0] ?? '';
  run.give({ type: 'retryIncident', incidentId, bindings: { params: { days: 2 } } } as never);
  expect(run.tasks()).toEqual(['second']);
});

test('[S5] a loop without end becomes an incident and does not hang', async () => {
  const xml = bpmn(
    el('startEvent', 's') +
      el('task', 'a') +
      el('task', 'b') +
      flow('s', 'a') +
      flow('a', 'b') +
      flow('b', 'a'),
  );
  const run = (await Run.of(xml)).start({}, { budget: 5_000 });
  expect(run.incidents()).toEqual(['ENG-BUDGET']);
});

const job = bpmn(
  el('startEvent', 's') +
    el(
      'serviceTask',
      'save',
      '',
      '<bpmn:extensionElements><banshi:action type="saveRecord" resultVariable="household"><banshi:parameter name="data" expression="{&quot;n&quot;: name}"/></banshi:action></bpmn:extensionElements>',
    ) +
    el(
      'boundaryEvent',
      'caught',
      'attachedToRef="save"',
      '<bpmn:errorEventDefinition errorRef="err"/>',
    ) +
    el('userTask', 'after') +
    el('userTask', 'mend') +
    flow('s', 'save') +
    flow('save', 'after') +
    flow('caught', 'mend'),
  '<bpmn:error id="err" errorCode="E1"/>',
);

test('[ST1] a job carries its inputs; its result is a variable', async () => {
  const run = (await Run.of(job)).start({ name: '普' });
  expect(run.effects.find((effect) => effect.type === 'runJob')).toMatchObject({
    jobType: 'saveRecord',
    input: { data: { n: '普' } },
  });
  run.job('save', { type: 'completeJob', variables: { recordId: 'r' } });
  expect(run.tasks()).toEqual(['after']);
  expect(run.variables()['household']).toEqual({ recordId: 'r' });
});

test('[ST1] a failed job is an incident, a BPMN error is caught', async () => {
  const failed = (await Run.of(job)).start().job('save', { type: 'failJob', message: '没有档案' });
  expect(failed.incidents()).toEqual(['ENG-JOB-FAILED']);
  const thrown = (await Run.of(job)).start().job('save', { type: 'throwError', code: 'E1' });
  expect(thrown.tasks()).toEqual(['mend']);
  const uncaught = (await Run.of(job)).start().job('save', { type: 'throwError', code: 'E2' });
  expect(uncaught.incidents()).toEqual(['ENG-UNCAUGHT-ERROR']);
});

const multi = (attributes: string, content: string): string =>
  bpmn(
    el('startEvent', 's') +
      el(
        'userTask',
        'vote',
        '',
        `<bpmn:multiInstanceLoopCharacteristics ${attributes}>${content}</bpmn:multiInstanceLoopCharacteristics>`,
      ) +
      el('userTask', 'after') +
      flow('s', 'vote') +
      flow('vote', 'after'),
  );

test('[MI1] parallel instances over a collection, their results collected in order', async () => {
  const xml = multi(
    'banshi:collection="people" banshi:elementVariable="person" banshi:outputCollection="votes" banshi:outputElement="person &amp; answer"',
    '',
  );
  const run = (await Run.of(xml)).start({ people: ['a', 'b'] });
  expect(run.tasks()).toEqual(['vote', 'vote']);
  run.complete('vote', { answer: '1' }).complete('vote', { answer: '2' });
  expect(run.tasks()).toEqual(['after']);
  expect(run.variables()['votes']).toEqual(['a1', 'b2']);
});

test('[MI1] sequential instances come one after the other', async () => {
  const run = (
    await Run.of(
      multi(
        'isSequential="true"',
        '<bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">2</bpmn:loopCardinality>',
      ),
    )
  ).start();
  expect(run.tasks()).toEqual(['vote']);
  expect(run.complete('vote').tasks()).toEqual(['vote']);
  expect(run.complete('vote').tasks()).toEqual(['after']);
});

test('[MI2] a completion condition ends the rest', async () => {
  const xml = multi(
    '',
    '<bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">5</bpmn:loopCardinality><bpmn:completionCondition xsi:type="bpmn:tFormalExpression">nrOfCompletedInstances >= 2</bpmn:completionCondition>',
  );
  const run = (await Run.of(xml)).start();
  run.complete('vote').complete('vote');
  expect(run.tasks()).toEqual(['after']);
  expect(
    run.effects.filter(
      (effect) => effect.type === 'closeUserTask' && effect.reason === 'cancelled',
    ),
  ).toHaveLength(3);
});

test('[MI1] no instance at all goes on; a cardinality that is no number is an incident', async () => {
  expect(
    (await Run.of(multi('banshi:collection="people"', ''))).start({ people: [] }).tasks(),
  ).toEqual(['after']);
  expect(
    (
      await Run.of(
        multi(
          '',
          '<bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">n</bpmn:loopCardinality>',
        ),
      )
    )
      .start({ n: -1 })
      .incidents(),
  ).toEqual(['ENG-CARDINALITY']);
});

test('[LOOP1] a standard loop tests after each turn and stops at its maximum', async () => {
  const loop = (attributes: string): string =>
    bpmn(
      el('startEvent', 's') +
        el(
          'scriptTask',
          'count',
          'scriptFormat="jsonata"',
          `<bpmn:standardLoopCharacteristics ${attributes}><bpmn:loopCondition xsi:type="bpmn:tFormalExpression">n &lt; 3</bpmn:loopCondition></bpmn:standardLoopCharacteristics><bpmn:script>{"n": n + 1}</bpmn:script>`,
        ) +
        el('userTask', 'after') +
        flow('s', 'count') +
        flow('count', 'after'),
    );
  expect((await Run.of(loop(''))).start({ n: 0 }).variables()['n']).toBe(3);
  expect((await Run.of(loop(''))).start({ n: 9 }).variables()['n']).toBe(10);
  expect((await Run.of(loop('testBefore="true"'))).start({ n: 9 }).variables()['n']).toBe(9);
  expect((await Run.of(loop('loopMaximum="2"'))).start({ n: 0 }).variables()['n']).toBe(2);
});

test('[CA1] a called process runs inside; with mappings it sees only what they give', async () => {
  const called = bpmn(
    el('startEvent', 's2') +
      el(
        'scriptTask',
        'calc',
        'scriptFormat="jsonata"',
        '<bpmn:script>{"sum": $exists(secret) ? -1 : a + 1}</bpmn:script>',
      ) +
      el('userTask', 'inside') +
      flow('s2', 'calc') +
      flow('calc', 'inside'),
  ).replace('id="p"', 'id="called"');
  const caller = bpmn(
    el('startEvent', 's') +
      el(
        'callActivity',
        'call',
        'calledElement="called"',
        '<bpmn:extensionElements><banshi:ioMapping><banshi:input source="x" target="a"/><banshi:output source="sum" target="result"/></banshi:ioMapping></bpmn:extensionElements>',
      ) +
      el('userTask', 'after') +
      flow('s', 'call') +
      flow('call', 'after'),
  );
  const run = (await Run.of(caller, called)).start({ x: 4, secret: 1 });
  expect(run.tasks()).toEqual(['inside']);
  run.complete('inside');
  expect(run.tasks()).toEqual(['after']);
  expect(run.variables()['result']).toBe(5);
});

test('[SUB2] terminate ends its own scope only', async () => {
  const xml = bpmn(
    el('startEvent', 's') +
      el(
        'subProcess',
        'sub',
        '',
        el('startEvent', 'is') +
          el('parallelGateway', 'ig') +
          el('userTask', 'slow') +
          el('endEvent', 'stop', '', '<bpmn:terminateEventDefinition/>') +
          flow('is', 'ig') +
          flow('ig', 'slow') +
          flow('ig', 'stop'),
      ) +
      el('userTask', 'after') +
      flow('s', 'sub') +
      flow('sub', 'after'),
  );
  expect((await Run.of(xml)).start().tasks()).toEqual(['after']);
});

test('[S1] the same command on the same state gives the same result', async () => {
  const one = (await Run.of(twoTasks)).start();
  const other = (await Run.of(twoTasks)).start();
  expect(other.state).toEqual(one.state);
  expect(other.effects).toEqual(one.effects);
});

test('assigning, terminating and reading a case that has ended', async () => {
  const run = (await Run.of(twoTasks)).start();
  const taskId = Object.values(run.state?.activities ?? {}).find((one) => one.taskId)?.taskId ?? '';
  run.give({ type: 'assignUserTask', taskId, assignee: 'li' } as never);
  expect(run.effects).toContainEqual(
    expect.objectContaining({ type: 'updateUserTask', assignee: 'li' }),
  );
  run.give({ type: 'terminateProcessInstance', reason: '重复' } as never);
  expect(run.state?.status).toBe('terminated');
  run.give({ type: 'setVariables', variables: {} } as never);
  expect(run.rejection?.code).toBe('ENG-ENDED');
  expect(T0).toBeLessThanOrEqual(run.now);
});
