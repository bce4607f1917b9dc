import type { RouteName } from '../../contract';

interface Entry {
  readonly name: RouteName;
  data?: unknown;
  error?: unknown;
  loading: boolean;
  pending?: Promise<void> | undefined;
}

/** What a screen sees of one question to the server. */
export interface QueryState<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly loading: boolean;
}

/**
 * Answers of the server that screens share. A screen shows the last answer at once and asks again; changes name the
 * operations whose answers have become old.
 */
export class QueryCache {
  private readonly entries = new Map<string, Entry>();
  private readonly listeners = new Map<string, Set<() => void>>();
  private readonly snapshots = new Map<string, QueryState<unknown>>();

  subscribe(key: string, listener: () => void): () => void {
    const listeners = this.listeners.get(key) ?? new Set();
    listeners.add(listener);
    this.listeners.set(key, listeners);
    return () => listeners.delete(listener);
  }

  state(key: string): QueryState<unknown> {
    const known = this.snapshots.get(key);
    if (known !== undefined) return known;
    const fresh = { data: undefined, error: undefined, loading: true };
    this.snapshots.set(key, fresh);
    return fresh;
  }

  /** Asks once even when several screens want the same. */
  async load(key: string, name: RouteName, ask: () => Promise<unknown>): Promise<void> {
    const entry = this.entries.get(key) ?? { name, loading: false };
    this.entries.set(key, entry);
    if (entry.pending !== undefined) return entry.pending;
    entry.loading = true;
    this.publish(key, entry);
    const pending = ask().then(
      (data) => {
        if (entry.pending !== pending) return;
        entry.data = data;
        entry.error = undefined;
      },
      (error: unknown) => {
        if (entry.pending === pending) entry.error = error;
      },
    );
    entry.pending = pending;
    await pending;
    if (entry.pending !== pending) return;
    entry.pending = undefined;
    entry.loading = false;
    this.publish(key, entry);
  }

  /** Marks answers as old; screens that show them ask again. */
  invalidate(names: readonly RouteName[]): void {
    for (const [key, entry] of this.entries) {
      if (!names.includes(entry.name)) continue;
      const shown = (this.listeners.get(key)?.size ?? 0) > 0;
      if (!shown) {
        this.entries.delete(key);
        this.snapshots.delete(key);
      } else {
        entry.pending = undefined;
        for (const listener of this.refreshers.get(key) ?? []) listener();
      }
    }
  }

  private readonly refreshers = new Map<string, Set<() => void>>();

  onStale(key: string, refresh: () => void): () => void {
    const refreshers = this.refreshers.get(key) ?? new Set();
    refreshers.add(refresh);
    this.refreshers.set(key, refreshers);
    return () => refreshers.delete(refresh);
  }

  clear(): void {
    this.entries.clear();
    this.snapshots.clear();
  }

  private publish(key: string, entry: Entry): void {
    this.snapshots.set(key, { data: entry.data, error: entry.error, loading: entry.loading });
    for (const listener of this.listeners.get(key) ?? []) listener();
  }
}
