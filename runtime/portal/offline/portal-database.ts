import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { LocalCopy } from '../drafts/draft-keeper';
import type { LocalFileStore } from './local-files';
import type { OutboxItem, OutboxStore } from './outbox';

/** An answer of the server as it was given. */
export interface KeptAnswer {
  readonly userId: string;
  readonly answer: unknown;
  /** Epoch milliseconds. */
  readonly keptAt: number;
}

/** A file chosen without a line; once it is sent, the server's id for it. */
export interface LocalFile {
  readonly file: Blob;
  readonly name: string;
  readonly keptAt: number;
  readonly fileId: string | null;
}

export interface PortalSchema extends DBSchema {
  readonly drafts: { key: string; value: LocalCopy };
  readonly answers: { key: string; value: KeptAnswer };
  readonly outbox: { key: string; value: OutboxItem };
  readonly files: { key: string; value: LocalFile };
}

let opened: Promise<IDBPDatabase<PortalSchema>> | undefined;

/** The browser's own database: drafts, answers for where there is no line, what waits to be sent, and its files. */
export async function portalDatabase(): Promise<IDBPDatabase<PortalSchema>> {
  opened ??= openDB<PortalSchema>('banshi-portal', 2, {
    upgrade(database, before) {
      if (before < 1) database.createObjectStore('drafts');
      if (before < 2) {
        database.createObjectStore('answers');
        database.createObjectStore('outbox');
        database.createObjectStore('files');
      }
    },
    // Another window wants a newer version: it must not wait for this one.
    blocking: () => {
      void opened?.then((database) => database.close());
      opened = undefined;
    },
  });
  return opened;
}

export const outboxStore: OutboxStore = {
  all: async () => (await portalDatabase()).getAll('outbox'),
  put: async (item) => {
    await (await portalDatabase()).put('outbox', item, item.id);
  },
  remove: async (id) => (await portalDatabase()).delete('outbox', id),
};

export const fileStore: LocalFileStore = {
  get: async (id) => (await portalDatabase()).get('files', id),
  put: async (id, file) => {
    await (await portalDatabase()).put('files', file, id);
  },
};
