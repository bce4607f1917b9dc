import type { Models } from '../models';
import type { UserDocument } from '../models/office';

/** So long what is known of posts is taken to be true. */
const FRESH_MS = 5_000;

/** Who holds which post (`role@unit`), known for a few seconds, so that every task that opens does not ask for it. */
export class Directory {
  private holders: Promise<ReadonlyMap<string, readonly string[]>> | undefined;
  private readAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly models: Models) {}

  /** The people who hold one of the posts; who holds none as far as is known is looked for anew. */
  async holdersOf(keys: readonly string[]): Promise<readonly string[]> {
    const known = among(await this.read(), keys);
    if (known.length > 0) return known;
    this.readAt = Number.NEGATIVE_INFINITY;
    return among(await this.read(), keys);
  }

  /** Every post that somebody holds now, as `role@unit`. */
  async posts(): Promise<ReadonlySet<string>> {
    this.readAt = Number.NEGATIVE_INFINITY;
    return new Set((await this.read()).keys());
  }

  private read(): Promise<ReadonlyMap<string, readonly string[]>> {
    const now = performance.now();
    if (this.holders === undefined || now - this.readAt > FRESH_MS) {
      this.readAt = now;
      this.holders = this.load();
    }
    return this.holders;
  }

  private async load(): Promise<ReadonlyMap<string, readonly string[]>> {
    const users = await this.models.users
      .find({ disabled: false }, { seats: 1 })
      .lean<Pick<UserDocument, '_id' | 'seats'>[]>();
    const holders = new Map<string, string[]>();
    for (const { _id, seats } of users) {
      for (const { role, unit } of seats) {
        const key = `${role}@${unit}`;
        holders.set(key, [...(holders.get(key) ?? []), _id]);
      }
    }
    return holders;
  }
}

function among(
  holders: ReadonlyMap<string, readonly string[]>,
  keys: readonly string[],
): readonly string[] {
  return [...new Set(keys.flatMap((key) => holders.get(key) ?? []))];
}
