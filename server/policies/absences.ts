import type { Principal } from '../../runtime/case';
import { dateAt } from '../../runtime/kernel';
import type { Models } from '../models';
import type { AbsenceDocument } from '../models/absence';
import type { UserDocument } from '../models/office';

/** So long what is known of absences is taken to be true in other processes. */
const FRESH_MS = 3_000;

type Standing = ReadonlyMap<string, readonly Principal[]>;

/** Who stands in for whom today; known for a few seconds, because every request asks. */
export class Absences {
  private known: Promise<Standing> | undefined;
  private readAt = Number.NEGATIVE_INFINITY;
  private day = '';

  constructor(
    private readonly models: Models,
    private readonly clock: () => number,
  ) {}

  async principalsOf(userId: string): Promise<readonly Principal[]> {
    const now = performance.now();
    const today = dateAt(this.clock());
    if (this.known === undefined || now - this.readAt > FRESH_MS || today !== this.day) {
      this.readAt = now;
      this.day = today;
      this.known = this.load(today);
    }
    return (await this.known).get(userId) ?? [];
  }

  /** Something has changed in this process. */
  forget(): void {
    this.known = undefined;
  }

  private async load(today: string): Promise<Standing> {
    const away = await this.models.absences
      .find({ endedAt: null, from: { $lte: today }, to: { $gte: today } })
      .lean<AbsenceDocument[]>();
    if (away.length === 0) return new Map();
    const users = await this.models.users
      .find({ _id: { $in: away.map((one) => one.personId) }, disabled: false })
      .lean<UserDocument[]>();
    const byId = new Map(users.map((user) => [user._id, user]));
    const standing = new Map<string, Principal[]>();
    for (const { personId, substituteId } of away) {
      const user = byId.get(personId);
      if (user === undefined) continue;
      const principal = { id: user._id, name: user.name, seats: user.seats };
      standing.set(substituteId, [...(standing.get(substituteId) ?? []), principal]);
    }
    return standing;
  }
}
