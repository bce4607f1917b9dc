import { Schema } from 'mongoose';
import type { LedgerRow } from '../../runtime/ledger';
import type { DataRecord, RecordRevision } from '../../runtime/record';
import { plainDocument } from './schema-options';

/** A record with what lists search by. */
export interface RecordDocument {
  _id: string;
  record: DataRecord;
  entity: string;
  packageKey: string;
  /** What says which record data belongs to; unique per entity. */
  identity: string;
  /** What may occur in one active record only, as `uniqueForm` has it. */
  unique?: string[];
  number: string;
  label: string;
  status: string;
  category: string | null;
  unitPath: string[];
  updatedAt: number;
  /** Written with the record, so that a crash before it is filed among the revisions loses nothing. */
  lastRevision: RecordRevision;
}

export const recordSchema = new Schema<RecordDocument>(
  {
    _id: String,
    record: Schema.Types.Mixed,
    entity: String,
    packageKey: String,
    identity: String,
    unique: [String],
    number: String,
    label: String,
    status: String,
    category: String,
    unitPath: [String],
    updatedAt: Number,
    lastRevision: Schema.Types.Mixed,
  },
  plainDocument,
);
recordSchema.index({ packageKey: 1, entity: 1, identity: 1 }, { unique: true });
recordSchema.index({ unitPath: 1, updatedAt: -1 });
recordSchema.index({ label: 1 });
recordSchema.index({ unique: 1 });

export type RevisionDocument = RecordRevision & { _id: string };

export const revisionSchema = new Schema<RevisionDocument>(
  {
    _id: String,
    recordId: String,
    revision: Number,
    at: Number,
    actor: Schema.Types.Mixed,
    caseId: String,
    sourceId: String,
    status: String,
    data: Schema.Types.Mixed,
    changes: [Schema.Types.Mixed],
  },
  plainDocument,
);
revisionSchema.index({ recordId: 1, revision: 1 }, { unique: true });

export interface LedgerRowDocument {
  _id: string;
  packageKey: string;
  ledger: string;
  recordId: string;
  unitPath: string[];
  cells: LedgerRow['cells'];
  /** The cells by which the ledger is sorted, joined. */
  sortKey: string;
}

export const ledgerRowSchema = new Schema<LedgerRowDocument>(
  {
    _id: String,
    packageKey: String,
    ledger: String,
    recordId: String,
    unitPath: [String],
    cells: Schema.Types.Mixed,
    sortKey: String,
  },
  plainDocument,
);
ledgerRowSchema.index({ ledger: 1, unitPath: 1, sortKey: 1 });
