import { calculateObjectSize, Long, type Document } from 'bson';
import { StoreError } from '../store-error';

const FIRST_BATCH = 101;
const MAX_BATCH_BYTES = 12 * 1024 * 1024;
const IDLE_MS = 10 * 60_000;

interface Cursor {
  readonly ns: string;
  rest: Document[];
  usedAt: number;
}

/** Results not fetched yet: a snapshot of when the query ran. */
export class Cursors {
  private readonly open = new Map<string, Cursor>();
  private lastId = 0;

  first(ns: string, documents: Document[], size?: number, single = false): Document {
    const cursor = { ns, rest: documents, usedAt: Date.now() };
    const firstBatch = this.take(cursor, size ?? FIRST_BATCH);
    if (single || cursor.rest.length === 0) return { cursor: { id: Long.ZERO, ns, firstBatch } };
    this.forgetIdle();
    this.lastId += 1;
    this.open.set(String(this.lastId), cursor);
    return { cursor: { id: Long.fromNumber(this.lastId), ns, firstBatch } };
  }

  next(id: unknown, size = Infinity): Document {
    const cursor = this.open.get(String(id));
    if (!cursor) throw new StoreError(43, 'CursorNotFound', `cursor id ${String(id)} not found`);
    cursor.usedAt = Date.now();
    const nextBatch = this.take(cursor, size || Infinity);
    const done = cursor.rest.length === 0;
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

  private take(cursor: Cursor, size: number): Document[] {
    let bytes = 0;
    let count = 0;
    while (count < cursor.rest.length && count < size) {
      if (cursor.rest.length > 1) bytes += calculateObjectSize(cursor.rest[count] ?? {});
      if (count > 0 && bytes > MAX_BATCH_BYTES) break;
      count += 1;
    }
    const batch = cursor.rest.slice(0, count);
    cursor.rest = cursor.rest.slice(count);
    return batch;
  }

  private forgetIdle(): void {
    for (const [id, cursor] of this.open)
      if (Date.now() - cursor.usedAt > IDLE_MS) this.open.delete(id);
  }
}
