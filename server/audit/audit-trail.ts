import { createHash } from 'node:crypto';
import type { Models } from '../models';
import type { AuditDocument } from '../models/office';

export interface AuditInput {
  readonly at: number;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: string;
}

const GENESIS = '0'.repeat(64);
const DUPLICATE_KEY = 11000;

function hashOf(sequence: number, previousHash: string, input: AuditInput): string {
  const { at, actorId, actorName, action, subject, detail } = input;
  const text = JSON.stringify([
    sequence,
    previousHash,
    at,
    actorId,
    actorName,
    action,
    subject,
    detail,
  ]);
  return createHash('sha256').update(text).digest('hex');
}

/** The audit trail: entries in order, each with a hash over the one before. */
export class AuditTrail {
  private tail: Promise<unknown> = Promise.resolve();

  constructor(private readonly models: Models) {}

  /** Resolves when the entry is durable. */
  append(input: AuditInput): Promise<void> {
    const appended = this.tail.then(() => this.write(input));
    this.tail = appended.catch(() => undefined);
    return appended;
  }

  /** @returns the first sequence number whose entry does not fit the chain, or null when all is whole */
  async verify(): Promise<number | null> {
    let previousHash = GENESIS;
    let sequence = 0;
    for await (const entry of this.models.audit
      .find()
      .sort({ _id: 1 })
      .lean<AuditDocument>()
      .cursor()) {
      sequence += 1;
      const fits =
        entry._id === sequence &&
        entry.previousHash === previousHash &&
        entry.hash === hashOf(sequence, previousHash, entry);
      if (!fits) return sequence;
      previousHash = entry.hash;
    }
    return null;
  }

  /** Another server process may take the number first; then the next one is tried. */
  private async write(input: AuditInput): Promise<void> {
    for (;;) {
      const last = await this.models.audit.findOne().sort({ _id: -1 }).lean<AuditDocument | null>();
      const sequence = (last?._id ?? 0) + 1;
      const previousHash = last?.hash ?? GENESIS;
      try {
        await this.models.audit.create({
          _id: sequence,
          ...input,
          previousHash,
          hash: hashOf(sequence, previousHash, input),
        });
        return;
      } catch (error) {
        if ((error as { code?: unknown }).code !== DUPLICATE_KEY) throw error;
      }
    }
  }
}
