import { expect, test } from '@jest/globals';
import { compileForm, reopenedValues } from '../../../runtime/form';
import type { FormDocument } from '../../../runtime/form';
import { formFile, loadWhole, play, processFile, villageFiles } from '../support/small-package';

const text = { type: 'string', title: '文字', 'x-component': 'Input' };
const date = { type: 'string', title: '日期', 'x-component': 'DatePicker' };

/** Apply → publicity for `$params.days` days → an objection leads back to the publicity. */
const process = processFile(
  `<bpmn:startEvent id="start" banshi:matter="公示" banshi:starterRoles="clerk"/>
   <bpmn:sequenceFlow id="f0" sourceRef="start" targetRef="apply"/>
   <bpmn:userTask id="apply" name="申请"><bpmn:extensionElements><banshi:assignment roles="clerk"/><banshi:form key="a" variable="application"/></bpmn:extensionElements></bpmn:userTask>
   <bpmn:sequenceFlow id="f1" sourceRef="apply" targetRef="publish"/>
   <bpmn:userTask id="publish" name="公示"><bpmn:extensionElements><banshi:assignment roles="clerk"/><banshi:form key="b" variable="publicity"/></bpmn:extensionElements></bpmn:userTask>
   <bpmn:sequenceFlow id="f2" sourceRef="publish" targetRef="wait"/>
   <bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition id="wait_t"><bpmn:timeDate xsi:type="bpmn:tFormalExpression">publicity.end</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
   <bpmn:sequenceFlow id="f3" sourceRef="wait" targetRef="check"/>
   <bpmn:userTask id="check" name="登记结果"><bpmn:extensionElements><banshi:assignment roles="host"/><banshi:form key="c" variable="check"/></bpmn:extensionElements></bpmn:userTask>
   <bpmn:sequenceFlow id="f4" sourceRef="check" targetRef="g"/>
   <bpmn:exclusiveGateway id="g" default="f5"/>
   <bpmn:sequenceFlow id="f5" sourceRef="g" targetRef="end"/>
   <bpmn:sequenceFlow id="f6" sourceRef="g" targetRef="apply"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">check.result = "异议成立"</bpmn:conditionExpression></bpmn:sequenceFlow>
   <bpmn:endEvent id="end" banshi:result="公示完"/>`,
  'banshi:subjectUnit="application.village" banshi:subject="application.name"',
);

function filesWith(publicity: Readonly<Record<string, unknown>> | undefined): Map<string, string> {
  const files = villageFiles();
  files.set('processes/p.bpmn', process);
  files.set(
    'forms/a.form.json',
    formFile('a', {
      name: { ...text, required: true },
      village: { type: 'string', title: '村', 'x-component': 'OrgUnit', default: '11' },
    }),
  );
  files.set(
    'forms/b.form.json',
    formFile(
      'b',
      {
        start: { ...date, required: true, 'x-banshi': { prefill: '$today()' } },
        end: { ...date, 'x-banshi': { compute: '$dateAdd(start, $params.days, "day")' } },
        place: { ...text, 'x-banshi': { whenReopened: 'keep' } },
        note: text,
      },
      publicity,
    ),
  );
  files.set(
    'forms/c.form.json',
    formFile('c', { result: { ...text, required: true } }, { whenReopened: 'renew' }),
  );
  return files;
}

const start = {
  at: '2020-06-01T09:00:00+08:00',
  process: 'p',
  startEvent: 'start',
  as: 'clerk',
  forms: { application: { name: '普正荣' } },
};

const firstRound = [
  {
    complete: 'publish',
    as: 'clerk',
    forms: { publicity: { place: '公开栏', note: '第一次' } },
  },
  { expect: { variables: { 'publicity.start': '2020-06-01', 'publicity.end': '2020-06-06' } } },
  {
    complete: 'check',
    as: 'host',
    at: '2020-06-06T10:00:00+08:00',
    forms: { check: { result: '异议成立' } },
  },
  { complete: 'apply', as: 'clerk', at: '2020-06-10T09:00:00+08:00' },
  { complete: 'publish', as: 'clerk' },
];

