/** The data-quality rules of the procedure (q01 to q25 and those of the steps): each refuses one example and accepts its neighbour. */
import { beforeAll, expect, test } from '@jest/globals';
import type { LoadedPackage } from '../../runtime/package';
import { type Row, fill, filledIn, loadMile } from './support/mile';

let mile: LoadedPackage;
let s1: Record<string, Row>;
beforeAll(async () => {
  mile = await loadMile();
  s1 = filledIn(mile, 's1');
  // As the case keeps it: with what the survey computes, the population above all.
  s1['survey'] = { ...fill(mile, 'a31', s1['survey'] ?? {}, { forms: s1 }).values };
});

const HEAD = 0;
const SPOUSE = 1;
const MOTHER = 2;
const SON = 3;

/** S1's household with one member changed; a changed member's `undefined` takes the field away. */
function household(member: number, change: Row): Row {
  const survey = structuredClone(s1['survey'] ?? {});
  const members = survey['members'] as Row[];
  members[member] = { ...members[member], ...change };
  return survey;
}

function survey(values: Row): readonly string[] {
  return fill(mile, 'a31', { ...s1['survey'], ...values }, { forms: s1 }).findings;
}

function income(values: Row, forms: Record<string, Row> = {}): readonly string[] {
  return fill(mile, 'a32', { ...s1['income'], ...values }, { forms: { ...s1, ...forms } }).findings;
}

/** A finding's rule, without the place. */
const rules = (findings: readonly string[]): string[] =>
  findings.map((finding) => finding.split(' ').slice(0, 2).join(' '));

test('the household of S1 passes every rule', () => {
  expect(survey({})).toEqual([]);
  expect(income({})).toEqual([]);
});

// rule, member, what is refused, what is accepted
test.each<[string, number, Row, Row]>([
  [
    'error q01',
    MOTHER,
    {
      health: ['残疾'],
      disabilityType: '肢体',
      disabilityLevel: '二级',
      disabilityNo: '53259919480101002685',
    },
    {
      health: ['残疾'],
      disabilityType: '肢体',
      disabilityLevel: '二级',
      disabilityNo: '53259919480101002642',
    },
  ],
  [
    'error VALUE-ID-NUMBER',
    SPOUSE,
    { idNumber: '532599197605080021' },
    { idNumber: '532599197605080020' },
  ],
  [
    'error q02-household',
    SPOUSE,
    { idNumber: '532599197403120012' },
    { idNumber: '532599197605080020' },
  ],
  ['error q03', SON, { relation: '户主' }, { relation: '之女' }],
  ['error q03-spouse', MOTHER, { relation: '配偶' }, { relation: '之母' }],
  [
    'warning q03-sex',
    SPOUSE,
    { idNumber: '532599200309150017', name: '普小云' },
    { name: '李秀英' },
  ],
  ['error q04', SPOUSE, { schoolStatus: '小学' }, { education: undefined, schoolStatus: '小学' }],
  ['error q04', SON, { schoolStatus: undefined }, { schoolStatus: undefined, education: '初中' }],
  ['error q05', HEAD, { workPlace: '昆明市' }, { workPlace: '昆明市', workMonths: 12 }],
  ['error q05', HEAD, { workMonths: 3 }, { workPlace: '昆明市', workMonths: 0 }],
  ['error VALUE-TOO-LARGE', HEAD, { workPlace: '昆明市', workMonths: 13 }, {}],
  ['warning q06', HEAD, { medicalInsurance: '未参加' }, { medicalInsurance: '城镇职工' }],
  ['warning q11', HEAD, { laborSkill: '无劳动力' }, { laborSkill: '普通劳动力' }],
  [
    'warning q11',
    HEAD,
    { laborSkill: '弱劳动力或半劳动力' },
    { laborSkill: '弱劳动力或半劳动力', health: ['患有大病'] },
  ],
  [
    'error q12',
    SON,
    { idNumber: '532599200506060015', schoolStatus: undefined, education: '小学' },
    {
      idNumber: '532599200506060015',
      schoolStatus: undefined,
      education: '小学',
      dropoutReason: '因病',
    },
  ],
  ['warning q15', HEAD, { tekun: true }, { tekun: true, health: ['残疾'], disabilityType: '肢体' }],
  ['error q-health', MOTHER, { health: ['健康', '长期慢性病'] }, { health: ['长期慢性病'] }],
  [
    'error q-status',
    MOTHER,
    { status: '自然减少', statusDate: '2020-06-01', statusReason: '出生' },
    { status: '自然减少', statusDate: '2020-06-01', statusReason: '死亡' },
  ],
])('%s of member %i', (rule, member, refused, accepted) => {
  expect(rules(survey(household(member, refused)))).toContain(rule);
  expect(rules(survey(household(member, accepted)))).not.toContain(rule);
});

