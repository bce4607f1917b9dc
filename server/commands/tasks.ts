import {
  type CaseStep,
  type Completion,
  type Person,
  accessOf,
  actingAs,
  completeTask,
  describeNext,
  findTask,
  openForms,
  refusal,
  runCommand,
} from '../../runtime/case';
import type { TaskDetail } from '../../runtime/contract';
import { type FormAccess, type FormModel, contextFor, visibleValues } from '../../runtime/form';
import { err } from '../../runtime/kernel';
import { mayPerform } from '../../runtime/organization';
import { environmentOf, findCase } from '../cases/case-store';
import { changeCase } from '../cases/change-case';
import type { ServerContext } from '../context';
import { refuse } from '../http/refusal';
import type { Viewer } from '../identity/viewer';
import type { CaseDocument } from '../models/case';
import type { TaskDraftDocument } from '../models/office';
import type { TaskDocument } from '../models/process';
import { readingAccess } from '../policies/form-reading';
import { isInReach, unitsWith } from '../policies/reach';
import { takenValues } from '../policies/taken-values';
import { formContextData } from '../presenters/form-context';
import { taskSummary } from '../presenters/task';

import { maySeeCase } from './case-queries';
import { refuseCase } from './refuse-case';
import { asideView, countersignView, taskOperations } from './task-views';

export function personOf(viewer: Viewer): Person {
  return { actor: viewer.actor, seats: viewer.seats, principals: viewer.principals };
}

/** @throws 404 also when the person may not know of it */
export async function requireTask(
  server: ServerContext,
  viewer: Viewer,
  taskId: string,
): Promise<TaskDocument> {
  return (await requireTaskAndCase(server, viewer, taskId)).task;
}

async function requireTaskAndCase(
  server: ServerContext,
  viewer: Viewer,
  taskId: string,
): Promise<{ readonly task: TaskDocument; readonly document: CaseDocument }> {
  const task = await server.reads.byId<TaskDocument>('tasks', taskId);
  const document = task === null ? null : await findCase(server, task.caseId);
  if (task === null || document === null || !(await maySeeCase(server, viewer, document))) {
    throw refuse(404, 'HTTP-NOT-FOUND');
  }
  return { task, document };
}

function draftId(taskId: string, viewer: Viewer): string {
  return `${taskId}:${viewer.id}`;
}

/** A task with its forms as this person finds it, with their draft. */
export async function getTask(
  server: ServerContext,
  viewer: Viewer,
  taskId: string,
): Promise<TaskDetail> {
  const { task, document } = await requireTaskAndCase(server, viewer, taskId);
  const [environment, draft] = await Promise.all([
    environmentOf(server, document, viewer.actor),
    server.reads.byId<TaskDraftDocument>('taskDrafts', draftId(taskId, viewer)),
  ]);
  const open = findTask(environment, document.state, taskId);
  const summary = taskSummary(task, environment.package.units, draft !== null);
  const process = environment.package.deployment.processes.get(document.state.processId);
  const node = open?.node ?? process?.nodes.get(task.elementId);
  const forms =
    open === undefined || node === undefined ? [] : openForms(environment, document.state, open);
  const outcomes = node?.userTask?.outcomes;
  const holder =
    node?.userTask?.forms.find((form) => form.key === outcomes?.form) ?? node?.userTask?.forms[0];
  const inHolder = (path: string | null | undefined): string | null =>
    path === null || path === undefined || holder === undefined
      ? null
      : `${holder.variable}.${path}`;
  const refusal = refusalFor(
    viewer,
    open === undefined ? null : { ...open, unit: document.unit },
    environment.package.units,
  );
  const mayUnmask = isInReach(
    document.unitPath,
    unitsWith(viewer, 'household.unmask', await server.packages.all()),
  );
  /** Whoever may only look on sees what they would see of it when it is done. */
  const toReader = (variable: string, form: FormModel): FormAccess =>
    readingAccess(
      viewer,
      { loaded: environment.package, state: document.state, variable, form, filledBy: null },
      mayUnmask,
    );
  const { units } = environment.package;
  const titleOf = (key: string): string =>
    environment.package.roles.roles.find((role) => role.key === key)?.title ?? key;
  const seat =
    open === undefined
      ? undefined
      : viewer.seats.find((one) =>
          mayPerform(viewer.id, [one], open.candidates, document.unit, units),
        );
  return {
    ...summary,
    forms: forms.map(({ form, model, values }) => ({
      key: form.key,
      variable: form.variable,
      document: model.document as unknown as Record<string, unknown>,
      values: {
        ...visibleValues(
          model,
          values,
          refusal === null ? accessOf(form) : toReader(form.variable, model),
        ),
      },
      access: { default: form.access, fields: { ...form.fields } },
    })),
    outcomes: [...(outcomes?.items ?? [])],
    opinionField: inHolder(outcomes?.opinionField),
    resultField: inHolder(outcomes?.resultField),
    context: formContextData(
      contextFor(
        forms.map(({ model }) => model),
        forms.at(-1)?.context ?? { params: {}, now: environment.at, dictionaries: {}, units: [] },
      ),
    ),
    draft:
      draft === null || draft.savedAt === null
        ? null
        : {
            revision: draft.revision,
            savedAt: draft.savedAt,
            forms: draft.forms,
            outcome: draft.outcome ?? null,
            opinion: draft.opinion ?? null,
            warningReasons: draft.warningReasons,
          },
    mayComplete: refusal === null,
    refusal,
    // The post through which this person may do it; else whose task it is.
    performerHint:
      seat === undefined
        ? (open?.candidates.roles ?? []).map(titleOf).join('、')
        : `${units.displayPath(seat.unit)} · ${titleOf(seat.role)}`,
    operations:
      refusal !== null || open?.aside !== undefined
        ? null
        : await taskOperations(server, environment, document.state, taskId),
    aside: open?.aside === undefined ? null : await asideView(server, open.aside),
    countersign: open === undefined ? null : await countersignView(server, document.state, open),
  };
}

