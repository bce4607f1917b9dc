/**
 * 会签: several people say together what a step comes to. The cases are worked by hand from the rules that village
 * meetings, committees and joint approvals use: everyone, one for all, a share, a vote with a quorum, a veto.
 */
import { describe, expect, test } from '@jest/globals';
import { compileProcesses } from '../../../runtime/bpmn';
import type { CountersignResult } from '../../../runtime/engine';
import { begin, meeting, taskOf, vote } from '../../support/meeting';
import { type Run, el, flow } from '../../support/scenario';

function resultOf(run: Run): CountersignResult {
  return run.variables()['outcome'] as CountersignResult;
}

const THREE = ['a', 'b', 'c'];
const FIVE = ['a', 'b', 'c', 'd', 'e'];

describe('[CSG1] everyone', () => {
  test('passes with the last approval', async () => {
    const run = vote(await begin(meeting('policy="all"'), THREE), ['a', 'agree'], ['b', 'agree']);
    expect(run.tasks()).toEqual(['sign']);
    expect(vote(run, ['c', 'agree']).tasks()).toEqual(['passed']);
    expect(resultOf(run)).toMatchObject({ passed: true, total: 3, approved: 3, pending: 0 });
  });

  test('ends with the first rejection; the others no longer have to say anything', async () => {
    const run = vote(await begin(meeting('policy="all"'), THREE), ['b', 'refuse']);
    expect(run.tasks()).toEqual(['failed']);
    expect(resultOf(run)).toMatchObject({ passed: false, rejected: 1, pending: 2 });
  });

  test('hears everyone where the definition says so', async () => {
    const run = vote(await begin(meeting('policy="all" everyone="true"'), THREE), ['a', 'refuse']);
    expect(run.tasks()).toEqual(['sign', 'sign']);
    expect(vote(run, ['b', 'agree'], ['c', 'agree']).tasks()).toEqual(['failed']);
  });

  test('whoever abstains does not count, but somebody has to approve', async () => {
    const file = meeting('policy="all"');
    const one = vote(await begin(file, THREE), ['a', 'abstain'], ['b', 'agree'], ['c', 'agree']);
    expect(one.tasks()).toEqual(['passed']);
    const none = vote(
      await begin(file, THREE),
      ['a', 'abstain'],
      ['b', 'abstain'],
      ['c', 'abstain'],
    );
    expect(none.tasks()).toEqual(['failed']);
  });
});

test('[CSG2] one approval is enough (或签); it fails when nobody is left who could give it', async () => {
  const file = meeting('policy="any"');
  expect(vote(await begin(file, THREE), ['a', 'refuse'], ['c', 'agree']).tasks()).toEqual([
    'passed',
  ]);
  const all = vote(await begin(file, THREE), ['a', 'refuse'], ['b', 'refuse'], ['c', 'refuse']);
  expect(all.tasks()).toEqual(['failed']);
});

test('[CSG3] a share of all members: two thirds of three are two, and it ends once they cannot be reached', async () => {
  const file = meeting('policy="ratio" atLeast="2/3"');
  expect(vote(await begin(file, THREE), ['a', 'agree'], ['b', 'agree']).tasks()).toEqual([
    'passed',
  ]);
  expect(vote(await begin(file, THREE), ['a', 'refuse'], ['b', 'abstain']).tasks()).toEqual([
    'failed',
  ]);
  const half = meeting('policy="ratio" moreThan="1/2"');
  const four = vote(await begin(half, ['a', 'b', 'c', 'd']), ['a', 'agree'], ['b', 'agree']);
  expect(four.tasks()).toEqual(['sign', 'sign']);
  expect(vote(four, ['c', 'refuse'], ['d', 'refuse']).tasks()).toEqual(['failed']);
});

