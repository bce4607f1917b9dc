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

/** Longer than anybody is away; files that were never sent wait as long. */
const OLDEST_MS = 30 * 24 * 3_600_000;
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

  /** Whose answers they are from now on; those of others, and those that have become old, go. */
  async become(userId: string): Promise<void> {
    if (userId === this.userId) return;
    this.userId = userId;
    const oldest = Date.now() - OLDEST_MS;
    const answers = (await portalDatabase()).transaction('answers', 'readwrite').store;
    for await (const cursor of answers) {
      const { userId: owner, keptAt } = cursor.value;
      if (keptAt < oldest || (owner !== NOBODY && owner !== userId)) await cursor.delete();
    }
    const files = (await portalDatabase()).transaction('files', 'readwrite').store;
    for await (const cursor of files) {
      if (cursor.value.keptAt < oldest) await cursor.delete();
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
