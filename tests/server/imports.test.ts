/**
 * Lists of applicants: a template is filled as people fill one, sent, checked, and opened as applications; or refused with
 * every mistake at its place, and nothing of it stays.
 */
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type ExcelJS from 'exceljs';
import type { ImportView } from '../../runtime/contract';
import { formContextOf } from '../../runtime/case';
import type { FormContext, FormModel } from '../../runtime/form';
import { applicationOf } from './support/applicants';
import type { Client } from './support/client';
import { fillList } from './support/list';
import { type Office, openOffice } from './support/office';

const MATTER = {
  packageKey: 'mile-2020',
  processId: 'identify',
  startEventId: 'start_registered',
} as const;
const PATH = `/matters/${MATTER.packageKey}/${MATTER.processId}/${MATTER.startEventId}`;

let office: Office;
let clerk: Client;
let form: FormModel;
let context: FormContext;
let template: Buffer;

beforeAll(async () => {
  office = await openOffice();
  await office.at('2020-06-03T10:00:00+08:00');
  clerk = await office.logIn('zhanghui');
  const loaded = (await office.context.packages.all()).find(
    (one) => one.manifest.key === MATTER.packageKey,
  );
  const found = loaded?.forms.get('a1');
  if (loaded === undefined || found === undefined) throw new Error('no annex 1');
  form = found;
  const environment = { package: loaded, at: office.context.clock(), actor: null, record: null };
  context = formContextOf(environment, null, '2020-06-03');
  const reply = await fetch(`${office.url}/api${PATH}/template.xlsx`, {
    headers: { cookie: clerk.cookie },
  });
  expect(reply.status).toBe(200);
  template = Buffer.from(await reply.arrayBuffer());
}, 60_000);
afterAll(() => office.stop());
beforeEach(async () => {
  await office.context.models.matterDrafts.deleteMany({});
  await office.context.models.imports.deleteMany({});
});

/** Sends a workbook, and waits until something has become of it. */
async function send(bytes: Buffer, name = '申请名单.xlsx'): Promise<ImportView> {
  const body = new FormData();
  body.append('file', new Blob([Uint8Array.from(bytes)]), name);
  const reply = await clerk.fetch('POST', `${PATH}/imports`, body);
  expect(reply.status).toBe(200);
  const importId = String(reply.body['id']);
  for (const until = Date.now() + 30_000; Date.now() < until; await setTimeout(50)) {
    const now = await clerk.get('getImport', { params: { importId } });
    if (['refused', 'done', 'failed'].includes(now.state)) return now;
  }
  throw new Error('nothing has become of the list');
}

const bytesOf = async (workbook: ExcelJS.Workbook): Promise<Buffer> =>
  Buffer.from(await workbook.xlsx.writeBuffer());

const applicants = (count: number) =>
  Array.from({ length: count }, (_, order) => applicationOf(order));

/** By column; row 2 has them. */
const titlesOf = (page: ExcelJS.Worksheet | undefined): string[] =>
  (page?.getRow(2).values ?? []) as string[];

const drafts = async () => (await clerk.get('listMatterDrafts')).items;

test('the template marks what is required, offers what may be chosen, and has a sheet for the family', async () => {
  const workbook = await fillList(template, form, context, []);
  const [main, members] = workbook.worksheets;
  expect([main?.name, members?.name]).toEqual(['脱贫监测户申请书', '家庭成员']);
  const titles = titlesOf(main).filter(Boolean);
  expect(titles).toEqual(expect.arrayContaining(['户主姓名*', '户主证件号码*', '开户银行']));
  // what is computed, signed or attached is not asked for
  expect(titles.join()).not.toMatch(/家庭人口|签字、按手印|附件/);
  const model = JSON.stringify((main as never as { dataValidations: object }).dataValidations);
  expect(model).toMatch(/"type":"list".*'选项'!\$/);
});

