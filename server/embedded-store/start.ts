import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { StoreLockedError } from './folder-lock';

export interface EmbeddedStoreOptions {
  readonly dataDir: string;
  /** Lives on after this process. @default false */
  readonly detached?: boolean;
  /** When another process holds the folder, use its store instead of failing. @default false */
  readonly share?: boolean;
  /** How often what TTL indexes let expire is removed. @default 60000, as MongoDB does */
  readonly expireEveryMs?: number;
}

export interface EmbeddedStore {
  readonly uri: string;
  /** Process number of the store; `undefined` when it is another's. */
  readonly pid: number | undefined;
  /** Resolves with its exit code when its process has ended; null when a signal ended it. Never, when it is another's. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

/** Runs TypeScript in the store's process, whatever the working directory is. */
const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** What one group of writes allocates is gone soon: with room for it, it is not looked through again and again. */
const YOUNG_HEAP = '--max-semi-space-size=64';

/** sockaddr_un holds 108 bytes on Linux, 104 on others. */
const MAX_SOCKET_PATH = 100;

/** A folder that only its owner may enter, in the data folder or, when that path is too long, in the temporary one. */
function socketIn(dataDir: string): string {
  let folder = join(dataDir, 'socket');
  if (Buffer.byteLength(join(folder, 'store.sock')) > MAX_SOCKET_PATH) {
    const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
    folder = join(tmpdir(), `store-${hash}`);
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const owner = lstatSync(folder);
  if (!owner.isDirectory() || (process.getuid && owner.uid !== process.getuid())) {
    throw new Error(`Expected ${folder} to be a folder of ours, but another user owns it`);
  }
  chmodSync(folder, 0o700);
  return join(folder, 'store.sock');
}

/**
 * Starts the store in a process of its own and answers when it listens.
 *
 * @throws StoreLockedError when another store process holds the folder and `share` is not set
 */
export async function startEmbeddedStore(options: EmbeddedStoreOptions): Promise<EmbeddedStore> {
  const dataDir = resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const socketPath = socketIn(dataDir);
  // Not replicaSet=rs0: the driver lowercases the host it learns from hello, and a path is case-sensitive.
  const uri = `mongodb://${encodeURIComponent(socketPath)}/?directConnection=true`;
  const child = fork(
    fileURLToPath(new URL('./main.ts', import.meta.url)),
    [
      dataDir,
      socketPath,
      uri,
      options.detached ? 'detached' : 'attached',
      String(options.expireEveryMs ?? 60_000),
    ],
    {
      execArgv: [YOUNG_HEAP, '--import', loader],
      detached: options.detached ?? false,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  const exited = new Promise<number | null>((done) => child.once('exit', done));
  const answer = await new Promise<StartAnswer>((done, fail) => {
    child.once('message', (message) => done(message as StartAnswer));
    child.once('error', fail);
    void exited.then((code) =>
      fail(new Error(`Expected the store to start, but it ended with ${code}`)),
    );
  });
  if ('locked' in answer) {
    await exited;
    if (options.share) {
      return {
        uri: answer.locked.uri,
        pid: undefined,
        ended: new Promise(() => undefined),
        stop: async () => undefined,
      };
    }
    throw new StoreLockedError(dataDir, answer.locked.pid, answer.locked.uri);
  }
  if (options.detached) {
    child.disconnect();
    child.unref();
  }
  return {
    uri,
    pid: child.pid,
    ended: exited,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

type StartAnswer = { ready: true } | { locked: { pid: number; uri: string } };
