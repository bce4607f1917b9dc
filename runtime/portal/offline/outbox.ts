import type { CaseStarted, FormContextData, TaskCompleted, TaskForm } from '../../contract';
import { ApiError, OFFLINE } from '../api/client';
import type { DraftContent, LocalCopy } from '../drafts/draft-keeper';

/** A decision or an application that waits for a line. */
export interface OutboxItem {
  /** One for each task and each application. */
  readonly id: string;
  readonly userId: string;
  readonly kind: 'task' | 'matter';
  /** Id of the task, or of the application's draft. */
  readonly targetId: string;
  /** 「普正荣 · 入户调查与收支测算」 */
  readonly title: string;
  readonly caseNumber: string;
  /** Null for an application. */
  readonly caseId: string | null;
  /** What was filled; of an application, the only form. */
  readonly content: DraftContent;
  /** The forms that were filled, to show what was filled. */
  readonly forms: readonly TaskForm[];
  readonly context: FormContextData;
  /** The revision of the server's draft that the person had before. */
  readonly draftRevision: number;
  /** Epoch milliseconds. */
  readonly queuedAt: number;
  /** Why the server did not take it; then the person has to look. */
  readonly refusal: { readonly code: string; readonly detail: string } | null;
}

export type Delivered =
  | { readonly kind: 'task'; readonly answer: TaskCompleted }
  | { readonly kind: 'matter'; readonly answer: CaseStarted };

export function outboxId(kind: OutboxItem['kind'], targetId: string): string {
  return `${kind}/${targetId}`;
}

export interface OutboxStore {
  all(): Promise<readonly OutboxItem[]>;
  put(item: OutboxItem): Promise<void>;
  remove(id: string): Promise<void>;
}

export interface OutboxOptions {
  readonly userId: string;
  readonly store: OutboxStore;
  /** Sends one; refused as {@link ApiError}. Sent twice, the server does it once. */
  readonly send: (item: OutboxItem) => Promise<Delivered>;
  /** Puts what was filled back where the person goes on with it. */
  readonly restore: (item: OutboxItem, copy: LocalCopy) => Promise<void>;
  readonly onDelivered: (item: OutboxItem, delivered: Delivered) => void;
  /** Only one window of the browser sends at a time. @default no other window */
  readonly alone?: (work: () => Promise<void>) => Promise<void>;
  /** How long to wait before trying again. @default 5000 */
  readonly retryMs?: number;
}

export interface OutboxState {
  readonly items: readonly OutboxItem[];
  readonly delivered: ReadonlyMap<string, Delivered>;
}

/** Statuses after which the same request may well be taken later. */
const PASSING: ReadonlySet<number> = new Set([401, 408, 425, 429, 500, 502, 503, 504]);

function isPassing(error: unknown): boolean {
  return error instanceof ApiError && (error.code === OFFLINE || PASSING.has(error.status));
}

/**
 * What waits to be sent, kept on this machine until the server has it: it goes out when the line is back, in the order in
 * which it was done, each once however often the line drops.
 */
export class Outbox {
  private state: OutboxState = { items: [], delivered: new Map() };
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private stopped = false;

  constructor(private readonly options: OutboxOptions) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): OutboxState => this.state;

  /** The screen is there, for the first time or again. */
  start(): void {
    this.stopped = false;
  }

  /** Reads what an earlier visit left, and sends it. */
  async open(): Promise<void> {
    await this.read();
    await this.deliver();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** Kept on this machine when this resolves; sending begins by itself. */
  async add(item: Omit<OutboxItem, 'userId' | 'refusal'>): Promise<void> {
    await this.options.store.put({ ...item, userId: this.options.userId, refusal: null });
    await this.read();
    this.planNext();
  }

  /** The person changes it after all: it is not sent, and stands where they filled it. */
  async takeBack(id: string): Promise<void> {
    await this.running;
    const item = this.state.items.find((one) => one.id === id);
    if (item === undefined) return;
    await this.giveBack(item);
    await this.read();
  }

  /** The person does not want it any more. */
  async discard(id: string): Promise<void> {
    await this.running;
    await this.options.store.remove(id);
    await this.read();
  }

  /** Sends what waits, now. Never rejects; what cannot be sent yet is tried again later. */
  async deliver(): Promise<void> {
    if (this.stopped) return;
    const { alone = async (work) => work() } = this.options;
    this.running ??= alone(() => this.deliverAll()).finally(() => {
      this.running = undefined;
    });
    await this.running;
    this.planNext();
  }

  private async deliverAll(): Promise<void> {
    // Another window may have sent some meanwhile.
    await this.read();
    for (const item of this.state.items) {
      if (item.refusal !== null) continue;
      if (this.stopped) return;
      try {
        const delivered = await this.options.send(item);
        await this.options.store.remove(item.id);
        this.state = {
          ...this.state,
          delivered: new Map(this.state.delivered).set(item.id, delivered),
        };
        await this.read();
        this.options.onDelivered(item, delivered);
      } catch (error) {
        if (isPassing(error)) return;
        const refusal =
          error instanceof ApiError
            ? { code: error.code, detail: error.message }
            : { code: 'PORTAL', detail: String(error) };
        await this.options.store.put({ ...item, refusal });
        await this.read();
      }
    }
  }

  private async giveBack(item: OutboxItem): Promise<void> {
    const copy = { content: item.content, savedAt: item.queuedAt, revision: item.draftRevision };
    await this.options.restore(item, copy);
    await this.options.store.remove(item.id);
  }

  private planNext(): void {
    clearTimeout(this.timer);
    const isWaiting = this.state.items.some((item) => item.refusal === null);
    if (!isWaiting || this.stopped) return;
    this.timer = setTimeout(() => void this.deliver(), this.options.retryMs ?? 5000);
  }

  private async read(): Promise<void> {
    const all = await this.options.store.all();
    const items = all
      .filter((item) => item.userId === this.options.userId)
      .sort((one, other) => one.queuedAt - other.queuedAt);
    this.state = { ...this.state, items };
    for (const listener of this.listeners) listener();
  }
}
