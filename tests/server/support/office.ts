import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { DEMO_PASSWORD } from '../../../server/demo/demo-users';
import { startEmbeddedStore } from '../../../server/embedded-store';
import type { ServerContext } from '../../../server/context';
import type { Worker } from '../../../server/jobs/worker';
import { startServer } from '../../../server/start-server';
import { Client } from './client';

export const root = resolve(import.meta.dirname, '../../..');

/** A whole server on its own store, with a clock that the test sets. */
export interface Office {
  readonly url: string;
  readonly context: ServerContext;
  readonly worker: Worker;
  readonly mongodbUri: string;
  readonly clock: { offset: number };
  /** Moves the clock to an instant, for example `2020-06-03T10:00:00+08:00`, and lets due timers fire. */
  at(instant: string): Promise<void>;
  /** A person, logged in. */
  logIn(username: string): Promise<Client>;
  anonymous(): Client;
  stop(): Promise<void>;
}

function databaseUri(uri: string): string {
  const url = new URL(uri);
  url.pathname = `/banshi-test-${process.pid}-${Math.random().toString(36).slice(2, 8)}`;
  return url.toString();
}

export async function openOffice(
  options: {
    readonly demo?: boolean;
    readonly dataDir?: string;
    readonly web?: boolean;
    /** Of another office: a second server on its store. */
    readonly beside?: Office;
  } = {},
): Promise<Office> {
  const directory = options.dataDir ?? mkdtempSync(join(tmpdir(), 'office-'));
  const { beside } = options;
  const given = process.env['MONGODB_URI'];
  const isOwner = beside === undefined;
  const store =
    given === undefined && isOwner
      ? await startEmbeddedStore({ dataDir: join(directory, 'store') })
      : null;
  const clock = beside?.clock ?? { offset: 0 };
  const mongodbUri =
    beside?.mongodbUri ?? (given === undefined ? (store?.uri ?? '') : databaseUri(given));
  const server = await startServer({
    mongodbUri,
    host: '127.0.0.1',
    port: 0,
    demo: options.demo ?? true,
    root,
    filesDirectory: join(directory, 'files'),
    logger: pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }),
    clock: () => Date.now() + clock.offset,
    web: options.web ?? false,
  });
  return {
    url: server.url,
    context: server.context,
    worker: server.worker,
    mongodbUri,
    clock,
    async at(instant) {
      clock.offset = Date.parse(instant) - Date.now();
      await server.worker.fireTimers();
    },
    async logIn(username) {
      const client = new Client(() => server.url);
      await client.logIn(username, DEMO_PASSWORD);
      return client;
    },
    anonymous: () => new Client(() => server.url),
    async stop() {
      if (given !== undefined && isOwner) await server.context.models.users.db.dropDatabase();
      await server.stop();
      await store?.stop();
      if (options.dataDir === undefined) rmSync(directory, { recursive: true, force: true });
    },
  };
}
