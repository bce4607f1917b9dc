import { App } from 'antd';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { Outcome, TaskCompleted, TaskDetail } from '../../../contract';
import type { Values } from '../../../form';
import { useApi } from '../../api/ApiProvider';
import { ApiError, OFFLINE } from '../../api/client';
import { useText } from '../../app/preferences';
import { useSession, useUser } from '../../app/SessionProvider';
import { useErrorText } from '../../components/States';
import { taskDraftKey } from '../../drafts/draft-keys';
import type { DraftContent, LocalCopy } from '../../drafts/draft-keeper';
import { useDraft } from '../../drafts/use-draft';
import {
  type PlacedProblem,
  evaluateForms,
  formContextOf,
  openForm,
  placeProblems,
  problemsOf,
  unsettled,
  withValue,
} from '../../forms/filled-form';
import { focusField, focusOpinion } from '../../forms/focus-field';
import { outboxId } from '../../offline/outbox';
import { keepForLater } from '../../offline/keep-for-later';
import { useOutbox } from '../../offline/OutboxProvider';
import { completionOf, goneCodes } from '../../offline/send-item';
import { MIN_REASON_LENGTH } from './reason';

const NONE: readonly PlacedProblem[] = [];

/** The decision on its way: nothing, warnings to explain, or the last look before sending. */
export type Sending =
  | { readonly stage: 'none' }
  | { readonly stage: 'checking'; readonly outcome: Outcome | null }
  | {
      readonly stage: 'warnings';
      readonly outcome: Outcome | null;
      readonly warnings: readonly PlacedProblem[];
    }
  | { readonly stage: 'confirm'; readonly outcome: Outcome | null; readonly next: string }
  | { readonly stage: 'sending'; readonly outcome: Outcome | null; readonly next: string }
  /** The step was done or taken away meanwhile. */
  | { readonly stage: 'gone' };

