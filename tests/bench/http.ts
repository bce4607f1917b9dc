import { setTimeout } from 'node:timers/promises';
import { endpoints } from '../../runtime/contract';
import { applicationOf } from '../server/support/applicants';
import { openOffice } from '../server/support/office';
import { apply, completionFor, walk, workedExample } from '../server/support/walk';
import type { BenchRow } from './row';
import {
  type Most,
  type Template,
  copiedCaseId,
  copyText,
  insertCopies,
  templateOf,
} from './support/copies';
import { type MeasuredOffice, openMeasuredOffice } from './support/measured-office';
import { LightClient, percentile } from './support/requests';

const CLIENTS = 50;
const STARTED = 400;
/** Completions as fast as they go. */
const CROWDED = 2_000;
/** Completions a second that are asked for, and how many of them: the first is what latencies are compared at. */
const PACES = [
  { perSecond: 100, count: 800 },
  { perSecond: 250, count: 1_250 },
] as const;
const WARM_UP = 300;
const FINISHED = Number(process.env['BENCH_FINISHED'] ?? 100_000);
const LIVE = Number(process.env['BENCH_LIVE'] ?? 20_000);

const EVERYTHING: Most = { cases: 1, tasks: 9, history: 9, submissions: 9 };
/** What a completion looks into and writes beside; all that a finished case leaves would be some ten gigabytes. */
const OF_FINISHED: Most = { cases: 1, tasks: 4, records: 1, ledgerRows: 1 };

const example = workedExample('s1');

/**
 * Completes a task of many cases over HTTP, durably: store, server and 50 clients, three processes on one machine. The
 * task's step saves a record and brings the ledgers up to date, so that one completion is two steps of the engine. Once on
 * an empty store, and once more when it holds what years of work leave.
 */
export async function httpBench(): Promise<BenchRow[]> {
  const office = await openMeasuredOffice(
    example.start.at,
    Number(process.env['BENCH_SERVERS'] ?? 1),
  );
  try {
    const bench = await Bench.on(office);
    const rows = [await bench.start()];
    const empty = await bench.complete('empty store');
    rows.push(...empty.rows);
    if (FINISHED > 0) {
      rows.push(await bench.load());
      const loaded = await bench.complete('loaded store');
      rows.push(...loaded.rows, {
        name: 'HTTP completion p50, loaded by empty store, at 100 a second',
        value: loaded.p50 / empty.p50,
        unit: '×',
        note: 'target at most 1.2; where others use the machine, the next row says more',
      });
      rows.push({
        name: 'HTTP completion CPU, loaded by empty store',
        value: loaded.cpuMs / empty.cpuMs,
        unit: '×',
      });
    }
    return rows;
  } finally {
    await office.stop();
  }
}

interface Completions {
  readonly rows: readonly BenchRow[];
  readonly p50: number;
  /** Of server and store, for one completion. */
  readonly cpuMs: number;
}

class Bench {
  private copied = 1_000;

  private constructor(
    private readonly office: MeasuredOffice,
    private readonly clients: readonly LightClient[],
    private readonly template: Template,
    private readonly taskId: string,
    /** What one sends to complete the template's task. */
    private readonly body: string,
  ) {}

  static async on(office: MeasuredOffice): Promise<Bench> {
    const people = await Promise.all(
      Array.from({ length: CLIENTS }, (_, order) => office.logIn('zhanghui', order)),
    );
    const [clerk] = people;
    if (clerk === undefined) throw new Error('nobody is there');
    const application = example.start.forms['application'] ?? {};
    const caseId = await apply(clerk, example.start.startEvent, application);
    const template = await templateOf(office.models, caseId);
    const task = await office.models.tasks.findOne({ caseId, state: 'open' }).lean();
    const step = example.steps.find((one) => one.complete === 't_accept') ?? {};
    const body = JSON.stringify(await completionFor(clerk, task?._id ?? '', step));
    const clients = people.map(
      (person, order) => new LightClient(office.urls[order % office.urls.length] ?? '', person),
    );
    return new Bench(office, clients, template, task?._id ?? '', body);
  }

