/**
 * What people do with tasks besides completing them. The cases of parallel branches and 会签 are those that users of
 * other engines report as going wrong: a return in one branch must not disturb the others, and joins must not wait for
 * tokens that never come.
 */
import { describe, expect, test } from '@jest/globals';
import { Run, T0, bpmn, el, flow } from '../../support/scenario';

const DAY = 86_400_000;
const DAY_LATER =
  '<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P1D</bpmn:timeDuration></bpmn:timerEventDefinition>';

function who(id: string) {
  return { actor: { id } };
}

/** One step after the other: apply → village → township → city. */
const CHAIN = bpmn(
  el('startEvent', 's') +
    ['apply', 'village', 'township', 'city'].map((id) => el('userTask', id)).join('') +
    el('endEvent', 'e') +
    flow('s', 'apply') +
    flow('apply', 'village') +
    flow('village', 'township') +
    flow('township', 'city') +
    flow('city', 'e'),
);

/** apply → fork → (a1 → a2 | b1) → join → decide, and back to apply by a loop that a condition never takes. */
const FORK = bpmn(
  el('startEvent', 's') +
    ['apply', 'a1', 'a2', 'b1', 'decide'].map((id) => el('userTask', id)).join('') +
    el('exclusiveGateway', 'merge') +
    el('parallelGateway', 'fork') +
    el('parallelGateway', 'join') +
    el('exclusiveGateway', 'again', 'default="again_e"') +
    el('endEvent', 'e') +
    flow('s', 'merge') +
    flow('merge', 'apply') +
    flow('apply', 'fork') +
    flow('fork', 'a1') +
    flow('a1', 'a2') +
    flow('a2', 'join') +
    flow('fork', 'b1') +
    flow('b1', 'join') +
    flow('join', 'decide') +
    flow('decide', 'again') +
    flow('again', 'merge', 'repeat = true') +
    flow('again', 'e'),
);

function taskOf(run: Run, element: string, person?: string): string {
  const found = Object.values(run.state?.activities ?? {}).find(
    (one) =>
      one.element === element &&
      one.taskId !== undefined &&
      (person === undefined || one.assignee === person),
  );
  return found?.taskId ?? 'none';
}

function sendBack(run: Run, from: string, target: string, more: object = {}): Run {
  return run.give({
    type: 'returnUserTask',
    taskId: taskOf(run, from),
    target,
    resubmission: 'stepByStep',
    reason: '材料不齐',
    ...who(`${from}-person`),
    ...more,
  });
}

