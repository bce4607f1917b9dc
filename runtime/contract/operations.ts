import { z } from 'zod';
import { timelineEntry } from './case';
import { instant, pageOf, pageQuery } from './page';
import { inputProblem } from './problem-details';

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

/** A change of one value inside the variables of a case, by path: `application.members`; a list's items by number. */
export const variableEdit = z.object({
  path: z
    .string()
    .regex(/^[^.]+(\.[^.]+)*$/)
    .max(200),
  value: z.unknown(),
});

export const retryIncidentRequest = z
  .object({
    /** Done before the step is tried again; the reason is needed with them. */
    edits: z.array(variableEdit).max(50).default([]),
    reason: z.string().trim().max(500).default(''),
  })
  .refine(({ edits, reason }) => edits.length === 0 || [...reason].length >= 5, {
    path: ['reason'],
    message: '请写明理由，至少 5 个字。',
  });

export const editVariablesRequest = z.object({
  edits: z.array(variableEdit).min(1).max(50),
  reason: z.string().trim().min(5).max(500),
});

const elementPlace = { elementId: z.string().max(120), scope: z.string().max(80).optional() };

/** Where a case is to be, step by step; all of it or nothing. */
export const modifyCaseRequest = z.object({
  instructions: z
    .array(
      z.discriminatedUnion('type', [
        z.object({ type: z.literal('cancelActivity'), activityId: z.string().max(80) }),
        z.object({ type: z.literal('cancelElement'), elementId: z.string().max(120) }),
        z.object({ type: z.literal('startBefore'), ...elementPlace }),
        z.object({ type: z.literal('startAfter'), ...elementPlace }),
      ]),
    )
    .min(1)
    .max(20),
  reason: z.string().trim().min(5).max(500),
});

export const holdCaseRequest = z.object({ reason: z.string().trim().min(5).max(500) });

const caseStatus = z.enum(['active', 'completed', 'terminated', 'incident']);

export const operatorCaseQuery = pageQuery.extend({
  /** Case number, from its beginning. */
  number: z.string().max(40).optional(),
  /** Who or what the case is about, by name; any part of it. */
  subject: z.string().max(60).optional(),
  recordId: z.string().max(80).optional(),
  state: caseStatus.or(z.literal('open')).optional(),
  packageKey: z.string().max(80).optional(),
  processId: z.string().max(120).optional(),
  version: z.string().max(30).optional(),
  /** An element at which the case is now. */
  element: z.string().max(120).optional(),
  /** One of the process's search variables, with `value`. */
  variable: z.string().max(120).optional(),
  value: z.string().max(80).optional(),
  match: z.enum(['equal', 'prefix']).default('equal'),
});

export const operatorCaseSummary = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  subject: z.string(),
  recordId: z.string().nullable(),
  unitName: z.string(),
  packageKey: z.string(),
  processId: z.string(),
  processName: z.string(),
  version: z.string(),
  state: caseStatus,
  startedAt: instant,
  endedAt: instant.nullable(),
  waitingAt: z.array(z.object({ elementId: z.string(), name: z.string() })),
});
export const operatorCasePage = pageOf(operatorCaseSummary);

/** A process with the versions in which cases run. */
export const operatedProcess = z.object({
  packageKey: z.string(),
  packageTitle: z.string(),
  processId: z.string(),
  name: z.string(),
  currentVersion: z.string(),
  historyLevel: z.enum(['full', 'activity', 'tasks']),
  searchVariables: z.array(z.object({ path: z.string(), title: z.string() })),
  versions: z.array(
    z.object({ version: z.string(), open: z.number().int(), incidents: z.number().int() }),
  ),
});

/** The drawing of one version with how many cases are at each element. */
export const processCounts = z.object({
  packageKey: z.string(),
  processId: z.string(),
  name: z.string(),
  version: z.string(),
  xml: z.string(),
  elements: z.array(
    z.object({
      elementId: z.string(),
      name: z.string(),
      open: z.number().int(),
      incidents: z.number().int(),
    }),
  ),
});

