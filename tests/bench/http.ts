import { setTimeout } from 'node:timers/promises';
import type { RouteBody } from '../../runtime/contract';
import type { Client } from '../server/support/client';
import { openOffice } from '../server/support/office';
import { applicationOf } from '../server/support/applicants';
import { apply, completionFor, workedExample } from '../server/support/walk';
import type { BenchRow } from './row';

const CASES = 440;
const CLIENTS = 50;
/** Tasks completed a second when latency is measured below the limit. */
const PACE = 100;

interface Completion {
  readonly taskId: string;
  readonly body: RouteBody<'completeTask'>;
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/**
 * Completes a task of many cases over HTTP: server, embedded store and the clients on one machine. The task's step saves a
 * record and brings the ledgers up to date, so that one completion is two steps of the engine.
 */
export async function httpBench(): Promise<BenchRow[]> {
  const office = await openOffice();
  try {
    const example = workedExample('s1');
    await office.at(example.start.at);
    const clients = await Promise.all(
      Array.from({ length: CLIENTS }, () => office.logIn('zhanghui')),
    );
    const [clerk] = clients;
    if (clerk === undefined) return [];
    const waiting = Array.from({ length: CASES }, (_, order) => order);
    const began = performance.now();
    await Promise.all(
      clients.map(async (client) => {
        for (let order = waiting.pop(); order !== undefined; order = waiting.pop()) {
          await apply(client, example.start.startEvent, applicationOf(order));
        }
      }),
    );
    const startedPerSecond = CASES / ((performance.now() - began) / 1000);
    const open = await office.context.models.tasks
      .find({ elementId: 't_accept', state: 'open' }, { _id: 1 })
      .lean();
    const step = example.steps.find((one) => one.complete === 't_accept') ?? {};
    const queue = await Promise.all(
      open.map(async ({ _id: taskId }) => ({
        taskId,
        body: await completionFor(clerk, taskId, step),
      })),
    );
    const complete = async (
      client: Client | undefined,
      { taskId, body }: Completion,
      latencies: number[],
    ): Promise<void> => {
      const asked = performance.now();
      await client?.get('completeTask', { params: { taskId }, body });
      latencies.push(performance.now() - asked);
    };

    const atFullSpeed = queue.slice(0, CASES / 2);
    const crowded: number[] = [];
    const start = performance.now();
    await Promise.all(
      clients.map(async (client) => {
        for (let next = atFullSpeed.pop(); next !== undefined; next = atFullSpeed.pop()) {
          await complete(client, next, crowded);
        }
      }),
    );
    const perSecond = crowded.length / ((performance.now() - start) / 1000);

    const paced: number[] = [];
    const under: Promise<void>[] = [];
    for (const [order, next] of queue.slice(CASES / 2).entries()) {
      under.push(complete(clients[order % CLIENTS], next, paced));
      await setTimeout(1000 / PACE);
    }
    await Promise.all(under);
    const note = `${CLIENTS} clients, cases of S1, embedded store, clients on the same machine`;
    return [
      { name: 'HTTP cases started', value: startedPerSecond, unit: '/s', note },
      { name: 'HTTP task completions, full speed', value: perSecond, unit: '/s', note },
      ...latencyRows('full speed', crowded),
      ...latencyRows(`${PACE} a second`, paced),
    ];
  } finally {
    await office.stop();
  }
}

function latencyRows(load: string, latencies: number[]): BenchRow[] {
  const sorted = latencies.toSorted((one, other) => one - other);
  return [0.5, 0.95].map((share) => ({
    name: `HTTP task completion p${share * 100}, ${load}`,
    value: percentile(sorted, share),
    unit: 'ms',
  }));
}
