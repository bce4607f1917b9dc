import { z } from 'zod';
import { caseSummary, submissionSummary } from './case';
import { instant, pageOf, pageQuery } from './page';

/** One row of 农户档案. Masked values arrive masked. */
export const recordSummary = z.object({
  id: z.string(),
  number: z.string(),
  label: z.string(),
  unit: z.string(),
  unitName: z.string(),
  unitPath: z.string(),
  status: z.string(),
  tone: z.string(),
  active: z.boolean(),
  identityMasked: z.string().nullable(),
  category: z.string().nullable(),
  updatedAt: instant,
});

export const recordQuery = pageQuery.extend({
  q: z.string().max(100).optional(),
  unit: z.string().max(20).optional(),
  status: z.string().max(40).optional(),
});

export const recordPage = pageOf(recordSummary).extend({
  statuses: z.array(z.object({ value: z.string(), tone: z.string(), count: z.number().int() })),
});

export const recordField = z.object({
  path: z.string(),
  title: z.string(),
  type: z.string(),
  /** As shown: labels, masks and units applied. */
  display: z.string(),
  masked: z.boolean(),
});

export const recordRevision = z.object({
  revision: z.number().int(),
  at: instant,
  actorName: z.string(),
  caseNumber: z.string().nullable(),
  status: z.string(),
  changes: z.array(
    z.object({
      path: z.string(),
      title: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
});

/** 一户一档: the whole file of one household. */
export const dossier = recordSummary.extend({
  fields: z.array(recordField),
  /** Rows of the family table, as shown, by column title. */
  members: z.array(z.record(z.string(), z.string())),
  memberColumns: z.array(z.object({ key: z.string(), title: z.string() })),
  cases: z.array(caseSummary),
  submissions: z.array(submissionSummary.extend({ caseId: z.string(), caseNumber: z.string() })),
  revisions: z.array(recordRevision),
  mayUnmask: z.boolean(),
});

export const unmaskRequest = z.object({
  path: z.string().max(200),
  reason: z.string().min(2).max(200),
});
export const unmasked = z.object({ path: z.string(), display: z.string() });

export const ledgerSummary = z.object({
  key: z.string(),
  packageKey: z.string(),
  title: z.string(),
  rows: z.number().int(),
  mayExport: z.boolean(),
});

export const ledgerColumn = z.object({
  key: z.string(),
  title: z.string(),
  type: z.enum(['text', 'integer', 'money', 'date', 'month', 'percent']),
  width: z.number().optional(),
  group: z.string().optional(),
  filterable: z.boolean(),
});

export const ledgerQuery = pageQuery.extend({
  q: z.string().max(100).optional(),
  unit: z.string().max(20).optional(),
  status: z.string().max(40).optional(),
  sort: z.string().max(60).optional(),
  direction: z.enum(['asc', 'desc']).default('asc'),
  /** JSON object: column key → wanted cell text. */
  filters: z.string().max(2000).optional(),
});

export const ledgerRow = z.object({
  recordId: z.string(),
  cells: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});

export const ledgerPage = pageOf(ledgerRow).extend({
  key: z.string(),
  title: z.string(),
  header: z.string(),
  columns: z.array(ledgerColumn),
  totals: z.record(z.string(), z.number()),
  mayExport: z.boolean(),
  /** Values that filterable columns hold, for the filter menus. */
  facets: z.record(z.string(), z.array(z.string())),
});

export type RecordSummary = z.infer<typeof recordSummary>;
export type RecordQuery = z.infer<typeof recordQuery>;
export type RecordPage = z.infer<typeof recordPage>;
export type RecordField = z.infer<typeof recordField>;
export type RecordRevisionView = z.infer<typeof recordRevision>;
export type Dossier = z.infer<typeof dossier>;
export type UnmaskRequest = z.infer<typeof unmaskRequest>;
export type Unmasked = z.infer<typeof unmasked>;
export type LedgerSummary = z.infer<typeof ledgerSummary>;
export type LedgerColumn = z.infer<typeof ledgerColumn>;
export type LedgerQuery = z.infer<typeof ledgerQuery>;
export type LedgerPage = z.infer<typeof ledgerPage>;
