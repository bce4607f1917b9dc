import { Schema } from 'mongoose';
import type { Effect, HistoryEvent } from '../../runtime/engine';
import { type Leasable, leaseFields } from './lease-fields';
import { plainDocument } from './schema-options';

/** A user task, derived from the effects of its case. */
export interface TaskDocument {
  _id: string;
  caseId: string;
  caseNumber: string;
  caseTitle: string;
  matter: string;
  subject: string;
  elementId: string;
  name: string;
  state: 'open' | 'completed' | 'cancelled' | 'suspended';
  /** Of the case, when the task was written last. */
  revision: number;
  /** `role@unit` of everyone who may perform it, or `user:<id>`. */
  candidateKeys: string[];
  excludedActors: string[];
  assignee: string | null;
  assigneeName: string | null;
  unit: string | null;
  unitPath: string[];
  createdAt: number;
  dueAt: number | null;
  /** As `dueAt`, and last of all without one; work lists are sorted by it. */
  dueOrder: number;
  /** When its performers, or their superiors, are next told of the time limit; last of all when they are not. */
  alertAt: number;
  completedAt: number | null;
  completedBy: string | null;
  outcome: string | null;
  outcomeTitle: string | null;
  sentBy: string | null;
  returnReason: string | null;
}

export const taskSchema = new Schema<TaskDocument>(
  {
    _id: String,
    caseId: String,
    caseNumber: String,
    caseTitle: String,
    matter: String,
    subject: String,
    elementId: String,
    name: String,
    state: String,
    revision: Number,
    candidateKeys: [String],
    excludedActors: [String],
    assignee: String,
    assigneeName: String,
    unit: String,
    unitPath: [String],
    createdAt: Number,
    dueAt: Number,
    dueOrder: Number,
    alertAt: Number,
    completedAt: Number,
    completedBy: String,
    outcome: String,
    outcomeTitle: String,
    sentBy: String,
    returnReason: String,
  },
  plainDocument,
);
taskSchema.index(
  { candidateKeys: 1, dueOrder: 1, createdAt: 1 },
  { partialFilterExpression: { state: 'open' } },
);
taskSchema.index({ alertAt: 1 }, { partialFilterExpression: { state: 'open' } });
taskSchema.index({ completedBy: 1, completedAt: -1 });
taskSchema.index({ caseId: 1 });

export interface TimerDocument extends Leasable {
  caseId: string;
  elementId: string;
  dueAt: number;
}

export const timerSchema = new Schema<TimerDocument>(
  { _id: String, caseId: String, elementId: String, dueAt: Number, ...leaseFields },
  plainDocument,
);
timerSchema.index({ dueAt: 1 });
timerSchema.index({ caseId: 1 });

/** When a process begins by itself; there is one for every timer of a start event of the current version. */
export interface TimerStartDocument extends Leasable {
  packageKey: string;
  packageVersion: string;
  /** Of the version; a later one takes its place. */
  publishedAt: number;
  processId: string;
  startEventId: string;
  trigger: number;
  dueAt: number;
  /** Turns left, this one included; null for ever. */
  left: number | null;
}

export const timerStartSchema = new Schema<TimerStartDocument>(
  {
    _id: String,
    packageKey: String,
    packageVersion: String,
    publishedAt: Number,
    processId: String,
    startEventId: String,
    trigger: Number,
    dueAt: Number,
    left: Number,
    ...leaseFields,
  },
  plainDocument,
);
timerStartSchema.index({ dueAt: 1 });
timerStartSchema.index({ packageKey: 1 });

export interface SubscriptionDocument {
  _id: string;
  caseId: string;
  kind: 'message' | 'signal';
  name: string;
  correlation: string | null;
}

export const subscriptionSchema = new Schema<SubscriptionDocument>(
  { _id: String, caseId: String, kind: String, name: String, correlation: String },
  plainDocument,
);
subscriptionSchema.index({ kind: 1, name: 1, correlation: 1 });

export interface IncidentDocument {
  _id: string;
  caseId: string;
  caseNumber: string;
  caseTitle: string;
  elementId: string;
  code: string;
  message: string;
  at: number;
  open: boolean;
  unitPath: string[];
}

export const incidentSchema = new Schema<IncidentDocument>(
  {
    _id: String,
    caseId: String,
    caseNumber: String,
    caseTitle: String,
    elementId: String,
    code: String,
    message: String,
    at: Number,
    open: Boolean,
    unitPath: [String],
  },
  plainDocument,
);
incidentSchema.index({ at: -1 }, { partialFilterExpression: { open: true } });

/** What happened in one step of a case. */
export type HistoryDocument = {
  _id: string;
  caseId: string;
  /** Of the case after the step; a step's events follow those of the step before. */
  revision: number;
  events: readonly HistoryEvent[];
};

export const historySchema = new Schema<HistoryDocument>(
  { _id: String, caseId: String, revision: Number, events: [Schema.Types.Mixed] },
  plainDocument,
);
historySchema.index({ caseId: 1, revision: 1 });

export type TaskEffect = Extract<Effect, { readonly type: 'openUserTask' }>;