describe('退回 step by step', () => {
  test('[RET1] the case goes back to a step that is done, and everything after it is done again', async () => {
    const run = await Run.of(CHAIN);
    run.start();
    for (const step of ['apply', 'village', 'township']) run.complete(step, {}, who(`p-${step}`));
    sendBack(run, 'city', 'village');
    expect(run.tasks()).toEqual(['village']);
    expect(Object.values(run.state?.activities ?? {}).at(-1)?.assignee).toBe('p-village');
    expect(run.effects).toContainEqual(
      expect.objectContaining({ type: 'closeUserTask', elementId: 'city', reason: 'returned' }),
    );
    for (const step of ['village', 'township', 'city']) run.complete(step, {}, who('x'));
    expect(run.state?.status).toBe('completed');
  });

  test('[RET2] a step that is not done, or does not lead here, is refused and changes nothing', async () => {
    const run = await Run.of(CHAIN);
    run.start().complete('apply', {}, who('a'));
    const before = run.state;
    sendBack(run, 'village', 'city');
    expect(run.rejection?.code).toBe('ENG-RETURN-TARGET');
    sendBack(run, 'village', 'nowhere');
    expect(run.rejection?.code).toBe('ENG-RETURN-TARGET');
    expect(run.state).toBe(before);
  });

  test('[RET3] within one branch the other branch is not disturbed', async () => {
    const run = await Run.of(FORK);
    run.start().complete('apply', {}, who('a')).complete('a1', {}, who('b'));
    expect(run.tasks()).toEqual(['a2', 'b1']);
    const b1 = taskOf(run, 'b1');
    sendBack(run, 'a2', 'a1');
    expect(run.tasks()).toEqual(['a1', 'b1']);
    expect(taskOf(run, 'b1')).toBe(b1);
    run.complete('b1').complete('a1').complete('a2').complete('decide');
    expect(run.state?.status).toBe('completed');
  });

  test('[RET4] before the fork all branches end and begin again', async () => {
    const run = await Run.of(FORK);
    run.start().complete('apply', {}, who('a')).complete('b1', {}, who('b'));
    run.complete('a1', {}, who('c'));
    sendBack(run, 'a2', 'apply');
    expect(run.tasks()).toEqual(['apply']);
    expect(run.state?.waiting).toEqual([]);
    run.complete('apply').complete('a1').complete('a2');
    expect(run.tasks()).toEqual(['b1']);
    run.complete('b1').complete('decide');
    expect(run.state?.status).toBe('completed');
  });

  test('[RET5] from behind the join into one branch, the join does not wait for the branch that stays done', async () => {
    const run = await Run.of(FORK);
    run.start().complete('apply', {}, who('a')).complete('a1', {}, who('b'));
    run.complete('a2', {}, who('c')).complete('b1', {}, who('d'));
    sendBack(run, 'decide', 'a1');
    expect(run.tasks()).toEqual(['a1']);
    run.complete('a1').complete('a2');
    expect(run.tasks()).toEqual(['decide']);
    run.complete('decide');
    expect(run.state?.status).toBe('completed');
  });

  test('[RET6] nested joins that were passed get their tokens back, each once', async () => {
    const run = await Run.of(
      bpmn(
        el('startEvent', 's') +
          ['x', 'y1', 'y2', 'z'].map((id) => el('userTask', id)).join('') +
          ['f1', 'f2', 'j2', 'j1'].map((id) => el('parallelGateway', id)).join('') +
          el('endEvent', 'e') +
          flow('s', 'f1') +
          flow('f1', 'x') +
          flow('f1', 'f2') +
          flow('f2', 'y1') +
          flow('f2', 'y2') +
          flow('y1', 'j2') +
          flow('y2', 'j2') +
          flow('j2', 'j1') +
          flow('x', 'j1') +
          flow('j1', 'z') +
          flow('z', 'e'),
      ),
    );
    run.start();
    for (const step of ['x', 'y1', 'y2']) run.complete(step, {}, who(step));
    sendBack(run, 'z', 'y1');
    expect(run.tasks()).toEqual(['y1']);
    run.complete('y1');
    expect(run.tasks()).toEqual(['z']);
    run.complete('z');
    expect(run.state?.status).toBe('completed');
    expect(run.state?.waiting).toEqual([]);
  });

  test('[RET7] a 会签 member sends back for all: the members end, and each signs anew', async () => {
    const run = await Run.of(
      bpmn(
        el('startEvent', 's') +
          el('userTask', 'apply') +
          el(
            'userTask',
            'sign',
            '',
            '<bpmn:multiInstanceLoopCharacteristics banshi:collection="people" banshi:elementVariable="person"/>',
          ) +
          el('endEvent', 'e') +
          flow('s', 'apply') +
          flow('apply', 'sign') +
          flow('sign', 'e'),
      ),
    );
    run.start({ people: ['a', 'b', 'c'] }).complete('apply', {}, who('x'));
    run.complete('sign', {}, who('a'));
    expect(run.tasks()).toEqual(['sign', 'sign']);
    sendBack(run, 'sign', 'apply');
    expect(run.tasks()).toEqual(['apply']);
    run.complete('apply');
    expect(run.tasks()).toEqual(['sign', 'sign', 'sign']);
    run.complete('sign').complete('sign').complete('sign');
    expect(run.state?.status).toBe('completed');
  });

  test('[RET8] into a sub-process that has ended, and out of one that runs', async () => {
    const run = await Run.of(
      bpmn(
        el('startEvent', 's') +
          el('userTask', 'apply') +
          el(
            'subProcess',
            'check',
            '',
            el('startEvent', 'cs') +
              el('parallelGateway', 'cf') +
              el('userTask', 'left') +
              el('userTask', 'right') +
              el('parallelGateway', 'cj') +
              el('endEvent', 'ce') +
              flow('cs', 'cf') +
              flow('cf', 'left') +
              flow('cf', 'right') +
              flow('left', 'cj') +
              flow('right', 'cj') +
              flow('cj', 'ce'),
          ) +
          el('userTask', 'decide') +
          el('endEvent', 'e') +
          flow('s', 'apply') +
          flow('apply', 'check') +
          flow('check', 'decide') +
          flow('decide', 'e'),
      ),
    );
    run.start();
    for (const step of ['apply', 'left', 'right']) run.complete(step, {}, who(step));
    sendBack(run, 'decide', 'left');
    expect(run.tasks()).toEqual(['left']);
    run.complete('left', {}, who('left'));
    expect(run.tasks()).toEqual(['decide']);
    sendBack(run, 'decide', 'left');
    sendBack(run, 'left', 'apply');
    expect(run.tasks()).toEqual(['apply']);
    for (const step of ['apply', 'left', 'right', 'decide']) run.complete(step);
    expect(run.state?.status).toBe('completed');
  });
});

