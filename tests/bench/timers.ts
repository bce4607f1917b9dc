import { setTimeout } from 'node:timers/promises';
import { openOffice } from '../server/support/office';
import { apply, doStep, workedExample } from '../server/support/walk';
import type { BenchRow } from './row';
import { type Template, copiedCaseId, insertCopies, templateOf } from './support/copies';
import { openMeasuredOffice } from './support/measured-office';

const TIMERS = Number(process.env['BENCH_TIMERS'] ?? 10_000);
const TIMER = 'ev_publicity';
/** Before they come due; the servers start meanwhile. */
const LEAD_MS = 12_000;
const GIVEN_UP_AFTER_MS = 180_000;

const example = workedExample('s1');

/** As many cases of S1 whose publicity ends in the same second, on one server process and on two. */
export async function timersBench(): Promise<BenchRow[]> {
  const template = await publishedCase();
  const rows: BenchRow[] = [];
  for (const servers of [1, 2]) rows.push(...(await fireAll(template, servers)));
  return rows;
}

async function fireAll(template: Template, count: number): Promise<BenchRow[]> {
  const office = await openMeasuredOffice(example.start.at, count);
  try {
    const { models } = office;
    const most = { cases: 1, tasks: 20, records: 1, ledgerRows: 9, timers: 1 };
    await insertCopies(models, template, { from: 0, count: TIMERS, most });
    const timer = await models.timers.findOne({ elementId: TIMER }).lean();
    if (timer === null) throw new Error('no timer was copied');
    const { dueAt } = timer;
    await office.restartAt(new Date(dueAt - LEAD_MS).toISOString());
    const before = office.cpuMs();
    const dueOnOurClock = office.ownTimeOf(dueAt);
    await setTimeout(dueOnOurClock - Date.now());
    while ((await models.timers.estimatedDocumentCount()) > 0) {
      if (Date.now() - dueOnOurClock > GIVEN_UP_AFTER_MS) break;
      await setTimeout(200);
    }
    const seconds = (Date.now() - dueOnOurClock) / 1000;
    const after = office.cpuMs();
    const fired = await firedCases(office.models);
    const each = (part: keyof typeof after) =>
      `${part} ${((after[part] - before[part]) / TIMERS).toFixed(2)}`;
    const expected = new Set(Array.from({ length: TIMERS }, (_, order) => copiedCaseId(order)));
    const once = fired.length === TIMERS && fired.every((caseId) => expected.delete(caseId));
    return [
      {
        name: `timers: ${TIMERS} due at once, ${count} server${count > 1 ? 's' : ''}`,
        value: seconds,
        unit: 's',
        note: `target at most 30; ${once ? 'each fired once' : `NOT EACH ONCE: ${fired.length} fired, ${expected.size} never`}; CPU ms each: ${each('servers')}, ${each('store')}`,
      },
    ];
  } finally {
    await office.stop();
  }
}

/** The cases whose timer has fired, as often as it has. */
async function firedCases(models: Parameters<typeof templateOf>[0]): Promise<readonly string[]> {
  const history = await models.history
    .find({ 'events.type': 'timerTriggered' }, { caseId: 1, events: 1 })
    .lean();
  return history.flatMap(({ caseId, events }) =>
    events
      .filter((event) => event.type === 'timerTriggered' && event.elementId === TIMER)
      .map(() => caseId),
  );
}

/** A case of S1 while its publicity lasts. */
async function publishedCase(): Promise<Template> {
  const office = await openOffice();
  try {
    await office.at(example.start.at);
    const clerk = await office.logIn('zhanghui');
    const application = example.start.forms['application'] ?? {};
    const caseId = await apply(clerk, example.start.startEvent, application);
    for (const step of example.steps) {
      if (step.advanceTo !== undefined) break;
      await doStep(office, example, caseId, step);
    }
    const template = await templateOf(office.context.models, caseId);
    return {
      ...template,
      documents: template.documents.map(([name, documents]) => [
        name,
        name === 'timers' ? documents.filter((one) => one['elementId'] === TIMER) : documents,
      ]),
    };
  } finally {
    await office.stop();
  }
}
