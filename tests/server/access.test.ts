import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Route, type RouteName, problemDetails, routes } from '../../runtime/contract';
import { type Office, openOffice } from './support/office';
import { apply, openTask, workedExample } from './support/walk';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.stop());

const all = Object.entries(routes as Readonly<Record<string, Route>>) as [RouteName, Route][];
const closed = all.filter(([, route]) => route.access !== 'public').map(([name]) => name);
const permitted = all.filter(([, route]) => route.permission !== undefined).map(([name]) => name);

/** Someone who lacks each permission. */
const WITHOUT: Readonly<Record<string, string>> = {
  'household.unmask': 'puzhengming',
  'ledger.read': 'admin',
  'ledger.export': 'puzhengming',
  'definition.edit': 'zhanghui',
  'definition.publish': 'zhanghui',
  operations: 'zhanghui',
  'audit.read': 'zhanghui',
};

describe('who is not logged in', () => {
  test.each(closed)('%s answers 401', async (name) => {
    const reply = await office.anonymous().call(name);
    expect(reply.status).toBe(401);
    expect(problemDetails.parse(reply.body).code).toBe('HTTP-UNAUTHENTICATED');
  });
});

describe('who lacks the permission', () => {
  test.each(permitted)('%s answers 403', async (name) => {
    const route: Route = routes[name];
    const client = await office.logIn(WITHOUT[route.permission ?? ''] ?? '');
    const reply = await client.call(name);
    expect(reply.status).toBe(403);
    expect(problemDetails.parse(reply.body).code).toBe('HTTP-FORBIDDEN');
  });
});

test('a session that changes something without its CSRF token is refused, log-in too', async () => {
  const client = await office.logIn('zhanghui');
  const body = { packageKey: 'mile-2020', processId: 'identify', startEventId: 'start_registered' };
  for (const csrf of ['', 'x'.repeat(43)]) {
    const reply = await client.call('openMatterDraft', { body, csrf });
    expect(reply.status).toBe(403);
    expect(reply.body).toMatchObject({ code: 'HTTP-CSRF' });
  }
  const before = office.anonymous();
  await before.call('getSession');
  const reply = await before.call('logIn', {
    body: { username: 'zhanghui', password: 'banshi-demo' },
    csrf: 'y'.repeat(43),
  });
  expect(reply.status).toBe(403);
});

test('a log-in gives a new session, and a log-out ends it', async () => {
  const client = office.anonymous();
  client.csrf = (await client.get('getSession')).csrfToken;
  const before = client.cookie;
  await client.logIn('zhanghui', 'banshi-demo');
  expect(client.cookie).not.toBe(before);
  expect((await client.call('getToday')).status).toBe(200);
  expect((await client.call('logOut')).status).toBe(204);
  expect((await client.call('getToday')).status).toBe(401);
});

test('the session cookie cannot be read by scripts and is kept only as a hash', async () => {
  const reply = await office.anonymous().call('getSession');
  const cookie = reply.headers.getSetCookie()[0] ?? '';
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Lax/);
  const token = cookie.split(';')[0]?.split('=')[1] ?? '';
  const sessions = await office.context.models.sessions.find().lean();
  expect(JSON.stringify(sessions)).not.toContain(token);
});

test('guessing a password is stopped with 429 and a sentence; another person is not locked out', async () => {
  const guesser = office.anonymous();
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 9; attempt += 1) {
    statuses.push((await guesser.logIn('auditor', `guess-${attempt}`)).status);
  }
  expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 401, 401, 429]);
  const reply = await guesser.logIn('auditor', 'banshi-demo');
  expect(reply.status).toBe(429);
  expect(reply.body).toMatchObject({
    code: 'HTTP-TOO-MANY',
    title: expect.stringMatching(/分钟后再试/),
  });
  expect((await office.anonymous().logIn('yangfan', 'banshi-demo')).status).toBe(200);
});

test('a draft is its owner’s alone', async () => {
  const owner = await office.logIn('zhanghui');
  const draft = await owner.get('openMatterDraft', {
    body: { packageKey: 'mile-2020', processId: 'identify', startEventId: 'start_registered' },
  });
  const other = await office.logIn('longtan-clerk');
  for (const name of ['getMatterDraft', 'discardMatterDraft'] as const) {
    const reply = await other.call(name, { params: { draftId: draft.id } });
    expect(reply.status).toBe(404);
  }
});

test('a file is its uploader’s, is told by its content, and is not served to strangers', async () => {
  const owner = await office.logIn('zhanghui');
  const upload = (bytes: readonly number[], name: string) => {
    const form = new FormData();
    form.append('file', new Blob([Uint8Array.from(bytes)]), name);
    return owner.fetch('POST', '/files', form);
  };
  const page = await upload([...Buffer.from('<script>alert(1)</script>')], '照片.png');
  expect(page.status).toBe(415);
  const image = await upload([0x89, 0x50, 0x4e, 0x47, 1, 2, 3], '身份证.png');
  expect(image.body).toMatchObject({ name: '身份证.png', type: 'image/png', size: 7 });
  const fileId = String(image.body['fileId']);
  expect((await owner.call('getFile', { params: { fileId } })).status).toBe(200);
  const stranger = await office.logIn('longtan-clerk');
  expect((await stranger.call('getFile', { params: { fileId } })).status).toBe(404);
});

