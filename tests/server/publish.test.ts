import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from './support/client';
import { type Office, openOffice } from './support/office';
import { apply, completionFor, openTask, walk, workedExample } from './support/walk';

const example = workedExample('s1');
const application = example.start.forms['application'] ?? {};
const params = { packageKey: 'mile-2020' };
const FORM = 'forms/a1.form.json';
let office: Office;
let admin: Client;
let clerk: Client;

beforeAll(async () => {
  office = await openOffice();
  await office.at(example.start.at);
  [admin, clerk] = await Promise.all([office.logIn('admin'), office.logIn('zhanghui')]);
});
afterAll(() => office.stop());

async function edit(path: string, change: (text: string) => string): Promise<number> {
  const file = await admin.get('getDraftFile', { params, query: { path } });
  const body = { path, text: change(file.text), revision: file.revision };
  return (await admin.get('saveDraftFile', { params, body })).revision;
}

function withWeChat(text: string): string {
  const form = JSON.parse(text) as {
    schema: { properties: Record<string, { properties?: object }> };
  };
  form.schema.properties['wechat'] = {
    type: 'string',
    title: '联系微信',
    'x-component': 'Input',
    'x-decorator': 'FormItem',
  } as object;
  return JSON.stringify(form, null, 2);
}

test('a draft that breaks a rule cannot be published, and the check says where', async () => {
  const revision = await edit(FORM, (text) =>
    text.replace('"x-component": "IdNumber"', '"x-component": "Nope"'),
  );
  const { problems } = await admin.get('checkDraft', { params });
  expect(problems.find((problem) => problem.code === 'FORM-COMPONENT')?.at).toContain(FORM);
  const reply = await admin.call('publishDraft', {
    params,
    body: { version: '1.1.0', note: '试一试', revision },
  });
  expect(reply.status).toBe(422);
  expect(reply.body).toMatchObject({ code: 'PKG-PROBLEMS' });
  await admin.get('discardDraft', { params });
});

test('a draft whose worked examples fail cannot be published', async () => {
  const revision = await edit('parameters.json', (text) => {
    const file = JSON.parse(text) as { parameters: { key: string; value: unknown }[] };
    const line = file.parameters.find((one) => one.key === 'nationalStandard');
    if (line === undefined) throw new Error('no nationalStandard');
    Object.assign(line, { value: 1, values: undefined });
    return JSON.stringify(file);
  });
  const reply = await admin.call('publishDraft', {
    params,
    body: { version: '1.1.0', note: '改标准', revision },
  });
  expect(reply.status).toBe(422);
  expect(reply.body).toMatchObject({ code: 'PKG-SCENARIOS' });
  await admin.get('discardDraft', { params });
});

test('a save over someone else’s newer one is refused', async () => {
  const file = await admin.get('getDraftFile', { params, query: { path: FORM } });
  await edit(FORM, (text) => `${text}\n`);
  const reply = await admin.call('saveDraftFile', {
    params,
    body: { path: FORM, text: file.text, revision: file.revision },
  });
  expect(reply.status).toBe(409);
  await admin.get('discardDraft', { params });
});

test('a case under way ends on its version; a new one has the new field', async () => {
  const oldCase = await apply(clerk, example.start.startEvent, application);
  const revision = await edit(FORM, withWeChat);
  const preview = await admin.get('previewPublish', { params });
  expect(preview.nextVersion).toBe('1.1.0');
  expect(preview.differences.map((one) => one.sentence).join()).toContain('联系微信');
  expect(preview.openCases).toEqual([{ version: '1.0.0', count: 1 }]);
  const body = { version: '1.1.0', note: '增加联系微信', revision };
  const published = await admin.get('publishDraft', { params, body });
  expect(published.version).toBe('1.1.0');

  const accept = example.steps.find((step) => step.complete === 't_accept') ?? {};
  const task = await openTask(clerk, oldCase, 't_accept');
  await clerk.get('completeTask', {
    params: { taskId: task?.id ?? '' },
    body: await completionFor(clerk, task?.id ?? '', accept),
  });
  const before = await clerk.get('getCase', { params: { caseId: oldCase } });
  expect(before.packageVersion).toBe('1.0.0');

  const newCase = await apply(clerk, example.start.startEvent, {
    ...application,
    wechat: 'pu-zhengrong',
  });
  const after = await clerk.get('getCase', { params: { caseId: newCase } });
  expect(after.packageVersion).toBe('1.1.0');
  const submission = await clerk.get('getSubmission', {
    params: { submissionId: after.submissions[0]?.id ?? '' },
  });
  expect(submission.values['wechat']).toBe('pu-zhengrong');
  const oldForm = await clerk.get('getSubmission', {
    params: { submissionId: before.submissions[0]?.id ?? '' },
  });
  expect(JSON.stringify(oldForm.document)).not.toContain('联系微信');
});

