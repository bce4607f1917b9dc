import { expect, test } from '@jest/globals';
import { compileProcesses } from '../../../runtime/bpmn';
import { type ScriptStep, type ScriptTrace, runScript } from '../../../runtime/engine';
import { bpmn, el, flow } from '../../support/scenario';

const xml = bpmn(
  el('startEvent', 's') +
    el('userTask', 'apply') +
    el('serviceTask', 'register') +
    el('boundaryEvent', 'bad', 'attachedToRef="register"', '<bpmn:errorEventDefinition/>') +
    el(
      'intermediateCatchEvent',
      'wait',
      '',
      '<bpmn:timerEventDefinition><bpmn:timeDuration>P3D</bpmn:timeDuration></bpmn:timerEventDefinition>',
    ) +
    el(
      'intermediateCatchEvent',
      'reply',
      '',
      '<bpmn:messageEventDefinition messageRef="m"/><bpmn:signalEventDefinition signalRef="g"/>',
    ) +
    el('endEvent', 'e') +
    el('endEvent', 'failed') +
    flow('s', 'apply') +
    flow('apply', 'register') +
    flow('register', 'wait') +
    flow('wait', 'reply') +
    flow('reply', 'e') +
    flow('bad', 'failed'),
  '<bpmn:message id="m" name="reply"/><bpmn:signal id="g" name="alarm"/>',
);

async function trace(...steps: ScriptStep[]): Promise<ScriptTrace> {
  const { deployment } = await compileProcesses([{ path: 'f', xml }]);
  if (deployment === undefined) throw new Error('not deployed');
  return runScript(deployment, steps);
}

const begun: ScriptStep[] = [
  { do: 'start', at: '2020-06-01T00:00:00Z', variables: { household: 'H-1' } },
  { do: 'complete', element: 'apply', variables: { ok: true }, actor: 'clerk' },
];

test('[RUN1] a script walks a process to its end and tells what happened', async () => {
  const told = await trace(
    ...begun,
    { do: 'completeJob', element: 'register' },
    { do: 'timer', element: 'wait' },
    { do: 'setVariables', variables: { note: 'x' } },
    { do: 'message', name: 'reply' },
  );
  expect(told.status).toBe('completed');
  expect(told.rejection).toBeUndefined();
  expect(told.variables).toEqual({ household: 'H-1', ok: true, note: 'x' });
  const fired = told.events.find((event) => event.type === 'timerTriggered');
  expect(fired?.at).toBe(Date.parse('2020-06-04T00:00:00Z'));
});

test('[RUN1] jobs may fail or throw, and signals arrive', async () => {
  const failed = await trace(...begun, { do: 'failJob', element: 'register', message: 'no line' });
  expect(failed.active).toEqual(['register']);
  expect(failed.incidents).toEqual([
    { elementId: 'register', message: expect.stringContaining('no line') },
  ]);
  const thrown = await trace(...begun, { do: 'throwError', element: 'register', code: 'X' });
  expect(thrown.events.some((event) => event.elementId === 'failed')).toBe(true);
  const signalled = await trace(
    ...begun,
    { do: 'completeJob', element: 'register' },
    { do: 'timer', element: 'wait' },
    { do: 'signal', name: 'alarm' },
  );
  expect(signalled.status).toBe('completed');
});

test('[RUN1] the script stops at the first command that is refused, naming its place', async () => {
  const told = await trace(...begun, { do: 'complete', element: 'apply' });
  expect(told.rejection).toMatchObject({ code: 'ENG-UNKNOWN-TASK', step: 2 });
  const nowhere = await trace({ do: 'start', startEvent: 'nowhere' });
  expect(nowhere).toMatchObject({ status: null, rejection: { code: 'ENG-NO-START', step: 0 } });
});
