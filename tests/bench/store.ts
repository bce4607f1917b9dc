import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { startEmbeddedStore } from '../../server/embedded-store';
import type { BenchRow } from './row';

const CLIENTS = 50;
const DOCUMENTS = 10_000;
const READS = 20_000;
const RANGES = 4_000;
const RANGE_SIZE = 20;
const LARGE = 200;
const LARGE_UPDATES = 4_000;

interface Row {
  _id: string;
  revision: number;
  village: string;
  dueAt: number;
  household: { name: string; members: { name: string; age: number; wage: number }[] };
  remark: string;
}

/** About 1 KB, as a small case is. */
function rowOf(order: number): Row {
  return {
    _id: `case-${order}`,
    revision: 0,
    village: `v-${order % 100}`,
    dueAt: 1_700_000_000_000 + order * 60_000,
    household: {
      name: `户主${order}`,
      members: Array.from({ length: 5 }, (_, age) => ({
        name: `成员${age}`,
        age: age * 11,
        wage: age * 812.5,
      })),
    },
    remark: '帮扶'.repeat(90),
  };
}

/** About 20 KB, as a case with its history is; its state alone changes. */
const largeRowOf = (order: number) => ({
  _id: `large-${order}`,
  revision: 0,
  state: '受理',
  history: Array.from({ length: 100 }, (_, step) => ({
    step,
    at: new Date(1_700_000_000_000 + step),
    actor: `staff-${step % 7}`,
    action: 'complete',
    opinion: '情况属实，同意上报。'.repeat(3),
    payload: { income: step * 812.5, members: step % 6, checked: true },
  })),
});

/** Milliseconds that a process has run on a CPU, or `undefined` where there is no /proc. */
function cpuMs(pid: number | undefined): number | undefined {
  if (pid === undefined) return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // Fields 14 and 15 of proc(5), in ticks of 10 ms.
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return undefined;
  }
}

/**
 * What the store does in a second, through the ordinary driver with 50 clients, beside what it does in a second of its own
 * CPU: client and store share the machine, so that the first figure measures both.
 */
export async function storeBench(): Promise<BenchRow[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'store-bench-'));
  const store = await startEmbeddedStore({ dataDir });
  const client = await new mongoose.mongo.MongoClient(store.uri, {
    maxPoolSize: CLIENTS,
  }).connect();
  const rows = client.db('bench').collection<Row>('rows');
  await rows.createIndex({ village: 1, dueAt: 1 });
  const large = client.db('bench').collection<ReturnType<typeof largeRowOf>>('large');
  await large.createIndex({ state: 1 });
  await large.insertMany(Array.from({ length: LARGE }, (_, order) => largeRowOf(order)));

  const measure = async (
    name: string,
    times: number,
    compared: string,
    run: (order: number) => Promise<unknown>,
  ): Promise<BenchRow> => {
    let next = 0;
    const cpu = cpuMs(store.pid);
    const start = performance.now();
    await Promise.all(
      Array.from({ length: CLIENTS }, async () => {
        for (let order = next++; order < times; order = next++) await run(order);
      }),
    );
    const seconds = (performance.now() - start) / 1000;
    const used = (cpuMs(store.pid) ?? 0) - (cpu ?? 0);
    const perCpu =
      used > 0 ? `${Math.round((times / used) * 1000)} per CPU second of the store` : '';
    return {
      name: `store: ${name}`,
      value: Math.round(times / seconds),
      unit: '/s',
      note: [perCpu, compared, `${CLIENTS} clients`].filter(Boolean).join('; '),
    };
  };
  const pick = (order: number) => `case-${(order * 7_919) % DOCUMENTS}`;

  try {
    return [
      await measure('durable inserts', DOCUMENTS, 'trial 3122/s', (order) =>
        rows.insertOne(rowOf(order)),
      ),
      await measure('conditional updates', DOCUMENTS, 'trial 1536/s', (order) =>
        rows.updateOne({ _id: `case-${order}`, revision: 0 }, { $set: { revision: 1 } }),
      ),
      await measure('conditional updates of 20 KB', LARGE_UPDATES, 'no trial figure', (order) =>
        large.updateOne(
          { _id: `large-${order % LARGE}`, revision: Math.floor(order / LARGE) },
          { $inc: { revision: 1 }, $set: { state: order % 2 === 0 ? '入户' : '评议' } },
        ),
      ),
      await measure('findOneAndUpdate', DOCUMENTS, 'trial 1536/s', (order) =>
        rows.findOneAndUpdate(
          { _id: `case-${order}`, revision: 1 },
          { $inc: { revision: 1 } },
          { returnDocument: 'after' },
        ),
      ),
      await measure('bulk writes of three', RANGES, 'no trial figure', (order) =>
        rows.bulkWrite([
          { insertOne: { document: rowOf(DOCUMENTS + order) } },
          { updateOne: { filter: { _id: pick(order) }, update: { $set: { remark: '已办' } } } },
          { deleteOne: { filter: { _id: `case-${DOCUMENTS + order}` } } },
        ]),
      ),
      await measure('point reads by _id', READS, 'trial 2953/s', (order) =>
        rows.findOne({ _id: pick(order) }),
      ),
      await measure(`indexed ranges of ${RANGE_SIZE}`, RANGES, 'no trial figure', (order) =>
        rows
          .find({ village: `v-${order % 100}`, dueAt: { $gte: 1_700_000_000_000 + order } })
          .sort({ dueAt: 1 })
          .limit(RANGE_SIZE)
          .toArray(),
      ),
      await measure('indexed counts', RANGES, 'no trial figure', (order) =>
        rows.countDocuments({ village: `v-${order % 100}` }),
      ),
    ];
  } finally {
    await client.close();
    await store.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
