import { loadPackage, type LoadedPackage } from '../../runtime/package';
import type { Problem } from '../../runtime/kernel';
import type { PackageContent } from '../../runtime/contract';
import { ApiError, call } from './client';
import { mergeTexts } from './merge-texts';
import { describeFiles } from './package-file';

export type SaveState =
  | { readonly kind: 'saved'; readonly at: number | null }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string };

/** A file that two people changed in the same place; `null` means removed. Both stay until someone decides. */
export interface FileConflict {
  readonly path: string;
  readonly mine: string | null;
  readonly theirs: string | null;
}

/** What the screens show of a package's draft. A new object after every change. */
export interface DraftSnapshot {
  readonly content: PackageContent;
  readonly files: ReadonlyMap<string, string>;
  readonly save: SaveState;
  /** All problems of the draft as it is on the screen; null until the first check has run. */
  readonly problems: readonly Problem[] | null;
  /** The last state of the draft that loads; forms are previewed with its dictionaries, units and parameters. */
  readonly loaded: LoadedPackage | null;
  readonly conflicts: readonly FileConflict[];
  /** Paths whose text came from someone else while the draft was open, with a number that grows each time. */
  readonly outside: ReadonlyMap<string, number>;
}

const SAVE_DELAY_MS = 600;
const CHECK_DELAY_MS = 400;
const CONFLICT_CODE = 'DRAFT-CONFLICT';
const CONFLICT_ROUNDS = 5;

type Files = ReadonlyMap<string, string>;

/** All texts of a draft, read from the server. */
async function fetchDraft(packageKey: string): Promise<{ content: PackageContent; files: Files }> {
  const params = { packageKey };
  const content = await call('getDraft', { params });
  const files = await Promise.all(
    content.files
      .filter((file) => file.change !== 'removed')
      .map(async ({ path }) => {
        const { text } = await call('getDraftFile', { params, query: { path } });
        return [path, text] as const;
      }),
  );
  return { content, files: new Map(files) };
}

/** The texts of the version under a draft; what the draft did not change is known already. */
async function fetchBase(content: PackageContent, files: Files): Promise<Files> {
  const params = { packageKey: content.key, version: content.baseVersion ?? '' };
  const texts = await Promise.all(
    content.files
      .filter((file) => file.change !== 'added')
      .map(async ({ path, change }) => {
        const text =
          change === 'none'
            ? files.get(path)
            : (await call('getVersionFile', { params, query: { path } })).text;
        return [path, text ?? ''] as const;
      }),
  );
  return new Map(texts);
}

/**
 * The open draft of one package: all its files, saved a moment after each edit, one write at a time, and checked in the
 * browser by the same loader that the server uses. When someone else saved meanwhile, their changes are taken in, and
 * only where both changed the same place a person is asked.
 */
export class DraftStore {
  private snapshot: DraftSnapshot;
  private readonly listeners = new Set<() => void>();
  private readonly dirty = new Set<string>();
  /** The texts as the server had them when they were last read or written. */
  private readonly synced: Map<string, string>;
  private saving: Promise<void> | null = null;
  private saveTimer: ReturnType<typeof setTimeout> | undefined;
  private checkTimer: ReturnType<typeof setTimeout> | undefined;
  private checkRun = 0;

  private constructor(
    content: PackageContent,
    files: Files,
    private readonly base: Files,
  ) {
    this.synced = new Map(files);
    this.snapshot = {
      content: { ...content, files: describeFiles(files, base) },
      files,
      save: { kind: 'saved', at: null },
      problems: null,
      loaded: null,
      conflicts: [],
      outside: new Map(),
    };
    this.scheduleCheck(0);
  }