/** One run of a flow node; `parent` is the run of the sub-process around it. */
export const activityRun = z.object({
  id: z.string(),
  parent: z.string().nullable(),
  elementId: z.string(),
  name: z.string(),
  kind: z.string(),
  state: z.enum(['active', 'incident']),
  taskId: z.string().nullable(),
  assigneeName: z.string().nullable(),
  /** Place among the instances of a multi-instance activity, from 0. */
  index: z.number().int().nullable(),
});

export const operatorCaseDetail = operatorCaseSummary.extend({
  currentVersion: z.string(),
  /** Since when it is held; null while it runs. */
  suspendedAt: instant.nullable(),
  versions: z.array(z.string()),
  historyLevel: z.enum(['full', 'activity', 'tasks']),
  activities: z.array(activityRun),
  /** Steps at which an operator may let the case go on, in the order of the drawing's file; none once it has ended. */
  startable: z.array(z.object({ elementId: z.string(), name: z.string(), kind: z.string() })),
  /** Leaves of the variables, by path; what identifies people is masked. */
  variables: z.array(
    z.object({
      scope: z.string(),
      path: z.string(),
      type: z.enum(['text', 'number', 'boolean', 'other']),
      text: z.string(),
      masked: z.boolean(),
    }),
  ),
  incidents: z.array(
    z.object({
      id: z.string(),
      elementId: z.string(),
      name: z.string(),
      code: z.string(),
      message: z.string(),
      at: instant,
    }),
  ),
  timers: z.array(
    z.object({ id: z.string(), elementId: z.string(), name: z.string(), dueAt: instant }),
  ),
  subscriptions: z.array(
    z.object({ id: z.string(), kind: z.string(), name: z.string(), elementId: z.string() }),
  ),
  timeline: z.array(timelineEntry),
  diagram: z.object({
    xml: z.string(),
    active: z.array(z.string()),
    completed: z.array(z.string()),
    taken: z.array(z.string()),
  }),
});

/** How the elements of one version become those of another; what is not named keeps its id. */
export const migrationPlan = z.object({
  elements: z.record(z.string().max(200), z.string().max(120).nullable()).default({}),
  flows: z.record(z.string().max(120), z.string().max(120)).default({}),
  updateTimers: z.boolean().default(false),
});

const namedElement = z.object({ id: z.string(), name: z.string(), kind: z.string() });

export const migrationProposalQuery = z.object({
  packageKey: z.string(),
  processId: z.string(),
  from: z.string(),
  to: z.string(),
});

/** What most likely becomes of each element, and what may be chosen instead. */
export const migrationProposal = z.object({
  elements: z.array(
    z.object({
      source: namedElement,
      targetId: z.string().nullable(),
      by: z.enum(['id', 'name', 'none']),
      /** Cases that are at the element now. */
      open: z.number().int(),
    }),
  ),
  targets: z.array(namedElement),
  /** Sequence flows over which tokens wait at a join, and that the target does not have. */
  flows: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      targetId: z.string().nullable(),
      open: z.number().int(),
    }),
  ),
  targetFlows: z.array(z.object({ id: z.string(), name: z.string() })),
  cases: z.number().int(),
});

const migrationTarget = {
  packageKey: z.string().max(80),
  processId: z.string().max(120),
  fromVersion: z.string().max(30),
  toVersion: z.string().max(30),
  plan: migrationPlan,
  /** Absent: every open case of the version. */
  caseIds: z.array(z.string().max(80)).max(1000).optional(),
};

export const migrationRequest = z.object(migrationTarget);

export const startMigrationRequest = z.object({
  ...migrationTarget,
  reason: z.string().trim().min(5).max(500),
});

