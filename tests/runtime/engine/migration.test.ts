import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Moving } from '../../support/moving';
import { T0, bpmn, el, flow } from '../../support/scenario';

const DAY = 86_400_000;

const start = el('startEvent', 's');
const end = el('endEvent', 'e');
const line = (...ids: string[]): string =>
  ids
    .slice(1)
    .map((id, index) => flow(ids[index] ?? '', id))
    .join('');
const user = (id: string, name = id, content = ''): string =>
  el('userTask', id, `name="${name}"`, content);
const duration = (text: string): string =>
  `<bpmn:timerEventDefinition id="t${text}"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${text}</bpmn:timeDuration></bpmn:timerEventDefinition>`;
const message = (id: string): string =>
  `<bpmn:messageEventDefinition id="d_${id}" messageRef="${id}" />`;
const messages =
  '<bpmn:message id="m1" name="withdraw" /><bpmn:message id="m2" name="supplement" />';
const simple = bpmn(start + user('review', '审核') + end + line('s', 'review', 'e'));

describe('what goes on where it is', () => {
  test('[MIG1] a user task keeps its id and claimer, and goes on as the new version says', async () => {
    // given a claimed review, and a version with one more step after it
    const moving = await Moving.between(
      simple,
      bpmn(
        start +
          user('review', '复核') +
          user('sign', '签发') +
          end +
          line('s', 'review', 'sign', 'e'),
      ),
    );
    moving.run.start({ amount: 7 });
    const taskId = Object.values(moving.run.state?.activities ?? {})[1]?.taskId ?? '';
    moving.run.give({ type: 'assignUserTask', taskId, assignee: 'zhang' });
    // when
    const after = moving.move();
    // then
    expect(after.effects).toEqual([
      expect.objectContaining({
        type: 'migrateUserTask',
        taskId,
        elementId: 'review',
        name: '复核',
        assignee: 'zhang',
        // Whoever may do it besides still may, once it is released.
        assignment: expect.objectContaining({ assignee: null }) as unknown,
      }),
    ]);
    expect(after.variables()).toEqual({ amount: 7 });
    expect(after.complete('review').tasks()).toEqual(['sign']);
    expect(after.complete('sign').state?.status).toBe('completed');
  });

  test('[MIG1] a renamed step is mapped by the plan and refused without it', async () => {
    const moving = await Moving.between(
      simple,
      bpmn(start + user('check', '核查') + end + line('s', 'check', 'e')),
    );
    moving.run.start();
    expect(moving.refusals()).toEqual(['MIG-GONE review']);
    expect(moving.result?.entries[0]?.sentence).toBe('“审核”不能迁移。');
    const after = moving.move({ elements: { review: 'check' } });
    expect(moving.report()).toEqual(['activity renamed review check']);
    expect(after.complete('check').state?.status).toBe('completed');
  });

  test('[MIG2] another kind, another scope, another way to repeat are refused by name', async () => {
    const many =
      '<bpmn:multiInstanceLoopCharacteristics id="mi"><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>';
    const targets: [string, string][] = [
      [
        'MIG-KIND review',
        bpmn(start + el('receiveTask', 'review') + end + line('s', 'review', 'e')),
      ],
      [
        'MIG-SCOPE review',
        bpmn(start + el('subProcess', 'sub', '', user('review')) + end + line('s', 'sub', 'e')),
      ],
      ['MIG-LOOP review', bpmn(start + user('review', 'r', many) + end + line('s', 'review', 'e'))],
    ];
    for (const [refusal, target] of targets) {
      const moving = await Moving.between(simple, target);
      moving.run.start();
      expect(moving.refusals()).toEqual([refusal]);
    }
  });

  test('[MIG2] a plan that names what does not exist is refused', async () => {
    const moving = await Moving.between(simple, simple);
    moving.run.start();
    expect(moving.refusals({ elements: { nowhere: 'review', review: 'nothing' } })).toEqual([
      'MIG-PLAN-SOURCE nowhere',
      'MIG-PLAN-TARGET review',
      'MIG-GONE review',
    ]);
  });

  test('[MIG2] an ended instance, and a target without the process, are refused', async () => {
    const moving = await Moving.between(simple, simple.replace('id="p"', 'id="q"'));
    moving.run.start();
    expect(moving.refusals()).toEqual(['MIG-NO-PROCESS p']);
    moving.run.complete('review');
    expect(moving.refusals()).toEqual(['MIG-ENDED p']);
  });
});

