import { App } from 'antd';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { CaseStarted, MatterDraft } from '../../../contract';
import type { Values } from '../../../form';
import { useApi } from '../../api/ApiProvider';
import { ApiError, OFFLINE } from '../../api/client';
import { useText } from '../../app/preferences';
import { useSession, useUser } from '../../app/SessionProvider';
import { useErrorText } from '../../components/States';
import { matterDraftKey } from '../../drafts/draft-keys';
import type { LocalCopy } from '../../drafts/draft-keeper';
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
import { outboxId } from '../../offline/outbox';
import { keepForLater } from '../../offline/keep-for-later';
import { useOutbox } from '../../offline/OutboxProvider';

const NONE: readonly PlacedProblem[] = [];

type Reasons = Readonly<Record<string, string>>;

type Sending =
  | { readonly stage: 'none' }
  | { readonly stage: 'warnings'; readonly warnings: readonly PlacedProblem[] }
  | { readonly stage: 'confirm' | 'sending' };

/** All that happens while an application is filled. */
export function useMatterWork(
  draft: MatterDraft,
  recovered: LocalCopy | null,
  onStarted: (result: CaseStarted) => void,
) {
  const t = useText();
  const { client, files } = useApi();
  const outbox = useOutbox();
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
  const [serverProblems, setServerProblems] = useState<readonly PlacedProblem[]>(NONE);
  const [sending, setSending] = useState<Sending>({ stage: 'none' });
  const underWay = useRef(false);
  const params = { draftId: draft.id };
  const kept = useDraft({
    key: matterDraftKey(user.id, draft.id),
    revision: recovered?.revision ?? draft.revision,
    savedAt: draft.savedAt,
    save: async (body) =>
      client.call('saveMatterDraft', { params, body: await files.settled(body) }),
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
      setServerProblems(NONE);
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
  // What is still missing is counted, but not in the way of what they type.
  const settled = useDeferredValue(values);
  const problems = useMemo(() => findProblems(settled), [findProblems, settled]);
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
    if (underWay.current) return;
    underWay.current = true;
    setSending({ stage: 'sending' });
    keeper.hold();
    try {
      const body = { values: latest.current, warningReasons: { ...reasons } };
      const started = await client.call('submitMatter', {
        params,
        body: await files.settled(body),
      });
      void keeper.close();
      onStarted(started);
    } catch (error) {
      if (error instanceof ApiError && error.code === OFFLINE && (await sendLater())) return;
      keeper.resume();
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
      underWay.current = false;
    }
  };

  /** It waits on this machine until there is a line. */
  const sendLater = () =>
    keepForLater(outbox, keeper, {
      id: outboxId('matter', draft.id),
      kind: 'matter',
      targetId: draft.id,
      title: draft.matter.title,
      caseNumber: '',
      caseId: null,
      forms: [draft.form],
      context: draft.context,
      content: {
        forms: { [form.variable]: latest.current },
        outcome: null,
        opinion: null,
        warningReasons: { ...reasons },
      },
      draftRevision: keeper.knownRevision(),
      queuedAt: now(),
    });

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
    cancel: () => setSending({ stage: 'none' }),
  };
}