test.each<[string, Row, Row]>([
  [
    'error q10',
    { riskTypes: ['02'], mainRisk: '02' },
    { riskTypes: ['02'], mainRisk: '02', disasterSub: '0203' },
  ],
  ['warning q14', { farmlandPaddy: 40, farmlandDry: 60.5 }, { farmlandPaddy: 40, farmlandDry: 60 }],
  ['warning q14-forest', { forest: 200.1 }, { forest: 200 }],
  ['warning q14-return', { returnForest: 201 }, { returnForest: 200 }],
  ['error q-survey', { surveyDate: '2020-06-02' }, { surveyDate: '2020-06-03' }],
  ['error q-survey', { surveyDate: '2020-06-06' }, { surveyDate: '2020-06-05' }],
  [
    'error q-main',
    { riskTypes: ['09'], mainRisk: '01' },
    { riskTypes: ['09', '99'], mainRisk: '99' },
  ],
  ['error q-village', { townshipCode: '532504104' }, { townshipCode: '532504108' }],
  ['error q-houseYear', { houseYear: 2021 }, { houseYear: 2020 }],
  [
    'error q-conclusion',
    { surveyConclusion: '建议纳入边缘户' },
    { surveyConclusion: '建议纳入边缘户', householdClass: '一般农户' },
  ],
  [
    'error VALUE-REQUIRED',
    { houseArea: undefined },
    {
      houseArea: undefined,
      houseGrade: '无房',
      houseStructure: undefined,
      houseYear: undefined,
      oneHouseOnePlan: [{ fileId: 'f1', name: '方案.pdf' }],
    },
  ],
])('%s of the survey', (rule, refused, accepted) => {
  expect(rules(survey(refused))).toContain(rule);
  expect(rules(survey(accepted))).not.toContain(rule);
});

test('q07: illness without an ill member, and without own payment', () => {
  const ill = { riskTypes: ['01'], mainRisk: '01' };
  expect(rules(survey({ ...household(MOTHER, { health: ['健康'] }), ...ill }))).toContain(
    'warning q07',
  );
  expect(rules(survey(ill))).not.toContain('warning q07');
  const forms = { survey: { ...s1['survey'], ...ill } };
  expect(rules(income({}, forms))).toContain('warning q07-cost');
  expect(rules(income({ medicalTotal: 0.01 }, forms))).not.toContain('warning q07-cost');
});

test('q07 does not count a member who is gone', () => {
  const gone = { status: '自然减少', statusReason: '死亡', statusDate: '2020-06-01' };
  const values = { ...household(MOTHER, gone), riskTypes: ['01'], mainRisk: '01' };
  expect(rules(survey(values))).toContain('warning q07');
});

test('q08: unsteady work without anyone who has worked', () => {
  const work = { riskTypes: ['07'], mainRisk: '07' };
  expect(rules(survey(work))).toContain('warning q08');
  const worked = household(HEAD, { workPlace: '昆明市', workMonths: 5 });
  expect(rules(survey({ ...worked, ...work }))).not.toContain('warning q08');
});

test('q09: lack of labour where half of four people are able', () => {
  const labour = { riskTypes: ['04'], mainRisk: '04' };
  expect(rules(survey(labour))).toContain('warning q09');
  const weak = household(SPOUSE, { laborSkill: '弱劳动力或半劳动力', health: ['长期慢性病'] });
  expect(rules(survey({ ...weak, ...labour }))).not.toContain('warning q09');
});

test.each<[string, Row, Row]>([
  ['warning q13', { wageLocal: 99.99 }, { wageLocal: 100 }],
  ['warning q13', { wageLocal: 0.01 }, { wageLocal: 0 }],
  ['warning q24', { dibaoIncome: 0.01 }, { dibaoIncome: 0 }],
  ['warning q-expense', { nonFarmExpense: 17650.01 }, { nonFarmExpense: 17650 }],
  ['warning q-cost-tobacco', { tobaccoExpense: 4499.99 }, { tobaccoExpense: 4500 }],
  ['warning q-cost-grain', { grainExpense: undefined }, { grainExpense: 1400 }],
  ['warning q-cost-nonFarm', { nonFarmIncome: 100 }, { nonFarmIncome: 100, nonFarmExpense: 0 }],
  ['warning q-window', { periodEnd: '2020-06-30' }, { periodEnd: '2020-05-31' }],
  ['error q-period', { periodEnd: '2019-06-01' }, { periodEnd: '2019-06-02' }],
  [
    'error VALUE-REQUIRED',
    { otherRigid: 1 },
    { otherRigid: 1, otherRigidReason: '祭祀修坟以外的房屋排险' },
  ],
])('%s of the income sheet', (rule, refused, accepted) => {
  expect(rules(income(refused))).toContain(rule);
  expect(rules(income(accepted))).not.toContain(rule);
});