describe('退回 that comes straight back', () => {
  test('[RET9] only the step is done again, and the case comes back to whoever sent it', async () => {
    const run = await Run.of(CHAIN);
    run.start();
    for (const step of ['apply', 'village', 'township']) run.complete(step, {}, who(`p-${step}`));
    sendBack(run, 'city', 'apply', { resubmission: 'direct' });
    expect(run.tasks()).toEqual(['apply']);
    run.complete('apply', { corrected: true }, who('p-apply'));
    expect(run.tasks()).toEqual(['city']);
    expect(taskOf(run, 'city', 'city-person')).not.toBe('none');
    expect(run.variables()['corrected']).toBe(true);
    run.complete('city');
    expect(run.state?.status).toBe('completed');
  });

  test('[RET10] other branches and other signers go on meanwhile; the join waits', async () => {
    const run = await Run.of(FORK);
    run.start().complete('apply', {}, who('a')).complete('a1', {}, who('b'));
    sendBack(run, 'a2', 'apply', { resubmission: 'direct' });
    expect(run.tasks()).toEqual(['apply', 'b1']);
    run.complete('b1');
    expect(run.tasks()).toEqual(['apply']);
    run.complete('apply', {}, who('a'));
    expect(run.tasks()).toEqual(['a2']);
    run.complete('a2');
    expect(run.tasks()).toEqual(['decide']);
  });
});

