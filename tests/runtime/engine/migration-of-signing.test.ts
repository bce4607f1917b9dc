/**
 * 会签 and 加签 that are under way when their process gets a new version: what was said stays said, and counts by the rules of
 * the new version. The cases are worked by hand.
 */
import { describe, expect, test } from '@jest/globals';
import { meeting, taskOf, vote } from '../../support/meeting';
import { Moving } from '../../support/moving';
import { type Run, bpmn, el, flow } from '../../support/scenario';

const FIVE = ['a', 'b', 'c', 'd', 'e'];
const everyone = meeting('policy="all"');

/** A 会签 of five in one version, in which two have agreed, and its other version. */
async function underWay(before: string, after: string): Promise<Moving> {
  const moving = await Moving.between(before, after);
  moving.run.start({ members: FIVE });
  vote(moving.run, ['a', 'agree'], ['b', 'agree']);
  return moving;
}

function onlyTask(run: Run): string {
  return Object.values(run.state?.activities ?? {}).flatMap((one) => one.taskId ?? [])[0] ?? 'none';
}

function signer(run: Run, by: string, person: string, position: 'before' | 'after'): void {
  run.give({
    type: 'addSigners',
    taskId: taskOf(run, by),
    people: [person],
    position,
    reason: '请一并看',
    actor: { id: by },
  });
  expect(run.rejection).toBeNull();
}

describe('[MIG13] a 会签', () => {
  test('keeps its members and their votes', async () => {
    const after = (await underWay(everyone, everyone)).move();
    expect(after.tasks()).toEqual(['sign', 'sign', 'sign']);
    vote(after, ['c', 'agree'], ['d', 'agree'], ['e', 'agree']);
    expect(after.tasks()).toEqual(['passed']);
    expect(after.variables()['outcome']).toMatchObject({ passed: true, approved: 5, total: 5 });
  });

  test('ends at once when the votes that are in decide it by the new rule', async () => {
    // two of five have agreed; the new version asks for a share of two fifths
    const after = (await underWay(everyone, meeting('policy="ratio" atLeast="0.4"'))).move();
    expect(after.tasks()).toEqual(['passed']);
    expect(after.variables()['outcome']).toMatchObject({ passed: true, approved: 2, pending: 3 });
  });

  test('goes on when the new rule asks for more than the old one', async () => {
    const half = meeting('policy="ratio" atLeast="0.6"');
    const after = (await underWay(half, meeting('policy="ratio" atLeast="0.8"'))).move();
    expect(vote(after, ['c', 'agree']).tasks()).toEqual(['sign', 'sign']);
    expect(vote(after, ['d', 'agree']).tasks()).toEqual(['passed']);
  });

  test('tells what it has come to under the name that the new version reads', async () => {
    const renamed = everyone
      .replaceAll('result="outcome"', 'result="verdict"')
      .replaceAll('outcome.passed', 'verdict.passed');
    const after = (await underWay(everyone, renamed)).move();
    expect(after.variables()['verdict']).toMatchObject({ approved: 2, pending: 3 });
    vote(after, ['c', 'refuse']);
    expect(after.tasks()).toEqual(['failed']);
  });

  test('gets one more member and loses one in the new version', async () => {
    const after = (await underWay(everyone, everyone)).move();
    const actor = { id: 'c' };
    const reason = '人员有变';
    const add = { people: ['x'], position: 'beside' } as const;
    after.give({ type: 'addSigners', taskId: taskOf(after, 'c'), reason, actor, ...add });
    after.give({
      type: 'removeSigner',
      taskId: taskOf(after, 'c'),
      person: 'e',
      reason,
      actor,
    });
    expect(after.rejection).toBeNull();
    vote(after, ['c', 'agree'], ['d', 'agree'], ['x', 'agree']);
    expect(after.tasks()).toEqual(['passed']);
  });

  test('in turn goes on with the member whose turn it is', async () => {
    const inTurn = meeting('policy="all"', { loop: 'isSequential="true"' });
    const after = (await underWay(inTurn, inTurn)).move();
    expect(after.tasks()).toEqual(['sign']);
    vote(after, ['c', 'agree'], ['d', 'agree'], ['e', 'agree']);
    expect(after.tasks()).toEqual(['passed']);
  });

  test('is not moved where its votes could not be counted, or where nobody counts them', async () => {
    const otherWords = everyone
      .replaceAll('value="agree"', 'value="yes"')
      .replaceAll('approve="agree"', 'approve="yes"');
    expect((await underWay(everyone, otherWords)).refusals()).toEqual(['MIG-VOTES sign']);
    const uncounted = everyone.replace(/<banshi:countersign[^>]*\/>/, '');
    expect((await underWay(everyone, uncounted)).refusals()).toEqual(['MIG-COUNTERSIGN sign']);
    expect((await underWay(uncounted, everyone)).refusals()).toEqual(['MIG-COUNTERSIGN sign']);
  });
});

describe('[MIG13] 加签', () => {
  const reviewed = bpmn(
    el('startEvent', 's') +
      el(
        'userTask',
        'review',
        '',
        '<bpmn:extensionElements><banshi:assignment peopleRule="boss"/></bpmn:extensionElements>',
      ) +
      el('userTask', 'next') +
      el('endEvent', 'e') +
      flow('s', 'review') +
      flow('review', 'next') +
      flow('next', 'e'),
  );
  const renamed = reviewed.replaceAll('"review"', '"check"');
  const plan = { elements: { review: 'check' } };

  async function asked(position: 'before' | 'after'): Promise<Moving> {
    const moving = await Moving.between(reviewed, renamed);
    moving.run.start({ boss: 'li' });
    moving.run.give({
      type: 'addSigners',
      taskId: onlyTask(moving.run),
      people: ['x'],
      position,
      reason: '请先看',
      actor: { id: 'li' },
    });
    expect(moving.run.rejection).toBeNull();
    return moving;
  }

  test('before a step: who was asked is still asked, then the step comes back', async () => {
    const after = (await asked('before')).move(plan);
    expect(after.tasks()).toEqual(['check']);
    after.complete('check', {}, { actor: { id: 'x' } });
    expect(after.tasks()).toEqual(['check']);
    expect(after.complete('check', {}, { actor: { id: 'li' } }).tasks()).toEqual(['next']);
  });

  test('after a step: who was asked follows the decision', async () => {
    const after = (await asked('after')).move(plan);
    after.complete('check', {}, { actor: { id: 'li' } });
    expect(after.tasks()).toEqual(['check']);
    expect(after.complete('check', {}, { actor: { id: 'x' } }).tasks()).toEqual(['next']);
  });

  test('of a member of a 会签 goes along with the member', async () => {
    const moving = await Moving.between(everyone, everyone);
    moving.run.start({ members: ['a', 'b'] });
    signer(moving.run, 'a', 'x', 'after');
    vote(moving.run, ['a', 'agree']);
    const after = moving.move();
    vote(after, ['x', 'refuse']);
    expect(after.tasks()).toEqual(['failed']);
  });
});
