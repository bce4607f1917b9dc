import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { hostname } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import type { Logger } from 'pino';
import { createApp } from './app';
import { AuditTrail } from './audit/audit-trail';
import { CaseQueue } from './cases/case-queue';
import type { ServerContext } from './context';
import { createDemoUsers } from './demo/demo-users';
import { StoreClock } from './jobs/store-clock';
import { Worker } from './jobs/worker';
import { createIndexes, createModels } from './models';
import { refuseClosedSockets } from './models/closed-sockets';
import { Counters } from './models/counters';
import { GroupInserts } from './models/group-inserts';
import { GroupReads } from './models/group-reads';
import { GroupSwaps } from './models/group-swaps';
import { GroupWrites } from './models/group-writes';
import { installPackages } from './packages/install';
import { Absences } from './policies/absences';
import { Directory } from './policies/directory';
import { PackageStore } from './packages/package-store';
import { Printer } from './print';

export interface ServerOptions {
  readonly mongodbUri: string;
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly demo: boolean;
  readonly root: string;
  readonly filesDirectory: string;
  readonly logger: Logger;
  /** @default the system's clock */
  readonly clock?: () => number;
  /** What the store's clock is compared with. @default the system's clock */
  readonly machineClock?: () => number;
  /** Serve the built web apps. @default true */
  readonly web?: boolean;
}

export interface RunningServer {
  readonly url: string;
  readonly context: ServerContext;
  readonly worker: Worker;
  stop(): Promise<void>;
}

/** Connects, loads what ships with the installation, and listens. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { root, logger } = options;
  refuseClosedSockets();
  const connection = await mongoose
    .createConnection(options.mongodbUri, { maxPoolSize: 100 })
    .asPromise();
  const machineClock = options.clock ?? Date.now;
  const storeClock = new StoreClock(connection, options.machineClock ?? Date.now);
  await storeClock.follow();
  const clock = (): number => machineClock() + storeClock.correction;
  const models = createModels(connection);
  await createIndexes(models);
  const definitions = join(root, 'definitions');
  const installed = await installPackages(models, definitions, clock());
  if (installed.length > 0) logger.info({ installed }, 'packages installed');
  if (options.demo) await createDemoUsers(models, definitions, clock());
  const packages = new PackageStore(models);
  await packages.refresh();
  await packages.all();
  const context: ServerContext = {
    models,
    reads: new GroupReads(models),
    inserts: new GroupInserts(models),
    swaps: new GroupSwaps(models),
    writes: new GroupWrites(models),
    counters: new Counters(models),
    directory: new Directory(models),
    absences: new Absences(models, clock),
    packages,
    audit: new AuditTrail(models),
    clock,
    storeClock,
    caseQueue: new CaseQueue(),
    printer: new Printer(),
    processId: `${hostname()}.${process.pid}.${randomBytes(3).toString('hex')}`,
    logger,
    filesDirectory: options.filesDirectory,
    demo: options.demo,
    setupCode: randomBytes(6).toString('hex'),
  };
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  const app = createApp(context, {
    version,
    ...(options.web === false
      ? {}
      : {
          portalDirectory: join(root, 'runtime/portal/dist'),
          designerDirectory: join(root, 'designer/dist'),
        }),
  });
  const http = createServer(app);
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(options.port, options.host, resolve);
  });
  const worker = new Worker(context);
  worker.start();
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://${options.host === '0.0.0.0' ? 'localhost' : options.host}:${port}`,
    context,
    worker,
    async stop() {
      await worker.stop();
      context.printer.stop();
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      });
      await connection.close();
    },
  };
}