describe('加签, 减签, 委派, 转办', () => {
  test('[ASD1] signers before advise; the step comes back when all have, and its own decision counts', async () => {
    const run = await Run.of(CHAIN);
    run.start().complete('apply', {}, who('a'));
    run.give({
      type: 'addSigners',
      taskId: taskOf(run, 'village'),
      people: ['x', 'y', 'x'],
      position: 'before',
      reason: '请先看',
      ...who('v'),
    });
    expect(run.tasks()).toEqual(['village', 'village']);
    run.give({
      type: 'completeUserTask',
      taskId: taskOf(run, 'village', 'x'),
      ...who('x'),
      variables: { v: 1 },
    });
    run.give({ type: 'completeUserTask', taskId: taskOf(run, 'village', 'y'), ...who('y') });
    expect(run.variables()['v']).toBeUndefined();
    expect(taskOf(run, 'village', 'v')).not.toBe('none');
    run.complete('village', {}, who('v'));
    expect(run.tasks()).toEqual(['township']);
    expect(run.state?.performers['village']).toBe('v');
  });

  test('[ASD2] signers after follow the decision; the case goes on when the last has signed', async () => {
    const run = await Run.of(CHAIN);
    run.start().complete('apply', {}, who('a'));
    run.give({
      type: 'addSigners',
      taskId: taskOf(run, 'village'),
      people: ['x', 'y'],
      position: 'after',
      reason: '请复核',
      ...who('v'),
    });
    expect(run.tasks()).toEqual(['village']);
    run.complete('village', { result: '通过' }, who('v'));
    expect(run.tasks()).toEqual(['village', 'village']);
    run.give({ type: 'completeUserTask', taskId: taskOf(run, 'village', 'x'), ...who('x') });
    expect(run.tasks()).toEqual(['village']);
    run.give({
      type: 'completeUserTask',
      taskId: taskOf(run, 'village', 'y'),
      variables: { result: '不通过' },
      ...who('y'),
    });
    expect(run.tasks()).toEqual(['township']);
    expect(run.variables()['result']).toBe('不通过');
  });

  test('[ASD3] a signer can be taken back; when none is left the step comes back at once', async () => {
    const run = await Run.of(CHAIN);
    run.start().complete('apply', {}, who('a'));
    const add = { type: 'addSigners', position: 'before', reason: '请先看', ...who('v') } as const;
    run.give({ ...add, taskId: taskOf(run, 'village'), people: ['x'] });
    run.give({
      type: 'removeSigner',
      taskId: taskOf(run, 'village', 'x'),
      person: 'x',
      reason: '加错了',
      ...who('v'),
    });
    expect(run.rejection).toBeNull();
    expect(taskOf(run, 'village', 'v')).not.toBe('none');
    run.give({ type: 'removeSigner', taskId: taskOf(run, 'village'), person: 'x', reason: '再来' });
    expect(run.rejection?.code).toBe('ENG-NOT-A-SIGNER');
  });

  test('[ASD4] delegated work comes back to the delegator; work beside a step cannot be handed on', async () => {
    const run = await Run.of(CHAIN);
    run.start().complete('apply', {}, who('a'));
    run.give({
      type: 'delegateUserTask',
      taskId: taskOf(run, 'village'),
      to: 'd',
      reason: '请代填',
      ...who('v'),
    });
    run.give({
      type: 'delegateUserTask',
      taskId: taskOf(run, 'village', 'd'),
      to: 'z',
      reason: '再转',
      ...who('d'),
    });
    expect(run.rejection?.code).toBe('ENG-ASIDE');
    run.give({
      type: 'completeUserTask',
      taskId: taskOf(run, 'village', 'd'),
      variables: { filled: 1 },
      ...who('d'),
    });
    expect(run.variables()['filled']).toBe(1);
    expect(taskOf(run, 'village', 'v')).not.toBe('none');
  });

  test('[ASD5] what is beside a step ends with it', async () => {
    const run = await Run.of(
      bpmn(
        el('startEvent', 's') +
          el('userTask', 'review') +
          el(
            'boundaryEvent',
            'late',
            'attachedToRef="review"',
            '<bpmn:timerEventDefinition><bpmn:timeDuration>P3D</bpmn:timeDuration></bpmn:timerEventDefinition>',
          ) +
          el('userTask', 'overdue') +
          el('endEvent', 'e') +
          flow('s', 'review') +
          flow('review', 'e') +
          flow('late', 'overdue') +
          flow('overdue', 'e'),
      ),
    );
    run.start();
    run.give({
      type: 'addSigners',
      taskId: taskOf(run, 'review'),
      people: ['x', 'y'],
      position: 'before',
      reason: '请先看',
      ...who('r'),
    });
    run.fire('late');
    expect(run.tasks()).toEqual(['overdue']);
    expect(run.effects.filter((one) => one.type === 'closeUserTask')).toHaveLength(2);
  });

  test('[TRF1] a transferred task is done by the other person and cannot be released', async () => {
    const run = await Run.of(CHAIN);
    run.start().give({
      type: 'transferUserTask',
      taskId: taskOf(run, 'apply'),
      to: 'b',
      reason: '出差',
      ...who('a'),
    });
    expect(taskOf(run, 'apply', 'b')).not.toBe('none');
    run.give({ type: 'assignUserTask', taskId: taskOf(run, 'apply'), assignee: null, ...who('b') });
    expect(run.rejection?.code).toBe('ENG-NOT-CLAIMED');
  });
});

