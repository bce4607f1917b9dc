import type { Connection, Model, Schema } from 'mongoose';
import { type AbsenceDocument, absenceSchema } from './absence';
import type { CaseDocument } from './case';
import { caseSchema } from './case';
import { type ImportDocument, importSchema } from './import';
import {
  type MigrationResultDocument,
  type MigrationRunDocument,
  migrationResultSchema,
  migrationRunSchema,
} from './migration';
import {
  type AuditDocument,
  type CounterDocument,
  type FileDocument,
  type MatterDraftDocument,
  type SessionDocument,
  type SubmissionDocument,
  type TaskDraftDocument,
  type UserDocument,
  auditSchema,
  counterSchema,
  fileSchema,
  matterDraftSchema,
  sessionSchema,
  submissionSchema,
  taskDraftSchema,
  userSchema,
} from './office';
import { type NoticeDocument, noticeSchema } from './notice';
import {
  type PackageDraftDocument,
  type PackageVersionDocument,
  packageDraftSchema,
  packageVersionSchema,
} from './package';
import {
  type HistoryDocument,
  type IncidentDocument,
  type SubscriptionDocument,
  type TaskDocument,
  type TimerDocument,
  type TimerStartDocument,
  historySchema,
  incidentSchema,
  subscriptionSchema,
  taskSchema,
  timerSchema,
  timerStartSchema,
} from './process';
import {
  type LedgerRowDocument,
  type RecordDocument,
  type RevisionDocument,
  ledgerRowSchema,
  recordSchema,
  revisionSchema,
} from './record';

/** Every collection of the server, bound to one connection. */
export interface Models {
  readonly users: Model<UserDocument>;
  readonly sessions: Model<SessionDocument>;
  readonly cases: Model<CaseDocument>;
  readonly tasks: Model<TaskDocument>;
  readonly timers: Model<TimerDocument>;
  readonly timerStarts: Model<TimerStartDocument>;
  readonly subscriptions: Model<SubscriptionDocument>;
  readonly incidents: Model<IncidentDocument>;
  readonly history: Model<HistoryDocument>;
  readonly submissions: Model<SubmissionDocument>;
  readonly records: Model<RecordDocument>;
  readonly revisions: Model<RevisionDocument>;
  readonly ledgerRows: Model<LedgerRowDocument>;
  readonly matterDrafts: Model<MatterDraftDocument>;
  readonly imports: Model<ImportDocument>;
  readonly taskDrafts: Model<TaskDraftDocument>;
  readonly files: Model<FileDocument>;
  readonly notices: Model<NoticeDocument>;
  readonly absences: Model<AbsenceDocument>;
  readonly audit: Model<AuditDocument>;
  readonly counters: Model<CounterDocument>;
  readonly packageVersions: Model<PackageVersionDocument>;
  readonly packageDrafts: Model<PackageDraftDocument>;
  readonly migrationRuns: Model<MigrationRunDocument>;
  readonly migrationResults: Model<MigrationResultDocument>;
}

export function createModels(connection: Connection): Models {
  const model = <T>(name: string, schema: Schema<T>): Model<T> =>
    connection.model<T>(name, schema, name);
  return {
    users: model('users', userSchema),
    sessions: model('sessions', sessionSchema),
    cases: model('cases', caseSchema),
    tasks: model('tasks', taskSchema),
    timers: model('timers', timerSchema),
    timerStarts: model('timerStarts', timerStartSchema),
    subscriptions: model('subscriptions', subscriptionSchema),
    incidents: model('incidents', incidentSchema),
    history: model('history', historySchema),
    submissions: model('submissions', submissionSchema),
    records: model('records', recordSchema),
    revisions: model('revisions', revisionSchema),
    ledgerRows: model('ledgerRows', ledgerRowSchema),
    matterDrafts: model('matterDrafts', matterDraftSchema),
    imports: model<ImportDocument>('imports', importSchema),
    taskDrafts: model('taskDrafts', taskDraftSchema),
    files: model('files', fileSchema),
    notices: model('notices', noticeSchema),
    absences: model('absences', absenceSchema),
    audit: model('audit', auditSchema),
    counters: model('counters', counterSchema),
    packageVersions: model('packageVersions', packageVersionSchema),
    packageDrafts: model('packageDrafts', packageDraftSchema),
    migrationRuns: model('migrationRuns', migrationRunSchema),
    migrationResults: model('migrationResults', migrationResultSchema),
  };
}

/** Makes every index that the queries rely on. */
export async function createIndexes(models: Models): Promise<void> {
  for (const model of Object.values(models) as Model<unknown>[]) await model.createIndexes();
}