test('q24 is content with a member who has 低保', () => {
  const forms = { survey: household(MOTHER, { lowIncome: true }) };
  expect(rules(income({ dibaoIncome: 3600 }, forms))).not.toContain('warning q24');
});

// S1 comes out at 4105: 20 % of what the household said itself is the limit, both ways.
test.each<[number, boolean]>([
  [3420, true],
  [3420.84, false],
  [5131.25, false],
  [5131.26, true],
])('q25: self-declared %d against 4105.00 surveyed', (perCapitaSelf, warned) => {
  const forms = { application: { ...s1['application'], perCapitaSelf } };
  expect(rules(income({}, forms)).includes('warning q25')).toBe(warned);
});

function review(change: Row): readonly string[] {
  const values = { ...s1['review'], ...change };
  return rules(fill(mile, 'd03', values, { forms: s1, at: '2020-06-08T15:00:00+08:00' }).findings);
}

/** S1's attendance list, cut to a number of people, all of one group replaced by another. */
function attendees(count: number, from = '', to = ''): Row {
  const rows = (filledIn(mile, 's1')['review'] as { attendees: Row[] }).attendees.slice(0, count);
  return {
    attendCount: count,
    attendees: rows.map((row) => (row['identity'] === from ? { ...row, identity: to } : row)),
  };
}

test.each<[string, () => Row, () => Row]>([
  [
    'error r-review-attendance',
    () => attendees(13, '包村干部', '党员'),
    () => attendees(13, '党员', '村民代表'),
  ],
  ['error q-signed', () => ({ attendCount: 12 }), () => attendees(12)],
  // 67 % of 15 are 10.05 people.
  ['error q-quorum', () => attendees(10), () => attendees(11)],
  // More than half of the 13 who came, not of those who voted.
  [
    'error r-majority',
    () => ({ agree: 6, against: 1, abstain: 6 }),
    () => ({ agree: 7, against: 6, abstain: 0 }),
  ],
  [
    'error q-votes',
    () => ({ agree: 11, against: 1, abstain: 0 }),
    () => ({
      agree: 11,
      against: 1,
      abstain: 0,
      recusals: [{ name: '普志强', relation: '堂弟' }],
    }),
  ],
  ['error q-host', () => ({ host: '普正荣' }), () => ({ host: '普正明' })],
  ['error q-meet', () => ({ meetDate: '2020-06-04' }), () => ({ meetDate: '2020-06-05' })],
  ['error q-meet-today', () => ({ meetDate: '2020-06-09' }), () => ({ meetDate: '2020-06-08' })],
  [
    'error VALUE-REQUIRED',
    () => ({ result: '不通过', reason: undefined }),
    () => ({ result: '不通过', reason: '经营商店，收入稳定' }),
  ],
])('%s of the village review', (rule, refused, accepted) => {
  expect(review({})).toEqual([]);
  expect(review(refused())).toContain(rule);
  expect(review(accepted())).not.toContain(rule);
});

test.each<[string, string]>([
  ['the identity number of the head', '户主证件号码 532599197403120012'],
  ['the identity number of a member', '其妻 532599197605080020'],
  ['the telephone', '联系电话 13887312345'],
])('a publicity does not show %s', (_, note) => {
  const rows = [
    { group: '糯租一组', headName: '普正荣', headPopulation: 4, category: '脱贫监测户' },
  ];
  const show = (row: Row): readonly string[] =>
    rules(
      fill(
        mile,
        'd04',
        { body: '现予公示。', rows: [{ ...rows[0], ...row }], start: '2020-06-09' },
        { forms: s1, at: '2020-06-09T09:00:00+08:00' },
      ).findings,
    );
  expect(show({ note })).toContain('error r-forbidden');
  expect(show({ note: '无' })).not.toContain('error r-forbidden');
});

test('a publicity does not speak of health without a reason, and does not begin before the review', () => {
  const show = (values: Row): readonly string[] =>
    rules(fill(mile, 'd04', { body: '现予公示。', ...values }, { forms: s1 }).findings);
  expect(show({ body: '户主患有大病。' })).toContain('warning r-health');
  expect(show({})).not.toContain('warning r-health');
  expect(show({ start: '2020-06-07' })).toContain('error q-start');
  expect(show({ start: '2020-06-08' })).not.toContain('error q-start');
});