describe('撤回', () => {
  const withdraw = (run: Run, elementId: string, person: string): Run =>
    run.give({ type: 'withdrawUserTask', elementId, reason: '填错了', ...who(person) });

  test('[WDR1] one takes back what one has just done, until someone has acted on it', async () => {
    const run = await Run.of(CHAIN);
    run.start().complete('apply', {}, who('a'));
    withdraw(run, 'apply', 'b');
    expect(run.rejection?.code).toBe('ENG-WITHDRAW-NOT-YOURS');
    withdraw(run, 'apply', 'a');
    expect(run.tasks()).toEqual(['apply']);
    run.complete('apply', {}, who('a')).complete('village', {}, who('v'));
    withdraw(run, 'apply', 'a');
    expect(run.rejection?.code).toBe('ENG-WITHDRAW-ACTED');
  });

  test('[WDR2] a task that another person has claimed counts as acted on', async () => {
    const run = await Run.of(CHAIN);
    run.start().complete('apply', {}, who('a'));
    run.give({
      type: 'assignUserTask',
      taskId: taskOf(run, 'village'),
      assignee: 'v',
      ...who('v'),
    });
    withdraw(run, 'apply', 'a');
    expect(run.rejection?.code).toBe('ENG-WITHDRAW-ACTED');
  });

  test('[WDR3] the last branch into a join is taken back alone; the join waits again', async () => {
    const run = await Run.of(FORK);
    run.start().complete('apply', {}, who('a'));
    run.complete('a1', {}, who('b')).complete('a2', {}, who('c')).complete('b1', {}, who('d'));
    withdraw(run, 'b1', 'd');
    expect(run.tasks()).toEqual(['b1']);
    run.complete('b1', {}, who('d'));
    expect(run.tasks()).toEqual(['decide']);
  });

  test('[WDR4] a branch that waits at a join is taken back; the other goes on', async () => {
    const run = await Run.of(FORK);
    run.start().complete('apply', {}, who('a')).complete('b1', {}, who('d'));
    withdraw(run, 'b1', 'd');
    expect(run.tasks()).toEqual(['a1', 'b1']);
    expect(run.state?.waiting).toEqual([]);
    run.complete('a1', {}, who('b'));
    withdraw(run, 'apply', 'a');
    expect(run.rejection?.code).toBe('ENG-WITHDRAW-ACTED');
  });

  test('[WDR6] a step inside a sub-process that has begun since counts, too', async () => {
    const run = await Run.of(
      bpmn(
        el('startEvent', 's') +
          el('userTask', 'apply') +
          el(
            'subProcess',
            'check',
            '',
            el('startEvent', 'cs') +
              el('userTask', 'visit') +
              el('userTask', 'vote') +
              el('endEvent', 'ce') +
              flow('cs', 'visit') +
              flow('visit', 'vote') +
              flow('vote', 'ce'),
          ) +
          el('endEvent', 'e') +
          flow('s', 'apply') +
          flow('apply', 'check') +
          flow('check', 'e'),
      ),
    );
    run.start().complete('apply', {}, who('a'));
    withdraw(run, 'apply', 'a');
    expect(run.tasks()).toEqual(['apply']);
    run.complete('apply', {}, who('a')).complete('visit', {}, who('v'));
    withdraw(run, 'apply', 'a');
    expect(run.rejection?.code).toBe('ENG-WITHDRAW-ACTED');
  });

  test('[WDR5] not when the case has told the outside world something since', async () => {
    const run = await Run.of(
      bpmn(
        el('startEvent', 's') +
          el('userTask', 'apply') +
          el('serviceTask', 'tell', '', '') +
          el('userTask', 'village') +
          el('endEvent', 'e') +
          flow('s', 'apply') +
          flow('apply', 'tell') +
          flow('tell', 'village') +
          flow('village', 'e'),
      ),
    );
    run.start().complete('apply', {}, who('a')).job('tell', { type: 'completeJob' });
    withdraw(run, 'apply', 'a');
    expect(run.rejection?.code).toBe('ENG-WITHDRAW-SPOKEN');
  });
});