test('three applicants become three applications, which lack nothing but the signature', async () => {
  const list = await fillList(template, form, context, applicants(3));
  const done = await send(await bytesOf(list));
  expect(done).toMatchObject({
    state: 'done',
    rows: 3,
    problemCount: 0,
    fileName: '申请名单.xlsx',
  });
  expect((await drafts()).map((one) => one.subjectName)).toEqual(['普正荣', '普正荣', '普正荣']);
  const [first] = await drafts();
  const draft = await clerk.get('getMatterDraft', { params: { draftId: first?.id ?? '' } });
  expect(draft.form.values).toMatchObject({
    headName: '普正荣',
    townshipCode: '532504108',
    villageCode: '532504108206',
    riskTypes: ['06'],
    incomeYear: { start: '2019-06', end: '2020-05' },
    perCapitaSelf: 4000,
    population: 4,
  });
  const members = draft.form.values['members'] as { name: string; age: number }[];
  expect(members.map(({ name }) => name)).toEqual(['普正荣', '李秀英', '普王氏', '普小龙']);

  const submit = (values: object) =>
    clerk.call('submitMatter', {
      params: { draftId: draft.id },
      body: { values: { ...draft.form.values, ...values }, warningReasons: {} },
    });
  const unsigned = (await submit({})) as unknown as {
    status: number;
    body: { problems: { at: string }[] };
  };
  expect(unsigned.status).toBe(422);
  expect(unsigned.body.problems.map((one) => one.at)).toEqual([
    expect.stringMatching(/applicantSign$/),
  ]);
  const { applicantSign } = applicationOf(0);
  expect((await submit({ applicantSign })).status).toBe(200);
});

test('every mistake is told with its sheet, row, column and a sentence, and nothing is imported', async () => {
  const list = await fillList(template, form, context, applicants(4));
  const [main, members] = list.worksheets;
  const at = (page: ExcelJS.Worksheet | undefined, title: string): number =>
    titlesOf(page).findIndex((one) => one?.replace(/\*$/, '') === title);
  const write = (
    page: ExcelJS.Worksheet | undefined,
    row: number,
    title: string,
    value: unknown,
  ) => {
    if (page !== undefined) page.getCell(row, at(page, title)).value = value as ExcelJS.CellValue;
  };
  write(main, 3, '填表日期', '去年');
  write(main, 3, '乡镇（街道）', '不存在镇');
  write(main, 4, '自报家庭人均纯收入', '四千');
  write(main, 4, '返贫风险类型', '因产业失败、因懒惰');
  write(main, 5, '户主证件号码', Number('532599197403121015'));
  write(members, 3, '享受低保', '大概');
  write(members, 4, '第几户', 99);
  // the fourth reads well, but its head has a wrong check digit
  write(main, 6, '户主证件号码', '532599197403120013');
  const refused = await send(await bytesOf(list));
  expect(refused.state).toBe('refused');
  const told = refused.problems.map(
    ({ sheet, row, column, message }) => `${sheet} ${row} ${column}：${message}`,
  );
  expect(told).toEqual(
    expect.arrayContaining([
      '脱贫监测户申请书 3 填表日期：“去年”不是日期，请写成 2020-06-03。',
      '脱贫监测户申请书 3 乡镇（街道）：没有叫“不存在镇”的单位。',
      '脱贫监测户申请书 4 自报家庭人均纯收入：“四千”不是数字。',
      '脱贫监测户申请书 4 返贫风险类型：“因懒惰”不在可选的内容里。',
      expect.stringMatching(/^脱贫监测户申请书 5 户主证件号码：这么长的号码被表格改成了数字/),
      '家庭成员 3 享受低保：“大概”请改成“是”或“否”。',
      expect.stringMatching(/^脱贫监测户申请书 6 户主证件号码：/),
    ]),
  );
  expect(await drafts()).toEqual([]);
  expect(await office.context.models.matterDrafts.countDocuments()).toBe(0);
});

