import { App } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CaseStarted, MatterDraft } from '../../../contract';
import type { Values } from '../../../form';
import { useApi } from '../../api/ApiProvider';
import { ApiError } from '../../api/client';
import { useText } from '../../app/preferences';
import { useSession, useUser } from '../../app/SessionProvider';
import { useErrorText } from '../../components/States';
import { matterDraftKey } from '../../drafts/draft-keys';
import type { LocalCopy } from '../../drafts/draft-keeper';
import { SendingStopped, sendUntilAnswered } from '../../drafts/send-until-answered';
import { useDraft } from '../../drafts/use-draft';
import {
  type PlacedProblem,
  evaluateForms,
  formContextOf,
  openForm,
  placeProblems,
  problemsOf,
  unsettled,
} from '../../forms/filled-form';
import { focusField } from '../../forms/focus-field';

type Reasons = Readonly<Record<string, string>>;

type Sending =
  | { readonly stage: 'none' }
  | { readonly stage: 'warnings'; readonly warnings: readonly PlacedProblem[] }
  | { readonly stage: 'confirm' }
  /** `waiting`: there is no line; it goes out as soon as there is one. */
  | { readonly stage: 'sending' | 'waiting' };

/** All that happens while an application is filled. */
export function useMatterWork(
  draft: MatterDraft,
  recovered: LocalCopy | null,
  onStarted: (result: CaseStarted) => void,
) {
  const t = useText();
  const { client } = useApi();
  const { now } = useSession();
  const user = useUser();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const form = useMemo(() => openForm(draft.form), [draft.form]);
  const context = useMemo(() => formContextOf(draft.context), [draft.context]);
  const [values, setValues] = useState<Values>(
    () => recovered?.content.forms[form.variable] ?? draft.form.values,
  );
  /** What was typed last: a button may be pressed before it is drawn. */
  const latest = useRef(values);
  const [reasons, setReasons] = useState<Reasons>(
    () => recovered?.content.warningReasons ?? draft.warningReasons,
  );
  const [attempted, setAttempted] = useState(false);
  const [serverProblems, setServerProblems] = useState<readonly PlacedProblem[]>([]);
  const [sending, setSending] = useState<Sending>({ stage: 'none' });
  const underWay = useRef<AbortController | null>(null);
  useEffect(() => () => underWay.current?.abort(), []);
  const params = { draftId: draft.id };
  const kept = useDraft({
    key: matterDraftKey(user.id, draft.id),
    revision: recovered?.revision ?? draft.revision,
    savedAt: draft.savedAt,
    save: async (body) => client.call('saveMatterDraft', { params, body }),
    currentRevision: async () => (await client.call('getMatterDraft', { params })).revision,
    now,
  });
  const { keeper } = kept;
  const keep = useCallback(
    (next: Values, because: Reasons) => {
      keeper.change({
        forms: { [form.variable]: next },
        outcome: null,
        opinion: null,
        warningReasons: because,
      });
    },
    [form.variable, keeper],
  );
  const change = useCallback(
    (next: Values) => {
      latest.current = next;
      setValues(next);
      setServerProblems([]);
      keep(next, reasons);
    },
    [keep, reasons],
  );
  const findProblems = useCallback(
    (of: Values) => {
      const forms = [form];
      return problemsOf(forms, evaluateForms(forms, { [form.variable]: of }, context));
    },
    [context, form],
  );
  const problems = useMemo(() => findProblems(values), [findProblems, values]);
  const goTo = (problem: PlacedProblem) => focusField(form.variable, problem.path);
  const errors = problems.filter((one) => one.severity === 'error');

  const submit = (given: Reasons = {}) => {
    const known = { ...reasons, ...given };
    setReasons(known);
    if (Object.keys(given).length > 0) keep(latest.current, known);
    setAttempted(true);
    const open = unsettled(findProblems(latest.current), known);
    const [first] = open.errors;
    if (first !== undefined) {
      setSending({ stage: 'none' });
      goTo(first);
    } else if (open.warnings.length > 0) setSending({ stage: 'warnings', warnings: open.warnings });
    else setSending({ stage: 'confirm' });
  };

  const send = async () => {
    if (underWay.current !== null) return;
    const stop = new AbortController();
    underWay.current = stop;
    setSending({ stage: 'sending' });
    keeper.hold();
    try {
      const started = await sendUntilAnswered(
        async () =>
          client.call('submitMatter', {
            params,
            body: { values: latest.current, warningReasons: { ...reasons } },
          }),
        () => setSending({ stage: 'waiting' }),
        stop.signal,
      );
      void keeper.close();
      onStarted(started);
    } catch (error) {
      keeper.resume();
      if (error instanceof SendingStopped) return;
      setSending({ stage: 'none' });
      if (error instanceof ApiError && error.problems.length > 0) {
        const placed = placeProblems(error.problems, [form]);
        setServerProblems(placed);
        const needReasons = placed.filter((one) => one.severity === 'warning');
        const [first] = placed.filter((one) => one.severity === 'error');
        if (first !== undefined) goTo(first);
        else if (needReasons.length > 0) setSending({ stage: 'warnings', warnings: needReasons });
      } else {
        const text = errorText(error);
        void message.error(`${text.detail} (${text.code})`, 6);
      }
    } finally {
      underWay.current = null;
    }
  };

  const saveNow = async () => {
    keep(latest.current, reasons);
    await keeper.flush();
    if (keeper.current().kind === 'saved') void message.success(t('draft.savedNow'));
  };

  const shownProblems = attempted
    ? [
        ...errors,
        ...serverProblems.filter(
          (one) => one.severity === 'error' && !errors.some((known) => known.path === one.path),
        ),
      ]
    : [];
  return {
    form,
    context,
    values,
    reasons,
    change,
    attempted,
    serverProblems,
    shownProblems,
    missing: errors.filter((one) => one.code.startsWith('VALUE-REQUIRED')).length,
    wrong: errors.filter((one) => !one.code.startsWith('VALUE-REQUIRED')).length,
    goTo,
    draft: kept,
    sending,
    submit,
    send,
    saveNow,
    cancel: () => {
      underWay.current?.abort();
      setSending({ stage: 'none' });
    },
  };
}