const migrationEntry = z.object({
  kind: z.enum(['activity', 'token', 'listener', 'compensation']),
  change: z.enum(['kept', 'renamed', 'closed', 'opened', 'rescheduled', 'refused']),
  elementId: z.string().nullable(),
  targetId: z.string().nullable(),
  sentence: z.string(),
});

export const migrationCheck = z.object({
  caseId: z.string(),
  number: z.string(),
  title: z.string(),
  ok: z.boolean(),
  entries: z.array(migrationEntry),
  problems: z.array(inputProblem),
});

/** A dry run: of many cases only the first are played, and `checked` says how many. */
export const migrationPreview = z.object({
  total: z.number().int(),
  checked: z.number().int(),
  refused: z.number().int(),
  cases: z.array(migrationCheck),
});

export const migrationRun = z.object({
  id: z.string(),
  packageKey: z.string(),
  processId: z.string(),
  processName: z.string(),
  fromVersion: z.string(),
  toVersion: z.string(),
  state: z.enum(['running', 'done']),
  total: z.number().int(),
  migrated: z.number().int(),
  refused: z.number().int(),
  startedAt: instant,
  startedBy: z.string(),
  finishedAt: instant.nullable(),
  reason: z.string(),
});

export const migrationRunDetail = migrationRun.extend({
  results: z.array(
    z.object({
      caseId: z.string(),
      number: z.string(),
      title: z.string(),
      outcome: z.enum(['migrated', 'refused']),
      problems: z.array(inputProblem),
      at: instant,
    }),
  ),
});
export const migrationRunPage = pageOf(migrationRun);

/** `draft`, or a published version. */
export const whatIfRequest = z.object({ version: z.string().max(30).default('draft') });

export const whatIfResult = z.object({
  version: z.string(),
  xml: z.string(),
  played: z.array(
    z.object({
      at: instant,
      elementId: z.string(),
      name: z.string(),
      actorName: z.string(),
      outcome: z.string().nullable(),
    }),
  ),
  path: z.array(z.string()),
  differences: z.array(
    z.object({
      code: z.string(),
      at: instant,
      elementId: z.string(),
      message: z.string(),
      problems: z.array(inputProblem),
    }),
  ),
  status: z.enum(['active', 'completed', 'terminated', 'failed', 'notStarted']),
  result: z.string().nullable(),
  recordedResult: z.string().nullable(),
  waitingAt: z.array(z.string()),
});

/** What the system will do by itself: timers, and work that has to be tried again. */
export const pendingWork = z.object({
  id: z.string(),
  kind: z.enum(['timer', 'outbox']),
  caseId: z.string(),
  caseNumber: z.string(),
  caseTitle: z.string(),
  elementId: z.string(),
  name: z.string(),
  dueAt: instant,
  attempts: z.number().int(),
});
export const pendingWorkPage = pageOf(pendingWork);

export type IncidentSummary = z.infer<typeof incidentSummary>;
export type UploadedFile = z.infer<typeof uploadedFile>;
export type Today = z.infer<typeof today>;
export type AuditEntry = z.infer<typeof auditEntry>;
export type OperatorCaseSummary = z.infer<typeof operatorCaseSummary>;
export type OperatorCaseDetail = z.infer<typeof operatorCaseDetail>;
export type OperatedProcess = z.infer<typeof operatedProcess>;
export type ProcessCounts = z.infer<typeof processCounts>;
export type ActivityRun = z.infer<typeof activityRun>;
export type VariableEdit = z.infer<typeof variableEdit>;
export type MigrationProposal = z.infer<typeof migrationProposal>;
export type MigrationPreview = z.infer<typeof migrationPreview>;
export type MigrationCheck = z.infer<typeof migrationCheck>;
export type MigrationRun = z.infer<typeof migrationRun>;
export type MigrationRunDetail = z.infer<typeof migrationRunDetail>;
export type WhatIfResult = z.infer<typeof whatIfResult>;
export type PendingWork = z.infer<typeof pendingWork>;