test('[F11] a form that renews starts its second round from its prefills, what it keeps apart', async () => {
  const loaded = await loadWhole(filesWith({ whenReopened: 'renew' }));
  const result = play(loaded, {
    start,
    steps: [
      ...firstRound,
      // then: the publicity is announced anew and again lasts its five days
      {
        expect: {
          openTasks: [],
          variables: {
            'application.name': '普正荣',
            'publicity.start': '2020-06-10',
            'publicity.end': '2020-06-15',
            'publicity.place': '公开栏',
            'publicity.note': undefined,
          },
        },
      },
      { advanceTo: '2020-06-14T23:00:00+08:00' },
      { expect: { openTasks: [] } },
      { advanceTo: '2020-06-15T00:00:00+08:00' },
      { expect: { openTasks: ['check'] } },
      // then: the result of the first round is not the result of the second
      { complete: 'check', as: 'host', refused: { code: 'VALUE-REQUIRED', path: 'check.result' } },
      { complete: 'check', as: 'host', forms: { check: { result: '无异议' } } },
      { expect: { state: 'completed', result: '公示完' } },
    ],
  });
  expect(result.failures).toEqual([]);
});

test('[F11] without a word a form is opened again with what it had', async () => {
  const loaded = await loadWhole(filesWith(undefined));
  const result = play(loaded, {
    start,
    steps: [
      ...firstRound,
      { advanceTo: '2020-06-10T09:00:00+08:00' },
      {
        expect: {
          openTasks: ['check'],
          variables: { 'publicity.start': '2020-06-01', 'publicity.note': '第一次' },
        },
      },
    ],
  });
  expect(result.failures).toEqual([]);
});

const formOf = (properties: Record<string, unknown>, behavior?: Record<string, unknown>) =>
  compileForm(JSON.parse(formFile('f', properties, behavior)) as FormDocument);

test('[F11] a step renews only what it may write; columns of kept rows take their defaults', () => {
  const { form } = formOf({
    rows: {
      type: 'array',
      title: '成员',
      'x-component': 'ArrayTable',
      items: {
        type: 'object',
        properties: {
          name: text,
          vote: { ...text, default: '未表决', 'x-banshi': { whenReopened: 'renew' } },
          remark: { ...text, 'x-banshi': { whenReopened: 'renew' } },
        },
      },
    },
    group: {
      type: 'object',
      title: '组',
      'x-banshi': { whenReopened: 'renew' },
      properties: { inner: text, kept: { ...text, 'x-banshi': { whenReopened: 'keep' } } },
    },
    opinion: { ...text, 'x-banshi': { whenReopened: 'renew' } },
  });
  if (form === undefined) throw new Error('not compiled');
  const values = {
    rows: [{ name: '甲', vote: '同意', remark: '好' }],
    group: { inner: '一', kept: '二' },
    opinion: '退回',
  };
  expect(reopenedValues(form, values, { default: 'edit', fields: {} })).toEqual({
    rows: [{ name: '甲', vote: '未表决' }],
    group: { kept: '二' },
  });
  expect(
    reopenedValues(form, values, { default: 'read', fields: { 'group.inner': 'edit' } }),
  ).toEqual({ ...values, group: { kept: '二' } });
});

test('[F11] other words, and a kept column of a renewed table, are problems with their places', () => {
  const problems = (
    properties: Record<string, unknown>,
    behavior?: Record<string, unknown>,
  ): readonly string[] =>
    formOf(properties, behavior).problems.map((problem) => `${problem.code} ${problem.at}`);
  expect(problems({ a: { ...text, 'x-banshi': { whenReopened: 'reset' } } })).toEqual([
    'FORM-SHAPE forms/f.form.json#/schema/properties/a/x-banshi/whenReopened',
  ]);
  expect(problems({ a: text }, { whenReopened: true })).toEqual([
    'FORM-SHAPE forms/f.form.json#/schema/x-banshi/whenReopened',
  ]);
  const table = {
    type: 'array',
    title: '成员',
    'x-component': 'ArrayTable',
    'x-banshi': { whenReopened: 'renew' },
    items: {
      type: 'object',
      properties: { name: { ...text, 'x-banshi': { whenReopened: 'keep' } } },
    },
  };
  expect(problems({ rows: table })).toEqual([
    'FORM-REOPENED-COLUMN forms/f.form.json#/schema/properties/rows/items/properties/name',
  ]);
});