describe('[CSG4] a vote', () => {
  test('abstentions take part but are neither for nor against', async () => {
    const file = meeting('policy="vote" moreThan="1/2" quorum="2/3"');
    const run = vote(
      await begin(file, FIVE),
      ['a', 'agree'],
      ['b', 'agree'],
      ['c', 'refuse'],
      ['d', 'abstain'],
      ['e', 'abstain'],
    );
    expect(run.tasks()).toEqual(['passed']);
    expect(resultOf(run)).toMatchObject({ approved: 2, rejected: 1, abstained: 2, passed: true });
  });

  test('a tie is no majority', async () => {
    const run = await begin(meeting('policy="vote" moreThan="1/2"'), ['a', 'b']);
    expect(vote(run, ['a', 'agree'], ['b', 'refuse']).tasks()).toEqual(['failed']);
  });

  test('ends early only when nothing can change it and the quorum has taken part', async () => {
    const file = meeting('policy="vote" moreThan="1/2" quorum="4/5"');
    const run = vote(await begin(file, FIVE), ['a', 'agree'], ['b', 'agree'], ['c', 'agree']);
    expect(run.tasks()).toEqual(['sign', 'sign']);
    expect(resultOf(run)).toMatchObject({ passed: false, decided: false });
    expect(vote(run, ['d', 'refuse']).tasks()).toEqual(['passed']);
  });

  test('closed by its time limit it is counted as it stands, quorum included', async () => {
    const close = (members: readonly string[]) =>
      begin(
        meeting('policy="vote" moreThan="1/2" quorum="3/5"', {
          beside:
            el(
              'boundaryEvent',
              'late',
              'attachedToRef="sign"',
              '<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P3D</bpmn:timeDuration></bpmn:timerEventDefinition>',
            ) + flow('late', 'g'),
        }),
        members,
      );
    const enough = vote(await close(FIVE), ['a', 'agree'], ['b', 'agree'], ['c', 'refuse']);
    expect(enough.fire('late').tasks()).toEqual(['passed']);
    const few = vote(await close(FIVE), ['a', 'agree'], ['b', 'agree']);
    expect(few.fire('late').tasks()).toEqual(['failed']);
  });
});

test('[CSG5] the rejection of a member with a veto ends it, anybody else is only counted', async () => {
  const file = meeting('policy="ratio" moreThan="1/2" veto="member = \'a\'"');
  const other = vote(await begin(file, FIVE), ['b', 'refuse']);
  expect(other.tasks()).toHaveLength(4);
  const veto = vote(other, ['c', 'agree'], ['a', 'refuse']);
  expect(veto.tasks()).toEqual(['failed']);
  expect(resultOf(veto).votes.at(-1)).toEqual({ person: 'a', outcome: 'refuse', veto: true });
});

test('[CSG6] one after the other: the next is asked only when it is not decided', async () => {
  const file = meeting('policy="all"', { loop: 'isSequential="true"' });
  const run = await begin(file, THREE);
  expect(run.tasks()).toEqual(['sign']);
  expect(vote(run, ['a', 'agree']).tasks()).toEqual(['sign']);
  expect(vote(run, ['b', 'refuse']).tasks()).toEqual(['failed']);
});

test('[CSG7] what each member fills is its own and is collected by the output', async () => {
  const form = '<banshi:form key="opinion" variable="opinion"/>';
  const file = meeting('policy="all"', {
    extension: form,
    loop: 'banshi:outputCollection="opinions" banshi:outputElement="opinion.text"',
  });
  const run = await begin(file, ['a', 'b']);
  for (const member of ['b', 'a']) {
    run.give({
      type: 'completeUserTask',
      taskId: taskOf(run, member),
      actor: { id: member },
      outcome: 'agree',
      variables: { opinion: { text: `by ${member}` } },
    });
  }
  expect(run.variables()['opinions']).toEqual(['by a', 'by b']);
  expect(run.variables()['opinion']).toBeUndefined();
});

describe('[CSG8] members come and go while it runs', () => {
  const change = (run: Run, type: 'addSigners' | 'removeSigner', by: string, person: string): Run =>
    run.give(
      type === 'addSigners'
        ? {
            type,
            taskId: taskOf(run, by),
            people: [person],
            position: 'beside',
            reason: '请一并会签',
            actor: { id: by },
          }
        : { type, taskId: taskOf(run, by), person, reason: '不需要会签', actor: { id: by } },
    );

  test('one more has to approve', async () => {
    const run = vote(await begin(meeting('policy="all"'), ['a', 'b']), ['a', 'agree']);
    change(run, 'addSigners', 'b', 'x');
    expect(vote(run, ['b', 'agree']).tasks()).toEqual(['sign']);
    expect(vote(run, ['x', 'agree']).tasks()).toEqual(['passed']);
    expect(resultOf(run).total).toBe(3);
  });

  test('in turn, too, and not twice', async () => {
    const file = meeting('policy="all"', { loop: 'isSequential="true"' });
    const run = await begin(file, ['a', 'b']);
    change(run, 'addSigners', 'a', 'x');
    change(run, 'addSigners', 'a', 'b');
    expect(run.rejection?.code).toBe('ENG-ALREADY-MEMBER');
    expect(run.tasks()).toEqual(['sign']);
    run.rejection = null;
    vote(run, ['a', 'agree'], ['b', 'agree'], ['x', 'agree']);
    expect(run.tasks()).toEqual(['passed']);
  });

  test('without the one who is missing the rest decide', async () => {
    const run = vote(await begin(meeting('policy="all"'), THREE), ['a', 'agree'], ['b', 'agree']);
    change(run, 'removeSigner', 'c', 'c');
    expect(run.rejection?.code).toBeUndefined();
    expect(run.tasks()).toEqual(['passed']);
  });

  test('the last member stays, and so does one who has spoken', async () => {
    const run = vote(await begin(meeting('policy="all" everyone="true"'), ['a', 'b']), [
      'a',
      'agree',
    ]);
    change(run, 'removeSigner', 'b', 'a');
    expect(run.rejection?.code).toBe('ENG-NOT-A-SIGNER');
    const alone = await begin(meeting('policy="all"'), ['a']);
    change(alone, 'removeSigner', 'a', 'a');
    expect(alone.rejection?.code).toBe('ENG-LAST-MEMBER');
  });
});