test('who may see a case but not perform its task is refused by name, and nothing changes', async () => {
  const { start } = workedExample('s1');
  await office.at(start.at);
  const clerk = await office.logIn('zhanghui');
  const caseId = await apply(clerk, start.startEvent, start.forms['application'] ?? {});
  const task = await openTask(clerk, caseId, 't_accept');
  const leader = await office.logIn('zhoumin');
  const detail = await leader.get('getTask', { params: { taskId: task?.id ?? '' } });
  expect(detail.mayComplete).toBe(false);
  const reply = await leader.call('completeTask', {
    params: { taskId: task?.id ?? '' },
    body: { forms: {}, outcome: '受理' },
  });
  expect(reply.status).toBe(403);
  expect(reply.body).toMatchObject({ code: 'CASE-MAY-NOT-PERFORM' });
  expect((await openTask(clerk, caseId, 't_accept'))?.state).toBe('open');
});

describe('who may not see an identity number never receives it', () => {
  const idNumber = String(workedExample('s1').start.forms['application']?.['headIdNumber']);
  const masked = `${idNumber.slice(0, 6)}********${idNumber.slice(-4)}`;
  let caseId = '';
  beforeAll(async () => {
    const { start } = workedExample('s1');
    await office.at(start.at);
    const clerk = await office.logIn('zhanghui');
    caseId = await apply(clerk, start.startEvent, start.forms['application'] ?? {});
  });

  /** The application as a person is sent it. */
  async function applicationFor(username: string) {
    const client = await office.logIn(username);
    const { submissions } = await client.get('getCase', { params: { caseId } });
    const submissionId = submissions.find((one) => one.formKey === 'a1')?.id ?? '';
    return client.get('getSubmission', { params: { submissionId } });
  }

  test('whoever filled the form, or has a step that shows it, reads it whole', async () => {
    expect((await applicationFor('zhanghui')).values['headIdNumber']).toBe(idNumber);
    expect((await applicationFor('wangjianguo')).values['headIdNumber']).toBe(idNumber);
    // a clerk of the city may unmask
    expect((await applicationFor('heping')).values['headIdNumber']).toBe(idNumber);
  });

  test.each(['puzhengming', 'lizhiqiang', 'zhoumin', 'sunjianhua'])(
    '%s, who may only see the case, gets it masked, wherever in the answer',
    async (username) => {
      const submission = await applicationFor(username);
      expect(submission.values['headIdNumber']).toBe(masked);
      expect(JSON.stringify(submission)).not.toContain(idNumber);
    },
  );

  test('a task brings of the case what its rules read, and no more', async () => {
    const clerk = await office.logIn('zhanghui');
    const task = await openTask(clerk, caseId, 't_accept');
    const own = await clerk.get('getTask', { params: { taskId: task?.id ?? '' } });
    expect(JSON.stringify(own.context)).not.toContain(idNumber);
    const leader = await office.logIn('zhoumin');
    const seen = await leader.get('getTask', { params: { taskId: task?.id ?? '' } });
    expect(JSON.stringify(seen)).not.toContain(idNumber);
  });
});

test('pages come with a strict policy: own scripts only, no eval, no frames', async () => {
  const response = await fetch(`${office.url}/api/session`);
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe-eval');
  expect(policy).toContain("frame-ancestors 'none'");
  expect(response.headers.get('x-powered-by')).toBeNull();
});

test('a malformed body is refused whole, with the place', async () => {
  const client = await office.logIn('zhanghui');
  const reply = await client.fetch('POST', '/matter-drafts', { packageKey: 5 });
  expect(reply.status).toBe(400);
  expect(problemDetails.parse(reply.body).problems?.map((problem) => problem.at)).toContain(
    'packageKey',
  );
  expect((await client.fetch('GET', '/tasks?page=0')).status).toBe(400);
});

test('/api/openapi.json describes every operation', async () => {
  const { body } = await office.anonymous().fetch('GET', '/openapi.json');
  const paths = body['paths'] as Record<string, Record<string, { operationId: string }>>;
  const ids = Object.values(paths).flatMap((item) =>
    Object.values(item).map((one) => one.operationId),
  );
  expect(ids.sort()).toEqual(all.map(([name]) => name).sort());
});

test('the demonstration people are at least twelve, of several townships, each with a task in life', async () => {
  const people = await office.anonymous().get('listDemoUsers');
  expect(people.length).toBeGreaterThanOrEqual(12);
  expect(people.every((person) => person.description !== '' && person.roleTitle !== '')).toBe(true);
});