describe('modification by an operator', () => {
  test('[MOD1] cancelling and starting move an instance; nothing left is refused', async () => {
    const run = await Run.of(CHAIN);
    run.start();
    run.give({
      type: 'modifyProcessInstance',
      reason: '纸质已办',
      instructions: [
        { type: 'cancelElement', elementId: 'apply' },
        { type: 'startBefore', elementId: 'township' },
      ],
      ...who('admin'),
    });
    expect(run.tasks()).toEqual(['township']);
    const before = run.state;
    run.give({
      type: 'modifyProcessInstance',
      reason: '全撤',
      instructions: [{ type: 'cancelElement', elementId: 'township' }],
    });
    expect(run.rejection?.code).toBe('ENG-NOTHING-LEFT');
    expect(run.state).toBe(before);
    run.give({
      type: 'modifyProcessInstance',
      reason: '补一步',
      instructions: [
        { type: 'cancelElement', elementId: 'township' },
        { type: 'startAfter', elementId: 'township' },
      ],
    });
    expect(run.tasks()).toEqual(['city']);
    run.give({
      type: 'modifyProcessInstance',
      reason: '错字',
      instructions: [{ type: 'startBefore', elementId: 'nowhere' }],
    });
    expect(run.rejection?.code).toBe('ENG-NO-SUCH-STEP');
  });

  test('[MOD2] a step inside a sub-process opens it; the last one cancelled inside ends it', async () => {
    const run = await Run.of(
      bpmn(
        el('startEvent', 's') +
          el('userTask', 'apply') +
          el(
            'subProcess',
            'check',
            '',
            el('startEvent', 'cs') +
              el('userTask', 'inner') +
              el('endEvent', 'ce') +
              flow('cs', 'inner') +
              flow('inner', 'ce'),
          ) +
          el('userTask', 'decide') +
          el('endEvent', 'e') +
          flow('s', 'apply') +
          flow('apply', 'check') +
          flow('check', 'decide') +
          flow('decide', 'e'),
      ),
    );
    run.start().give({
      type: 'modifyProcessInstance',
      reason: '直接核查',
      instructions: [
        { type: 'startBefore', elementId: 'inner' },
        { type: 'cancelElement', elementId: 'apply' },
      ],
    });
    expect(run.tasks()).toEqual(['inner']);
    run.give({
      type: 'modifyProcessInstance',
      reason: '回头',
      instructions: [
        { type: 'cancelElement', elementId: 'inner' },
        { type: 'startBefore', elementId: 'apply' },
      ],
    });
    expect(run.tasks()).toEqual(['apply']);
    expect(Object.values(run.state?.activities ?? {}).map((one) => one.element)).not.toContain(
      'check',
    );
  });
});

describe('hold and resume', () => {
  test('[HLD1] while held nothing moves; afterwards timers are due later by as long', async () => {
    const run = await Run.of(
      bpmn(
        el('startEvent', 's') +
          el('userTask', 'review') +
          el(
            'boundaryEvent',
            'late',
            'attachedToRef="review" cancelActivity="false"',
            '<bpmn:timerEventDefinition><bpmn:timeDuration>P5D</bpmn:timeDuration></bpmn:timerEventDefinition>',
          ) +
          el('endEvent', 'e') +
          el('endEvent', 'e2') +
          flow('s', 'review') +
          flow('review', 'e') +
          flow('late', 'e2'),
      ),
    );
    run.start().give({ type: 'suspendProcessInstance', reason: '复核中', ...who('admin') });
    expect(run.effects.map((one) => one.type).sort()).toEqual(['cancelTimer', 'suspendUserTask']);
    run.complete('review');
    expect(run.rejection?.code).toBe('ENG-SUSPENDED');
    run.fire('late');
    expect(run.rejection?.code).toBe('ENG-SUSPENDED');
    run.now = T0 + 2 * DAY;
    run.give({ type: 'resumeProcessInstance', reason: '可以了', ...who('admin') });
    expect(run.effects).toContainEqual(
      expect.objectContaining({ type: 'scheduleTimer', elementId: 'late', dueAt: T0 + 7 * DAY }),
    );
    expect(run.effects).toContainEqual(
      expect.objectContaining({ type: 'resumeUserTask', heldMs: 2 * DAY }),
    );
    run.give({ type: 'resumeProcessInstance', reason: '再来' });
    expect(run.rejection?.code).toBe('ENG-NOT-SUSPENDED');
    run.complete('review');
    expect(run.state?.status).toBe('completed');
  });
});

