import { expect, test } from '@jest/globals';
import { Run, bpmn, el, flow } from '../../support/scenario';

function assigned(attributes: string): Promise<Run> {
  return Run.of(
    bpmn(
      el('startEvent', 's') +
        el(
          'userTask',
          'a',
          '',
          `<bpmn:extensionElements><banshi:assignment ${attributes}/></bpmn:extensionElements>`,
        ) +
        flow('s', 'a'),
    ),
  );
}

function peopleOf(run: Run): unknown {
  const opened = run.effects.find((effect) => effect.type === 'openUserTask');
  return opened?.type === 'openUserTask' ? opened.assignment.people : 'not open';
}

test('[ASG2] people named by id and by a rule, each once', async () => {
  const run = (
    await assigned('people="u1 u2" peopleRule="[&quot;u2&quot;, &quot;u3&quot;]"')
  ).start();
  expect(peopleOf(run)).toEqual(['u1', 'u2', 'u3']);
});

test('[ASG3] rules that find nobody are an incident without roles, and nothing with them', async () => {
  expect((await assigned('peopleRule="[]"')).start().incidents()).toEqual(['ENG-NO-PERFORMER']);
  const run = (await assigned('peopleRule="[]" roles="clerk"')).start();
  expect([run.incidents(), peopleOf(run)]).toEqual([[], undefined]);
});
