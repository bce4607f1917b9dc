import { z } from 'zod';
import { inputProblem } from './problem-details';
import { instant, pageOf, pageQuery } from './page';

export const taskState = z.enum(['open', 'completed', 'cancelled', 'suspended']);

/** One row of 待办 / 已办. */
export const taskSummary = z.object({
  id: z.string(),
  caseId: z.string(),
  caseNumber: z.string(),
  caseTitle: z.string(),
  matter: z.string(),
  elementId: z.string(),
  name: z.string(),
  state: taskState,
  subjectName: z.string(),
  unit: z.string(),
  unitName: z.string(),
  createdAt: instant,
  dueAt: instant.nullable(),
  completedAt: instant.nullable(),
  outcomeTitle: z.string().nullable(),
  sentBy: z.string().nullable(),
  /** Why it came back, when it was returned. */
  returnReason: z.string().nullable(),
  /** Claimed by this user id. */
  assignee: z.string().nullable(),
  assigneeName: z.string().nullable(),
  hasDraft: z.boolean(),
});

export const taskQuery = pageQuery.extend({
  view: z.enum(['todo', 'done']).default('todo'),
  q: z.string().max(100).optional(),
  matter: z.string().max(100).optional(),
  unit: z.string().max(20).optional(),
  due: z.enum(['overdue', 'today', 'week']).optional(),
  sort: z.enum(['due', 'created']).default('due'),
});

export const taskPage = pageOf(taskSummary).extend({
  /** Over the whole 待办 of the person, before filters. */
  counts: z.object({
    todo: z.number().int(),
    overdue: z.number().int(),
    dueToday: z.number().int(),
    dueThisWeek: z.number().int(),
  }),
  matters: z.array(z.string()),
});

export const fieldAccess = z.enum(['edit', 'read', 'hidden', 'masked']);

/** A form as the person fills it: definition, values and what this step may do with each field. */
export const taskForm = z.object({
  key: z.string(),
  variable: z.string(),
  /** FormDocument of the case's package version. */
  document: z.record(z.string(), z.unknown()),
  values: z.record(z.string(), z.unknown()),
  access: z.object({ default: fieldAccess, fields: z.record(z.string(), fieldAccess) }),
});

export const outcome = z.object({
  value: z.string(),
  title: z.string(),
  tone: z.enum(['positive', 'negative', 'neutral', 'return']),
  requiresOpinion: z.boolean(),
});

/** What forms read besides their own values: parameters, the case, the record, the person, code lists and units. */
export const formContext = z.object({
  params: z.record(z.string(), z.unknown()),
  case: z.record(z.string(), z.unknown()).nullable(),
  record: z.record(z.string(), z.unknown()).nullable(),
  user: z.record(z.string(), z.unknown()),
  now: instant,
  dictionaries: z.record(
    z.string(),
    z.array(
      z.object({ value: z.string(), label: z.string(), parent: z.string().optional() }).loose(),
    ),
  ),
  units: z.array(
    z
      .object({
        code: z.string(),
        name: z.string(),
        type: z.string(),
        parent: z.string().optional(),
      })
      .loose(),
  ),
});

export const taskDetail = taskSummary.extend({
  forms: z.array(taskForm),
  outcomes: z.array(outcome),
  /** Dotted `variable.path` of the form field that carries the opinion, when there is one. */
  opinionField: z.string().nullable(),
  /** Dotted `variable.path` of the form field that carries the outcome, when there is one. */
  resultField: z.string().nullable(),
  context: formContext,
  draft: z
    .object({
      revision: z.number().int(),
      savedAt: instant,
      forms: z.record(z.string(), z.record(z.string(), z.unknown())),
      outcome: z.string().nullable(),
      opinion: z.string().nullable(),
      warningReasons: z.record(z.string(), z.string()),
    })
    .nullable(),
  /** Whether the person may complete it now; otherwise `refusal` says why not. */
  mayComplete: z.boolean(),
  refusal: z.string().nullable(),
  performerHint: z.string(),
  /** What else the person may do with it; null when it is not theirs or is work beside another step. */
  operations: z
    .object({
      /** The steps to which it may be sent back, the one done last first. */
      returnTargets: z.array(
        z.object({ elementId: z.string(), name: z.string(), performerName: z.string().nullable() }),
      ),
      /** Who is to sign once the step is decided. */
      signersAfter: z.array(z.object({ id: z.string(), name: z.string() })),
    })
    .nullable(),
  /** Why this person has it, when it is work beside a step. */
  aside: z
    .object({
      kind: z.enum(['before', 'after', 'delegate', 'redo']),
      byName: z.string().nullable(),
    })
    .nullable(),
  /** How far a 会签 is; null when the task is done by one person. */
  countersign: z
    .object({
      total: z.number().int(),
      approved: z.number().int(),
      rejected: z.number().int(),
      abstained: z.number().int(),
      pending: z.number().int(),
      votes: z.array(
        z.object({ name: z.string(), outcomeTitle: z.string(), opinion: z.string().nullable() }),
      ),
      /** Who can be taken out because they have not spoken yet. */
      waiting: z.array(z.object({ id: z.string(), name: z.string() })),
    })
    .nullable(),
});

