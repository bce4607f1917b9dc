import { expect, test } from '@jest/globals';
import { type RecordedCase, type RecordedStep, whatIf } from '../../../runtime/scenario';
import { formFile, loadWhole, processFile, villageFiles } from '../support/small-package';

const T0 = Date.parse('2020-06-01T09:00:00+08:00');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const text = { type: 'string', title: '姓名', 'x-component': 'Input' };

interface Shape {
  /** What the application asks for besides the name. */
  readonly more?: object;
  /** Elements and flows after 审核. */
  readonly after?: string;
  readonly result?: string;
}

/** 申请 → 审核 → end, as it was when the case was recorded; a shape changes it. */
function definition({ more = {}, after, result = '办结' }: Shape = {}) {
  const files = villageFiles();
  files.set(
    'forms/a.form.json',
    formFile('a', {
      name: { ...text, required: true },
      village: { type: 'string', title: '村', 'x-component': 'OrgUnit', default: '11' },
      ...more,
    }),
  );
  files.set('forms/d.form.json', formFile('d', { words: text }));
  files.set(
    'processes/p.bpmn',
    processFile(
      `<bpmn:startEvent id="start" banshi:matter="申请" banshi:starterRoles="clerk"/>
       <bpmn:sequenceFlow id="f0" sourceRef="start" targetRef="apply"/>
       <bpmn:userTask id="apply" name="申请"><bpmn:extensionElements><banshi:assignment roles="clerk"/><banshi:form key="a" variable="application"/></bpmn:extensionElements></bpmn:userTask>
       <bpmn:sequenceFlow id="f1" sourceRef="apply" targetRef="decide"/>
       ${task('decide', '审核')}
       ${after ?? '<bpmn:sequenceFlow id="f2" sourceRef="decide" targetRef="end"/>'}
       <bpmn:endEvent id="end" banshi:result="${result}"/>`,
      'banshi:subjectUnit="application.village"',
    ),
  );
  return loadWhole(files);
}

function task(id: string, name: string): string {
  return `<bpmn:userTask id="${id}" name="${name}"><bpmn:extensionElements><banshi:assignment roles="host" level="village"/><banshi:form key="d" variable="${id}"/></bpmn:extensionElements></bpmn:userTask>`;
}

const clerk = {
  actor: { id: 'zhang', name: '张慧', unit: '11' },
  seats: [{ role: 'clerk', unit: '11' }],
};
const host = {
  actor: { id: 'pu', name: '普正明', unit: '11' },
  seats: [{ role: 'host', unit: '11' }],
};

function did(
  elementId: string,
  at: number,
  person: RecordedStep['person'],
  values: object,
): RecordedStep {
  const variable = elementId === 'apply' ? 'application' : elementId;
  return {
    type: 'complete',
    at,
    person,
    elementId,
    completion: { forms: { [variable]: { ...values } } },
  };
}

const recorded: RecordedCase = {
  processId: 'p',
  startEventId: 'start',
  steps: [
    did('apply', T0, clerk, { name: '普正荣', village: '11' }),
    did('decide', T0 + 2 * DAY, host, { words: '情况属实' }),
  ],
  openAfter: [['decide'], []],
  result: '办结',
  record: null,
  until: T0 + 3 * DAY,
};

const found = (differences: ReturnType<typeof whatIf>['differences']): string[] =>
  differences.map(({ code, elementId }) => `${code} ${elementId}`);

test('[WHATIF1] on the same definition nothing differs', async () => {
  const played = whatIf(await definition(), recorded);
  expect(played).toMatchObject({ differences: [], status: 'completed', result: '办结' });
  expect(played.path).toEqual(['start', 'apply', 'decide', 'end']);
  expect(played.played.map((one) => `${one.name} ${one.actorName}`)).toEqual([
    '申请 张慧',
    '审核 普正明',
  ]);
});

test('[WHATIF2] what the application would lack keeps the case from beginning', async () => {
  const played = whatIf(
    await definition({ more: { phone: { ...text, title: '电话', required: true } } }),
    recorded,
  );
  expect(found(played.differences)).toEqual(['WHATIF-START apply']);
  expect(played.differences[0]?.message).toContain('电话');
  expect(played.status).toBe('notStarted');
});

test('[WHATIF3] one more step: the case would be there now, and has no result', async () => {
  const after =
    '<bpmn:sequenceFlow id="f2" sourceRef="decide" targetRef="sign"/>' +
    task('sign', '签发') +
    '<bpmn:sequenceFlow id="f3" sourceRef="sign" targetRef="end"/>';
  const played = whatIf(await definition({ after }), recorded);
  expect(found(played.differences)).toEqual(['WHATIF-ELSEWHERE decide', 'WHATIF-RESULT ']);
  expect(played.differences[0]?.message).toBe('“审核”办完后，当时到“没有待办”，按这一版到“签发”。');
  expect(played.waitingAt).toEqual(['sign']);
});

test('[WHATIF4] a step that does not exist at that moment ends the play', async () => {
  const played = whatIf(await definition(), {
    ...recorded,
    steps: [
      recorded.steps[0] as RecordedStep,
      did('survey', T0 + DAY, host, {}),
      recorded.steps[1] as RecordedStep,
    ],
    openAfter: [['decide'], ['decide'], []],
  });
  expect(found(played.differences)).toEqual(['WHATIF-NOT-OPEN survey']);
  expect(played.differences[0]?.message).toContain('停在“审核”');
  expect(played.waitingAt).toEqual(['decide']);
});

test('[WHATIF5] who may not do the step there is named, and the rest is played all the same', async () => {
  const played = whatIf(await definition(), {
    ...recorded,
    steps: [recorded.steps[0] as RecordedStep, did('decide', T0 + DAY, clerk, { words: '好' })],
  });
  expect(found(played.differences)).toEqual(['WHATIF-REFUSED decide']);
  expect(played.result).toBe('办结');
});

test('[WHATIF6] another result is said', async () => {
  const played = whatIf(await definition({ result: '纳入监测' }), recorded);
  expect(played.differences.map((one) => one.message)).toEqual([
    '当时的结果是“办结”，按这一版是“纳入监测”。',
  ]);
});

test('[WHATIF7] timers run at their time between what people did', async () => {
  const after =
    '<bpmn:sequenceFlow id="f2" sourceRef="decide" targetRef="end"/>' +
    '<bpmn:boundaryEvent id="late" attachedToRef="decide"><bpmn:timerEventDefinition id="t"><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>' +
    '<bpmn:sequenceFlow id="f4" sourceRef="late" targetRef="gone"/><bpmn:endEvent id="gone" banshi:result="超期"/>';
  const played = whatIf(await definition({ after }), recorded);
  expect(found(played.differences)).toEqual(['WHATIF-ELSEWHERE apply', 'WHATIF-NOT-OPEN decide']);
  expect(played.result).toBe('超期');
});
