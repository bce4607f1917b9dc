import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { startEmbeddedStore } from '../../server/embedded-store';
import type { BenchRow } from './row';

const CLIENTS = 50;
const SECONDS = 3;
const DOCUMENTS = 10_000;

interface Household {
  _id: number;
  village: string;
  income: number;
  revision: number;
  note: string;
}

/**
 * Acknowledged operations per second of 50 clients on the embedded store, or on the MongoDB of `MONGODB_URI`. A write is
 * durable before it is acknowledged.
 */
export async function storeBench(): Promise<BenchRow[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-store-'));
  const given = process.env['MONGODB_URI'];
  const store = given === undefined ? await startEmbeddedStore({ dataDir }) : null;
  const client = await mongoose.mongo.MongoClient.connect(given ?? store?.uri ?? '', {
    maxPoolSize: CLIENTS,
  });
  const households = client.db(`bench-${process.pid}`).collection<Household>('households');
  try {
    await households.createIndex({ village: 1, income: 1 });
    let made = 0;
    const next = (): Household => {
      made += 1;
      return {
        _id: made,
        village: `v${made % 200}`,
        income: (made * 7919) % 10_000,
        revision: 0,
        note: '户'.repeat(200),
      };
    };
    await households.insertMany(Array.from({ length: DOCUMENTS }, next));
    let turn = 0;
    const someone = (): number => 1 + ((turn += 7_919) % DOCUMENTS);
    const note = `${CLIENTS} clients, documents of 0.7 kB, ${given === undefined ? 'embedded store' : 'MongoDB'}`;
    const row = async (name: string, act: () => Promise<unknown>): Promise<BenchRow> => ({
      name: `store: ${name}`,
      value: await perSecond(act),
      unit: '/s',
      note,
    });
    return [
      await row('inserts', () => households.insertOne(next())),
      await row('conditional updates', () =>
        households.updateOne({ _id: someone(), revision: { $gte: 0 } }, { $inc: { revision: 1 } }),
      ),
      await row('reads by _id', () => households.findOne({ _id: someone() })),
      await row('20 rows of an index, sorted', () =>
        households
          .find({ village: `v${someone() % 200}`, income: { $gte: 2_000 } })
          .sort({ income: 1 })
          .limit(20)
          .toArray(),
      ),
    ];
  } finally {
    if (given !== undefined) await households.drop();
    await client.close();
    await store?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function perSecond(act: () => Promise<unknown>): Promise<number> {
  let done = 0;
  const start = performance.now();
  const until = start + SECONDS * 1000;
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (performance.now() < until) {
        await act();
        done += 1;
      }
    }),
  );
  return done / ((performance.now() - start) / 1000);
}
