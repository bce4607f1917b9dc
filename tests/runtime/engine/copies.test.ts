import { expect, test } from '@jest/globals';
import { Run, bpmn, el, flow } from '../../support/scenario';

test('[CPY1] a copy goes out when its task opens, when it is completed, and at the end', async () => {
  const copies = (...drawn: string[]): string =>
    `<bpmn:extensionElements>${drawn.join('')}</bpmn:extensionElements>`;
  const run = await Run.of(
    bpmn(
      el('startEvent', 's') +
        el(
          'userTask',
          'a',
          'name="审核"',
          copies(
            '<banshi:copy when="opened" roles="clerk host" level="village"/>',
            '<banshi:copy people="u1 u2"/>',
          ),
        ) +
        el('endEvent', 'e', '', copies('<banshi:copy roles="office"/>')) +
        flow('s', 'a') +
        flow('a', 'e'),
    ),
  );
  const told = (): unknown =>
    run.effects.flatMap((effect) =>
      effect.type === 'notify' ? [[effect.elementId, effect.when, effect.recipients]] : [],
    );
  run.start();
  const opened = ['a', 'opened', { roles: ['clerk', 'host'], level: 'village', people: [] }];
  expect(told()).toEqual([opened]);
  const taskId = Object.values(run.state?.activities ?? {}).find(
    (one) => one.element === 'a',
  )?.taskId;
  run.give({ type: 'completeUserTask', taskId: taskId ?? '' });
  expect(told()).toEqual(
    expect.arrayContaining([
      ['a', 'completed', { roles: [], level: null, people: ['u1', 'u2'] }],
      ['e', 'completed', { roles: ['office'], level: null, people: [] }],
    ]),
  );
});
