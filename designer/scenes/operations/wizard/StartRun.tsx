import { Alert, Card, Form, Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { call } from '../../../api/client';
import { words } from '../words';
import { type StepProps, requestOf } from './plan';
import { WizardFoot } from './WizardFoot';

const MIN_REASON = 5;

/** Says why, and begins; the page of the run shows how far it is. */
export function StartRun({ plan, onBack }: StepProps) {
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const start = (): void => {
    setBusy(true);
    setFailure(null);
    call('startMigration', { body: { ...requestOf(plan), reason: reason.trim() } }).then(
      (run) => void navigate(`/operations/migrations/${run.id}`),
      (error: unknown) => {
        setFailure(error instanceof Error ? error.message : String(error));
        setBusy(false);
      },
    );
  };
  return (
    <Card>
      {failure === null ? null : <Alert type="error" showIcon message={failure} />}
      <p>{words('startHelp')}</p>
      <Form layout="vertical">
        <Form.Item label={words('reason')} extra={words('reasonHelp')} htmlFor="ops-why">
          <Input.TextArea
            id="ops-why"
            rows={3}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
      <WizardFoot
        onBack={onBack}
        onNext={start}
        next={words('start')}
        loading={busy}
        disabled={[...reason.trim()].length < MIN_REASON}
      />
    </Card>
  );
}