test('two published versions are compared, either way round', async () => {
  const compare = async (from: string, version: string): Promise<readonly string[]> => {
    const found = await admin.get('compareVersions', {
      params: { ...params, version },
      query: { from },
    });
    return found.map((one) => `${one.kind}: ${one.sentence}`);
  };
  expect(await compare('1.0.0', '1.1.0')).toContain('added: “附件1”增加字段“联系微信”');
  expect(await compare('1.1.0', '1.0.0')).toContain('removed: “附件1”去掉字段“联系微信”');
  expect(await compare('1.1.0', '1.1.0')).toEqual([]);
  await expect(compare('9.9.9', '1.1.0')).rejects.toThrow('answered 404');
  await expect(
    clerk.get('compareVersions', {
      params: { ...params, version: '1.1.0' },
      query: { from: '1.0.0' },
    }),
  ).rejects.toThrow('answered 403');
});

test('a version number that is not greater is refused, and a published version stays as it was', async () => {
  const before = await office.context.models.packageVersions.findById('mile-2020@1.0.0').lean();
  const draft = await admin.get('getDraft', { params });
  const reply = await admin.call('publishDraft', {
    params,
    body: { version: '1.0.0', note: '重来', revision: draft.revision },
  });
  expect(reply.status).toBe(422);
  expect(reply.body).toMatchObject({ code: 'PKG-VERSION' });
  expect(await office.context.models.packageVersions.findById('mile-2020@1.0.0').lean()).toEqual(
    before,
  );
});

test('a published change of a ledger shows in every row at once, also in those of older cases', async () => {
  const other = await openOffice();
  try {
    await walk(other, example);
    const [officer, reader] = await Promise.all([other.logIn('admin'), other.logIn('zhanghui')]);
    const path = 'ledgers/village.json';
    const file = await officer.get('getDraftFile', { params, query: { path } });
    const ledger = JSON.parse(file.text) as { columns: object[] };
    ledger.columns.unshift({
      key: 'address',
      title: '住址',
      expression: 'address',
      type: 'text',
      width: 160,
    });
    const saved = await officer.get('saveDraftFile', {
      params,
      body: { path, text: JSON.stringify(ledger, null, 2), revision: file.revision },
    });
    const rows = async () =>
      (await reader.get('getLedger', { params: { ledgerKey: 'village' }, query: {} })).items;
    expect((await rows())[0]?.cells['address']).toBeUndefined();
    await officer.get('publishDraft', {
      params,
      body: { version: '1.1.0', note: '台账加住址', revision: saved.revision },
    });
    expect((await rows()).map((row) => row.cells['address'])).toEqual(['村中 12 号院落']);

    // A process that died between the version and its ledgers is made good by the next worker.
    const { models } = other.context;
    await models.ledgerRows.deleteMany({});
    await models.packageVersions.updateOne(
      { _id: 'mile-2020@1.1.0' },
      { $set: { ledgersBuilt: false } },
    );
    other.clock.offset += 60_000;
    await other.worker.turn();
    expect((await rows()).map((row) => row.cells['address'])).toEqual(['村中 12 号院落']);
  } finally {
    await other.stop();
  }
}, 90_000);