/** All that happens on the desk of one task: values, draft, checks, decision. */
export function useTaskWork(
  task: TaskDetail,
  recovered: LocalCopy | null,
  onSent: (sent: TaskCompleted) => void,
) {
  const t = useText();
  const { client, files } = useApi();
  const outbox = useOutbox();
  const { now } = useSession();
  const user = useUser();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const forms = useMemo(() => task.forms.map(openForm), [task.forms]);
  const context = useMemo(() => formContextOf(task.context), [task.context]);
  const [content, setContent] = useState<DraftContent>(() => recovered?.content ?? contentOf(task));
  /** What was typed last: a second change may come before the first one is drawn. */
  const latest = useRef(content);
  const [activeForm, activate] = useState(
    forms.find((form) => form.access.default === 'edit')?.variable ?? forms[0]?.variable ?? '',
  );
  const [attempted, setAttempted] = useState(false);
  const [serverProblems, setServerProblems] = useState<readonly PlacedProblem[]>(NONE);
  const [sending, setSending] = useState<Sending>({ stage: 'none' });
  const [opinionMissing, setOpinionMissing] = useState<string | null>(null);
  const underWay = useRef(false);
  const draft = useDraft({
    key: taskDraftKey(user.id, task.id),
    revision: recovered?.revision ?? task.draft?.revision ?? 0,
    savedAt: task.draft?.savedAt ?? null,
    save: async (body) =>
      client.call('saveTaskDraft', {
        params: { taskId: task.id },
        body: await files.settled(body),
      }),
    currentRevision: async () =>
      (await client.call('getTask', { params: { taskId: task.id } })).draft?.revision ?? 0,
    now,
  });
  const change = useCallback(
    (next: DraftContent) => {
      latest.current = next;
      setContent(next);
      setServerProblems(NONE);
      draft.keeper.change(next);
    },
    [draft.keeper],
  );
  const [opinionForm = '', ...opinionPath] = (task.opinionField ?? '').split('.');
  /** The opinion box and the form's own field for it are one thing: what is written in one stands in the other. */
  const changeForm = (variable: string, values: Values) => {
    const before = latest.current;
    const opinion =
      variable === opinionForm && opinionForm !== ''
        ? String(valueAt(values, opinionPath) ?? '')
        : before.opinion;
    change({ ...before, opinion, forms: { ...before.forms, [variable]: values } });
  };
  const setOpinion = (opinion: string) => {
    setOpinionMissing(null);
    const before = latest.current;
    const forms =
      opinionForm === ''
        ? before.forms
        : {
            ...before.forms,
            [opinionForm]: withValue(
              before.forms[opinionForm] ?? {},
              opinionPath.join('.'),
              opinion,
            ),
          };
    change({ ...before, opinion, forms });
  };
  // Only somebody who has tried to send is told everything; and not in the way of what they type.
  const settled = useDeferredValue(content.forms);
  const localProblems = useMemo(
    () => (attempted ? problemsOf(forms, evaluateForms(forms, settled, context)) : []),
    [attempted, forms, settled, context],
  );
  const goTo = useCallback(
    (problem: PlacedProblem) => {
      if (problem.variable === '') focusOpinion();
      else {
        activate(problem.variable);
        focusField(problem.variable, problem.path);
      }
    },
    [activate],
  );

  /** The forms as they would be sent with a decision: the step may want it written in a form, too. */
  const decided = (outcome: Outcome | null, opinion: string): DraftContent => {
    let next: DraftContent = { ...latest.current, outcome: outcome?.value ?? null, opinion };
    const write = (place: string | null, value: string) => {
      if (place === null || value === '') return;
      const [variable = '', ...path] = place.split('.');
      next = {
        ...next,
        forms: {
          ...next.forms,
          [variable]: withValue(next.forms[variable] ?? {}, path.join('.'), value),
        },
      };
    };
    write(task.resultField, outcome?.value ?? '');
    write(task.opinionField, opinion.trim());
    return next;
  };

  const report = (problems: readonly PlacedProblem[]) => {
    setAttempted(true);
    setServerProblems(problems);
    setSending({ stage: 'none' });
    const [first] = problems.filter((one) => one.severity === 'error');
    if (first !== undefined) goTo(first);
  };

  const fail = (error: unknown) => {
    if (error instanceof ApiError && error.problems.length > 0) {
      report(placeProblems(error.problems, forms));
      return;
    }
    if (error instanceof ApiError && goneCodes.has(error.code)) {
      draft.keeper.hold();
      setSending({ stage: 'gone' });
      return;
    }
    setSending({ stage: 'none' });
    const text = errorText(error);
    void message.error(`${text.detail} (${text.code})`, 6);
  };

  const body = async (of: DraftContent) => files.settled(completionOf(of));

  /** From the press of a decision to the last look: what is missing is said first, then what needs a reason. */
  const decide = async (
    outcome: Outcome | null,
    reasons: DraftContent['warningReasons'] = latest.current.warningReasons,
  ) => {
    const opinion = latest.current.opinion ?? '';
    const next = { ...decided(outcome, opinion), warningReasons: reasons };
    setOpinionMissing(null);
    if (outcome?.requiresOpinion === true && [...opinion.trim()].length < MIN_REASON_LENGTH) {
      setOpinionMissing(outcome.title);
      change(next);
      focusOpinion();
      return;
    }
    change(next);
    const found = unsettled(problemsOf(forms, evaluateForms(forms, next.forms, context)), reasons);
    if (found.errors.length > 0) {
      report(found.errors);
      return;
    }
    if (found.warnings.length > 0) {
      setSending({ stage: 'warnings', outcome, warnings: found.warnings });
      return;
    }
    setSending({ stage: 'checking', outcome });
    try {
      const preview = await client.call('previewTask', {
        params: { taskId: task.id },
        body: await body(next),
      });
      const said = unsettled(placeProblems(preview.problems, forms), reasons);
      if (said.errors.length > 0) report(said.errors);
      else if (said.warnings.length > 0)
        setSending({ stage: 'warnings', outcome, warnings: said.warnings });
      else setSending({ stage: 'confirm', outcome, next: preview.next });
    } catch (error) {
      // Without a line the form's own checks have to do; the server's come when it is sent.
      if (isOffline(error)) setSending({ stage: 'confirm', outcome, next: t('confirm.offline') });
      else fail(error);
    }
  };

  const send = async () => {
    if (sending.stage !== 'confirm' || underWay.current) return;
    const { outcome, next } = sending;
    underWay.current = true;
    setSending({ stage: 'sending', outcome, next });
    draft.keeper.hold();
    try {
      const sent = await client.call('completeTask', {
        params: { taskId: task.id },
        body: await body(latest.current),
      });
      void draft.keeper.close();
      onSent(sent);
    } catch (error) {
      if (isOffline(error) && (await sendLater())) return;
      if (error instanceof ApiError && goneCodes.has(error.code)) setSending({ stage: 'gone' });
      else {
        draft.keeper.resume();
        fail(error);
      }
    } finally {
      underWay.current = false;
    }
  };

  /** It waits on this machine; nothing of the draft stays behind that could be sent beside it. */
  const sendLater = () =>
    keepForLater(outbox, draft.keeper, {
      id: outboxId('task', task.id),
      kind: 'task',
      targetId: task.id,
      title: `${task.subjectName === '' ? task.caseTitle : task.subjectName} · ${task.name}`,
      caseNumber: task.caseNumber,
      caseId: task.caseId,
      content: latest.current,
      forms: task.forms,
      context: task.context,
      draftRevision: draft.keeper.knownRevision(),
      queuedAt: now(),
    });

  const cancelSending = () => setSending({ stage: 'none' });

  const saveNow = async () => {
    draft.keeper.change(latest.current);
    await draft.keeper.flush();
    if (draft.keeper.current().kind === 'saved') void message.success(t('draft.savedNow'));
  };

  const shownProblems = attempted
    ? [
        ...localProblems.filter((one) => one.severity === 'error'),
        ...serverProblems.filter(
          (one) =>
            one.severity === 'error' &&
            !localProblems.some(
              (known) => known.variable === one.variable && known.path === one.path,
            ),
        ),
      ]
    : [];
  return {
    forms,
    context,
    content,
    activeForm,
    activate,
    changeForm,
    draft,
    attempted,
    shownProblems,
    attention: { all: attempted, problems: serverProblems },
    goTo,
    opinionMissing,
    setOpinion,
    sending,
    decide,
    giveReasons: async (reasons: DraftContent['warningReasons']) => {
      if (sending.stage === 'warnings')
        await decide(sending.outcome, { ...latest.current.warningReasons, ...reasons });
    },
    cancelSending,
    send,
    saveNow,
  };
}

export type TaskWork = ReturnType<typeof useTaskWork>;

function isOffline(error: unknown): boolean {
  return error instanceof ApiError && error.code === OFFLINE;
}

function contentOf(task: TaskDetail): DraftContent {
  const values = Object.fromEntries(task.forms.map((form) => [form.variable, form.values]));
  const { draft } = task;
  return {
    forms: { ...values, ...draft?.forms },
    outcome: draft?.outcome ?? null,
    opinion: draft?.opinion ?? null,
    warningReasons: draft?.warningReasons ?? {},
  };
}

function valueAt(values: Values, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Values)[key] : undefined),
    values,
  );
}
