import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { CaseDetail } from '../../../contract';
import { useApi } from '../../api/ApiProvider';
import { caseAnswers } from '../../api/case-answers';
import { useText } from '../../app/preferences';
import { useErrorText } from '../../components/States';
import { ColleaguePicker } from '../work/ColleaguePicker';
import { MIN_REASON_LENGTH } from '../work/reason';
import '../../forms/forms.css';

interface Action {
  readonly key: string;
  readonly title: string;
  /** What will happen, when the title does not say it. */
  readonly help?: string;
  readonly requiresReason: boolean;
  readonly takesPeople?: boolean;
  /** It ends or undoes something. */
  readonly isDanger: boolean;
  readonly give: (words: string, people: readonly string[]) => Promise<CaseDetail>;
}

/** What the person may do with the case itself: 催办, 抄送, 撤回, 撤销; asked again, with the reason. */
export function CaseActions({ data }: { readonly data: CaseDetail }) {
  const t = useText();
  const { client, cache } = useApi();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [chosen, setChosen] = useState<Action | null>(null);
  const [reason, setReason] = useState('');
  const [people, setPeople] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const tooShort = chosen?.requiresReason === true && [...reason.trim()].length < MIN_REASON_LENGTH;
  const lacksPeople = chosen?.takesPeople === true && people.length === 0;
  const params = { caseId: data.id };
  const actions: readonly Action[] = [
    ...(data.mayUrge
      ? [
          {
            key: 'urge',
            title: t('case.urge'),
            help: t('case.urgeHelp'),
            requiresReason: false,
            isDanger: false,
            give: (words: string) => client.call('urgeCase', { params, body: { words } }),
          },
        ]
      : []),
    ...(data.mayCopy
      ? [
          {
            key: 'copy',
            title: t('case.copy'),
            help: t('case.copyHelp'),
            requiresReason: false,
            takesPeople: true,
            isDanger: false,
            give: (words: string, to: readonly string[]) =>
              client.call('copyCase', { params, body: { words, people: [...to] } }),
          },
        ]
      : []),
    ...data.withdrawable.map(({ elementId, name }) => ({
      key: `step:${elementId}`,
      title: t('case.withdrawStep', { step: name }),
      requiresReason: true,
      isDanger: true,
      give: (why: string) =>
        client.call('withdrawStep', {
          params,
          body: { elementId, reason: why },
        }),
    })),
    ...data.actions.map(({ message: name, title, requiresReason }) => ({
      key: `message:${name}`,
      title,
      requiresReason,
      isDanger: true,
      give: (why: string) =>
        client.call('sendCaseMessage', {
          params,
          body: { message: name, ...(why === '' ? {} : { reason: why }) },
        }),
    })),
    ...(data.mayCancel
      ? [
          {
            key: 'cancel',
            title: t('case.cancel'),
            help: t('case.cancelHelp'),
            requiresReason: true,
            isDanger: true,
            give: (why: string) => client.call('cancelCase', { params, body: { reason: why } }),
          },
        ]
      : []),
  ];
  const give = async () => {
    if (chosen === null) return;
    setBusy(true);
    try {
      await chosen.give(reason.trim(), people);
      cache.invalidate(caseAnswers);
      void message.success(t('case.actionDone', { title: chosen.title }));
      setChosen(null);
    } catch (error) {
      void message.error(errorText(error).detail, 6);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {actions.map((action) => (
        <Button
          key={action.key}
          danger={action.isDanger}
          onClick={() => {
            setReason('');
            setPeople([]);
            setChosen(action);
          }}
        >
          {action.title}
        </Button>
      ))}
      <Modal
        open={chosen !== null}
        title={
          chosen?.requiresReason === false
            ? chosen.title
            : t('case.actionAsk', { title: chosen?.title ?? '' })
        }
        okText={chosen?.title ?? ''}
        cancelText={t('action.cancel')}
        okButtonProps={{ danger: chosen?.isDanger === true, disabled: tooShort || lacksPeople }}
        confirmLoading={busy}
        onOk={() => void give()}
        onCancel={() => setChosen(null)}
      >
        {chosen?.help !== undefined && <p className="muted">{chosen.help}</p>}
        {chosen?.takesPeople === true && (
          <label className="warning-reason" htmlFor="case-people">
            <span>{t('case.copyTo')}</span>
            <ColleaguePicker id="case-people" several value={people} onChange={setPeople} />
          </label>
        )}
        <label className="warning-reason">
          <span>
            {t(chosen?.requiresReason === false ? 'case.actionWords' : 'case.actionReason')}
          </span>
          <Input.TextArea
            autoSize={{ minRows: 3 }}
            maxLength={chosen?.requiresReason === false ? 200 : 500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      </Modal>
    </>
  );
}
