import { expect, test } from '@jest/globals';
import { type CaseState, searchWords } from '../../../runtime/case';
import { loadPackage } from '../../../runtime/package';
import { formFile, loadWhole, processFile, villageFiles } from '../support/small-package';

const text = { type: 'string', title: '文字', 'x-component': 'Input' };

function files(searchVariables: string): Map<string, string> {
  const all = villageFiles();
  all.set('forms/a.form.json', formFile('a', { name: text, phone: text }));
  all.set(
    'processes/p.bpmn',
    processFile(
      `<bpmn:startEvent id="start" banshi:matter="申请" banshi:starterRoles="clerk"/>
       <bpmn:sequenceFlow id="f0" sourceRef="start" targetRef="apply"/>
       <bpmn:userTask id="apply" name="申请"><bpmn:extensionElements><banshi:assignment roles="clerk"/><banshi:form key="a" variable="application"/></bpmn:extensionElements></bpmn:userTask>
       <bpmn:sequenceFlow id="f1" sourceRef="apply" targetRef="end"/><bpmn:endEvent id="end"/>`,
      `banshi:searchVariables="${searchVariables}"`,
    ),
  );
  return all;
}

function caseWith(variables: object): CaseState {
  const activities = { '0': { element: 'p', variables } };
  return { processId: 'p', instance: { activities } } as unknown as CaseState;
}

test('[CASE9] a case is found by the values of what its process names, and by nothing else', async () => {
  const loaded = await loadWhole(files('application.name'));
  const application = { name: ' 普正荣 ', phone: '13800000000' };
  expect(searchWords(loaded, caseWith({ application }))).toEqual(['application.name=普正荣']);
  expect(searchWords(loaded, caseWith({}))).toEqual([]);
  expect(searchWords(loaded, caseWith({ application: { name: { first: '普' } } }))).toEqual([]);
  expect(searchWords(loaded, caseWith({ application: [{ name: '甲' }, { name: 7 }] }))).toEqual([
    'application.name=甲',
    'application.name=7',
  ]);
});

test('[CASE9] a search variable that no form has is refused, with the process and the name', async () => {
  const { problems } = await loadPackage(files('application.nmae'));
  expect(problems.map(({ code, at }) => `${code} ${at}`)).toEqual([
    'PKG-UNKNOWN-VARIABLE processes/p.bpmn#p',
  ]);
  expect(problems[0]?.message).toContain('application.nmae');
});
