import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Office, openOffice } from './office';
import { ServerProcess } from './server-process';

/** Several server processes on one store, and an office that has the store and only looks at it. */
export interface Cluster {
  readonly office: Office;
  readonly servers: readonly ServerProcess[];
  /** Of all the servers and of the office. */
  setClock(instant: string): void;
  stop(): Promise<void>;
}

export interface ClusterOptions {
  readonly at: string;
  /** Milliseconds by which the clock of each server is wrong: as many servers as numbers. */
  readonly clockErrors: readonly number[];
  /** How the servers reach the store. @default directly */
  readonly storeUri?: (uri: string) => Promise<string> | string;
}

export async function openCluster({
  at,
  clockErrors,
  storeUri = (uri) => uri,
}: ClusterOptions): Promise<Cluster> {
  const directory = mkdtempSync(join(tmpdir(), 'cluster-'));
  const clockFile = join(directory, 'clock');
  const office = await openOffice();
  const setClock = (instant: string): void => {
    office.clock.offset = Date.parse(instant) - Date.now();
    writeFileSync(clockFile, String(office.clock.offset));
  };
  setClock(at);
  await office.worker.stop();
  const uri = await storeUri(office.mongodbUri);
  const servers = clockErrors.map(
    (error) =>
      new ServerProcess({
        DATA_DIR: directory,
        CLOCK_FILE: clockFile,
        CLOCK_ERROR: String(error),
        MONGODB_URI: uri,
      }),
  );
  await Promise.all(servers.map((server) => server.start()));
  return {
    office,
    servers,
    setClock,
    async stop() {
      await Promise.all(servers.map((server) => server.kill()));
      await office.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
