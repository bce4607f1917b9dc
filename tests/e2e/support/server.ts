import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { buildWebApps } from '../../../server/build-web';
import { startEmbeddedStore } from '../../../server/embedded-store';
import { startServer } from '../../../server/start-server';

const root = resolve(import.meta.dirname, '../../..');

export interface TestServer {
  readonly url: string;
  /** Moves the server's clock; never backwards. Fires the timers that became due. */
  moveTo(instant: string): Promise<void>;
  stop(): Promise<void>;
}

/** The real server with the built apps, demonstration people and a fresh data folder, its clock at `instant`. */
export async function startTestServer(instant: string): Promise<TestServer> {
  const directory = await mkdtemp(join(tmpdir(), 'banshi-e2e-'));
  let startedAt = Date.now();
  let base = Date.parse(instant);
  await buildWebApps(root);
  const store = await startEmbeddedStore({ dataDir: join(directory, 'store') });
  const server = await startServer({
    mongodbUri: store.uri,
    host: '127.0.0.1',
    port: 0,
    demo: true,
    root,
    filesDirectory: join(directory, 'files'),
    logger: pino({ level: 'warn' }),
    clock: () => base + (Date.now() - startedAt),
  });
  // The store sweeps sessions by the machine's clock, which is years ahead of the test's.
  await server.context.models.sessions.collection.dropIndexes();
  return {
    url: server.url,
    async moveTo(next) {
      const now = base + (Date.now() - startedAt);
      base = Math.max(now, Date.parse(next));
      startedAt = Date.now();
      await server.worker.fireTimers();
    },
    async stop() {
      await server.stop();
      await store.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