const reason = z.string().trim().min(1).max(500);

/** 转办, 委派, 加签, 减签, 退回. People are named by id. */
export const taskOperation = z.discriminatedUnion('type', [
  z.object({ type: z.literal('transfer'), to: z.string(), reason }),
  z.object({ type: z.literal('delegate'), to: z.string(), reason }),
  z.object({
    type: z.literal('addSigners'),
    people: z.array(z.string()).min(1).max(20),
    position: z.enum(['before', 'after', 'beside']),
    reason,
  }),
  z.object({ type: z.literal('removeSigner'), person: z.string(), reason }),
  z.object({
    type: z.literal('return'),
    target: z.string(),
    resubmission: z.enum(['stepByStep', 'direct']).default('stepByStep'),
    reason,
  }),
]);

/** Colleagues to whom something can be given. */
export const colleagueQuery = z.object({ q: z.string().trim().max(50).default('') });
export const colleague = z.object({ id: z.string(), name: z.string(), post: z.string() });

/** A draft of a task's forms or, before a case exists, of a matter. `revision` is the one last read; 0 for the first save. */
export const saveDraftRequest = z.object({
  revision: z.number().int().nonnegative(),
  /** Values by form variable. */
  forms: z.record(z.string(), z.record(z.string(), z.unknown())),
  outcome: z.string().nullable().optional(),
  opinion: z.string().max(4000).nullable().optional(),
  warningReasons: z.record(z.string(), z.string().max(500)).optional(),
});

export const draftSaved = z.object({ revision: z.number().int(), savedAt: instant });

export const completeTaskRequest = z.object({
  forms: z.record(z.string(), z.record(z.string(), z.unknown())),
  outcome: z.string().optional(),
  opinion: z.string().max(4000).optional(),
  /** Reasons for warnings, by `variable.path#ruleId`. */
  warningReasons: z.record(z.string(), z.string().max(500)).default({}),
});

/** One decision for several tasks; their forms are sent as they stand. */
export const completeTasksRequest = z.strictObject({
  taskIds: z.array(z.string().max(100)).min(1).max(100),
  outcome: z.string().max(200).optional(),
  opinion: z.string().max(4000).optional(),
});

/** What became of each, in the order in which they were asked for. */
export const tasksCompleted = z.object({
  results: z.array(
    z.object({
      taskId: z.string(),
      done: z.boolean(),
      /** Why it was not done. */
      code: z.string().nullable(),
      detail: z.string().nullable(),
    }),
  ),
});

/** Same body as completion; answers what the server would say and what would happen next, and changes nothing. */
export const previewCompletion = z.object({
  problems: z.array(inputProblem),
  next: z.string(),
});

/** After completion: where the case is now, and the person's next task when there is one. */
export const taskCompleted = z.object({
  caseId: z.string(),
  caseNumber: z.string(),
  caseState: z.string(),
  next: z.string(),
  nextTaskId: z.string().nullable(),
});

export type TaskOperationRequest = z.input<typeof taskOperation>;
export type Colleague = z.infer<typeof colleague>;
export type TaskSummary = z.infer<typeof taskSummary>;
export type TaskPage = z.infer<typeof taskPage>;
export type TaskQuery = z.infer<typeof taskQuery>;
export type TaskForm = z.infer<typeof taskForm>;
export type TaskDetail = z.infer<typeof taskDetail>;
export type Outcome = z.infer<typeof outcome>;
export type FormContextData = z.infer<typeof formContext>;
export type SaveDraftRequest = z.infer<typeof saveDraftRequest>;
export type DraftSaved = z.infer<typeof draftSaved>;
export type CompleteTaskRequest = z.infer<typeof completeTaskRequest>;
export type PreviewCompletion = z.infer<typeof previewCompletion>;
export type TaskCompleted = z.infer<typeof taskCompleted>;
