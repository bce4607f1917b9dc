/** The engine on disk: one lmdb environment with documents, index entries, the catalogue and retryable writes. */
import { open, type Database, type RootDatabase } from 'lmdb';
import { StoreError } from '../store-error';

type Bytes = Database<Buffer, Buffer>;

interface Job {
  run(): unknown;
  done(value: unknown): void;
  fail(error: unknown): void;
}

export class Engine {
  readonly documents: Bytes;
  readonly entries: Bytes;
  readonly catalogue: Bytes;
  readonly retries: Bytes;
  private readonly root: RootDatabase<Buffer, Buffer>;
  private queue: Job[] = [];

  constructor(path: string) {
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

  /**
   * Runs a write in the next group commit and answers after it is durable. All that wait share one transaction and one
   * fsync. A job checks before it writes, so a StoreError leaves nothing behind; anything else undoes the whole group.
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
    const outcomes: (() => void)[] = [];
    try {
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
    } catch (error) {
      for (const job of jobs) job.fail(error);
      this.give(error);
      return;
    }
    for (const answer of outcomes) answer();
  }

  /**
   * The disk has the state before the group, but what is kept in memory may not: only a new process reads it anew. No
   * write of the group was acknowledged, so nothing is lost.
   */
  private give(error: unknown): void {
    console.error('store: a group of writes failed; the process ends', error);
    setTimeout(() => process.exit(70), 50);
  }

  close(): Promise<void> {
    return this.root.close();
  }
}
