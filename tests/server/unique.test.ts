/** q02 of the policy: an identity number that is active in another household is refused, without a word about that one. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RouteAnswer } from '../../runtime/contract';
import { applicationOf, identityNumber } from './support/applicants';
import type { Client } from './support/client';
import { type Office, openOffice } from './support/office';
import { walk, workedExample } from './support/walk';

let office: Office;
let clerk: Client;

beforeAll(async () => {
  office = await openOffice();
  await walk(office, workedExample('s1'));
  await office.at('2020-07-01T09:00:00+08:00');
  clerk = await office.logIn('zhanghui');
}, 60_000);
afterAll(() => office.stop());

type Values = Record<string, unknown>;

/** An application of S1's kind for a family of its own. */
function family(order: number): Values {
  const values = applicationOf(order);
  const members = (values['members'] as Values[]).map((member, at) => ({
    ...member,
    idNumber: at === 0 ? member['idNumber'] : identityNumber(1_000 + 10 * order + at),
  }));
  // born alike, so that nobody is at school
  return {
    ...values,
    fillDate: '2020-07-01',
    signDate: '2020-07-01',
    members: members.map((member) => ({
      ...member,
      education: '初中',
      schoolStatus: undefined,
      laborSkill: '普通劳动力',
    })),
  };
}

async function send(values: Values): Promise<{
  status: number;
  body: RouteAnswer<'submitMatter'> & {
    problems?: { at: string; code: string; message: string }[];
  };
}> {
  const draft = await clerk.get('openMatterDraft', {
    body: { packageKey: 'mile-2020', processId: 'identify', startEventId: 'start_registered' },
  });
  return clerk.call('submitMatter', {
    params: { draftId: draft.id },
    body: { values: { ...draft.form.values, ...values }, warningReasons: {} },
  });
}

test('a member of a household that is monitored is refused in another one, by place and code, and nobody is named', async () => {
  const values = family(3);
  const taken = workedExample('s1').start.forms['application']?.['members'] as Values[];
  const members = values['members'] as Values[];
  const wife = { ...members[1], idNumber: taken[1]?.['idNumber'] };
  const refused = await send({ ...values, members: [members[0], wife] });
  expect(refused.status).toBe(422);
  const told = refused.body.problems ?? [];
  expect(told.map(({ at, code }) => `${at} ${code}`)).toContain(
    'application.members.1.idNumber VALUE-TAKEN',
  );
  // the household in which she is: its head, its number, its village
  expect(JSON.stringify(refused.body)).not.toMatch(/普正荣|M2020|糯租/);
});

test('capitals and what stands behind an identity number make no other person of one', async () => {
  const values = family(4);
  const taken = workedExample('s1').start.forms['application']?.['members'] as Values[];
  const members = values['members'] as Values[];
  const withDisability = { ...members[1], idNumber: `${String(taken[1]?.['idNumber'])}43` };
  const refused = await send({ ...values, members: [members[0], withDisability] });
  expect((refused.body.problems ?? []).map(({ code }) => code)).toContain('VALUE-TAKEN');
});

test('others may apply; the same household may apply again; what is no longer monitored is free', async () => {
  const codesOf = async (values: Values): Promise<string[]> =>
    ((await send(values)).body.problems ?? []).map(({ code }) => code);
  expect(await codesOf(family(5))).not.toContain('VALUE-TAKEN');
  const again = workedExample('s1').start.forms['application'] ?? {};
  expect(await codesOf(again)).not.toContain('VALUE-TAKEN');

  const values = family(6);
  const taken = (again['members'] as Values[])[1]?.['idNumber'];
  const members = values['members'] as Values[];
  const moved = { ...values, members: [members[0], { ...members[1], idNumber: taken }] };
  expect(await codesOf(moved)).toContain('VALUE-TAKEN');
  await office.context.models.records.updateMany({}, { status: '风险已消除' });
  expect(await codesOf(moved)).not.toContain('VALUE-TAKEN');
});
