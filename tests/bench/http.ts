import { openOffice } from '../server/support/office';
import { applicationOf } from '../server/support/applicants';
import { apply, completionFor, workedExample } from '../server/support/walk';
import type { BenchRow } from './row';

const CASES = 300;
const CLIENTS = 50;

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Completes a task of many cases over HTTP with 50 clients at once: server and embedded store on one machine. */
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
    const latencies: number[] = [];
    const start = performance.now();
    await Promise.all(
      clients.map(async (client) => {
        for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
          const asked = performance.now();
          await client.get('completeTask', { params: { taskId: next.taskId }, body: next.body });
          latencies.push(performance.now() - asked);
        }
      }),
    );
    const seconds = (performance.now() - start) / 1000;
    latencies.sort((one, other) => one - other);
    const note = `${CLIENTS} clients, ${CASES} cases of S1, embedded store`;
    return [
      { name: 'HTTP cases started', value: startedPerSecond, unit: '/s', note },
      { name: 'HTTP task completions', value: CASES / seconds, unit: '/s', note },
      { name: 'HTTP task completion p50', value: percentile(latencies, 0.5), unit: 'ms' },
      { name: 'HTTP task completion p95', value: percentile(latencies, 0.95), unit: 'ms' },
    ];
  } finally {
    await office.stop();
  }
}
