import { expect, test } from '@jest/globals';
import { type CaseEnvironment, describeNext, startCase } from '../../../runtime/case';
import { formFile, loadWhole, play, processFile, villageFiles } from '../support/small-package';

const text = { type: 'string', title: '文字', 'x-component': 'Input' };

/** Apply → decide (not by who applied) → end; the clerk of the village may withdraw meanwhile. */
async function loaded() {
  const files = villageFiles();
  files.set(
    'forms/a.form.json',
    formFile('a', {
      name: { ...text, required: true },
      village: { type: 'string', title: '村', 'x-component': 'OrgUnit', default: '11' },
    }),
  );
  files.set('forms/d.form.json', formFile('d', { result: text, why: text }));
  files.set(
    'processes/p.bpmn',
    processFile(
      `<bpmn:startEvent id="start" banshi:matter="申请" banshi:starterRoles="clerk"/>
       <bpmn:sequenceFlow id="f0" sourceRef="start" targetRef="apply"/>
       <bpmn:userTask id="apply" name="申请"><bpmn:extensionElements><banshi:assignment roles="clerk"/><banshi:form key="a" variable="application"/></bpmn:extensionElements></bpmn:userTask>
       <bpmn:sequenceFlow id="f1" sourceRef="apply" targetRef="decide"/>
       <bpmn:userTask id="decide" name="审核"><bpmn:extensionElements><banshi:assignment roles="clerk host" level="village" separateFrom="apply"/><banshi:form key="d" variable="decision"/><banshi:outcomes form="d" resultField="result" opinionField="why"><banshi:outcome value="同意" title="同意" tone="positive" requiresOpinion="false"/><banshi:outcome value="不同意" title="不同意" tone="negative" requiresOpinion="true"/></banshi:outcomes></bpmn:extensionElements></bpmn:userTask>
       <bpmn:boundaryEvent id="b" attachedToRef="decide"><bpmn:messageEventDefinition id="bm" messageRef="m" banshi:senderTitle="撤回" banshi:senderRoles="host"/></bpmn:boundaryEvent>
       <bpmn:sequenceFlow id="f2" sourceRef="decide" targetRef="end"/><bpmn:sequenceFlow id="f3" sourceRef="b" targetRef="gone"/>
       <bpmn:endEvent id="end" banshi:result="办结"/><bpmn:endEvent id="gone" banshi:result="撤回"/>`,
      'banshi:subjectUnit="application.village" banshi:subject="application.name"',
    ).replace('<bpmn:process', '<bpmn:message id="m" name="withdraw"/><bpmn:process'),
  );
  return loadWhole(files);
}

const start = {
  at: '2020-06-01T09:00:00+08:00',
  process: 'p',
  startEvent: 'start',
  as: 'clerk',
  forms: { application: { name: '普正荣' } },
};

test('[CASE1] who may not start is refused; an application that lacks something starts nothing', async () => {
  const whole = await loaded();
  const refused = (more: object): unknown =>
    play(whole, { start: { ...start, ...more }, steps: [{ expect: { openTasks: [] } }] }).failures;
  expect(refused({ as: 'host', refused: 'CASE-MAY-NOT-START' })).toEqual([]);
  expect(refused({ startEvent: 'apply', refused: 'CASE-UNKNOWN-MATTER' })).toEqual([]);
  expect(
    refused({
      forms: { application: {} },
      refused: { code: 'VALUE-REQUIRED', path: 'application.name' },
    }),
  ).toEqual([]);
});

test('[CASE2] [CASE4] [CASE5] duties are separate, outcomes chosen and explained; a refusal changes nothing', async () => {
  const result = play(await loaded(), {
    start,
    steps: [
      { complete: 'decide', as: 'clerk', outcome: '同意', refused: 'CASE-SEPARATE' },
      { complete: 'decide', as: 'office', outcome: '同意', refused: 'CASE-MAY-NOT-PERFORM' },
      { complete: 'decide', as: 'host', refused: 'CASE-OUTCOME-MISSING' },
      { complete: 'decide', as: 'host', outcome: '也许', refused: 'CASE-OUTCOME-MISSING' },
      { complete: 'decide', as: 'host', outcome: '不同意', refused: 'CASE-OPINION-MISSING' },
      {
        complete: 'decide',
        as: 'host',
        outcome: '不同意',
        opinion: ' 不好 ',
        refused: 'CASE-OPINION-MISSING',
      },
      { expect: { openTasks: ['decide'], state: 'active' } },
      { complete: 'decide', as: 'host', outcome: '不同意', opinion: ' 收入不符合条件 ' },
      {
        expect: {
          state: 'completed',
          result: '办结',
          path: ['apply', 'decide', 'end'],
          variables: { 'decision.result': '不同意', 'decision.why': '收入不符合条件' },
        },
      },
    ],
  });
  expect(result.failures).toEqual([]);
});

test('[CASE7] a message by hand needs its sender and a reason', async () => {
  const send = { message: 'withdraw', reason: '家里情况已经好转' };
  const whole = await loaded();
  const result = play(whole, {
    start,
    steps: [
      { ...send, as: 'office', refused: 'CASE-MESSAGE-NOT-YOURS' },
      { ...send, as: 'host', reason: '不办', refused: 'CASE-REASON-MISSING' },
      { ...send, as: 'host' },
      {
        expect: { result: '撤回', variables: { 'message_withdraw.reason': '家里情况已经好转' } },
      },
    ],
  });
  expect(result.failures).toEqual([]);
  // then: whoever applied may, too
  expect(play(whole, { start, steps: [{ ...send, as: 'clerk' }] }).failures).toEqual([]);
});

test('[CASE1] what follows from an application is told with the unit, the roles and the step', async () => {
  const whole = await loaded();
  const actor = { id: 'zhang', name: '张慧', unit: '11', post: '信息员' };
  const environment: CaseEnvironment = {
    package: whole,
    at: Date.parse(start.at),
    actor,
    record: null,
  };
  const started = startCase(environment, {
    caseId: 'c1',
    number: 'SB1',
    processId: 'p',
    startEventId: 'start',
    person: { actor, seats: [{ role: 'clerk', unit: '11' }] },
    completion: { forms: start.forms },
  });
  if (!started.ok) throw new Error(started.error.message);
  expect(started.value.case).toMatchObject({ subject: '普正荣', subjectUnit: '11' });
  expect(describeNext(environment, started.value)).toBe('将送 一村 信息员、支书 办理“审核”。');
});
