import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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

/** Empty when there is none any more. */
function readLock(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function holderOf(text: string): Holder | undefined {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return undefined;
  }
}

/** Removes a lock whose holder has died, unless someone else has taken the folder meanwhile. */
function removeStale(path: string, stale: string): void {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (readFileSync(aside, 'utf8') !== stale) linkSync(aside, path);
  rmSync(aside, { force: true });
}

/**
 * Takes the folder for this process; a lock whose holder has died is taken over. The lock appears with its content in one
 * step, so that nobody reads it half-written.
 */
export function lockFolder(dataDir: string, uri: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, 'store.lock');
  const own = `${path}.${process.pid}`;
  const mine: Holder = { pid: process.pid, startedAt: startOf(process.pid) ?? '', uri };
  writeFileSync(own, JSON.stringify(mine), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        linkSync(own, path);
        return () => rmSync(path, { force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const text = readLock(path);
      const holder = holderOf(text);
      if (holder && startOf(holder.pid) === holder.startedAt) {
        throw new StoreLockedError(dataDir, holder.pid, holder.uri);
      }
      removeStale(path, text);
    }
    throw new Error(`Expected to lock ${dataDir}, but others keep taking it`);
  } finally {
    rmSync(own, { force: true });
  }
}
