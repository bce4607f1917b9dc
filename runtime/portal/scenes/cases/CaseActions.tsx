import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { CaseDetail } from '../../../contract';
import { useApi } from '../../api/ApiProvider';
import { caseAnswers } from '../../api/case-answers';
import { useText } from '../../app/preferences';
import { useErrorText } from '../../components/States';
import { MIN_REASON_LENGTH } from '../work/reason';
import '../../forms/forms.css';

interface Action {
  readonly key: string;
  readonly title: string;
  readonly requiresReason: boolean;
  readonly give: (reason: string) => Promise<CaseDetail>;
}

/** What the person may do with the case itself, 撤回 for one; asked again, with the reason. */
export function CaseActions({ data }: { readonly data: CaseDetail }) {
  const t = useText();
  const { client, cache } = useApi();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [chosen, setChosen] = useState<Action | null>(null);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const tooShort = chosen?.requiresReason === true && [...reason.trim()].length < MIN_REASON_LENGTH;
  const actions: readonly Action[] = [
    ...data.withdrawable.map(({ elementId, name }) => ({
      key: `step:${elementId}`,
      title: t('case.withdrawStep', { step: name }),
      requiresReason: true,
      give: (why: string) =>
        client.call('withdrawStep', {
          params: { caseId: data.id },
          body: { elementId, reason: why },
        }),
    })),
    ...data.actions.map(({ message: name, title, requiresReason }) => ({
      key: `message:${name}`,
      title,
      requiresReason,
      give: (why: string) =>
        client.call('sendCaseMessage', {
          params: { caseId: data.id },
          body: { message: name, ...(why === '' ? {} : { reason: why }) },
        }),
    })),
  ];
  const give = async () => {
    if (chosen === null) return;
    setBusy(true);
    try {
      await chosen.give(reason.trim());
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
          danger
          onClick={() => {
            setReason('');
            setChosen(action);
          }}
        >
          {action.title}
        </Button>
      ))}
      <Modal
        open={chosen !== null}
        title={t('case.actionAsk', { title: chosen?.title ?? '' })}
        okText={chosen?.title ?? ''}
        cancelText={t('action.cancel')}
        okButtonProps={{ danger: true, disabled: tooShort }}
        confirmLoading={busy}
        onOk={() => void give()}
        onCancel={() => setChosen(null)}
      >
        <label className="warning-reason">
          <span>{t('case.actionReason')}</span>
          <Input.TextArea
            autoSize={{ minRows: 3 }}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      </Modal>
    </>
  );
}