describe('tokens that wait', () => {
  const fork = (branches: string[], more = ''): string =>
    bpmn(
      start +
        el('parallelGateway', 'fork') +
        branches.map((id) => user(id)).join('') +
        el('parallelGateway', 'join') +
        user('after') +
        end +
        line('s', 'fork') +
        branches.map((id) => flow('fork', id) + flow(id, 'join')).join('') +
        line('join', 'after', 'e') +
        more,
    );

  test('[MIG3] one goes on waiting at its join', async () => {
    const moving = await Moving.between(fork(['a', 'b']), fork(['a', 'b']));
    moving.run.start().complete('a');
    const after = moving.move();
    expect(moving.report()).toContain('token kept join join');
    expect(after.tasks()).toEqual(['b']);
    expect(after.complete('b').tasks()).toEqual(['after']);
  });

  test('[MIG3] a join that needs no more in the new version goes on at once', async () => {
    // given three branches of which two are done; in the new version the third does not join them
    const moving = await Moving.between(
      fork(['a', 'b', 'c']),
      fork(['a', 'b'], user('c') + line('fork', 'c', 'after')),
    );
    moving.run.start().complete('a').complete('b');
    const after = moving.move();
    expect(after.tasks()).toEqual(['after', 'c']);
  });

  test('[MIG3] a flow that is gone is refused, and mapped by the plan', async () => {
    const renamed = fork(['a', 'b'])
      .replace('id="a_join"', 'id="x"')
      .replace('"a" targetRef="join"', '"late" targetRef="join"')
      .replace('</bpmn:process>', `${user('late')}${flow('a', 'late')}</bpmn:process>`);
    const moving = await Moving.between(fork(['a', 'b']), renamed);
    moving.run.start().complete('a');
    expect(moving.refusals()).toEqual(['MIG-FLOW join']);
    const after = moving.move({ flows: { a_join: 'x' } });
    expect(after.complete('b').tasks()).toEqual(['after']);
  });
});

