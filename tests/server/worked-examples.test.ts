import { afterAll, beforeAll, expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import { type Office, openOffice } from './support/office';
import { holderOf, walk, workedExample } from './support/walk';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.stop());

test('S1 runs from application to ledger as eight people, and the household comes out at 4105.00', async () => {
  const example = workedExample('s1');
  const caseId = await walk(office, example);
  const clerk = await holderOf(office, example, '村信息员');
  const city = await holderOf(office, example, '市办审核');

  const detail = await clerk.get('getCase', { params: { caseId } });
  expect(detail).toMatchObject({ state: 'completed', result: '监测中', unit: '532504108206' });
  expect(detail.timeline.filter((entry) => entry.kind === 'completed')).toHaveLength(10);
  expect(detail.submissions.map((one) => one.formKey)).toEqual(
    expect.arrayContaining(['a1', 'a31', 'a32', 'd03', 'd04', 'd06', 'd07']),
  );

  const dossier = await clerk.get('getDossier', { params: { recordId: detail.recordId ?? '' } });
  expect(dossier).toMatchObject({ label: '普正荣', status: '监测中' });
  const income = dossier.fields.find((field) => field.path === 'perCapitaAtEntry');
  expect(income?.display.replace(/,/g, '')).toContain('4105.00');
  expect(dossier.revisions.length).toBeGreaterThanOrEqual(2);

  const ledger = await city.get('getLedger', { params: { ledgerKey: 'city' } });
  expect(ledger.total).toBe(1);
  const file = await city.call('exportLedger', { params: { ledgerKey: 'city' } });
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((file.body as unknown as { bytes: ArrayBuffer }).bytes);
  expect(workbook.worksheets[0]?.getCell(2, 1).text).toContain('生成时间');
  expect(JSON.stringify(workbook.worksheets[0]?.getRow(4).values)).toContain('普正荣');
});

test('identity numbers leave the server masked until someone gives a reason, which is audited', async () => {
  const example = workedExample('s1');
  const clerk = await holderOf(office, example, '村信息员');
  const records = await clerk.call('listRecords');
  expect(JSON.stringify(records.body)).not.toContain('532599197403120012');
  const [record] = records.body.items;
  const recordId = record?.id ?? '';
  const dossier = await clerk.call('getDossier', { params: { recordId } });
  expect(JSON.stringify(dossier.body)).not.toContain('532599197403120012');

  const shown = await clerk.get('unmaskField', {
    params: { recordId },
    body: { path: 'headIdNumber', reason: '核对低保名单' },
  });
  expect(shown.display).toBe('532599197403120012');
  const auditor = await office.logIn('auditor');
  const audit = await auditor.get('listAudit', { query: { pageSize: '200' } });
  const entry = audit.items.find((one) => one.action === 'unmask');
  expect(entry).toMatchObject({ actorName: '张慧', subject: record?.number });
  expect(entry?.detail).toContain('核对低保名单');
});

test('another township finds neither the case nor the household nor the ledger row of S1', async () => {
  const caseId = (await office.context.models.cases.findOne().lean())?._id ?? '';
  const recordId = (await office.context.models.records.findOne().lean())?._id ?? '';
  const submissionId = (await office.context.models.submissions.findOne().lean())?._id ?? '';
  const taskId = (await office.context.models.tasks.findOne().lean())?._id ?? '';
  const stranger = await office.logIn('longtan-leader');

  expect((await stranger.call('getCase', { params: { caseId } })).status).toBe(404);
  expect((await stranger.call('getCaseDiagram', { params: { caseId } })).status).toBe(404);
  expect((await stranger.call('getSubmission', { params: { submissionId } })).status).toBe(404);
  expect((await stranger.call('getTask', { params: { taskId } })).status).toBe(404);
  expect((await stranger.call('getDossier', { params: { recordId } })).status).toBe(404);
  const seen = await stranger.get('listRecords');
  expect(seen.items.filter((one) => one.unit === '532504108206')).toEqual([]);
  expect((await stranger.get('getLedger', { params: { ledgerKey: 'village' } })).total).toBe(0);
});

test('a clerk cannot apply for a household of another village', async () => {
  const { start } = workedExample('s1');
  await office.at(start.at);
  const stranger = await office.logIn('longtan-clerk');
  const draft = await stranger.get('openMatterDraft', {
    body: { packageKey: 'mile-2020', processId: 'identify', startEventId: start.startEvent },
  });
  const reply = await stranger.call('submitMatter', {
    params: { draftId: draft.id },
    body: { values: start.forms['application'] ?? {} },
  });
  expect(reply.status).toBe(403);
  expect(reply.body).toMatchObject({ code: 'CASE-OUT-OF-REACH' });
});

test.each([
  ['s2', '监测中'],
  ['s6', '撤回'],
])('%s ends as “%s” through HTTP', async (key, result) => {
  const example = workedExample(key);
  const caseId = await walk(office, example);
  const clerk = await holderOf(office, example, '村信息员');
  const detail = await clerk.get('getCase', { params: { caseId } });
  expect(detail.state).not.toBe('active');
  expect(detail.result).toContain(result);
});

test('S7 is refused while 包村干部 is missing and ends without listing the household', async () => {
  const example = workedExample('s7');
  const caseId = await walk(office, example);
  const document = await office.context.models.cases.findById(caseId).lean();
  expect(document?.status).toBe('completed');
  expect(document?.result).toBe('不予纳入');

  // The household has its written reply, with what the meeting said and where to ask again.
  const clerk = await holderOf(office, example, '村信息员');
  const detail = await clerk.get('getCase', { params: { caseId } });
  const reply = detail.submissions.find((one) => one.formKey === 'rejection');
  const submission = await office.context.models.submissions.findById(reply?.id ?? '').lean();
  expect(submission?.values).toMatchObject({
    stage: '村组评议',
    reason: '经营商店和货车，未如实申报',
    reviewDays: 10,
    noticeDate: '2020-06-15',
  });
});

test('S8 returned by the city shows the day of the approval on the ledgers, not of the first review', async () => {
  const example = workedExample('s8');
  await walk(office, example);
  const township = await holderOf(office, example, '分管领导');
  const ledger = await township.get('getLedger', { params: { ledgerKey: 'township' } });
  expect(ledger.items.map((row) => row.cells)).toEqual([
    expect.objectContaining({
      head: '李绍光',
      village: '铺龙村',
      publicity: '2020-06-09 至 2020-06-13',
      townshipDate: '2020-06-18',
      spotChecked: '已抽查',
      entry: 3962.5,
    }),
  ]);
});

test('the audit trail is one unbroken chain, and a changed entry shows', async () => {
  const { audit, models } = office.context;
  expect(await models.audit.countDocuments()).toBeGreaterThan(50);
  expect(await audit.verify()).toBeNull();
  await models.audit.updateOne({ _id: 7 }, { $set: { detail: '改过' } });
  expect(await audit.verify()).toBe(7);
});