test('[CSG9] whoever signs after a member has its last word', async () => {
  const run = await begin(meeting('policy="all"'), ['a', 'b']);
  run.give({
    type: 'addSigners',
    taskId: taskOf(run, 'a'),
    people: ['x'],
    position: 'after',
    reason: '请主任再看',
    actor: { id: 'a' },
  });
  vote(run, ['a', 'agree']);
  vote(run, ['x', 'refuse']);
  expect(run.tasks()).toEqual(['failed']);
  expect(resultOf(run).votes).toEqual([{ person: 'x', outcome: 'refuse' }]);
});

test('[CSG10] nobody to sign is an incident that goes on when there is somebody', async () => {
  const run = await begin(meeting('policy="all"'), []);
  const [incidentId, incident] = Object.entries(run.state?.incidents ?? {})[0] ?? [];
  expect(incident?.code).toBe('ENG-NO-MEMBERS');
  run.give({
    type: 'retryIncident',
    incidentId: incidentId ?? '',
    variables: { members: ['a'] },
  });
  expect(vote(run, ['a', 'agree']).tasks()).toEqual(['passed']);
});

describe('[CSG11] what cannot work is refused at deployment', () => {
  const compile = async (file: string): Promise<string> => {
    const { problems } = await compileProcesses([{ path: 'p.bpmn', xml: file }]);
    return problems.map(({ code, message }) => `${code} ${message}`).join('\n');
  };
  test.each([
    ['policy="ratio"', '没有写明同意的比例'],
    ['policy="most"', '没有“most”这种会签规则'],
    ['policy="all" atLeast="1/2"', '全体同意和一人同意不用比例'],
    ['policy="ratio" atLeast="1/2" quorum="1/2"', '只有表决才有法定人数'],
    ['policy="ratio" atLeast="1/2" moreThan="1/2"', '“不少于”和“超过”只能写一个'],
  ])('%s', async (rule, sentence) => {
    const told = await compile(meeting(rule));
    expect(told).toContain('BPMN-COUNTERSIGN');
    expect(told).toContain(sentence);
  });
});

test('[CSG12] a step that must be separate is separate from every member, also from those who signed before the last', async () => {
  const file = meeting('policy="all"').replace(
    '<bpmn:userTask id="passed" ></bpmn:userTask>',
    '<bpmn:userTask id="passed"><bpmn:extensionElements><banshi:assignment roles="chair" separateFrom="sign"/></bpmn:extensionElements></bpmn:userTask>',
  );
  expect(file).toContain('separateFrom');
  const run = vote(await begin(file, THREE), ['a', 'agree'], ['b', 'agree'], ['c', 'agree']);
  const opened = run.effects.find((effect) => effect.type === 'openUserTask');
  expect(opened?.type === 'openUserTask' && opened.assignment.excludedActors.toSorted()).toEqual(
    THREE,
  );
});

test('[CSG13] the members may be units: each is signed for by whoever holds the role there', async () => {
  // 部门会签: the liaison of every department that the rule names
  const file = meeting('policy="all"').replace(
    '<banshi:assignment peopleRule="member"/>',
    '<banshi:assignment roles="liaison" unit="member"/>',
  );
  const run = await begin(file, ['education', 'health']);
  const opened = run.effects.flatMap((one) =>
    one.type === 'openUserTask' ? [one.assignment] : [],
  );
  expect(opened).toEqual([
    expect.objectContaining({ roles: ['liaison'], unit: 'education' }),
    expect.objectContaining({ roles: ['liaison'], unit: 'health' }),
  ]);
  // a person is no unit: nobody would sign for it
  run.give({
    type: 'addSigners',
    taskId: taskOf(run, 'health'),
    people: ['x'],
    position: 'beside',
    reason: '请一并会签',
    actor: { id: 'liaison' },
  });
  expect(run.rejection?.code).toBe('ENG-UNITS-SIGN');
  run.rejection = null;
  vote(run, ['education', 'agree'], ['health', 'refuse']);
  expect(run.tasks()).toEqual(['failed']);
});
