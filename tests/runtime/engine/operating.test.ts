import { expect, test } from '@jest/globals';
import { Run, bpmn, el, flow } from '../../support/scenario';

const keeping = (level: string): string =>
  bpmn(
    el('startEvent', 's') +
      el('userTask', 'review') +
      el('endEvent', 'e') +
      flow('s', 'review') +
      flow('review', 'e'),
  ).replace('<bpmn:process id="p"', `<bpmn:process id="p" banshi:historyLevel="${level}"`);

async function kept(level: string): Promise<string[]> {
  const run = (await Run.of(keeping(level))).start().complete('review');
  expect(run.state?.status).toBe('completed');
  return [...new Set(run.events.map((event) => event.type))].sort();
}

test('[S8] at full everything is kept, at activity all but flows, at tasks what people did', async () => {
  expect(await kept('full')).toEqual([
    'activityActivated',
    'activityCompleted',
    'processInstanceEnded',
    'processInstanceStarted',
    'sequenceFlowTaken',
    'userTaskCompleted',
    'userTaskOpened',
  ]);
  expect(await kept('activity')).toEqual([
    'activityActivated',
    'activityCompleted',
    'processInstanceEnded',
    'processInstanceStarted',
    'userTaskCompleted',
    'userTaskOpened',
  ]);
  expect(await kept('tasks')).toEqual([
    'processInstanceEnded',
    'processInstanceStarted',
    'userTaskCompleted',
    'userTaskOpened',
  ]);
});

test('[S8] a level that does not exist is refused', async () => {
  await expect(Run.of(keeping('everything'))).rejects.toThrow('BPMN-HISTORY-LEVEL');
});

test('[S4] a job that is retried has its boundary timer once', async () => {
  const timer =
    '<bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>';
  const run = await Run.of(
    bpmn(
      el('startEvent', 's') +
        el('serviceTask', 'save') +
        el('boundaryEvent', 'late', 'attachedToRef="save" cancelActivity="false"', timer) +
        el('userTask', 'chase') +
        el('endEvent', 'e') +
        flow('s', 'save') +
        flow('save', 'e') +
        flow('late', 'chase'),
    ),
  );
  run.start().job('save', { type: 'failJob', message: '网络不通' });
  const [incidentId = ''] = Object.keys(run.state?.incidents ?? {});
  run.give({ type: 'retryIncident', incidentId });
  expect(Object.values(run.state?.subscriptions ?? {}).map((one) => one.element)).toEqual(['late']);
});
