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
