import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import mongoose from 'mongoose';
import { DEMO_PASSWORD } from '../../../server/demo/demo-users';
import { startEmbeddedStore } from '../../../server/embedded-store';
import { type Models, createModels } from '../../../server/models';
import { Client } from '../../server/support/client';
import { root } from '../../server/support/office';

/** An embedded store and servers on it, each a process of its own as in an office, so that each one's CPU is known. */
export interface MeasuredOffice {
  readonly urls: readonly string[];
  readonly models: Models;
  logIn(username: string, at?: number): Promise<Client>;
  /** CPU milliseconds that each part has used since it started. */
  cpuMs(): Readonly<Record<'store' | 'servers' | 'clients', number>>;
  /** Starts the servers anew, at another time. */
  restartAt(instant: string): Promise<void>;
  /** When it is so late at the servers, on the clock of this process. */
  ownTimeOf(serverTime: number): number;
  stop(): Promise<void>;
}

/** Milliseconds that a process has run on a CPU; fields 14 and 15 of proc(5), in ticks of 10 ms. */
function cpuMsOf(pid: number | undefined): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function startServerProcess(
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const child = spawn(
    process.execPath,
    // As `npm run serve` starts it.
    ['--max-semi-space-size=64', '--import', 'tsx', join(root, 'tests/bench/support/serve.ts')],
    { cwd: root, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    return { url: (JSON.parse(line) as { url: string }).url, child };
  }
  throw new Error('the server did not start');
}

const PATIENCE_MS = 10_000;

/** Resolves when it is gone, by force if it takes long. */
function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

/** @param instant what the clocks say */
export async function openMeasuredOffice(instant: string, count = 1): Promise<MeasuredOffice> {
  const directory = mkdtempSync(join(tmpdir(), 'measured-'));
  const store = await startEmbeddedStore({ dataDir: join(directory, 'store') });
  const connection = await mongoose.createConnection(store.uri, { maxPoolSize: 20 }).asPromise();
  let clockOffset = 0;
  const startAll = async (at: string) => {
    clockOffset = Date.parse(at) - Date.now();
    const environment = {
      MONGODB_URI: store.uri,
      DATA_DIR: directory,
      CLOCK_OFFSET: String(clockOffset),
    };
    const started = [await startServerProcess(environment)];
    while (started.length < count) started.push(await startServerProcess(environment));
    return started;
  };
  let servers = await startAll(instant);
  return {
    get urls() {
      return servers.map(({ url }) => url);
    },
    models: createModels(connection),
    async logIn(username, at = 0) {
      const client = new Client(() => servers[at % servers.length]?.url ?? '');
      await client.logIn(username, DEMO_PASSWORD);
      return client;
    },
    cpuMs: () => ({
      store: cpuMsOf(store.pid),
      servers: servers.reduce((sum, { child }) => sum + cpuMsOf(child.pid), 0),
      clients: (process.cpuUsage().user + process.cpuUsage().system) / 1000,
    }),
    async restartAt(at) {
      await Promise.all(servers.map(({ child }) => end(child)));
      servers = await startAll(at);
    },
    ownTimeOf: (serverTime) => serverTime - clockOffset,
    async stop() {
      await Promise.all(servers.map(({ child }) => end(child)));
      await connection.close();
      await store.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
