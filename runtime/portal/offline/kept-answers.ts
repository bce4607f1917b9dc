import type { RouteName } from '../../contract';
import { portalDatabase } from './portal-database';

/** What a person needs in a village without a line: their session, their lists, the forms they are to fill. */
const KEPT: ReadonlySet<RouteName> = new Set([
  'getSession',
  'getToday',
  'listTasks',
  'getTask',
  'listMatters',
  'listMatterDrafts',
  'getMatterDraft',
  'getCase',
  'getCaseDiagram',
  'listNotices',
]);

const OLDEST_MS = 14 * 24 * 3_600_000;
/** The session says who is at the machine; it belongs to nobody else's answers. */
const NOBODY = '';

/**
 * Answers of the server, kept on this machine for where there is no line. Each person's are apart; logging out removes
 * them, and so does age.
 */
export class KeptAnswers {
  private userId = NOBODY;

  isKept(name: RouteName): boolean {
    return KEPT.has(name);
  }

  /** Whose answers they are from now on; those that have become old go. */
  async become(userId: string): Promise<void> {
    this.userId = userId;
    const database = await portalDatabase();
    const oldest = Date.now() - OLDEST_MS;
    for (const store of ['answers', 'files'] as const) {
      let cursor = await database.transaction(store, 'readwrite').store.openCursor();
      while (cursor !== null) {
        if (cursor.value.keptAt < oldest) await cursor.delete();
        cursor = await cursor.continue();
      }
    }
  }

  async put(name: RouteName, address: string, answer: unknown): Promise<void> {
    const userId = this.ownerOf(name);
    await (
      await portalDatabase()
    ).put('answers', { userId, answer, keptAt: Date.now() }, `${userId} ${address}`);
  }

  /** @returns undefined when there is none */
  async get(name: RouteName, address: string): Promise<unknown> {
    return (await (await portalDatabase()).get('answers', `${this.ownerOf(name)} ${address}`))
      ?.answer;
  }

  /** Nothing of it stays: the next person at this machine is another. */
  async clear(): Promise<void> {
    await (await portalDatabase()).clear('answers');
    this.userId = NOBODY;
  }

  private ownerOf(name: RouteName): string {
    return name === 'getSession' ? NOBODY : this.userId;
  }
}
