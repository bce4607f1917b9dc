import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pino } from 'pino';
import { buildWebApps } from './build-web';
import { DEMO_PASSWORD } from './demo/demo-users';
import { type EmbeddedStore, StoreLockedError, keepStoreRunning } from './embedded-store';
import { startServer } from './start-server';

const root = resolve(import.meta.dirname, '..');
const demo = process.argv.includes('--demo');
const dataDirectory = resolve(process.env['BANSHI_DATA'] ?? join(root, 'data'));
const logger = pino({ level: process.env['LOG_LEVEL'] ?? 'warn' });

const LOCK_WAIT_MS = 10_000;

/** The store of a server that was killed takes a moment to leave its folder. */
async function openStore(dataDir: string): Promise<EmbeddedStore> {
  const until = Date.now() + LOCK_WAIT_MS;
  for (;;) {
    try {
      return await keepStoreRunning({ dataDir }, (event, detail) => {
        logger.error({ event, detail }, 'the store’s process ended and is started anew');
      });
    } catch (error) {
      if (!(error instanceof StoreLockedError) || Date.now() > until) throw error;
      await setTimeout(200);
    }
  }
}

await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
const [, store] = await Promise.all([
  buildWebApps(root),
  process.env['MONGODB_URI'] === undefined ? openStore(join(dataDirectory, 'store')) : null,
]);
const server = await startServer({
  mongodbUri: process.env['MONGODB_URI'] ?? store?.uri ?? '',
  host: demo ? '127.0.0.1' : (process.env['HOST'] ?? '127.0.0.1'),
  port: Number(process.env['PORT'] ?? 8080),
  demo,
  root,
  filesDirectory: join(dataDirectory, 'files'),
  logger,
});

console.log(`办事已启动：${server.url}    设计器：${server.url}/designer/`);
if (demo) console.log(`演示人员见登录页，密码都是 ${DEMO_PASSWORD}`);
else if ((await server.context.models.users.findOne({}, { _id: 1 }).lean()) === null) {
  console.log(`还没有管理员：请打开 ${server.url}/setup，设置码 ${server.context.setupCode}`);
}

let stopping = false;
const stop = async (): Promise<void> => {
  if (stopping) return;
  stopping = true;
  await server.stop();
  await store?.stop();
  process.exit(0);
};
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
