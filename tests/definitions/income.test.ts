/** The income sheet (annex 3-2) by hand: every figure below was worked out on paper from the policy's rules. */
import { beforeAll, expect, test } from '@jest/globals';
import type { LoadedPackage } from '../../runtime/package';
import { type Filled, fill, loadMile } from './support/mile';

let mile: LoadedPackage;
beforeAll(async () => {
  mile = await loadMile();
});

interface Household {
  readonly population: number;
  readonly [item: string]: number;
}

function reckon(
  { population, ...items }: Household,
  params: Readonly<Record<string, unknown>> = {},
  at = '2020-06-05T16:00:00+08:00',
): Filled {
  const forms = {
    survey: { population, riskTypes: ['06'], members: [{ lowIncome: false }] },
    application: {},
  };
  return fill(mile, 'a32', { lastYearNet: 0, ...items }, { forms, params, at });
}

// Clause by clause: L wages, M business, N property, P transfers, K = L+M+N+P, R business expense, S = K−R, T = S÷A.
const worked: [string, Household, Record<string, unknown>][] = [
  [
    'S1: four people of 西二镇 with tobacco, last year 19200',
    {
      population: 4,
      wageLocal: 4800,
      grainIncome: 3500,
      tobaccoIncome: 10000,
      livestockIncome: 3000,
      landTransferIncome: 400,
      agriSubsidy: 584,
      pensionIncome: 1236,
      grainExpense: 1400,
      tobaccoExpense: 4500,
      livestockExpense: 1200,
      lastYearNet: 19200,
    },
    {
      wageTotal: 4800,
      businessIncome: 16500,
      propertyIncome: 400,
      transferIncome: 1820,
      totalIncome: 23520,
      businessExpense: 7100,
      netIncome: 16420,
      perCapitaNet: 4105,
      lineTier: '低于监测线',
      dropPct: 14.48,
      incomeDrop: false,
      suggestion: '符合监测范围',
    },
  ],
  [
    'S2: illness above the line, 34000 of own payment against 33500 last year',
    {
      population: 5,
      wageOutside: 24000,
      grainIncome: 5000,
      grainExpense: 2000,
      livestockIncome: 6000,
      livestockExpense: 2400,
      agriSubsidy: 750,
      medicalTotal: 128600,
      medicalReimbBasic: 71400,
      medicalReimbCritical: 18200,
      medicalAssistance: 5000,
      lastYearNet: 33500,
    },
    {
      totalIncome: 35750,
      businessExpense: 4400,
      netIncome: 31350,
      perCapitaNet: 6270,
      medicalSelf: 34000,
      rigidTotal: 34000,
      referenceIncome: -2650,
      referencePerCapita: -530,
      lineTier: '高于监测线',
      rigidSurge: true,
      suggestion: '符合监测范围',
    },
  ],
  [
    'S6: income down by 41.94 % of 18600',
    {
      population: 3,
      wageOutside: 8400,
      grainIncome: 3000,
      grainExpense: 1200,
      agriSubsidy: 600,
      lastYearNet: 18600,
    },
    { netIncome: 10800, perCapitaNet: 3600, dropPct: 41.94, incomeDrop: true },
  ],
  [
    'S7 as declared',
    { population: 2, wageLocal: 4320, grainIncome: 4500, grainExpense: 1800, agriSubsidy: 1000 },
    { netIncome: 8020, perCapitaNet: 4010, lineTier: '低于监测线' },
  ],
  [
    'S7 as surveyed again, with the shop and the truck',
    {
      population: 2,
      wageLocal: 4320,
      grainIncome: 4500,
      grainExpense: 1800,
      agriSubsidy: 1000,
      nonFarmIncome: 38000,
      nonFarmExpense: 22320,
    },
    { netIncome: 23700, perCapitaNet: 11850, lineTier: '高于监测线', suggestion: '暂不符合' },
  ],
  [
    'S8: 东山镇, four people',
    {
      population: 4,
      wageOutside: 9600,
      tobaccoIncome: 7000,
      tobaccoExpense: 3150,
      landTransferIncome: 1500,
      agriSubsidy: 900,
    },
    { totalIncome: 19000, businessExpense: 3150, netIncome: 15850, perCapitaNet: 3962.5 },
  ],
  [
    'S10: a house fire, net of the insurance claim',
    {
      population: 5,
      wageOutside: 26000,
      fruitIncome: 8000,
      fruitExpense: 1200,
      agriSubsidy: 800,
      disasterRebuild: 68000,
      claimIncome: 20000,
      lastYearNet: 32000,
    },
    {
      netIncome: 33600,
      perCapitaNet: 6720,
      rigidTotal: 68000,
      referencePerCapita: -2880,
      rigidSurge: true,
      suggestion: '符合监测范围',
    },
  ],
  [
    'a year of loss is printed with its minus and lies below the line',
    { population: 3, tobaccoIncome: 2000, tobaccoExpense: 2999.99 },
    { netIncome: -999.99, perCapitaNet: -333.33, lineTier: '低于监测线' },
  ],
  [
    'help above the cost leaves no negative own payment',
    {
      population: 2,
      wageLocal: 12000,
      medicalTotal: 3000,
      medicalReimbBasic: 2500,
      medicalAssistance: 800,
      educationTotal: 1000,
      educationAid: 4000,
    },
    { medicalSelf: 0, eduSelf: 0, rigidTotal: 0, referencePerCapita: 6000 },
  ],
];