describe('boundary events', () => {
  const withTimer = (timer: string): string =>
    bpmn(
      start +
        user('review') +
        el('boundaryEvent', 'late', 'attachedToRef="review"', duration(timer)) +
        user('chase') +
        end +
        line('s', 'review', 'e') +
        line('late', 'chase'),
    );
  const withMessage = (id: string): string =>
    bpmn(
      start +
        user('review') +
        el('boundaryEvent', 'back', 'attachedToRef="review"', message(id)) +
        user('chase') +
        end +
        line('s', 'review', 'e') +
        line('back', 'chase'),
      messages,
    );

  test('[MIG4] a timer keeps its due date', async () => {
    const moving = await Moving.between(withTimer('P5D'), withTimer('P10D'));
    moving.run.start();
    moving.run.now = T0 + 2 * DAY;
    const after = moving.move();
    expect(Object.values(after.state?.subscriptions ?? {})).toEqual([
      expect.objectContaining({ element: 'late', dueAt: T0 + 5 * DAY }),
    ]);
    expect(after.effects.map((one) => one.type)).toEqual(['migrateUserTask']);
    expect(after.fire('late').tasks()).toEqual(['chase']);
  });

  test('[MIG4] asked for, it counts anew from now by the new rule', async () => {
    const moving = await Moving.between(withTimer('P5D'), withTimer('P10D'));
    moving.run.start();
    moving.run.now = T0 + 2 * DAY;
    const [old] = Object.keys(moving.run.state?.subscriptions ?? {});
    const after = moving.move({ updateTimers: true });
    expect(after.effects).toEqual([
      expect.objectContaining({ type: 'migrateUserTask' }),
      expect.objectContaining({ type: 'cancelTimer', timerId: old }),
      expect.objectContaining({ type: 'scheduleTimer', elementId: 'late', dueAt: T0 + 12 * DAY }),
    ]);
    expect(moving.report()).toContain('listener rescheduled - late');
  });

  test('[MIG5] one that is gone is closed, a new one is opened', async () => {
    const moving = await Moving.between(withTimer('P5D'), withMessage('m1'));
    moving.run.start();
    const after = moving.move();
    expect(after.effects.map((one) => one.type)).toEqual([
      'migrateUserTask',
      'cancelTimer',
      'openSubscription',
    ]);
    expect(moving.report()).toEqual([
      'activity kept review review',
      'listener closed late -',
      'listener opened - back',
    ]);
    expect(after.give({ type: 'deliverMessage', name: 'withdraw' }).tasks()).toEqual(['chase']);
  });

  test('[MIG5] another message is listened to in place of the old one', async () => {
    const moving = await Moving.between(withMessage('m1'), withMessage('m2'));
    moving.run.start();
    const after = moving.move();
    after.give({ type: 'deliverMessage', name: 'withdraw' });
    expect(after.rejection?.code).toBe('ENG-NO-SUBSCRIPTION');
    expect(after.give({ type: 'deliverMessage', name: 'supplement' }).tasks()).toEqual(['chase']);
  });

  test('[MIG5] a mapped timer keeps its due date under a new id', async () => {
    const moving = await Moving.between(
      withTimer('P5D'),
      withTimer('P5D').replaceAll('"late"', '"deadline"').replace('late_chase', 'deadline_chase'),
    );
    moving.run.start();
    moving.run.now = T0 + DAY;
    const after = moving.move({ elements: { late: 'deadline' } });
    expect(after.effects.slice(1)).toEqual([
      expect.objectContaining({ type: 'cancelTimer' }),
      expect.objectContaining({
        type: 'scheduleTimer',
        elementId: 'deadline',
        dueAt: T0 + 5 * DAY,
      }),
    ]);
  });

  test('[MIG5] what has occurred is not opened again', async () => {
    // given a reminder that does not interrupt and has fired
    const remind = withTimer('P1D').replace(
      'attachedToRef',
      'cancelActivity="false" attachedToRef',
    );
    const moving = await Moving.between(remind, remind);
    moving.run.start().fire('late').complete('chase');
    const after = moving.move();
    expect(after.state?.subscriptions).toEqual({});
  });

  test('[MIG5] a condition that the new version asks for and that holds occurs', async () => {
    const conditional =
      '<bpmn:conditionalEventDefinition id="c"><bpmn:condition xsi:type="bpmn:tFormalExpression">amount &gt; 5</bpmn:condition></bpmn:conditionalEventDefinition>';
    const moving = await Moving.between(
      simple,
      bpmn(
        start +
          user('review') +
          el('boundaryEvent', 'much', 'attachedToRef="review"', conditional) +
          user('chase') +
          end +
          line('s', 'review', 'e') +
          line('much', 'chase'),
      ),
    );
    expect(moving.run.start({ amount: 7 }).tasks()).toEqual(['review']);
    expect(moving.move().tasks()).toEqual(['chase']);
  });
});

describe('waiting for events', () => {
  const word = el('intermediateCatchEvent', 'word', '', message('m1'));
  const other = el('intermediateCatchEvent', 'other', '', message('m2'));
  const choosing = (event: string, id: string): string =>
    bpmn(
      start +
        el('eventBasedGateway', 'choose') +
        el('intermediateCatchEvent', 'wait', '', duration('P3D')) +
        event +
        user('after') +
        end +
        line('s', 'choose', 'wait', 'after', 'e') +
        line('choose', id, 'after'),
      messages,
    );

  test('[MIG6] an event-based gateway keeps what it waits for and waits for what is new', async () => {
    const moving = await Moving.between(choosing(other, 'other'), choosing(word, 'word'));
    moving.run.start();
    moving.run.now = T0 + DAY;
    const after = moving.move();
    expect(moving.report().sort()).toEqual([
      'activity kept choose choose',
      'listener closed other -',
      'listener kept wait wait',
      'listener opened - word',
    ]);
    expect(after.give({ type: 'deliverMessage', name: 'withdraw' }).tasks()).toEqual(['after']);
  });

  test('[MIG6] a receive task keeps its message and key', async () => {
    const receive = bpmn(
      start + el('receiveTask', 'r', 'messageRef="m1"') + end + line('s', 'r', 'e'),
      messages,
    );
    const moving = await Moving.between(receive, receive);
    moving.run.start();
    const after = moving.move();
    expect(after.effects).toEqual([]);
    expect(after.give({ type: 'deliverMessage', name: 'withdraw' }).state?.status).toBe(
      'completed',
    );
  });
});

