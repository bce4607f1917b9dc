import { z } from 'zod';
import { instant, pageOf, pageQuery } from './page';
import { formContext, saveDraftRequest, taskForm } from './task';

/** Something a person may start: a none start event of a published process. */
export const matter = z.object({
  packageKey: z.string(),
  packageVersion: z.string(),
  packageTitle: z.string(),
  processId: z.string(),
  startEventId: z.string(),
  title: z.string(),
  description: z.string(),
  formKey: z.string(),
});

/** The application form of a matter, to be filled before a case exists. Drafts of it are listed in 我发起的. */
export const matterDraft = z.object({
  id: z.string(),
  matter,
  form: taskForm,
  context: formContext,
  revision: z.number().int(),
  savedAt: instant.nullable(),
  warningReasons: z.record(z.string(), z.string()),
});

export const openMatterDraftRequest = z.object({
  packageKey: z.string(),
  processId: z.string(),
  startEventId: z.string(),
});

export const matterDraftSummary = z.object({
  id: z.string(),
  matterTitle: z.string(),
  subjectName: z.string(),
  savedAt: instant,
});

export const matterDraftQuery = pageQuery.extend({
  /** In the name of whom it is about. */
  q: z.string().max(100).optional(),
});

export const saveMatterDraftRequest = saveDraftRequest;

export const submitMatterRequest = z.object({
  values: z.record(z.string(), z.unknown()),
  warningReasons: z.record(z.string(), z.string().max(500)).default({}),
});

export const caseStarted = z.object({
  caseId: z.string(),
  caseNumber: z.string(),
  next: z.string(),
});

export const caseSummary = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  matter: z.string(),
  packageKey: z.string(),
  packageVersion: z.string(),
  state: z.enum(['active', 'completed', 'terminated', 'incident']),
  /** What happened in the end, from the end event reached, for example 「监测中」; null while active. */
  result: z.string().nullable(),
  subjectName: z.string(),
  unit: z.string(),
  unitName: z.string(),
  initiatorName: z.string(),
  startedAt: instant,
  endedAt: instant.nullable(),
  /** It is held: nobody can act on it. */
  suspended: z.boolean(),
  /** 「在等 西二镇 · 分管领导 审核，已 2 天」 */
  waitingFor: z.string().nullable(),
});

export const caseQuery = pageQuery.extend({
  view: z.enum(['initiated', 'all']).default('initiated'),
  state: z.enum(['active', 'completed', 'terminated', 'incident']).optional(),
  q: z.string().max(100).optional(),
});

export const casePage = pageOf(caseSummary);

/** One entry of the timeline, oldest first. */
export const timelineEntry = z.object({
  id: z.string(),
  at: instant,
  kind: z.enum([
    'started',
    'completed',
    'returned',
    'waiting',
    'timer',
    'system',
    'ended',
    'incident',
    'withdrawn',
    'handedOn',
    'told',
  ]),
  elementId: z.string().nullable(),
  title: z.string(),
  actorName: z.string().nullable(),
  actorPost: z.string().nullable(),
  outcomeTitle: z.string().nullable(),
  tone: z.enum(['positive', 'negative', 'neutral', 'return']).nullable(),
  opinion: z.string().nullable(),
  /** From opening to completion, in milliseconds. */
  durationMs: z.number().int().nullable(),
  dueAt: instant.nullable(),
});

export const submissionSummary = z.object({
  id: z.string(),
  formKey: z.string(),
  formTitle: z.string(),
  annex: z.string().nullable(),
  variable: z.string(),
  elementId: z.string(),
  submittedAt: instant,
  submittedBy: z.string(),
  version: z.number().int(),
  /** False for an earlier version that a later submission of the same form replaced. */
  current: z.boolean(),
});

export const printQuery = z.object({ format: z.enum(['pdf', 'docx']).default('pdf') });

export const submissionDetail = submissionSummary.extend({
  caseNumber: z.string(),
  packageVersion: z.string(),
  document: z.record(z.string(), z.unknown()),
  values: z.record(z.string(), z.unknown()),
  context: formContext,
});

export const caseDetail = caseSummary.extend({
  recordId: z.string().nullable(),
  timeline: z.array(timelineEntry),
  submissions: z.array(submissionSummary),
  /** What the person may do with the case now. */
  actions: z.array(
    z.object({ message: z.string(), title: z.string(), requiresReason: z.boolean() }),
  ),
  /** Steps of one's own that one may take back. */
  withdrawable: z.array(z.object({ elementId: z.string(), name: z.string() })),
  /** 催办, 抄送 and 撤销 by the person now. */
  mayUrge: z.boolean(),
  /** When it was last urged. */
  urgedAt: instant.nullable(),
  mayCopy: z.boolean(),
  mayCancel: z.boolean(),
  incidents: z.array(
    z.object({
      id: z.string(),
      elementId: z.string(),
      code: z.string(),
      message: z.string(),
      at: instant,
    }),
  ),
});

/** The process picture: the drawing, where the case is and the way it took. */
export const caseDiagram = z.object({
  processId: z.string(),
  xml: z.string(),
  active: z.array(z.object({ elementId: z.string(), label: z.string() })),
  completed: z.array(z.string()),
  taken: z.array(z.string()),
  terminated: z.array(z.string()),
});

/** 撤回 of a step that one has done. */
export const withdrawRequest = z.object({
  elementId: z.string().max(200),
  reason: z.string().trim().min(1).max(500),
});

/** 催办: the performers of the open steps are told. */
export const urgeRequest = z.strictObject({ words: z.string().trim().max(200).default('') });

/** 抄送: the people are told and may then see the case. */
export const copyRequest = z.strictObject({
  people: z.array(z.string().max(100)).min(1).max(50),
  words: z.string().trim().max(200).default(''),
});

/** 撤销 by the initiator. */
export const cancelRequest = z.strictObject({ reason: z.string().trim().min(1).max(500) });

/** A message that a person gives to the case, for example 撤回 by the applicant. */
export const caseMessageRequest = z.object({
  message: z.string().max(100),
  reason: z.string().max(2000).optional(),
  values: z.record(z.string(), z.unknown()).optional(),
});

export type Matter = z.infer<typeof matter>;
export type MatterDraft = z.infer<typeof matterDraft>;
export type MatterDraftSummary = z.infer<typeof matterDraftSummary>;
export type SubmitMatterRequest = z.infer<typeof submitMatterRequest>;
export type CaseStarted = z.infer<typeof caseStarted>;
export type CaseSummary = z.infer<typeof caseSummary>;
export type CaseQuery = z.infer<typeof caseQuery>;
export type CaseDetail = z.infer<typeof caseDetail>;
export type TimelineEntry = z.infer<typeof timelineEntry>;
export type SubmissionSummary = z.infer<typeof submissionSummary>;
export type SubmissionDetail = z.infer<typeof submissionDetail>;
export type CaseDiagram = z.infer<typeof caseDiagram>;
export type CaseMessageRequest = z.infer<typeof caseMessageRequest>;