  /** Applications that are drawn up and sent. */
  async start(): Promise<BenchRow> {
    const people = await Promise.all(
      Array.from({ length: CLIENTS }, (_, order) => this.office.logIn('zhanghui', order)),
    );
    const waiting = Array.from({ length: STARTED }, (_, order) => order);
    const began = performance.now();
    await Promise.all(
      people.map(async (person) => {
        for (let order = waiting.pop(); order !== undefined; order = waiting.pop()) {
          await apply(person, example.start.startEvent, applicationOf(order));
        }
      }),
    );
    return {
      name: 'HTTP cases started',
      value: STARTED / ((performance.now() - began) / 1000),
      unit: '/s',
      note: `${CLIENTS} clients; each opens a draft and sends it`,
    };
  }

  async load(): Promise<BenchRow> {
    const finished = await finishedTemplate();
    const began = performance.now();
    const { models } = this.office;
    const ended = await insertCopies(models, finished, {
      from: this.copied,
      count: FINISHED,
      most: OF_FINISHED,
    });
    this.copied += FINISHED;
    const live = await insertCopies(models, this.template, {
      from: this.copied,
      count: LIVE,
      most: EVERYTHING,
    });
    this.copied += LIVE;
    return {
      name: `documents loaded, ${FINISHED} finished, ${LIVE} live cases`,
      value: ended + live,
      unit: '',
      note: `in ${((performance.now() - began) / 1000).toFixed(0)} s`,
    };
  }

  async complete(where: string): Promise<Completions> {
    const from = this.copied;
    const count = PACES.reduce((sum, pace) => sum + pace.count, WARM_UP + CROWDED);
    await insertCopies(this.office.models, this.template, { from, count, most: EVERYTHING });
    this.copied += count;
    const orders = Array.from({ length: count }, (_, index) => from + index);
    await this.atFullSpeed(orders.splice(0, WARM_UP));

    const before = this.office.cpuMs();
    const began = performance.now();
    const crowded = await this.atFullSpeed(orders.splice(0, CROWDED));
    const seconds = (performance.now() - began) / 1000;
    const after = this.office.cpuMs();
    const used = (part: keyof typeof after) => (after[part] - before[part]) / CROWDED;
    const each = (part: keyof typeof after) => `${part} ${used(part).toFixed(2)}`;
    const rows: BenchRow[] = [
      {
        name: `HTTP completions, ${where}`,
        value: CROWDED / seconds,
        unit: '/s',
        note: `target 250; ${CLIENTS} clients; CPU ms each: ${each('servers')}, ${each('store')}, ${each('clients')}`,
      },
      { name: '  p50 then', value: percentile(crowded, 0.5), unit: 'ms' },
      { name: '  p95 then', value: percentile(crowded, 0.95), unit: 'ms' },
    ];
    const medians: number[] = [];
    for (const { perSecond, count: times } of PACES) {
      const paced = await this.atPace(orders.splice(0, times), perSecond);
      medians.push(percentile(paced, 0.5));
      rows.push(
        { name: `  p50 at ${perSecond} a second`, value: percentile(paced, 0.5), unit: 'ms' },
        {
          name: `  p95 at ${perSecond} a second`,
          value: percentile(paced, 0.95),
          unit: 'ms',
          note: 'target at most 80',
        },
      );
    }
    return { p50: medians[0] ?? 0, cpuMs: used('servers') + used('store'), rows };
  }

  private async completeCopy(client: LightClient | undefined, order: number): Promise<number> {
    const taskId = this.taskId.replaceAll(this.template.caseId, copiedCaseId(order));
    const path = endpoints.completeTask.path.replace(':taskId', encodeURIComponent(taskId));
    return (await client?.post(path, copyText(this.template, this.body, order))) ?? 0;
  }

  private async atFullSpeed(orders: number[]): Promise<number[]> {
    const latencies: number[] = [];
    await Promise.all(
      this.clients.map(async (client) => {
        for (let order = orders.pop(); order !== undefined; order = orders.pop()) {
          latencies.push(await this.completeCopy(client, order));
        }
      }),
    );
    return latencies;
  }

  /** Each client asks in its turn whether or not others have their answers; waiting for a client's own counts. */
  private async atPace(orders: readonly number[], perSecond: number): Promise<number[]> {
    const began = performance.now();
    const under = orders.map(async (order, index) => {
      const due = began + (index * 1000) / perSecond;
      await setTimeout(due - performance.now());
      await this.completeCopy(this.clients[index % CLIENTS], order);
      return performance.now() - due;
    });
    return Promise.all(under);
  }
}

/** A whole case of S1, as it is when all have done their part. */
async function finishedTemplate(): Promise<Template> {
  const office = await openOffice();
  try {
    return await templateOf(office.context.models, await walk(office, example));
  } finally {
    await office.stop();
  }
}
