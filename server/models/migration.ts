import { Schema } from 'mongoose';
import type { CaseProblem } from '../../runtime/case';
import type { Actor } from '../../runtime/engine';
import { type Leasable, leaseFields } from './lease-fields';
import { plainDocument } from './schema-options';

/** Many cases on their way to another version, one after the other; what is done survives a restart. */
export interface MigrationRunDocument extends Leasable {
  packageKey: string;
  processId: string;
  processName: string;
  fromVersion: string;
  toVersion: string;
  /** JSON of a `MigrationPlan`: its keys are ids, which may hold what a field name may not. */
  plan: string;
  reason: string;
  /** Null: all open cases of the version. */
  caseIds: string[] | null;
  /** Over whose subtrees the one who asked for it may operate. */
  units: string[];
  state: 'running' | 'done';
  total: number;
  migrated: number;
  refused: number;
  /** The case that was done last; cases are taken in the order of their ids. */
  cursor: string;
  startedAt: number;
  startedBy: Actor;
  finishedAt: number | null;
}

export const migrationRunSchema = new Schema<MigrationRunDocument>(
  {
    _id: String,
    packageKey: String,
    processId: String,
    processName: String,
    fromVersion: String,
    toVersion: String,
    plan: String,
    reason: String,
    caseIds: Schema.Types.Mixed,
    units: [String],
    state: String,
    total: Number,
    migrated: Number,
    refused: Number,
    cursor: String,
    startedAt: Number,
    startedBy: Schema.Types.Mixed,
    finishedAt: Number,
    ...leaseFields,
  },
  plainDocument,
);
migrationRunSchema.index({ startedAt: -1 });
migrationRunSchema.index({ leaseUntil: 1 }, { partialFilterExpression: { state: 'running' } });

/** What became of one case; `_id` is `run:case`. */
export interface MigrationResultDocument {
  _id: string;
  runId: string;
  caseId: string;
  number: string;
  title: string;
  outcome: 'migrated' | 'refused';
  problems: readonly CaseProblem[];
  at: number;
}

export const migrationResultSchema = new Schema<MigrationResultDocument>(
  {
    _id: String,
    runId: String,
    caseId: String,
    number: String,
    title: String,
    outcome: String,
    problems: [Schema.Types.Mixed],
    at: Number,
  },
  plainDocument,
);
migrationResultSchema.index({ runId: 1, outcome: -1, at: 1 });
