import { Long, type Document } from 'bson';
import { StoreError } from '../store-error';
import { encode, RawDocument } from '../values/codec';

const FIRST_BATCH = 101;
const MAX_BATCH_BYTES = 12 * 1024 * 1024;
const IDLE_MS = 10 * 60_000;

/** A result that is sent as it lies in the store, or one that was made. */
export type Result = Document | RawDocument;

const rawOf = (result: Result) =>
  result instanceof RawDocument ? result : new RawDocument(encode(result));

interface Cursor {
  readonly ns: string;
  readonly results: readonly Result[];
  /** Of the first result not sent yet. */
  at: number;
  usedAt: number;
  /** `noCursorTimeout`. */
  readonly forever: boolean;
}

export interface CursorOptions {
  /** Results of the first batch. @default 101 */
  readonly size?: number | undefined;
  /** Only the first batch is wanted. */
  readonly single?: boolean;
  readonly forever?: boolean;
}

/** Results not fetched yet: a snapshot of when the query ran. */
export class Cursors {
  private readonly open = new Map<string, Cursor>();
  private lastId = 0;

  constructor(private readonly idleMs = IDLE_MS) {}

  first(ns: string, results: readonly Result[], options: CursorOptions = {}): Document {
    const { size = FIRST_BATCH, single = false, forever = false } = options;
    const cursor = { ns, results, at: 0, usedAt: Date.now(), forever };
    const firstBatch = this.take(cursor, size);
    if (single || cursor.at >= results.length) {
      return { cursor: { id: Long.ZERO, ns, firstBatch } };
    }
    this.forgetIdle();
    this.lastId += 1;
    this.open.set(String(this.lastId), cursor);
    return { cursor: { id: Long.fromNumber(this.lastId), ns, firstBatch } };
  }

  next(id: unknown, ns: string, size = Infinity): Document {
    this.forgetIdle();
    const cursor = this.open.get(String(id));
    if (!cursor) throw new StoreError(43, 'CursorNotFound', `cursor id ${String(id)} not found`);
    if (cursor.ns !== ns) {
      throw new StoreError(
        13,
        'Unauthorized',
        `Requested getMore on namespace '${ns}', but cursor belongs to a different namespace ${cursor.ns}`,
      );
    }
    cursor.usedAt = Date.now();
    const nextBatch = this.take(cursor, size);
    const done = cursor.at >= cursor.results.length;
    if (done) this.open.delete(String(id));
    return {
      cursor: { id: done ? Long.ZERO : Long.fromString(String(id)), ns: cursor.ns, nextBatch },
    };
  }

  kill(ids: readonly unknown[]): Document {
    const [killed, missing] = [[] as unknown[], [] as unknown[]];
    for (const id of ids) (this.open.delete(String(id)) ? killed : missing).push(id);
    return {
      cursorsKilled: killed,
      cursorsNotFound: missing,
      cursorsAlive: [],
      cursorsUnknown: [],
    };
  }

  private take(cursor: Cursor, size: number): RawDocument[] {
    const batch: RawDocument[] = [];
    let bytes = 0;
    while (batch.length < size) {
      const result = cursor.results[cursor.at];
      if (result === undefined) break;
      const raw = rawOf(result);
      bytes += raw.bytes.length;
      if (batch.length > 0 && bytes > MAX_BATCH_BYTES) break;
      batch.push(raw);
      cursor.at += 1;
    }
    return batch;
  }

  private forgetIdle(): void {
    for (const [id, cursor] of this.open)
      if (!cursor.forever && Date.now() - cursor.usedAt > this.idleMs) this.open.delete(id);
  }
}