describe('[DL5] the clock of a step stands still while the case is sent back', () => {
  const LIMITED = bpmn(
    el('startEvent', 's') +
      el('userTask', 'apply') +
      el(
        'userTask',
        'review',
        '',
        '<bpmn:extensionElements><banshi:deadline days="5" remindDays="1"/></bpmn:extensionElements>',
      ) +
      el('endEvent', 'e') +
      flow('s', 'apply') +
      flow('apply', 'review') +
      flow('review', 'e'),
  );

  /** Day of the month, in Shanghai, on which the task that was just opened is due. */
  function dueDay(run: Run): number {
    const opened = run.effects.find((effect) => effect.type === 'openUserTask');
    const due = opened?.type === 'openUserTask' ? (opened.dueAt ?? 0) : 0;
    return new Date(due + 8 * 3_600_000).getUTCDate();
  }

  // Opened on 1 June with 5 days: due on the 6th. Sent back on the 3rd with 3 days left; back again on the 10th: the 13th.
  test.each(['stepByStep', 'direct'] as const)('%s', async (resubmission) => {
    const run = await Run.of(LIMITED);
    run.start().complete('apply', {}, who('clerk'));
    expect(dueDay(run)).toBe(6);
    run.now += 2 * DAY;
    sendBack(run, 'review', 'apply', { resubmission });
    run.now += 7 * DAY;
    run.complete('apply', {}, who('clerk'));
    expect(run.tasks()).toEqual(['review']);
    expect(dueDay(run)).toBe(13);
  });

  test('once the step is done, it begins anew the next time', async () => {
    const run = await Run.of(LIMITED);
    run.start().complete('apply', {}, who('clerk'));
    run.now += 2 * DAY;
    sendBack(run, 'review', 'apply');
    run.complete('apply', {}, who('clerk')).complete('review', {}, who('chief'));
    expect(run.state?.clocks).toBeUndefined();
  });
});

describe('modification where it is not plain what is meant', () => {
  const PARALLEL = bpmn(
    el('startEvent', 's') +
      el('userTask', 'apply') +
      el('boundaryEvent', 'late', 'attachedToRef="apply"', DAY_LATER) +
      el(
        'subProcess',
        'check',
        '',
        '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>' +
          el('startEvent', 'cs') +
          el('userTask', 'inner') +
          el('userTask', 'more') +
          el('endEvent', 'ce') +
          flow('cs', 'inner') +
          flow('inner', 'more') +
          flow('more', 'ce'),
      ) +
      el('endEvent', 'e') +
      el('endEvent', 'e2') +
      flow('late', 'e2') +
      flow('s', 'apply') +
      flow('apply', 'check') +
      flow('check', 'e'),
  );

  function modify(run: Run, ...instructions: object[]): Run {
    return run.give({ type: 'modifyProcessInstance', reason: '调整', instructions } as never);
  }

  test('[MOD2] of two running sub-processes the operator names one', async () => {
    const run = (await Run.of(PARALLEL)).start().complete('apply');
    expect(run.tasks()).toEqual(['inner', 'inner']);
    modify(run, { type: 'startBefore', elementId: 'more' });
    expect(run.rejection?.code).toBe('ENG-WHICH-SCOPE');
    const scopes = Object.values(run.state?.activities ?? {})
      .filter((one) => one.element === 'inner')
      .map((one) => one.scope);
    modify(run, { type: 'startBefore', elementId: 'more', scope: scopes[1] });
    expect(run.rejection).toBeNull();
    expect(run.tasks()).toEqual(['inner', 'inner', 'more']);
  });

  test('[MOD1] one running activity is cancelled by its id; one that does not run is refused', async () => {
    const run = (await Run.of(PARALLEL)).start().complete('apply');
    const [first] = Object.values(run.state?.activities ?? {}).filter(
      (one) => one.element === 'inner',
    );
    const [id] = Object.entries(run.state?.activities ?? {}).find(([, one]) => one === first) ?? [];
    modify(run, { type: 'cancelActivity', activityId: id });
    expect(run.tasks()).toEqual(['inner']);
    modify(run, { type: 'cancelActivity', activityId: id });
    expect(run.rejection?.code).toBe('ENG-NOT-RUNNING');
    modify(run, { type: 'cancelElement', elementId: 'apply' });
    expect(run.rejection?.code).toBe('ENG-NOT-RUNNING');
  });

  test('[MOD1] nothing begins before a boundary event, and nothing after a step of a scope that does not run', async () => {
    const run = (await Run.of(PARALLEL)).start();
    modify(run, { type: 'startBefore', elementId: 'late' });
    expect(run.rejection?.code).toBe('ENG-NO-SUCH-STEP');
    modify(run, { type: 'startAfter', elementId: 'inner' });
    expect(run.rejection?.code).toBe('ENG-WHICH-SCOPE');
  });
});