describe('sub-processes', () => {
  const handler = (interrupting: boolean): string =>
    el(
      'subProcess',
      'handler',
      'triggeredByEvent="true"',
      el('startEvent', 'hs', `isInterrupting="${String(interrupting)}"`, message('m1')) +
        user('handle') +
        el('endEvent', 'he') +
        line('hs', 'handle', 'he'),
    );
  const embedded = (inside: string): string =>
    bpmn(
      start +
        el(
          'subProcess',
          'sub',
          '',
          el('startEvent', 'ss') +
            user('a') +
            el('endEvent', 'se') +
            line('ss', 'a', 'se') +
            inside,
        ) +
        end +
        line('s', 'sub', 'e'),
      messages,
    );

  test('[MIG7] the inside of an embedded sub-process goes on with its own variables', async () => {
    const moving = await Moving.between(
      embedded(''),
      embedded(user('b')).replace(flow('a', 'se'), flow('a', 'b') + flow('b', 'se')),
    );
    moving.run.start();
    const after = moving.move();
    expect(after.complete('a').tasks()).toEqual(['b']);
    expect(after.complete('b').state?.status).toBe('completed');
  });

  test('[MIG7] a sub-process that is gone says so once, not for everything inside', async () => {
    const moving = await Moving.between(embedded(''), simple);
    moving.run.start();
    expect(moving.refusals()).toEqual(['MIG-GONE sub']);
    expect(moving.report()).toEqual(['activity refused sub -', 'activity refused a -']);
  });

  test('[MIG8] an event sub-process that is new is listened to, one that is gone no more', async () => {
    const moving = await Moving.between(embedded(''), embedded(handler(true)));
    moving.run.start();
    const after = moving.move();
    expect(moving.report()).toContain('listener opened - hs');
    expect(after.give({ type: 'deliverMessage', name: 'withdraw' }).tasks()).toEqual(['handle']);

    const back = await Moving.between(embedded(handler(true)), embedded(''));
    back.run.start();
    back.move();
    expect(back.report()).toContain('listener closed hs -');
  });

  test('[MIG8] one that has interrupted its scope stays alone: nothing is opened again', async () => {
    const moving = await Moving.between(embedded(handler(true)), embedded(handler(true)));
    moving.run.start().give({ type: 'deliverMessage', name: 'withdraw' });
    const after = moving.move();
    expect(after.tasks()).toEqual(['handle']);
    expect(after.state?.subscriptions).toEqual({});
    expect(after.complete('handle').state?.status).toBe('completed');
  });

  test('[MIG8] one that runs beside its scope goes on, and is still listened to', async () => {
    const moving = await Moving.between(embedded(handler(false)), embedded(handler(false)));
    moving.run.start().give({ type: 'deliverMessage', name: 'withdraw' });
    const after = moving.move();
    expect(after.tasks()).toEqual(['a', 'handle']);
    expect(after.give({ type: 'deliverMessage', name: 'withdraw' }).tasks()).toEqual([
      'a',
      'handle',
      'handle',
    ]);
  });

  test('[MIG8] it may not begin or cease to interrupt while it runs', async () => {
    const moving = await Moving.between(embedded(handler(true)), embedded(handler(false)));
    moving.run.start().give({ type: 'deliverMessage', name: 'withdraw' });
    expect(moving.refusals()).toEqual(['MIG-INTERRUPTING handler']);
  });

  const many = (sequential: boolean, more = ''): string =>
    bpmn(
      start +
        user(
          'vote',
          '表决',
          `<bpmn:multiInstanceLoopCharacteristics id="mi" isSequential="${String(sequential)}" ${more}><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>`,
        ) +
        user('after') +
        end +
        line('s', 'vote', 'after', 'e'),
    );

  test('[MIG9] a multi-instance body goes on with what is done and what runs', async () => {
    const moving = await Moving.between(many(false), many(false));
    moving.run.start().complete('vote');
    const after = moving.move();
    expect(after.tasks()).toEqual(['vote', 'vote']);
    expect(after.complete('vote').complete('vote').tasks()).toEqual(['after']);
  });

  test('[MIG9] parallel stays parallel, sequential sequential', async () => {
    const moving = await Moving.between(many(false), many(true));
    moving.run.start();
    expect(moving.refusals()).toEqual(['MIG-LOOP vote']);
    const other = await Moving.between(many(true), many(true));
    other.run.start().complete('vote');
    expect(other.move().complete('vote').complete('vote').tasks()).toEqual(['after']);
  });

  test('[MIG10] a call activity goes on inside the called process of the target', async () => {
    const caller = bpmn(
      start + el('callActivity', 'call', 'calledElement="q"') + end + line('s', 'call', 'e'),
    );
    const called = (names: string[]): string =>
      bpmn(
        el('startEvent', 'qs') +
          names.map((id) => user(id)).join('') +
          el('endEvent', 'qe') +
          line('qs', ...names, 'qe'),
      )
        .replace('id="p"', 'id="q"')
        .replace('id="d"', 'id="d2"');
    const moving = await Moving.between([caller, called(['a'])], [caller, called(['a', 'b'])]);
    moving.run.start();
    const after = moving.move();
    expect(after.complete('a').tasks()).toEqual(['b']);
    expect(after.complete('b').state?.status).toBe('completed');
  });
});