function refusalFor(
  viewer: Viewer,
  open: (NonNullable<ReturnType<typeof findTask>> & { readonly unit: string | null }) | null,
  units: Parameters<typeof mayPerform>[4],
): string | null {
  if (open === null) return '这项待办已经办完或已撤销。';
  if (open.candidates.excludedActors.includes(viewer.id)) {
    return '您办过前面的环节，按规定这一步须由别人办理。';
  }
  const actor = actingAs(personOf(viewer), open.candidates, open.unit, units);
  return actor === undefined ? '这项待办不由您办理。' : null;
}

export async function completeTaskAs(
  server: ServerContext,
  viewer: Viewer,
  taskId: string,
  completion: Completion,
): Promise<{ readonly step: CaseStep; readonly next: string }> {
  const { task, document } = await requireTaskAndCase(server, viewer, taskId);
  const loaded = await server.packages.get(document.packageKey, document.packageVersion);
  const taken = await takenValues(server, loaded, completion.forms, document.recordId);
  let next = '';
  const result = await changeCase(server, {
    caseId: task.caseId,
    actor: viewer.actor,
    act: (current, state) => {
      const environment = { ...current, taken };
      const completed = completeTask(environment, state, taskId, personOf(viewer), completion);
      if (completed.ok) next = describeNext(environment, completed.value);
      return completed;
    },
    note: {
      action: 'completeTask',
      detail: [task.name, completion.outcome].filter(Boolean).join(' '),
    },
  });
  if (!result.ok) throw refuseCase(result.error);
  return { step: result.value, next };
}

/** Takes a task for oneself, or gives it back; decided on the state that is written, so that one of two claims wins. */
export async function assignTask(
  server: ServerContext,
  viewer: Viewer,
  taskId: string,
  assignee: string | null,
): Promise<void> {
  const task = await requireTask(server, viewer, taskId);
  const result = await changeCase(server, {
    caseId: task.caseId,
    actor: viewer.actor,
    act: (environment, state) => {
      const open = findTask(environment, state, taskId);
      if (open === undefined) return err(refusal('CASE-TASK-DONE'));
      const { units } = environment.package;
      const { excludedActors } = open.candidates;
      if (excludedActors.includes(viewer.id)) return err(refusal('CASE-SEPARATE'));
      if (actingAs(personOf(viewer), open.candidates, state.subjectUnit, units) === undefined) {
        return err(refusal('CASE-MAY-NOT-PERFORM'));
      }
      return runCommand(environment, state, {
        type: 'assignUserTask',
        at: environment.at,
        actor: viewer.actor,
        taskId,
        assignee,
      });
    },
    note: { action: assignee === null ? 'releaseTask' : 'claimTask', detail: task.name },
  });
  if (!result.ok) throw refuseCase(result.error);
}

/** What the server would say to a completion, and what would follow; changes nothing. */
export async function previewTask(
  server: ServerContext,
  viewer: Viewer,
  taskId: string,
  completion: Completion,
): Promise<{
  readonly problems: readonly {
    at: string;
    code: string;
    message: string;
    severity: 'error' | 'warning' | 'note';
    rule?: string;
  }[];
  readonly next: string;
}> {
  const { document } = await requireTaskAndCase(server, viewer, taskId);
  const current = await environmentOf(server, document, viewer.actor);
  const { package: loaded } = current;
  const taken = await takenValues(server, loaded, completion.forms, document.recordId);
  const environment = { ...current, taken };
  const completed = completeTask(environment, document.state, taskId, personOf(viewer), completion);
  if (completed.ok) return { problems: [], next: describeNext(environment, completed.value) };
  if (completed.error.problems.length === 0) throw refuseCase(completed.error);
  return { problems: completed.error.problems, next: '' };
}

interface DraftInput {
  readonly revision: number;
  readonly forms: Record<string, Record<string, unknown>>;
  readonly outcome?: string | null | undefined;
  readonly opinion?: string | null | undefined;
  readonly warningReasons?: Record<string, string> | undefined;
}

/** Keeps what a person has filled so far; refused when it was saved elsewhere since they read it. */
export async function saveTaskDraft(
  server: ServerContext,
  viewer: Viewer,
  taskId: string,
  input: DraftInput,
): Promise<{ revision: number; savedAt: number }> {
  await requireTask(server, viewer, taskId);
  const _id = draftId(taskId, viewer);
  const savedAt = server.clock();
  const fields = {
    forms: input.forms,
    outcome: input.outcome ?? null,
    opinion: input.opinion ?? null,
    warningReasons: input.warningReasons ?? {},
    savedAt,
  };
  const revision = input.revision + 1;
  const updated = await server.models.taskDrafts.updateOne(
    { _id, revision: input.revision },
    { $set: { ...fields, revision } },
  );
  if (updated.matchedCount === 1) return { revision, savedAt };
  const known = await server.models.taskDrafts.findById(_id).lean<TaskDraftDocument | null>();
  if (known !== null) throw refuse(409, 'DRAFT-CONFLICT');
  await server.models.taskDrafts.create({ _id, taskId, ownerId: viewer.id, ...fields, revision });
  return { revision, savedAt };
}
