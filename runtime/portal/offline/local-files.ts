import type { RouteAnswer } from '../../contract';
import type { LocalFile } from './portal-database';

type Uploaded = RouteAnswer<'uploadFile'>;

const LOCAL = 'local-';

/** Whether a file still lies on this machine only. */
function isLocalFile(fileId: string): boolean {
  return fileId.startsWith(LOCAL);
}

export interface LocalFileStore {
  get(id: string): Promise<LocalFile | undefined>;
  put(id: string, file: LocalFile): Promise<void>;
}

/** Files chosen without a line. Forms name them by ids of this machine; whatever is sent names them by the server's. */
export class LocalFiles {
  private readonly sent = new Map<string, string>();

  constructor(
    private readonly upload: (file: File) => Promise<Uploaded>,
    private readonly store: LocalFileStore,
  ) {}

  async keep(file: File): Promise<Uploaded> {
    const fileId = `${LOCAL}${randomName()}`;
    // The bytes now: a phone may have thrown the camera's file away when it is sent.
    const bytes = new Blob([await file.arrayBuffer()], { type: file.type });
    await this.store.put(fileId, {
      file: bytes,
      name: file.name,
      keptAt: Date.now(),
      fileId: null,
    });
    return { fileId, name: file.name, size: file.size, type: file.type };
  }

  /** Where a file is read; null while it lies on this machine only. */
  readonly addressOf = (fileId: string): string | null => {
    const known = this.sent.get(fileId) ?? fileId;
    return isLocalFile(known) ? null : `/api/files/${known}`;
  };

  /**
   * What is to be sent, with files of this machine sent first and named by the server's ids.
   *
   * @throws ApiError as the upload does; what was uploaded by then is not uploaded again
   */
  async settled<T>(body: T): Promise<T> {
    const ids = localIdsIn(body);
    if (ids.size === 0) return body;
    const known = new Map<string, string>();
    for (const id of ids) {
      const fileId = await this.serverIdOf(id);
      known.set(id, fileId);
      this.sent.set(id, fileId);
    }
    return renamed(body, known) as T;
  }

  private async serverIdOf(id: string): Promise<string> {
    const kept = await this.store.get(id);
    // A file that is gone is the server's to refuse, by name.
    if (kept === undefined) return id;
    if (kept.fileId !== null) return kept.fileId;
    const { fileId } = await this.upload(
      new File([kept.file], kept.name, { type: kept.file.type }),
    );
    await this.store.put(id, { ...kept, fileId });
    return fileId;
  }
}

/** Also where the page came over a plain address, on which browsers make no UUIDs. */
function randomName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function localIdsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const one of value) localIdsIn(one, found);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) {
      if (key === 'fileId' && typeof one === 'string' && isLocalFile(one)) found.add(one);
      else localIdsIn(one, found);
    }
  }
  return found;
}

function renamed(value: unknown, known: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => renamed(one, known));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === 'fileId' && typeof one === 'string' ? (known.get(one) ?? one) : renamed(one, known),
    ]),
  );
}
