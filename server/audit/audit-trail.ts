import { createHash } from 'node:crypto';
import type { Models } from '../models';
import { DUPLICATE_KEY } from '../models/group-inserts';
import type { AuditDocument } from '../models/office';
import { writeCommand } from '../models/write-command';

export interface AuditInput {
  /** The same key is entered once, however often it is appended; effects are carried out at least once. */
  readonly key: string;
  readonly at: number;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: string;
}

interface Waiting {
  readonly inputs: readonly AuditInput[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const GENESIS = '0'.repeat(64);

function hashOf(sequence: number, previousHash: string, input: AuditInput): string {
  const { key, at, actorId, actorName, action, subject, detail } = input;
  const text = JSON.stringify([
    sequence,
    previousHash,
    key,
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
  private waiting: Waiting[] = [];
  private writing = false;
  /** The entry written last, as far as this process knows. */
  private last: AuditDocument | null = null;

  constructor(private readonly models: Models) {}

  /** Resolves when the entries are durable; those that arrive meanwhile are written together. */
  append(...inputs: readonly AuditInput[]): Promise<void> {
    if (inputs.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.waiting.push({ inputs, resolve, reject });
      if (!this.writing) void this.writeWaiting();
    });
  }

  /** @returns the first sequence number whose entry does not fit the chain, or null when all is whole */
  async verify(): Promise<number | null> {
    let previousHash = GENESIS;
    let sequence = 0;
    const entries = this.models.audit.find().sort({ _id: 1 }).lean<AuditDocument>().cursor();
    for await (const entry of entries) {
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

  private async writeWaiting(): Promise<void> {
    this.writing = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      try {
        await this.write(batch.flatMap((one) => one.inputs));
        for (const one of batch) one.resolve();
      } catch (error) {
        for (const one of batch) one.reject(error);
      }
    }
    this.writing = false;
  }

  private async write(inputs: readonly AuditInput[]): Promise<void> {
    if (this.last === null || !(await this.insertBehind(this.last, inputs))) {
      await this.writeMissing(inputs);
    }
  }

  /** Another server process may take a number first; then what is still missing goes behind it. */
  private async writeMissing(inputs: readonly AuditInput[]): Promise<void> {
    const { audit } = this.models;
    for (;;) {
      const keys = [...new Set(inputs.map((input) => input.key))];
      const entered = await audit.find({ key: { $in: keys } }, { key: 1 }).lean();
      const known = new Set(entered.map((entry) => entry.key));
      const missing = inputs.filter((input) => {
        const isNew = !known.has(input.key);
        known.add(input.key);
        return isNew;
      });
      if (missing.length === 0) return;
      const last = await audit.findOne().sort({ _id: -1 }).lean<AuditDocument | null>();
      if (await this.insertBehind(last, missing)) return;
    }
  }

  /** @returns false when a number or a key is taken already; then some may be written and some not */
  private async insertBehind(
    last: AuditDocument | null,
    inputs: readonly AuditInput[],
  ): Promise<boolean> {
    const insert = chain(last, inputs);
    this.last = null;
    const { failures } = await writeCommand(this.models.audit, { insert }, { ordered: true });
    for (const failure of failures.values()) {
      if (failure.code === DUPLICATE_KEY) return false;
      throw failure;
    }
    this.last = insert.at(-1) ?? last;
    return true;
  }
}

function chain(last: AuditDocument | null, inputs: readonly AuditInput[]): AuditDocument[] {
  let sequence = last?._id ?? 0;
  let previousHash = last?.hash ?? GENESIS;
  return inputs.map((input) => {
    sequence += 1;
    const hash = hashOf(sequence, previousHash, input);
    const entry: AuditDocument = { _id: sequence, ...input, previousHash, hash };
    previousHash = hash;
    return entry;
  });
}
