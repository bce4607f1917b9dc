import { Alert, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { OperatorCaseDetail } from '../../../runtime/contract';
import { call } from '../../api/client';
import { words } from './words';

const MIN_REASON = 5;

interface HoldButtonProps {
  readonly detail: OperatorCaseDetail;
  readonly onDone: (detail: OperatorCaseDetail) => void;
}

/** Holds a case, or lets it go on, with the reason. */
export function HoldButton({ detail, onDone }: HoldButtonProps) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const isHeld = detail.suspendedAt !== null;
  const title = words(isHeld ? 'resume' : 'suspend');
  const act = (): void => {
    setFailure(null);
    call(isHeld ? 'resumeCase' : 'suspendCase', {
      params: { caseId: detail.id },
      body: { reason: reason.trim() },
    }).then(
      (after) => {
        setOpen(false);
        setReason('');
        onDone(after);
      },
      (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)),
    );
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{title}</Button>
      <Modal
        open={open}
        title={title}
        okText={title}
        cancelText={words('cancel')}
        okButtonProps={{ disabled: [...reason.trim()].length < MIN_REASON }}
        onOk={act}
        onCancel={() => setOpen(false)}
      >
        {failure === null ? null : <Alert type="error" showIcon message={failure} />}
        <p className="muted">{words('holdHelp')}</p>
        <Input.TextArea
          aria-label={words('reason')}
          rows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Modal>
    </>
  );
}
