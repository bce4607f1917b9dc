import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Another store process holds the data folder; `uri` reaches it. */
export class StoreLockedError extends Error {
  readonly code = 'STORE-LOCKED';
  constructor(
    dataDir: string,
    readonly pid: number,
    readonly uri: string,
  ) {
    super(`Expected ${dataDir} to be free, but the store process ${pid} holds it`);
    this.name = 'StoreLockedError';
  }
}

interface Holder {
  pid: number;
  /** Start time of the process, so that another one that got the same number is not taken for it. */
  startedAt: string;
  uri: string;
}

/** Field 22 of /proc/<pid>/stat; empty where there is no /proc, `undefined` when the process is gone. */
function startOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : (fields[19] ?? '');
  } catch {
    return '';
  }
}

function holderOf(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/** Takes the folder for this process; a lock whose holder has died is taken over. */
export function lockFolder(dataDir: string, uri: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, 'store.lock');
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      const file = openSync(path, 'wx', 0o600);
      const mine: Holder = { pid: process.pid, startedAt: startOf(process.pid) ?? '', uri };
      writeSync(file, JSON.stringify(mine));
      closeSync(file);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = holderOf(path);
    if (holder && startOf(holder.pid) === holder.startedAt) {
      throw new StoreLockedError(dataDir, holder.pid, holder.uri);
    }
    rmSync(path, { force: true });
  }
  throw new Error(`Expected to lock ${dataDir}, but others keep taking it`);
}