test.each<[string, string, Row, Row, Record<string, Row>]>([
  ['accept', 'error q-accept', { acceptDate: '2020-06-02' }, { acceptDate: '2020-06-03' }, {}],
  [
    'd04r',
    'error q-ended',
    { endedOn: '2020-06-12' },
    { endedOn: '2020-06-13' },
    { publicity: { end: '2020-06-13' } },
  ],
  [
    'd04r',
    'error q-objection',
    { result: '异议成立', objections: [{ valid: false }] },
    { result: '异议成立', objections: [{ valid: true }] },
    {},
  ],
  [
    'd06',
    'error r-checks',
    { result: '同意', incomeOk: false },
    { result: '退回补正', incomeOk: false },
    {},
  ],
  [
    'd06',
    'error q-opinion',
    { result: '不同意', opinionText: '不行' },
    { result: '不同意', opinionText: '收入不符' + '。' },
    {},
  ],
  ['d06', 'error q-date', { opinionDate: '2020-06-07' }, { opinionDate: '2020-06-08' }, {}],
  [
    'd07',
    'error q-date',
    { opinionDate: '2020-06-14' },
    { opinionDate: '2020-06-15' },
    { township: { opinionDate: '2020-06-15' } },
  ],
  [
    'd07',
    'error q-opinion',
    { result: '不予确定', opinionText: '超线' },
    { result: '确定', opinionText: '同意' },
    {},
  ],
])('%s: %s', (key, rule, refused, accepted, forms) => {
  const around = { forms: { ...s1, ...forms }, at: '2020-06-17T10:00:00+08:00' };
  const base = key === 'd06' ? { procedureOk: true, materialOk: true, publicityOk: true } : {};
  const look = (values: Row): readonly string[] =>
    rules(fill(mile, key, { ...base, ...values }, around).findings);
  expect(look(refused)).toContain(rule);
  expect(look(accepted)).not.toContain(rule);
});

test('annex 1 is for registered households, annex 2 for others, and each says so', () => {
  const at = '2020-06-03T10:00:00+08:00';
  const a1 = (values: Row): readonly string[] =>
    rules(fill(mile, 'a1', { ...s1['application'], ...values }, { at }).findings);
  expect(a1({})).toEqual([]);
  expect(a1({ registeredHousehold: false })).toContain('error q-registered');
  expect(a1({ exitYear: 2013, poorYear: 2014 })).toContain('error q-exit');
  expect(a1({ exitYear: 2014, poorYear: 2014 })).toEqual([]);
  expect(a1({ authorize: false })).toContain('error q-authorize');
  expect(a1({ riskDate: '2020-07' })).toContain('error q-riskdate');
  expect(a1({ fillDate: '2020-06-04' })).toContain('error q-fill');
  expect(a1({ promise: false })).toContain('error q-promise');

  const s2 = filledIn(mile, 's2')['application'];
  const a2 = (values: Row): readonly string[] =>
    rules(fill(mile, 'a2', { ...s2, ...values }, { at }).findings);
  expect(a2({})).toEqual([]);
  expect(a2({ registeredHousehold: true })).toContain('error q-registered');
  expect(a2({ noAssets: false })).toContain('error VALUE-REQUIRED');
  expect(
    a2({ noAssets: false, assetsSelf: [{ item: '机动车', detail: '三轮摩托，2016 年' }] }),
  ).toEqual([]);
  expect(a2({ hukouType: '其他' })).toEqual(['note q-hukou']);
  expect(a2({ everRegistered: true })).toContain('error VALUE-REQUIRED');
});

// Water: 35 litres, 20 minutes and 90 % are just enough.
test.each<[Row, boolean]>([
  [{ waterQty: 35, waterAccessMin: 20, waterRate: 90 }, false],
  [{ waterQty: 34.9, waterAccessMin: 20, waterRate: 90 }, true],
  [{ waterQty: 35, waterAccessMin: 21, waterRate: 90 }, true],
  [{ waterQty: 35, waterAccessMin: 20, waterRate: 89 }, true],
  [{ waterQty: 80, waterQuality: '不合格' }, true],
])('%j: water unsafe %s', (water, waterUnsafe) => {
  const { values } = fill(mile, 'a31', { ...s1['survey'], ...water }, { forms: s1 });
  expect(values).toMatchObject({ waterUnsafe });
});

test.each(['A级', 'B级', '未鉴定', 'C级', 'D级', '无房'])('a house graded %s', (houseGrade) => {
  const { values, findings } = fill(mile, 'a31', { ...s1['survey'], houseGrade }, { forms: s1 });
  const unsafe = ['C级', 'D级', '无房'].includes(houseGrade);
  expect(values).toMatchObject({ houseUnsafe: unsafe });
  expect(findings.includes('error VALUE-REQUIRED-FILES oneHouseOnePlan')).toBe(unsafe);
});
