import { Alert, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import type { TaskCompleted, TaskDetail } from '../../../contract';
import { useApi } from '../../api/ApiProvider';
import { useText } from '../../app/preferences';
import { useErrorText } from '../../components/States';
import { ColleaguePicker } from './ColleaguePicker';
import { PhrasePicker } from './PhrasePicker';
import { MIN_REASON_LENGTH } from './reason';
import { type OperationDraft, type OperationKind, peopleTaken, requestOf } from './task-operation';
import './operation-dialog.css';

interface OperationDialogProps {
  readonly task: TaskDetail;
  readonly kind: OperationKind;
  readonly onDone: (result: TaskCompleted) => void;
  readonly onClose: () => void;
}

/** What one chooses from: the steps to send back to, or the members to take out. */
function targetsOf(
  { operations, countersign }: TaskDetail,
  kind: OperationKind,
): readonly { readonly value: string; readonly label: string }[] {
  if (kind === 'removeMember') {
    return (countersign?.waiting ?? []).map(({ id, name }) => ({ value: id, label: name }));
  }
  if (kind !== 'return') return [];
  return (operations?.returnTargets ?? []).map(({ elementId, name, performerName }) => ({
    value: elementId,
    label: performerName === null ? name : `${name}（${performerName}）`,
  }));
}

/** Asks to whom, or to which step, and why; says what will happen before it does. */
export function OperationDialog({ task, kind, onDone, onClose }: OperationDialogProps) {
  const t = useText();
  const { client } = useApi();
  const errorText = useErrorText();
  const targets = targetsOf(task, kind);
  const [draft, setDraft] = useState<OperationDraft>({
    people: [],
    target: targets[0]?.value ?? '',
    resubmission: 'stepByStep',
    reason: '',
  });
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ReturnType<typeof errorText> | null>(null);
  const change = (part: Partial<OperationDraft>) => setDraft({ ...draft, ...part });
  const taken = peopleTaken(kind);
  const lacksPeople = taken !== null && draft.people.length === 0;
  const lacksReason = [...draft.reason.trim()].length < MIN_REASON_LENGTH;
  const send = async () => {
    setBusy(true);
    setFailure(null);
    try {
      onDone(
        await client.call('operateTask', {
          params: { taskId: task.id },
          body: requestOf(kind, draft),
        }),
      );
    } catch (error) {
      setFailure(errorText(error));
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t(`operation.${kind}`)}
      okText={t(`operation.${kind}`)}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: lacksPeople || lacksReason, danger: kind === 'return' }}
      confirmLoading={busy}
      maskClosable={false}
      onOk={() => void send()}
      onCancel={onClose}
      width={520}
    >
      <p className="operation-help muted">{t(`operation.${kind}.help`)}</p>
      {taken !== null && (
        <label className="operation-field" htmlFor="operation-people">
          <span>{t('operation.people')}</span>
          <ColleaguePicker
            id="operation-people"
            several={taken === 'several'}
            value={draft.people}
            onChange={(people) => change({ people })}
          />
        </label>
      )}
      {targets.length > 0 && (
        <label className="operation-field" htmlFor="operation-target">
          <span>{t(kind === 'return' ? 'operation.target' : 'operation.member')}</span>
          <Select
            id="operation-target"
            className="wide"
            value={draft.target}
            options={[...targets]}
            onChange={(target) => change({ target })}
          />
        </label>
      )}
      {kind === 'return' && (
        <Radio.Group
          className="operation-field"
          aria-label={t('operation.resubmission')}
          value={draft.resubmission}
          options={[
            { value: 'stepByStep', label: t('operation.stepByStep') },
            { value: 'direct', label: t('operation.direct') },
          ]}
          onChange={(event) =>
            change({ resubmission: event.target.value === 'direct' ? 'direct' : 'stepByStep' })
          }
        />
      )}
      <label className="operation-field" htmlFor="operation-reason">
        <span>{t('operation.reason')}</span>
        <Input.TextArea
          id="operation-reason"
          autoSize={{ minRows: 3, maxRows: 8 }}
          maxLength={500}
          value={draft.reason}
          onChange={(event) => change({ reason: event.target.value })}
        />
      </label>
      <PhrasePicker onPick={(phrase) => change({ reason: `${draft.reason}${phrase}` })} />
      {failure !== null && (
        <Alert
          className="operation-failure"
          type="error"
          showIcon
          message={failure.detail}
          description={<small>{failure.code}</small>}
        />
      )}
    </Modal>
  );
}
