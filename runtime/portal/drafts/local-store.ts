import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { LocalCopy, LocalStore } from './draft-keeper';

interface PortalDatabase extends DBSchema {
  readonly drafts: { key: string; value: LocalCopy };
}

/** Drafts in the browser's own database; a person's drafts are kept apart by their id in the key. */
export class IndexedDbStore implements LocalStore {
  private opened: Promise<IDBPDatabase<PortalDatabase>> | undefined;

  async get(key: string): Promise<LocalCopy | undefined> {
    return (await this.database()).get('drafts', key);
  }

  async put(key: string, copy: LocalCopy): Promise<void> {
    await (await this.database()).put('drafts', copy, key);
  }

  async remove(key: string): Promise<void> {
    await (await this.database()).delete('drafts', key);
  }

  private async database(): Promise<IDBPDatabase<PortalDatabase>> {
    this.opened ??= openDB<PortalDatabase>('banshi-portal', 1, {
      upgrade(database) {
        database.createObjectStore('drafts');
      },
    });
    return this.opened;
  }
}