  /** @throws ApiError when the draft cannot be read */
  static async open(packageKey: string): Promise<DraftStore> {
    const { content, files } = await fetchDraft(packageKey);
    return new DraftStore(content, files, await fetchBase(content, files));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getSnapshot = (): DraftSnapshot => this.snapshot;

  /** Takes an edit, a new file, or (`null`) a removal; it is on the server a moment later. */
  setFile(path: string, text: string | null): void {
    if ((this.snapshot.files.get(path) ?? null) === text) return;
    this.dirty.add(path);
    this.putFiles([[path, text]], { save: { kind: 'saving' } });
    clearTimeout(this.saveTimer);
    this.saveTimer = setTimeout(() => void this.flush(), SAVE_DELAY_MS);
    this.scheduleCheck(CHECK_DELAY_MS);
  }

  /** Takes a whole text for a file and opens its editor anew. */
  replaceFile(path: string, text: string): void {
    const outside = new Map(this.snapshot.outside);
    outside.set(path, (outside.get(path) ?? 0) + 1);
    this.setFile(path, text);
    this.update({ outside });
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

  /** Decides a conflict: one's own text is saved over the other's, or the other's is taken. */
  resolveConflict(path: string, choice: 'mine' | 'theirs'): void {
    const conflict = this.snapshot.conflicts.find((one) => one.path === path);
    if (conflict === undefined) return;
    const conflicts = this.snapshot.conflicts.filter((one) => one !== conflict);
    this.update({ conflicts });
    if (choice === 'theirs') {
      this.dirty.delete(path);
      this.takeOutside([[path, conflict.theirs]]);
    } else {
      this.dirty.add(path);
    }
    void this.flush();
  }

  dispose(): void {
    clearTimeout(this.checkTimer);
    void this.flush();
    this.listeners.clear();
  }

  private async writeDirty(): Promise<void> {
    for (let round = 1; ; round += 1) {
      try {
        await this.writeOnce();
        const undecided = this.snapshot.conflicts.length;
        const waits = this.dirty.size > undecided;
        this.update({ save: waits ? { kind: 'saving' } : { kind: 'saved', at: Date.now() } });
        return;
      } catch (error) {
        const known = error instanceof ApiError ? error : null;
        if (known?.code === CONFLICT_CODE && round < CONFLICT_ROUNDS) {
          await this.takeTheirs().catch((failure: unknown) => this.fail(failure));
          if (this.snapshot.save.kind === 'failed') return;
          continue;
        }
        this.fail(error);
        return;
      }
    }
  }

  private fail(error: unknown): void {
    const { message, code } =
      error instanceof ApiError ? error : { message: String(error), code: 'CLIENT' };
    this.update({ save: { kind: 'failed', message, code } });
  }

  private async writeOnce(): Promise<void> {
    const { key } = this.snapshot.content;
    const undecided = new Set(this.snapshot.conflicts.map((one) => one.path));
    for (const path of [...this.dirty].filter((one) => !undecided.has(one))) {
      const text = this.snapshot.files.get(path) ?? null;
      const { revision } = this.snapshot.content;
      const answer = await call('saveDraftFile', {
        params: { packageKey: key },
        body: { path, text, revision },
      });
      if ((this.snapshot.files.get(path) ?? null) === text) this.dirty.delete(path);
      this.noteSynced(path, text);
      this.update({ content: { ...this.snapshot.content, revision: answer.revision } });
    }
  }

  /** Someone else saved: takes in what they changed, and finds where it meets unsaved changes of one's own. */
  private async takeTheirs(): Promise<void> {
    const { content, files } = await fetchDraft(this.snapshot.content.key);
    const changed = [...new Set([...files.keys(), ...this.synced.keys()])].filter(
      (path) => files.get(path) !== this.synced.get(path),
    );
    const taken: [string, string | null][] = [];
    const conflicts: FileConflict[] = [];
    for (const path of changed) {
      const theirs = files.get(path) ?? null;
      const mine = this.snapshot.files.get(path) ?? null;
      if (!this.dirty.has(path)) taken.push([path, theirs]);
      else if (mine === theirs) this.dirty.delete(path);
      else {
        const merged = mergeTexts(path, this.synced.get(path) ?? null, mine, theirs);
        if (merged === null) conflicts.push({ path, mine, theirs });
        else taken.push([path, merged]);
      }
      this.noteSynced(path, theirs);
    }
    this.update({
      content: { ...this.snapshot.content, revision: content.revision },
      conflicts: [
        ...this.snapshot.conflicts.filter(({ path }) => !changed.includes(path)),
        ...conflicts,
      ],
    });
    this.takeOutside(taken);
  }

  private takeOutside(files: ReadonlyArray<readonly [string, string | null]>): void {
    const outside = new Map(this.snapshot.outside);
    for (const [path] of files) outside.set(path, (outside.get(path) ?? 0) + 1);
    this.putFiles(files, { outside });
    this.scheduleCheck(0);
  }

  private noteSynced(path: string, text: string | null): void {
    if (text === null) this.synced.delete(path);
    else this.synced.set(path, text);
  }

  private putFiles(
    changes: ReadonlyArray<readonly [string, string | null]>,
    more: Partial<DraftSnapshot>,
  ): void {
    const files = new Map(this.snapshot.files);
    for (const [path, text] of changes) {
      if (text === null) files.delete(path);
      else files.set(path, text);
    }
    const content = { ...this.snapshot.content, files: describeFiles(files, this.base) };
    this.update({ ...more, files, content });
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
