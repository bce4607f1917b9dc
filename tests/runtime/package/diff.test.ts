import { expect, test } from '@jest/globals';
import { packageDifferences } from '../../../runtime/package';
import { formFile, loadWhole, processFile, villageFiles } from '../support/small-package';

const text = (title: string, more: object = {}): object => ({
  type: 'string',
  title,
  'x-component': 'Input',
  ...more,
});

const task = (id: string, name: string, role: string): string =>
  `<bpmn:userTask id="${id}" name="${name}"><bpmn:extensionElements><banshi:assignment roles="${role}"/><banshi:form key="a" variable="${id}"/></bpmn:extensionElements></bpmn:userTask>`;
const flow = (id: string, from: string, to: string): string =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`;

function versionOne(): Map<string, string> {
  const files = villageFiles();
  files.set('forms/a.form.json', formFile('a', { name: text('姓名'), phone: text('电话') }));
  files.set(
    'processes/p.bpmn',
    processFile(
      `<bpmn:startEvent id="s" banshi:matter="申请" banshi:starterRoles="clerk"/>${flow('f1', 's', 'apply')}${task('apply', '申请', 'clerk')}${flow('f2', 'apply', 'review')}${task('review', '审核', 'host')}${flow('f3', 'review', 'e')}<bpmn:endEvent id="e"/>`,
    ),
  );
  return files;
}

async function sentences(change: (files: Map<string, string>) => void): Promise<string[]> {
  const after = versionOne();
  change(after);
  const differences = packageDifferences(await loadWhole(versionOne()), await loadWhole(after));
  return differences.map(({ path, kind, sentence }) => `${path} ${kind} ${sentence}`);
}

test('two equal versions do not differ', async () => {
  expect(await sentences(() => undefined)).toEqual([]);
});

test('fields added, removed and changed are told by what changed', async () => {
  const changed = await sentences((files) => {
    files.set(
      'forms/a.form.json',
      formFile('a', {
        name: text('户主姓名', { required: true, maxLength: 20 }),
        wechat: text('微信'),
      }),
    );
  });
  expect(changed).toEqual([
    'forms/a.form.json changed “表 a”字段“户主姓名”名称由“姓名”改为“户主姓名”',
    'forms/a.form.json changed “表 a”字段“户主姓名”必填由“否”改为“是”',
    'forms/a.form.json changed “表 a”字段“户主姓名”最多字数由无改为20',
    'forms/a.form.json added “表 a”增加字段“微信”',
    'forms/a.form.json removed “表 a”去掉字段“电话”',
  ]);
});

test('an inserted step is told with its neighbours, a changed one with its role', async () => {
  const changed = await sentences((files) => {
    const xml = files.get('processes/p.bpmn') ?? '';
    files.set(
      'processes/p.bpmn',
      xml
        .replace(
          flow('f2', 'apply', 'review'),
          `${flow('f2', 'apply', 'meeting')}${task('meeting', '村民代表会', 'host')}${flow('f4', 'meeting', 'review')}`,
        )
        .replace(task('review', '审核', 'host'), task('review', '审核', 'office')),
    );
  });
  expect(changed).toEqual([
    'processes/p.bpmn changed 环节“申请”下一步由“审核”改为“村民代表会”',
    'processes/p.bpmn added 在“申请”与“审核”之间增加环节“村民代表会”',
    'processes/p.bpmn changed 环节“审核”办理角色由“host”改为“office”',
  ]);
});

test('parameters, units, roles, dictionaries, forms and other files are told', async () => {
  const changed = await sentences((files) => {
    const edit = (path: string, from: string, to: string): void => {
      const old = files.get(path) ?? '';
      if (!old.includes(from)) throw new Error(`${path} has no ${from}`);
      files.set(path, old.replace(from, to));
    };
    edit('parameters.json', '"value":5', '"value":7');
    edit('organization.json', '"name":"二村"', '"name":"二社区"');
    edit(
      'organization.json',
      ',{"code":"12"',
      ',{"code":"13","name":"三村","type":"village","parent":"1"},{"code":"12"',
    );
    edit('roles.json', '"key":"office","title":"县办"', '"key":"office","title":"县扶贫办"');
    files.set(
      'dictionaries/risks.json',
      JSON.stringify({ key: 'risks', title: '风险', items: [{ value: '1', label: '因病' }] }),
    );
    files.set('forms/b.form.json', formFile('b', { name: text('姓名') }));
  });
  expect(changed).toEqual([
    'forms/b.form.json added 增加表单“表 b”',
    'dictionaries/risks.json added 增加字典“风险”',
    'parameters.json changed 参数“公示天数”值由5改为7',
    'roles.json changed 角色“县扶贫办”名称由“县办”改为“县扶贫办”',
    'organization.json added 增加单位“三村”',
    'organization.json changed 单位“二社区”名称由“二村”改为“二社区”',
  ]);
});

const signal = (days: string): string =>
  `<bpmn:startEvent id="s" banshi:matter="申请" banshi:starterRoles="clerk"/>${flow('f0', 's', 'first')}${task('first', '填表', 'clerk')}${flow('f1', 'first', 'g')}<bpmn:exclusiveGateway id="g" default="f3"/><bpmn:sequenceFlow id="f2" sourceRef="g" targetRef="apply"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${days} > 3</bpmn:conditionExpression></bpmn:sequenceFlow>${flow('f3', 'g', 'wait')}<bpmn:userTask id="apply" name="申请"><bpmn:extensionElements><banshi:assignment roles="clerk"/><banshi:deadline days="${days}" dayType="calendar"/></bpmn:extensionElements></bpmn:userTask>${flow('f4', 'apply', 'e')}<bpmn:intermediateCatchEvent id="wait" name="等待"><bpmn:timerEventDefinition id="t"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P${days.length}D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>${flow('f5', 'wait', 'e')}<bpmn:endEvent id="e"/>`;

test('conditions, time limits, timers and the name of a step without one are told', async () => {
  const withDays = async (days: string) => {
    const files = versionOne();
    files.set('processes/p.bpmn', processFile(signal(days)));
    return loadWhole(files);
  };
  const changed = packageDifferences(await withDays('5'), await withDays('10'));
  expect(changed.map(({ element, sentence }) => `${element}: ${sentence}`)).toEqual([
    'g: 环节“g”下一步由“申请(5 > 3)、等待”改为“申请(10 > 3)、等待”',
    'apply: 环节“申请”期限由“5”改为“10”',
    'wait: 环节“等待”事件由[["timer","P1D"]]改为[["timer","P2D"]]',
  ]);
});

test('a process that is new, gone or renamed, and rules of a whole form are told', async () => {
  const second = processFile(
    `<bpmn:startEvent id="s2" banshi:matter="复查" banshi:starterRoles="clerk"/>${flow('x1', 's2', 'apply2')}${task('apply2', '申请复查', 'clerk')}${flow('x2', 'apply2', 'e2')}<bpmn:endEvent id="e2"/>`,
  ).replace('id="p" name="公示"', 'id="q" name="复查"');
  const added = await sentences((files) => files.set('processes/q.bpmn', second));
  expect(added).toEqual(['processes/q.bpmn added 增加流程“复查”']);
  const without = await loadWhole(versionOne());
  const having = versionOne();
  having.set('processes/q.bpmn', second);
  expect(packageDifferences(await loadWhole(having), without)).toEqual([
    { path: 'processes/q.bpmn', element: '', kind: 'removed', sentence: '去掉流程“复查”' },
  ]);
  const rule = await sentences((files) =>
    files.set(
      'forms/a.form.json',
      formFile(
        'a',
        { name: text('姓名'), phone: text('电话') },
        {
          rules: [
            {
              id: 'r1',
              assert: '$exists(name)',
              message: '请填写姓名',
              at: 'name',
              severity: 'error',
            },
          ],
        },
      ),
    ),
  );
  expect(rule).toEqual(['forms/a.form.json changed “表 a”的打印格式或整表校验有改动']);
});
