/** The engine on disk: one lmdb environment with documents, index entries, the catalogue and retryable writes. */
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { open, type Database, type RootDatabase } from 'lmdb';
import { StoreError } from '../store-error';

type Bytes = Database<Buffer, Buffer>;

interface Job {
  run(): unknown;
  done(value: unknown): void;
  fail(error: unknown): void;
}

/**
 * Bytes that stay free on the disk: more than one group commit writes. lmdb does not always survive a disk that fills up in
 * the middle of a commit, so that no commit begins on less.
 */
export const DISK_RESERVE = 32 * 1024 * 1024;

export class Engine {
  readonly documents: Bytes;
  readonly entries: Bytes;
  readonly catalogue: Bytes;
  readonly retries: Bytes;
  private readonly root: RootDatabase<Buffer, Buffer>;
  private queue: Job[] = [];

  constructor(private readonly path: string) {
    // Without overlapping sync a transaction returns only after its pages are on the disk.
    this.root = open<Buffer, Buffer>({
      path,
      maxDbs: 8,
      overlappingSync: false,
      keyEncoding: 'binary',
      encoding: 'binary',
    });
    const part = (name: string): Bytes =>
      this.root.openDB({ name, keyEncoding: 'binary', encoding: 'binary' });
    this.documents = part('documents');
    this.entries = part('entries');
    this.catalogue = part('catalogue');
    this.retries = part('retries');
  }

  /** Called when writes were undone: what is kept in memory of them must be read anew. */
  onUndone: () => void = () => undefined;

  /**
   * Runs a write in the next group commit and answers after it is durable. All that wait share one transaction and one
   * fsync. A job checks before it writes, so a StoreError leaves nothing behind. Anything else undoes the whole group;
   * its jobs are then tried one by one, so that one that fails, or a full disk, does not take others with it.
   */
  write<T>(run: () => T): Promise<T> {
    return new Promise<T>((done, fail) => {
      this.queue.push({ run, done: done as (value: unknown) => void, fail });
      if (this.queue.length === 1) setImmediate(() => this.commit());
    });
  }

  private commit(): void {
    const jobs = this.queue;
    this.queue = [];
    const { bavail, bsize } = statfsSync(dirname(this.path));
    if (bavail * bsize < DISK_RESERVE) {
      for (const job of jobs) job.fail(diskFull('too little is free'));
      return;
    }
    try {
      this.commitTogether(jobs);
    } catch (error) {
      this.onUndone();
      if (jobs.length === 1) return jobs[0]?.fail(failureOf(error));
      for (const job of jobs) {
        try {
          this.commitTogether([job]);
        } catch (own) {
          this.onUndone();
          job.fail(failureOf(own));
        }
      }
    }
  }

  /** Answers only after all is on the disk; throws, with nothing written and nobody answered, when that fails. */
  private commitTogether(jobs: readonly Job[]): void {
    const outcomes: (() => void)[] = [];
    this.root.transactionSync(() => {
      for (const job of jobs) {
        try {
          const value = job.run();
          outcomes.push(() => job.done(value));
        } catch (error) {
          if (!(error instanceof StoreError)) throw error;
          outcomes.push(() => job.fail(error));
        }
      }
    });
    for (const answer of outcomes) answer();
  }

  close(): Promise<void> {
    return this.root.close();
  }
}

/** EIO (a write cut short by a full disk), EFBIG, ENOSPC, EDQUOT and lmdb's own MDB_MAP_FULL. */
const noRoom = new Set([5, 27, 28, 122, -30792]);
/** MDB_PANIC: lmdb could not say whether a commit reached the disk. */
const PANIC = -30795;

function failureOf(error: unknown): unknown {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === PANIC) {
    console.error('store: the engine gave up; the process ends', error);
    setTimeout(() => process.exit(70), 50);
  }
  if (typeof code !== 'number' || !noRoom.has(code)) return error;
  return diskFull(error instanceof Error ? error.message : String(error));
}

function diskFull(text: string): StoreError {
  return new StoreError(
    14031,
    'OutOfDiskSpace',
    `The disk did not take the write, which was undone (${text}): is it full?`,
  );
}
