import { z } from 'zod';
import { instant, pageOf } from './page';

export const incidentSummary = z.object({
  id: z.string(),
  caseId: z.string(),
  caseNumber: z.string(),
  caseTitle: z.string(),
  elementId: z.string(),
  code: z.string(),
  message: z.string(),
  at: instant,
});
export const incidentPage = pageOf(incidentSummary);

export const uploadedFile = z.object({
  fileId: z.string(),
  name: z.string(),
  size: z.number().int(),
  type: z.string(),
});

/** What the person's front page 今天 shows. */
export const today = z.object({
  counts: z.object({
    todo: z.number().int(),
    overdue: z.number().int(),
    dueToday: z.number().int(),
    dueThisWeek: z.number().int(),
    initiatedActive: z.number().int(),
  }),
  drafts: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['matter', 'task']),
      title: z.string(),
      subjectName: z.string(),
      savedAt: instant,
    }),
  ),
  recentRecords: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      unitName: z.string(),
      status: z.string(),
      tone: z.string(),
    }),
  ),
});

export const auditEntry = z.object({
  sequence: z.number().int(),
  at: instant,
  actorName: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.string(),
  hash: z.string(),
});
export const auditPage = pageOf(auditEntry);

export type IncidentSummary = z.infer<typeof incidentSummary>;
export type UploadedFile = z.infer<typeof uploadedFile>;
export type Today = z.infer<typeof today>;
export type AuditEntry = z.infer<typeof auditEntry>;