describe('退回 over what a drawing leaves out', () => {
  test('[RET1] a link leads on like a flow', async () => {
    const run = await Run.of(
      bpmn(
        el('startEvent', 's') +
          el('userTask', 'apply') +
          el('intermediateThrowEvent', 'off', '', '<bpmn:linkEventDefinition name="page2"/>') +
          el('intermediateCatchEvent', 'on', '', '<bpmn:linkEventDefinition name="page2"/>') +
          el('userTask', 'village') +
          el('endEvent', 'e') +
          flow('s', 'apply') +
          flow('apply', 'off') +
          flow('on', 'village') +
          flow('village', 'e'),
      ),
    );
    run.start().complete('apply', {}, who('farmer'));
    sendBack(run, 'village', 'apply');
    expect(run.rejection).toBeNull();
    expect(run.tasks()).toEqual(['apply']);
  });
});

describe('operations of nobody in particular, such as a job’s or an import’s', () => {
  const given = [
    [
      'transferUserTask',
      (run: Run) => ({ taskId: taskOf(run, 'village'), to: 'b', reason: '出差' }),
    ],
    [
      'delegateUserTask',
      (run: Run) => ({ taskId: taskOf(run, 'village'), to: 'b', reason: '请核' }),
    ],
    [
      'addSigners',
      (run: Run) => ({
        taskId: taskOf(run, 'village'),
        people: ['b'],
        position: 'before',
        reason: '请核',
      }),
    ],
    [
      'returnUserTask',
      (run: Run) => ({
        taskId: taskOf(run, 'village'),
        target: 'apply',
        resubmission: 'direct',
        reason: '缺材料',
      }),
    ],
    ['urgeProcessInstance', () => ({ words: '' })],
    ['copyProcessInstance', () => ({ people: ['b', 'b'], words: '' })],
    ['suspendProcessInstance', () => ({ reason: '停办' })],
    [
      'modifyProcessInstance',
      () => ({
        instructions: [
          { type: 'startBefore', elementId: 'city' },
          { type: 'cancelElement', elementId: 'village' },
        ],
        reason: '改到市里',
      }),
    ],
  ] as const;

  test.each(given)('%s names no actor in history and effects', async (type, parameters) => {
    const run = await Run.of(CHAIN);
    run.start();
    run.complete('apply', {}, who('farmer'));
    const before = run.events.length;
    run.give({ type, ...parameters(run) } as never);
    expect(run.rejection).toBeNull();
    const told = run.events.slice(before);
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter((event) => 'actor' in event)).toEqual([]);
    expect(run.effects.filter((effect) => 'by' in effect && effect.by !== undefined)).toEqual([]);
  });

  test('whoever is told twice in one copy is told once', async () => {
    const run = await Run.of(CHAIN);
    run.start();
    run.give({ type: 'copyProcessInstance', people: ['b', 'c', 'b'], words: '请阅' } as never);
    expect(run.effects).toEqual([
      expect.objectContaining({
        type: 'notify',
        recipients: { roles: [], level: null, people: ['b', 'c'] },
      }),
    ]);
  });
});
