import type { Catalogue } from './catalogue';
import type { Engine } from './engine';
import { findRecords } from '../query/find';
import { decode } from '../values/codec';

/** A session idle for longer is over for its driver too (logicalSessionTimeoutMinutes). */
const SESSION_MS = 60 * 60_000;

/** Removes, again and again, what TTL indexes have let expire, and replies kept for sessions long over. */
export function startExpiry(engine: Engine, catalogue: Catalogue, everyMs: number): () => void {
  const timer = setInterval(() => {
    engine.write(() => sweep(engine, catalogue)).catch((error: unknown) => console.error(error));
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

export function sweep(engine: Engine, catalogue: Catalogue, now = Date.now()): void {
  for (const collection of catalogue.all()) {
    for (const { record } of collection.indexes) {
      const path = Object.keys(record.key)[0];
      if (record.expireAfterSeconds === undefined || path === undefined) continue;
      const before = new Date(now - record.expireAfterSeconds * 1000);
      const expired = findRecords(collection, {
        $and: [{ [path]: { $lte: before } }, record.partialFilterExpression ?? {}],
      });
      for (const found of expired) collection.remove(found);
    }
  }
  const old = [...engine.retries.getRange({})].filter(
    ({ value }) => now - Number(decode(value)['at']) > SESSION_MS,
  );
  for (const { key } of old) engine.retries.removeSync(key);
}
