/** Drawings beside this file, each with what the standard says must happen. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { compileProcesses } from '../../../../runtime/bpmn';
import { nextTimerStart, timerStarts } from '../../../../runtime/engine';
import { Run, T0, bpmn, el, flow } from '../../../support/scenario';

const HOUR = 3_600_000;

function drawing(name: string): string {
  return readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8');
}

const of = (name: string): Promise<Run> => Run.of(drawing(name));

test('[MI3] none: the event is thrown for every instance, and the instances go on', async () => {
  const run = (await of('instances-throw-each')).start();
  run.complete('vote');
  expect(run.done()).toEqual(['s', 'vote', 'counted', 'count', 'f']);
  run.complete('vote').complete('vote');
  expect(run.done().filter((one) => one === 'count')).toHaveLength(3);
  expect(run.tasks()).toEqual(['decide']);
});

test('[MI3] one: the event is thrown for the first instance only', async () => {
  const run = (await of('instances-throw-first')).start();
  run.complete('vote').complete('vote').complete('vote');
  expect(run.done().filter((one) => one === 'count')).toHaveLength(1);
  expect(run.tasks()).toEqual(['decide']);
});

test('[MI3] complex: a condition that holds throws its event, ends the rest and goes on', async () => {
  const run = (await of('instances-throw-when')).start();
  run.complete('vote');
  expect(run.tasks()).toEqual(['vote', 'vote']);
  run.complete('vote');
  expect(run.tasks()).toEqual(['decide']);
  expect(run.done().filter((one) => one === 'count')).toHaveLength(1);
});

test('[CA2] a call activity runs a global task', async () => {
  const run = (await of('global-task')).start({ number: 7 });
  expect(run.variables()).toEqual({ number: 7, stamped: 7 });
  expect(run.tasks()).toEqual(['archive']);
  run.complete('archive');
  expect(run.state?.status).toBe('completed');
});

test('[CMP3] instances are undone once the whole multi-instance has completed', async () => {
  const run = (await of('undo-instances')).start();
  run.complete('visit').complete('stop');
  expect(run.tasks()).toEqual(['again', 'visit']);
  run.complete('visit').complete('again');
  expect(run.tasks()).toEqual(['apologise', 'apologise']);
  run.complete('apologise').complete('apologise');
  expect(run.state?.status).toBe('completed');
});

test('[CMP4] an event sub-process undoes its own work and that of the scope around it', async () => {
  const run = (await of('undo-in-event-sub-process')).start();
  expect(run.tasks()).toEqual(['refund', 'strike']);
  run.complete('strike').complete('refund');
  expect(run.state?.status).toBe('completed');
});

test('[CMP5] a thrower that does not wait goes on; its scope stays open until all is undone', async () => {
  const run = (await of('undo-without-waiting')).start();
  expect(run.tasks()).toEqual(['goOn', 'refund']);
  run.complete('goOn');
  expect(run.state?.status).toBe('active');
  run.complete('refund');
  expect(run.state?.status).toBe('completed');
});

test('[TX2] cancelling one instance of a transaction cancels and undoes them all', async () => {
  const run = (await of('cancel-instances')).start();
  run.complete('ask', { agreed: true }).complete('ask', { agreed: false });
  expect(run.tasks()).toEqual(['unbook', 'unbook', 'unbook']);
  run.complete('unbook').complete('unbook').complete('unbook');
  expect(run.tasks()).toEqual(['inform']);
});

test('[TX2] a cancel end event inside a sub-process cancels the transaction around it', async () => {
  const run = (await of('cancel-from-inside')).start();
  expect(run.tasks()).toEqual(['release', 'unbook']);
  run.complete('release').complete('unbook');
  expect(run.tasks()).toEqual(['inform']);
  expect(run.done()).not.toContain('te');
});

test('[START2] a parallel gateway that starts a process waits for its other events', async () => {
  const run = (await of('start-by-all-of-a-gateway')).start({}, { startEventId: 'c1' });
  expect(run.tasks()).toEqual(['read']);
  run.complete('read');
  expect(run.state?.status).toBe('active');
  run.give({ type: 'deliverSignal', name: 'alarm' });
  expect(run.tasks()).toEqual(['run']);
});

test.each([
  ['the message first', 0, { type: 'deliverSignal', name: 'alarm' }],
  ['the signal first', 1, { type: 'deliverMessage', name: 'letter' }],
] as const)('[START2] a start event that needs all its triggers: %s', async (...one) => {
  const [, startTrigger, rest] = one;
  const run = (await of('start-by-all-triggers')).start({}, { startEventId: 's', startTrigger });
  expect(run.tasks()).toEqual([]);
  run.give(rest);
  expect(run.tasks()).toEqual(['work']);
});

test('[TIM2] timers start a process: on a calendar, or so many times', async () => {
  const { deployment } = await compileProcesses([{ path: 'f', xml: drawing('start-by-time') }]);
  const definition = deployment?.processes.get('p');
  if (definition === undefined) throw new Error('not deployed');
  // T0 is Monday 1 June 2020, 00:00 in Asia/Shanghai.
  const [morning, trial] = timerStarts(definition, T0);
  expect([morning?.dueAt, morning?.left]).toEqual([T0 + 8 * HOUR, null]);
  expect([trial?.dueAt, trial?.left]).toEqual([T0 + HOUR, 2]);
  const friday = { startEventId: 'morning', trigger: 0, dueAt: T0 + 104 * HOUR, left: null };
  expect(nextTimerStart(definition, friday)?.dueAt).toBe(T0 + (7 * 24 + 8) * HOUR);
  const second = trial === undefined ? undefined : nextTimerStart(definition, trial);
  expect([second?.dueAt, second?.left]).toEqual([T0 + 2 * HOUR, 1]);
  expect(second === undefined ? null : nextTimerStart(definition, second)).toBeUndefined();
});

test('[TIM2] a rule may say when a process starts; one that says nothing readable, or no timer, never does', async () => {
  const timer = (id: string, kind: string, text: string): string =>
    `<bpmn:startEvent id="${id}"><bpmn:timerEventDefinition><bpmn:${kind} xsi:type="bpmn:tFormalExpression">${text}</bpmn:${kind}></bpmn:timerEventDefinition></bpmn:startEvent><bpmn:sequenceFlow id="f_${id}" sourceRef="${id}" targetRef="e"/>`;
  const xml = bpmn(
    `${timer('byRule', 'timeDuration', '"P" &amp; 3 &amp; "D"')}
     ${timer('byNumber', 'timeDuration', '1 + 2')}
     ${timer('once', 'timeDate', '2020-06-02T00:00:00+08:00')}
     ${el('startEvent', 'plain')}${flow('plain', 'e')}${el('endEvent', 'e')}`,
  );
  const { deployment } = await compileProcesses([{ path: 'f', xml }]);
  const definition = deployment?.processes.get('p');
  if (definition === undefined) throw new Error('not deployed');
  const starts = timerStarts(definition, T0);
  expect(starts).toEqual([
    { startEventId: 'byRule', trigger: 0, dueAt: T0 + 72 * HOUR, left: 1 },
    { startEventId: 'once', trigger: 0, dueAt: T0 + 24 * HOUR, left: 1 },
  ]);
  expect(starts.map((start) => nextTimerStart(definition, start))).toEqual([undefined, undefined]);
  const gone = { startEventId: 'gone', trigger: 0, dueAt: T0, left: null };
  expect(nextTimerStart(definition, gone)).toBeUndefined();
  expect(
    nextTimerStart(definition, { startEventId: 'plain', trigger: 0, dueAt: T0, left: null }),
  ).toBeUndefined();
});

test('[DAT1] data associations carry data objects in and out', async () => {
  const form = { village: '大树村', members: ['甲', '乙', '丙'] };
  const run = (await of('data-flows')).start({ 申请书: form });
  expect(run.state?.status).toBe('completed');
  expect(run.variables()).toEqual({ 申请书: form, 'family size': 3, verdict: '大树村30' });
});

test('[COR1] a message finds the instance whose key it carries', async () => {
  const run = (await of('correlation-keys')).start({ case: { number: 42 } });
  const reply = { type: 'deliverMessage', name: 'reply' } as const;
  run.give({ ...reply, correlation: '41' });
  expect(run.rejection?.code).toBe('ENG-NO-SUBSCRIPTION');
  const sender = (await of('correlation-keys')).start({ about: 42 }, { processId: 'q' });
  const sent = sender.effects.find((effect) => effect.type === 'sendMessage');
  expect(sent).toMatchObject({ name: 'reply', correlation: '42' });
  run.give({ ...reply, correlation: '42' });
  expect(run.state?.status).toBe('completed');
});

test('[CX2] when the rest of a round has come, flows that ask for it are taken', async () => {
  const run = (await of('complex-reset')).start();
  run.complete('a').complete('b');
  expect(run.tasks()).toEqual(['c', 'decide']);
  run.complete('c');
  expect(run.tasks()).toEqual(['decide', 'late']);
});

test('[ERR2] what an error event is given reaches whoever catches it', async () => {
  const run = (await of('error-with-data')).start({ limit: 5000 });
  expect(run.tasks()).toEqual(['explain']);
  expect(run.variables()).toEqual({ limit: 5000, reason: '超过 5000' });
});

test('[SIG3] a signal that interrupts its thrower keeps what comes after it from running', async () => {
  const run = (await of('signal-interrupts-thrower')).start();
  expect(run.done()).not.toContain('after');
  expect(run.tasks()).toEqual(['report']);
});

test('[SIG3] a thrower that is not interrupted goes on when the signal has arrived', async () => {
  const run = (await of('signal-reaches-the-others-first')).start();
  expect(run.done()).toContain('after');
  expect(run.tasks()).toEqual(['other', 'report']);
});
