import { Schema } from 'mongoose';
import type { CaseState, Submission } from '../../runtime/case';
import type { Actor, Effect, HistoryEvent } from '../../runtime/engine';
import type { AuditInput } from '../audit/audit-trail';
import { plainDocument } from './schema-options';

/** What one step owes the world; committed with the state, removed when it is done. */
export interface OutboxBatch {
  readonly batchId: string;
  /** Of the case after the step. */
  readonly revision: number;
  readonly at: number;
  readonly actor: Actor | null;
  readonly effects: readonly Effect[];
  readonly events: readonly HistoryEvent[];
  readonly submissions: readonly Submission[];
  readonly audit: readonly AuditInput[];
}

/** A case: its state, what it owes, and what lists search by. One document, one writer at a time (`revision`). */
export interface CaseDocument {
  _id: string;
  revision: number;
  /** Names of the writes that led here, the last ones; by them a writer knows whether its own is among them. */
  commits: string[];
  state: CaseState;
  outbox: OutboxBatch[];
  outboxPending: boolean;
  outboxAt: number;
  outboxAttempts: number;
  number: string;
  title: string;
  matter: string;
  subject: string;
  packageKey: string;
  packageVersion: string;
  status: 'active' | 'completed' | 'terminated' | 'incident';
  result: string | null;
  unit: string | null;
  unitPath: string[];
  initiatorId: string;
  initiatorName: string;
  participants: string[];
  /** Keys of the messages and signals from other cases that it took lately. */
  received: string[];
  recordId: string | null;
  /** `path=value` of what the process lets operators search by. */
  search: string[];
  /** Elements at which it is now. */
  waitingAt: string[];
  startedAt: number;
  endedAt: number | null;
}

export const caseSchema = new Schema<CaseDocument>(
  {
    _id: String,
    revision: Number,
    commits: [String],
    state: Schema.Types.Mixed,
    outbox: [Schema.Types.Mixed],
    outboxPending: Boolean,
    outboxAt: Number,
    outboxAttempts: Number,
    number: String,
    title: String,
    matter: String,
    subject: String,
    packageKey: String,
    packageVersion: String,
    status: String,
    result: String,
    unit: String,
    unitPath: [String],
    initiatorId: String,
    initiatorName: String,
    participants: [String],
    received: [String],
    recordId: String,
    search: [String],
    waitingAt: [String],
    startedAt: Number,
    endedAt: Number,
  },
  plainDocument,
);
caseSchema.index({ initiatorId: 1, startedAt: -1 });
caseSchema.index({ unitPath: 1, startedAt: -1 });
caseSchema.index({ recordId: 1, startedAt: -1 });
caseSchema.index({ search: 1, startedAt: -1 });
caseSchema.index({ number: 1 }, { unique: true });
caseSchema.index({ packageKey: 1, packageVersion: 1, status: 1 });
caseSchema.index({ received: 1 });
caseSchema.index({ outboxAt: 1 }, { partialFilterExpression: { outboxPending: true } });
