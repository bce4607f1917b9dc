import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { changeCase } from '../../server/cases/change-case';
import { notify } from '../../server/effects/notices';
import { type Office, openOffice } from './support/office';
import { walk, workedExample } from './support/walk';

let office: Office;
let caseId: string;
beforeAll(async () => {
  office = await openOffice();
  caseId = await walk(office, workedExample('s1'));
}, 120_000);
afterAll(() => office.stop());

test('[CPY1] the township of the household hears once what the city has decided, and nobody else', async () => {
  const told = await office.context.models.notices.find({ caseId, kind: 'copy' }).lean();
  expect(told.map(({ recipientId }) => recipientId).sort()).toEqual([
    'demo-lizhiqiang',
    'demo-zhoumin',
  ]);
  const page = await (await office.logIn('lizhiqiang')).get('listNotices');
  const copies = page.items.filter((notice) => notice.kind === 'copy');
  expect(copies).toHaveLength(1);
  expect(page.unread).toBe(page.total);
  expect(copies[0]).toMatchObject({
    kind: 'copy',
    caseId,
    elementName: '市级确定',
    readAt: null,
  });
  expect(copies[0]?.sentence).toMatch(/^抄送：.+ 已办完“市级确定”。$/);
});

test('[CPY1] carrying out the step again tells nobody twice', async () => {
  const { context: server } = office;
  const [told] = await server.models.notices.find({ caseId, kind: 'copy' }).lean();
  const owner = await server.models.cases.findById(caseId).lean();
  if (told === undefined || owner === null) throw new Error('no notice');
  const writes = await notify(
    {
      type: 'notify',
      kind: 'copy',
      effectId: told._id.slice(0, told._id.lastIndexOf(':')),
      elementId: told.elementId,
      name: told.elementName,
      taskId: told.taskId,
      when: 'completed',
      recipients: {
        roles: ['townshipReviewer', 'townshipLeader'],
        level: 'township',
        people: [told.recipientId],
      },
    },
    {
      server,
      changeCase,
      case: owner,
      package: await server.packages.get(owner.packageKey, owner.packageVersion),
      batch: {
        batchId: 'again',
        revision: owner.revision,
        at: told.at + 1,
        actor: null,
        effects: [],
        events: [],
        submissions: [],
        audit: [],
      },
    },
  );
  expect(writes).toHaveLength(2);
  await server.writes.write(writes);
  const after = await server.models.notices.find({ caseId, kind: 'copy' }).lean();
  expect(after.map(({ at }) => at)).toEqual([told.at, told.at]);
});

test('notices are read by their own recipient only, some or all', async () => {
  const leader = await office.logIn('zhoumin');
  const reviewer = await office.logIn('lizhiqiang');
  const [notice] = (await leader.get('listNotices')).items;
  const ids = [notice?.id ?? ''];
  expect(await reviewer.get('markNoticesRead', { body: { ids } })).toEqual({ unread: 1 });
  expect(await leader.get('listNotices')).toMatchObject({ unread: 1 });
  expect(await leader.get('markNoticesRead', { body: { ids } })).toEqual({ unread: 0 });
  expect(await leader.get('listNotices', { query: { unread: 'true' } })).toMatchObject({
    total: 0,
    unread: 0,
  });
  expect((await leader.get('listNotices')).items[0]?.readAt).not.toBeNull();
  expect(await reviewer.get('markNoticesRead', { body: {} })).toEqual({ unread: 0 });
});

test('[CPY1] who is copied may see the case; another village may not', async () => {
  const other = await office.logIn('longtan-clerk');
  const see = async (): Promise<number> =>
    (await other.call('getCase', { params: { caseId } })).status;
  expect(await see()).toBe(404);
  const [one] = await office.context.models.notices.find({ caseId, kind: 'copy' }).lean();
  const recipientId = 'demo-longtan-clerk';
  await office.context.models.notices.create({ ...one, _id: `t:${recipientId}`, recipientId });
  expect(await see()).toBe(200);
});

test('a list of ids that is no list is refused whole', async () => {
  const leader = await office.logIn('zhoumin');
  expect(
    (await leader.call('markNoticesRead', { body: { ids: 'all' as unknown as string[] } })).status,
  ).toBe(400);
});
