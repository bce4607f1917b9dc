import { Alert, Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { words } from './words';

const MIN_REASON = 5;

interface ReasonDialogProps {
  readonly title: string;
  readonly help: string;
  readonly isDanger?: boolean;
  /** What is asked for besides the reason is there. @default true */
  readonly isReady?: boolean;
  readonly width?: number;
  readonly children?: ReactNode;
  /** Does it; what it throws is shown, and the dialog stays. */
  readonly onGive: (reason: string) => Promise<void>;
  readonly onCancel: () => void;
}

/** Asks for the reason of something that an operator does to a case; the reason goes into the audit trail. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, help, isDanger = false, isReady = true, children, onGive, onCancel } = props;
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const give = async (): Promise<void> => {
    setFailure(null);
    setBusy(true);
    try {
      await onGive(reason.trim());
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  const isExplained = [...reason.trim()].length >= MIN_REASON;
  return (
    <Modal
      open
      width={props.width ?? 520}
      title={title}
      okText={title}
      cancelText={words('cancel')}
      confirmLoading={busy}
      okButtonProps={{ disabled: !isExplained || !isReady, danger: isDanger }}
      onOk={() => void give()}
      onCancel={onCancel}
    >
      {failure === null ? null : <Alert type="error" showIcon message={failure} />}
      <p className="muted">{help}</p>
      {children}
      <label htmlFor="ops-why" className="ops-why">
        {words('reason')}
      </label>
      <Input.TextArea
        id="ops-why"
        rows={2}
        maxLength={500}
        placeholder={words('reasonHelp')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