describe('what else an instance carries', () => {
  test('[MIG11] an incident goes along and is retried in the new version', async () => {
    const script = (text: string): string =>
      bpmn(
        start +
          el(
            'scriptTask',
            'count',
            'scriptFormat="jsonata"',
            `<bpmn:script>${text}</bpmn:script>`,
          ) +
          end +
          line('s', 'count', 'e'),
      );
    const moving = await Moving.between(
      script('{"x": $error("BAD")}'),
      script('{"x": 1}')
        .replaceAll('"count"', '"sum"')
        .replace('s_count', 's_sum')
        .replace('count_e', 'sum_e'),
    );
    moving.run.start();
    expect(moving.run.incidents()).toEqual(['ENG-UNCAUGHT-ERROR']);
    const after = moving.move({ elements: { count: 'sum' } });
    expect(after.effects.map((one) => one.type)).toEqual(['resolveIncident', 'raiseIncident']);
    const [incidentId = ''] = Object.keys(after.state?.incidents ?? {});
    after.give({ type: 'retryIncident', incidentId });
    expect(after.variables()).toEqual({ x: 1 });
    expect(after.state?.status).toBe('completed');
  });

  test('[MIG11] a job under way goes on; another action is refused', async () => {
    const service = (type: string): string =>
      bpmn(
        start +
          el(
            'serviceTask',
            'save',
            '',
            `<bpmn:extensionElements><banshi:action type="${type}" /></bpmn:extensionElements>`,
          ) +
          end +
          line('s', 'save', 'e'),
      );
    const moving = await Moving.between(service('saveRecord'), service('saveRecord'));
    moving.run.start();
    expect(moving.move().job('save', { type: 'completeJob' }).state?.status).toBe('completed');
    const other = await Moving.between(service('saveRecord'), service('notify'));
    other.run.start();
    expect(other.refusals()).toEqual(['MIG-ACTION save']);
  });

  test('[MIG12] who performed a step stays known for the separation of duties', async () => {
    const two = (first: string): string =>
      bpmn(start + user(first) + user('sign') + end + line('s', first, 'sign', 'e'));
    const moving = await Moving.between(two('survey'), two('visit'));
    moving.run.start().complete('survey', {}, { actor: { id: 'li' } });
    expect(moving.move({ elements: { survey: 'visit' } }).state?.performers).toEqual({
      visit: 'li',
    });
  });

  const undoable = (boundary: string): string =>
    bpmn(
      start +
        user('charge', '拨付') +
        boundary +
        user('after') +
        el('intermediateThrowEvent', 'undo', '', '<bpmn:compensateEventDefinition id="cu" />') +
        end +
        line('s', 'charge', 'after', 'undo', 'e'),
    );
  const withHandler =
    el(
      'boundaryEvent',
      'cb',
      'attachedToRef="charge"',
      '<bpmn:compensateEventDefinition id="cd" />',
    ) +
    el('userTask', 'refund', 'isForCompensation="true"') +
    '<bpmn:association id="as" associationDirection="One" sourceRef="cb" targetRef="refund" />';

  test('[MIG12] what can be undone stays so; what the target cannot undo is refused or let go', async () => {
    const moving = await Moving.between(undoable(withHandler), undoable(withHandler));
    moving.run.start().complete('charge');
    expect(moving.move().complete('after').tasks()).toEqual(['refund']);

    const without = await Moving.between(undoable(withHandler), undoable(''));
    without.run.start().complete('charge');
    expect(without.refusals()).toEqual(['MIG-COMPENSATION charge']);
    const after = without.move({ elements: { charge: null } });
    expect(after.complete('after').state?.status).toBe('completed');
  });
});