test.each(worked)('%s', (_, household, expected) => {
  expect(reckon(household).values).toMatchObject(expected);
});

// The line of 2020: 2952 × 1.5 = 4428.00; “左右” reaches to 4428 × 1.05 = 4649.40.
test.each<[number, number, number, string]>([
  [1, 4427.99, 4427.99, '低于监测线'],
  [1, 4428, 4428, '临界'],
  [1, 4649.4, 4649.4, '临界'],
  [1, 4649.41, 4649.41, '高于监测线'],
  [7, 30995.96, 4427.99, '低于监测线'],
  [7, 30995.97, 4428, '临界'],
  [3, 13284, 4428, '临界'],
  [3, 13283.98, 4427.99, '低于监测线'],
])('%d people with %d yuan: %d each, %s', (population, wageLocal, perCapitaNet, lineTier) => {
  const { values } = reckon({ population, wageLocal });
  expect(values).toMatchObject({ monitorLine: 4428, perCapitaNet, lineTier });
});

test.each<[number, string]>([
  [4428, '低于监测线'],
  [4428.01, '临界'],
])('with “低于或等于”, %d yuan is %s', (wageLocal, lineTier) => {
  expect(reckon({ population: 1, wageLocal }, { lineCompare: '<=' }).values).toMatchObject({
    lineTier,
  });
});

// A surge needs more than last year's income; a drop of exactly the ratio counts.
test.each<[number, boolean]>([
  [10000, false],
  [10000.01, true],
])('own expense of %d against 10000 last year: surge %s', (otherRigid, rigidSurge) => {
  const household = { population: 1, wageLocal: 9000, otherRigid, lastYearNet: 10000 };
  expect(reckon(household).values).toMatchObject({ rigidSurge });
});

test.each<[number, boolean]>([
  [7000, true],
  [7000.01, false],
])('%d yuan against 10000 last year: drop %s', (wageLocal, incomeDrop) => {
  expect(reckon({ population: 1, wageLocal, lastYearNet: 10000 }).values).toMatchObject({
    incomeDrop,
  });
});

test('without an income last year nothing is compared with it', () => {
  const { values } = reckon({ population: 1, wageLocal: 5000, otherRigid: 90000, lastYearNet: 0 });
  expect(values).toMatchObject({ rigidSurge: false, incomeDrop: false, suggestion: '暂不符合' });
  expect(values).not.toHaveProperty('dropPct');
});

// S11: 28920 ÷ 4 = 7230.00 against 4000 × 1.5 = 6000 of the year after.
test.each<[string, number]>([
  ['2020-12-31T09:00:00+08:00', 4428],
  ['2021-01-01T00:00:00+08:00', 6000],
])('on %s the line is %d', (at, monitorLine) => {
  const household = {
    population: 4,
    wageLocal: 4800,
    publicPostPay: 9600,
    grainIncome: 3500,
    tobaccoIncome: 12000,
    livestockIncome: 6000,
    landTransferIncome: 400,
    agriSubsidy: 584,
    pensionIncome: 1236,
    grainExpense: 1400,
    tobaccoExpense: 5400,
    livestockExpense: 2400,
    lastYearNet: 16420,
  };
  expect(reckon(household, {}, at).values).toMatchObject({
    monitorLine,
    netIncome: 28920,
    perCapitaNet: 7230,
    dropPct: -76.13,
    lineTier: '高于监测线',
  });
});

test('a line that a county lays down itself replaces the product', () => {
  const { values } = reckon({ population: 1, wageLocal: 6999.99 }, { monitorLineOverride: 7000 });
  expect(values).toMatchObject({ monitorLine: 7000, lineTier: '低于监测线' });
});

test('without people there is nothing to divide by, and the sheet says so', () => {
  const { values, findings } = reckon({ population: 0, wageLocal: 9000 });
  expect(values).toMatchObject({ lineTier: '不可计算' });
  expect(values).not.toHaveProperty('perCapitaNet');
  expect(findings).toContain('error q-population population');
});
