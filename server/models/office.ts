import { Schema } from 'mongoose';
import type { Submission } from '../../runtime/case';
import { plainDocument } from './schema-options';

export interface UserDocument {
  _id: string;
  username: string;
  name: string;
  passwordHash: string;
  seats: { role: string; unit: string }[];
  /** Shown as a card on the log-in page, in demo mode only. */
  demo: { description: string; order: number } | null;
  disabled: boolean;
  createdAt: number;
}

export const userSchema = new Schema<UserDocument>(
  {
    _id: String,
    username: String,
    name: String,
    passwordHash: String,
    seats: [{ _id: false, role: String, unit: String }],
    demo: Schema.Types.Mixed,
    disabled: Boolean,
    createdAt: Number,
  },
  plainDocument,
);
userSchema.index({ username: 1 }, { unique: true });

/** A log-in. The cookie's token is kept only as its hash. */
export interface SessionDocument {
  _id: string;
  userId: string | null;
  csrfToken: string;
  createdAt: Date;
  expiresAt: Date;
}

export const sessionSchema = new Schema<SessionDocument>(
  { _id: String, userId: String, csrfToken: String, createdAt: Date, expiresAt: Date },
  plainDocument,
);
sessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export type SubmissionDocument = Submission & {
  _id: string;
  caseId: string;
  caseNumber: string;
  packageKey: string;
  packageVersion: string;
  formTitle: string;
  annex: string | null;
};

export const submissionSchema = new Schema<SubmissionDocument>(
  {
    _id: String,
    caseId: String,
    caseNumber: String,
    packageKey: String,
    packageVersion: String,
    formTitle: String,
    annex: String,
    taskId: String,
    elementId: String,
    variable: String,
    formKey: String,
    values: Schema.Types.Mixed,
    warnings: [Schema.Types.Mixed],
    at: Number,
    actor: Schema.Types.Mixed,
  },
  plainDocument,
);
submissionSchema.index({ caseId: 1, at: 1 });

interface Draft {
  forms: Record<string, Record<string, unknown>>;
  outcome: string | null;
  opinion: string | null;
  warningReasons: Record<string, string>;
  revision: number;
  savedAt: number | null;
}

/** An application before it is sent. */
export interface MatterDraftDocument extends Draft {
  _id: string;
  ownerId: string;
  packageKey: string;
  packageVersion: string;
  processId: string;
  startEventId: string;
  matter: string;
  /** Set once it is sent. */
  caseId: string | null;
  /** Whom it is about, as far as it has been filled. */
  subject?: string;
  /** The list that it came with, and its place there. */
  importId?: string;
  importRow?: number;
}

const draftFields = {
  forms: Schema.Types.Mixed,
  outcome: String,
  opinion: String,
  warningReasons: Schema.Types.Mixed,
  revision: Number,
  savedAt: Number,
};

export const matterDraftSchema = new Schema<MatterDraftDocument>(
  {
    _id: String,
    ownerId: String,
    packageKey: String,
    packageVersion: String,
    processId: String,
    startEventId: String,
    matter: String,
    caseId: String,
    subject: String,
    importId: String,
    importRow: Number,
    ...draftFields,
  },
  plainDocument,
);
matterDraftSchema.index({ ownerId: 1, savedAt: -1 });
matterDraftSchema.index({ importId: 1, importRow: 1 }, { sparse: true });

/** What someone has filled of a task so far; one for each person and task. */
export interface TaskDraftDocument extends Draft {
  _id: string;
  taskId: string;
  ownerId: string;
}

export const taskDraftSchema = new Schema<TaskDraftDocument>(
  { _id: String, taskId: String, ownerId: String, ...draftFields },
  plainDocument,
);
taskDraftSchema.index({ ownerId: 1, savedAt: -1 });
taskDraftSchema.index({ taskId: 1 });

/** An uploaded file; the bytes lie in the data folder by their content's hash. */
export interface FileDocument {
  _id: string;
  hash: string;
  name: string;
  size: number;
  type: string;
  uploadedBy: string;
  uploadedAt: number;
  /** Cases in which it was submitted; who may see one of them may see the file. */
  caseIds: string[];
}

export const fileSchema = new Schema<FileDocument>(
  {
    _id: String,
    hash: String,
    name: String,
    size: Number,
    type: String,
    uploadedBy: String,
    uploadedAt: Number,
    caseIds: [String],
  },
  plainDocument,
);

/** One link of the audit chain: its hash covers the one before, so a change shows. */
export interface AuditDocument {
  _id: number;
  /** Of what it tells; nothing is entered twice. */
  key: string;
  at: number;
  actorId: string | null;
  actorName: string;
  action: string;
  subject: string;
  detail: string;
  previousHash: string;
  hash: string;
}

export const auditSchema = new Schema<AuditDocument>(
  {
    _id: Number,
    key: String,
    at: Number,
    actorId: String,
    actorName: String,
    action: String,
    subject: String,
    detail: String,
    previousHash: String,
    hash: String,
  },
  plainDocument,
);
auditSchema.index({ key: 1 }, { unique: true });

export interface CounterDocument {
  _id: string;
  value: number;
}

export const counterSchema = new Schema<CounterDocument>(
  { _id: String, value: Number },
  plainDocument,
);