describe('an approval with everything at once', () => {
  const drawing = (name: string): string =>
    readFileSync(join(import.meta.dirname, `migration-${name}.bpmn`), 'utf8');
  const plan = { elements: { finance: 'accounting' } };

  /** One of three has voted, the accountant is late, and the one who urges is at it. */
  async function underWay(): Promise<Moving> {
    const moving = await Moving.between(drawing('before'), drawing('after'));
    moving.run
      .start({ members: ['甲', '乙', '丙'] })
      .complete('vote')
      .fire('finance_late');
    expect(moving.run.tasks()).toEqual(['finance', 'urge', 'vote', 'vote']);
    return moving;
  }

  test('[MIG2] [MIG7] the report names each scope, run and listener', async () => {
    const moving = await underWay();
    const after = moving.move(plan);
    expect(moving.report().sort()).toEqual([
      'activity kept handle handle',
      'activity kept urge urge',
      'activity kept vote vote',
      'activity kept vote vote',
      'activity kept vote vote',
      'activity renamed finance accounting',
      'listener kept w_start w_start',
      'listener opened - stopped',
    ]);
    expect(after.tasks()).toEqual(['accounting', 'urge', 'vote', 'vote']);
  });

  test('[MIG3] [MIG9] all branches come together in the new version, which goes on to 拨付', async () => {
    const after = (await underWay()).move(plan);
    after.complete('vote').complete('vote').complete('urge').complete('accounting');
    expect(after.tasks()).toEqual(['pay']);
    expect(after.complete('pay').state?.status).toBe('completed');
  });

  test('[MIG8] 撤回 interrupts the new version’s inside; the new 叫停 ends it', async () => {
    const withdrawn = (await underWay()).move(plan);
    withdrawn.give({ type: 'deliverMessage', name: 'withdraw' });
    expect(withdrawn.tasks()).toEqual(['revise']);
    expect(withdrawn.complete('revise').tasks()).toEqual(['pay']);

    const stopped = (await underWay()).move(plan);
    stopped.give({ type: 'deliverMessage', name: 'stop' });
    expect(stopped.state?.status).toBe('completed');
  });

  test('[MIG4] a deadline that has not passed moves with its step', async () => {
    const moving = await Moving.between(drawing('before'), drawing('after'));
    moving.run.start({ members: ['甲'] });
    const after = moving.move(plan);
    after.fire('finance_late');
    expect(after.now).toBe(T0 + 3 * DAY);
    expect(after.tasks()).toEqual(['accounting', 'urge', 'vote']);
  });
});
