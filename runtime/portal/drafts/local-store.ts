import { portalDatabase } from '../offline/portal-database';
import type { LocalCopy, LocalStore } from './draft-keeper';

/** Drafts in the browser's own database; a person's drafts are kept apart by their id in the key. */
export class IndexedDbStore implements LocalStore {
  async get(key: string): Promise<LocalCopy | undefined> {
    return (await portalDatabase()).get('drafts', key);
  }

  async put(key: string, copy: LocalCopy): Promise<void> {
    await (await portalDatabase()).put('drafts', copy, key);
  }

  async remove(key: string): Promise<void> {
    await (await portalDatabase()).delete('drafts', key);
  }
}
