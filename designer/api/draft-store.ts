import { loadPackage, type LoadedPackage } from '../../runtime/package';
import type { Problem } from '../../runtime/kernel';
import type { PackageContent, PackageFile } from '../../runtime/contract';
import { ApiError, call } from './client';

export type SaveState =
  | { readonly kind: 'saved'; readonly at: number | null }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string };

/** What the screens show of a package's draft. A new object after every change. */
export interface DraftSnapshot {
  readonly content: PackageContent;
  readonly files: ReadonlyMap<string, string>;
  readonly save: SaveState;
  /** All problems of the draft as it is on the screen; null until the first check has run. */
  readonly problems: readonly Problem[] | null;
  /** The last state of the draft that loads; forms are previewed with its dictionaries, units and parameters. */
  readonly loaded: LoadedPackage | null;
}

const SAVE_DELAY_MS = 600;
const CHECK_DELAY_MS = 400;

/**
 * The open draft of one package: all its files, saved a moment after each edit, one write at a time, and checked in the
 * browser by the same loader that the server uses.
 */
export class DraftStore {
  private snapshot: DraftSnapshot;
  private readonly listeners = new Set<() => void>();
  private readonly dirty = new Set<string>();
  private saving: Promise<void> | null = null;
  private saveTimer: ReturnType<typeof setTimeout> | undefined;
  private checkTimer: ReturnType<typeof setTimeout> | undefined;
  private checkRun = 0;

  private constructor(content: PackageContent, files: ReadonlyMap<string, string>) {
    this.snapshot = {
      content,
      files,
      save: { kind: 'saved', at: null },
      problems: null,
      loaded: null,
    };
    this.scheduleCheck(0);
  }

  /** @throws ApiError when the draft cannot be read */
  static async open(packageKey: string): Promise<DraftStore> {
    const content = await call('getDraft', { params: { packageKey } });
    const texts = await Promise.all(
      content.files
        .filter((file) => file.change !== 'removed')
        .map(async (file) => {
          const answer = await call('getDraftFile', {
            params: { packageKey },
            query: { path: file.path },
          });
          return [file.path, answer.text] as const;
        }),
    );
    return new DraftStore(content, new Map(texts));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getSnapshot = (): DraftSnapshot => this.snapshot;

  /** Takes an edit; it is on the server a moment later. */
  setFile(path: string, text: string): void {
    if (this.snapshot.files.get(path) === text) return;
    const files = new Map(this.snapshot.files).set(path, text);
    this.dirty.add(path);
    this.update({ files, save: { kind: 'saving' } });
    clearTimeout(this.saveTimer);
    this.saveTimer = setTimeout(() => void this.flush(), SAVE_DELAY_MS);
    this.scheduleCheck(CHECK_DELAY_MS);
  }

  /** Writes everything that is not on the server yet; resolves when it is there or has failed. */
  async flush(): Promise<void> {
    clearTimeout(this.saveTimer);
    while (this.saving !== null) await this.saving;
    if (this.dirty.size === 0) return;
    this.saving = this.writeDirty().finally(() => {
      this.saving = null;
    });
    await this.saving;
  }

  dispose(): void {
    clearTimeout(this.checkTimer);
    void this.flush();
    this.listeners.clear();
  }

  private async writeDirty(): Promise<void> {
    const packageKey = this.snapshot.content.key;
    for (const path of [...this.dirty]) {
      const text = this.snapshot.files.get(path) ?? null;
      this.dirty.delete(path);
      try {
        const answer = await call('saveDraftFile', {
          params: { packageKey },
          body: { path, text, revision: this.snapshot.content.revision },
        });
        this.update({ content: this.contentAfterSave(path, answer.revision) });
      } catch (error) {
        this.dirty.add(path);
        const { message, code } =
          error instanceof ApiError ? error : { message: String(error), code: 'CLIENT' };
        this.update({ save: { kind: 'failed', message, code } });
        return;
      }
    }
    this.update({ save: { kind: 'saved', at: Date.now() } });
  }

  private contentAfterSave(path: string, revision: number): PackageContent {
    const { content } = this.snapshot;
    const files = content.files.map((file): PackageFile =>
      file.path === path && file.change === 'none' ? { ...file, change: 'changed' } : file,
    );
    return { ...content, revision, files };
  }

  private scheduleCheck(delayMs: number): void {
    clearTimeout(this.checkTimer);
    this.checkTimer = setTimeout(() => void this.check(), delayMs);
  }

  private async check(): Promise<void> {
    this.checkRun += 1;
    const run = this.checkRun;
    const result = await loadPackage(this.snapshot.files);
    if (run !== this.checkRun) return;
    this.update({ problems: result.problems, loaded: result.package ?? this.snapshot.loaded });
  }

  private update(change: Partial<DraftSnapshot>): void {
    this.snapshot = { ...this.snapshot, ...change };
    for (const listener of this.listeners) listener();
  }
}
