import type { DraftSaved, SaveDraftRequest } from '../../contract';
import { ApiError, OFFLINE } from '../api/client';

/** What a person has filled so far. */
export interface DraftContent {
  readonly forms: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly outcome: string | null;
  readonly opinion: string | null;
  readonly warningReasons: Readonly<Record<string, string>>;
}

/** A copy on the person's own machine, kept only until the server has it. */
export interface LocalCopy {
  readonly content: DraftContent;
  readonly savedAt: number;
  /** The server's revision that the person had before. */
  readonly revision: number;
}

/**
 * The copy on this machine, unless the server has the same: a save may arrive although the screen went away before its
 * answer.
 */
export function stillNeeded(
  copy: LocalCopy | null,
  saved: Pick<DraftContent, 'forms' | 'opinion'> | null,
): LocalCopy | null {
  if (copy === null || saved === null) return copy;
  const same =
    JSON.stringify(inOrder(copy.content.forms)) === JSON.stringify(inOrder(saved.forms)) &&
    (copy.content.opinion ?? '') === (saved.opinion ?? '');
  return same ? null : copy;
}

/** Keys sorted, all the way down: the order in which places were filled does not make a difference. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, inOrder(one)]),
  );
}

export interface LocalStore {
  get(key: string): Promise<LocalCopy | undefined>;
  put(key: string, copy: LocalCopy): Promise<void>;
  remove(key: string): Promise<void>;
}

export type DraftStatus =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'offline'; readonly at: number }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface DraftKeeperOptions {
  readonly key: string;
  readonly revision: number;
  readonly savedAt: number | null;
  readonly store: LocalStore;
  readonly save: (body: SaveDraftRequest) => Promise<DraftSaved>;
  /** The revision that the server has now; asked when the person decides to overwrite it. */
  readonly currentRevision: () => Promise<number>;
  readonly now: () => number;
  /** How long to wait after the last keystroke. @default 1200 */
  readonly delayMs?: number;
  /** How long to wait before trying again without a line. @default 10000 */
  readonly retryMs?: number;
}

/** Last saves of screens that went away, by key: who opens the same draft again waits for them. */
const lastSaves = new Map<string, Promise<void>>();

/** The save that an earlier screen of this draft still has under way; undefined when there is none. */
export function lastSaveOf(key: string): Promise<void> | undefined {
  return lastSaves.get(key);
}

/**
 * Saves what a person types: at once on their machine, soon on the server, again when the line is back. Two places
 * that changed the same draft are a conflict, which the person decides.
 */
export class DraftKeeper {
  private status: DraftStatus;
  private revision: number;
  private content: DraftContent | null = null;
  private unsaved = false;
  private closed = false;
  private held = false;
  private left = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private localWork: Promise<void> = Promise.resolve();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly options: DraftKeeperOptions) {
    this.revision = options.revision;
    this.status =
      options.savedAt === null ? { kind: 'unchanged' } : { kind: 'saved', at: options.savedAt };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): DraftStatus => this.status;

  /** The server's revision that this screen has. */
  knownRevision(): number {
    return this.revision;
  }

  change(content: DraftContent): void {
    this.content = content;
    this.unsaved = true;
    const copy = { content, savedAt: this.options.now(), revision: this.revision };
    this.local(() => this.options.store.put(this.options.key, copy));
    if (this.status.kind === 'conflict' || this.closed) return;
    if (this.status.kind !== 'offline') this.tell({ kind: 'waiting' });
    this.plan(this.options.delayMs ?? 1200);
  }

  /** What is being sent is not saved beside it: a draft that arrives after its submission would stay behind. */
  hold(): void {
    this.held = true;
    clearTimeout(this.timer);
  }

  /** It was not sent after all; saving goes on. */
  resume(): void {
    this.held = false;
    if (this.unsaved) this.plan(this.options.delayMs ?? 1200);
  }

  /** Saves what is unsaved, now. Resolves when the server has it or has said why not. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    while (this.running !== undefined) await this.running;
    if (!this.unsaved || this.content === null || this.closed || this.held) return;
    this.running = this.saveOnce(this.content);
    await this.running;
    this.running = undefined;
  }

  /** The person keeps what is on this screen; what the other place wrote is replaced. */
  async overwrite(): Promise<void> {
    this.revision = await this.options.currentRevision();
    this.tell({ kind: 'waiting' });
    this.unsaved = true;
    await this.flush();
  }

  /**
   * The draft has become a submission, or is not wanted: nothing of it stays on this machine. Resolves when it is gone;
   * what follows for the person need not wait for that.
   */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    if (this.running !== undefined) await this.running;
    this.local(() => this.options.store.remove(this.options.key));
    await this.localWork;
  }

  /** The screen is there, for the first time or again. */
  enter(): void {
    this.left = false;
  }

  /** The screen goes away: what is unsaved is sent once more, and stays on this machine until it has arrived. */
  leave(): void {
    this.left = true;
    clearTimeout(this.timer);
    if (!this.unsaved || this.closed || this.status.kind === 'conflict') return;
    const { key } = this.options;
    const last = this.flush()
      .then(async () => this.localWork)
      .finally(() => {
        if (lastSaves.get(key) === last) lastSaves.delete(key);
      });
    lastSaves.set(key, last);
  }

  private async saveOnce(content: DraftContent): Promise<void> {
    this.tell({ kind: 'saving' });
    try {
      const saved = await this.options.save({
        revision: this.revision,
        forms: content.forms as SaveDraftRequest['forms'],
        outcome: content.outcome,
        opinion: content.opinion,
        warningReasons: { ...content.warningReasons },
      });
      this.revision = saved.revision;
      if (this.content === content) {
        this.unsaved = false;
        this.local(() => this.options.store.remove(this.options.key));
        this.tell({ kind: 'saved', at: saved.savedAt });
      } else this.tell({ kind: 'waiting' });
    } catch (error) {
      this.refused(error);
    }
  }

  private refused(error: unknown): void {
    if (error instanceof ApiError && error.status === 409) {
      this.tell({ kind: 'conflict' });
      return;
    }
    if (error instanceof ApiError && error.code === OFFLINE) {
      this.tell({ kind: 'offline', at: this.options.now() });
    } else this.tell({ kind: 'failed', error });
    this.plan(this.options.retryMs ?? 10_000);
  }

  private plan(afterMs: number): void {
    clearTimeout(this.timer);
    if (!this.closed && !this.held && !this.left)
      this.timer = setTimeout(() => void this.flush(), afterMs);
  }

  /** Writes to the machine one after the other, so that an old copy never overtakes a newer one. */
  private local(work: () => Promise<void>): void {
    this.localWork = this.localWork.then(work).catch((error: unknown) => {
      console.warn('The copy on this machine could not be kept', error);
    });
  }

  private tell(status: DraftStatus): void {
    this.status = status;
    for (const listener of this.listeners) listener();
  }
}