test('the rules of the form are held against every row: a wrong check digit, no head, a row for nobody, one twice', async () => {
  const [one, two, three] = applicants(3);
  const members = ((two?.['members'] ?? []) as { relation: string }[]).map((member) => ({
    ...member,
    relation: '之子',
  }));
  const list = await fillList(template, form, context, [
    { ...one, headIdNumber: '532599197403120013' },
    { ...two, members },
    { ...three, headIdNumber: applicationOf(5)['headIdNumber'] },
    { ...applicationOf(5) },
  ]);
  const page = list.getWorksheet('家庭成员');
  if (page !== undefined) page.getCell(20, 1).value = 77;
  if (page !== undefined) page.getCell(20, 2).value = '不知是谁家的';
  const refused = await send(await bytesOf(list));
  const told = refused.problems.map(({ sheet, row, column }) => `${sheet} ${row} ${column}`);
  expect(told).toEqual(
    expect.arrayContaining([
      '脱贫监测户申请书 3 户主证件号码',
      '脱贫监测户申请书 6 户主证件号码',
      '家庭成员 20 第几户',
    ]),
  );
  expect(refused.problems.some(({ row, message }) => row === 4 && /户主/.test(message))).toBe(true);
  expect(await drafts()).toEqual([]);
});

test('what is no list at all is refused with a sentence', async () => {
  const text = await send(Buffer.from('姓名,证件号码\n普正荣,1'));
  expect(text.problems.map((one) => one.message)).toEqual([
    '这不是能读的 XLSX 文件。请用下载的模板填写后再上传。',
  ]);
  const empty = await send(template);
  expect(empty.problems.map((one) => one.message)).toEqual(['表里没有填任何一行。']);
  const list = await fillList(template, form, context, applicants(1));
  list.removeWorksheet('家庭成员');
  const torn = await send(await bytesOf(list));
  expect(torn.problems.map((one) => one.message)).toEqual([
    '文件里没有“家庭成员”这张表。请用下载的模板填写。',
  ]);
});

test('an import that lost its process: what was not all there is taken back, what was is shown', async () => {
  const { models } = office.context;
  const base = {
    ownerId: (await models.users.findOne({ username: 'zhanghui' }).lean())?._id ?? '',
    packageVersion: '1.0.0',
    ...MATTER,
    matter: '脱贫监测户申请',
    fileName: '名单.xlsx',
    rows: 2,
    progress: 1,
    problems: [],
    problemCount: 0,
    createdAt: office.context.clock() - 600_000,
    aliveAt: office.context.clock() - 600_000,
  };
  const draft = (importId: string, importRow: number) => ({
    _id: `${importId}-${importRow}`,
    ...MATTER,
    ownerId: base.ownerId,
    packageVersion: '1.0.0',
    matter: base.matter,
    caseId: null,
    importId,
    importRow,
    forms: { application: { headName: importId } },
    outcome: null,
    opinion: null,
    warningReasons: {},
    revision: 1,
    savedAt: null,
  });
  await models.imports.insertMany([
    { ...base, _id: 'writing', state: 'writing' },
    { ...base, _id: 'showing', state: 'showing' },
  ]);
  await models.matterDrafts.insertMany([
    draft('writing', 0),
    draft('showing', 0),
    draft('showing', 1),
  ]);
  expect(await drafts()).toEqual([]);
  await office.worker.turn();
  expect((await drafts()).map((one) => one.subjectName)).toEqual(['showing', 'showing']);
  expect(await models.matterDrafts.countDocuments({ importId: 'writing' })).toBe(0);
  const states = await models.imports.find().sort({ _id: 1 }).lean();
  expect(states.map(({ _id, state }) => `${_id} ${state}`)).toEqual([
    'showing done',
    'writing failed',
  ]);
});

test('who may not start the matter gets no template, and nobody sees another’s list', async () => {
  const reviewer = await office.logIn('puzhengming');
  const reply = await fetch(`${office.url}/api${PATH}/template.xlsx`, {
    headers: { cookie: reviewer.cookie },
  });
  expect(reply.status).toBe(404);
  const done = await send(await bytesOf(await fillList(template, form, context, applicants(1))));
  const other = await office.logIn('longtan-clerk');
  const seen = await other.call('getImport', { params: { importId: done.id } });
  expect(seen.status).toBe(404);
  expect(await other.get('listImports')).toEqual([]);
});
