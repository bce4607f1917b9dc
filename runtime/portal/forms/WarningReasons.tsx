import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useText } from '../app/preferences';
import { type PlacedProblem, reasonKey } from './filled-form';
import './forms.css';

interface WarningReasonsProps {
  readonly warnings: readonly PlacedProblem[];
  readonly known: Readonly<Record<string, string>>;
  readonly onGiven: (reasons: Readonly<Record<string, string>>) => void;
  readonly onCancel: () => void;
}

/** Asks why each warning is in order; without a reason nothing is sent. */
export function WarningReasons({ warnings, known, onGiven, onCancel }: WarningReasonsProps) {
  const t = useText();
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>(known);
  const complete = warnings.every((one) => (reasons[reasonKey(one)] ?? '').trim().length >= 2);
  return (
    <Modal
      open
      title={t('warnings.title', { count: warnings.length })}
      okText={t('warnings.continue')}
      cancelText={t('warnings.backToForm')}
      okButtonProps={{ disabled: !complete }}
      onOk={() => onGiven(reasons)}
      onCancel={onCancel}
      width={600}
    >
      <p className="muted">{t('warnings.detail')}</p>
      {warnings.map((warning) => {
        const key = reasonKey(warning);
        return (
          <label key={key} className="warning-reason">
            <span>{warning.message}</span>
            <Input.TextArea
              autoSize={{ minRows: 2, maxRows: 5 }}
              maxLength={500}
              placeholder={t('warnings.placeholder')}
              value={reasons[key] ?? ''}
              onChange={(event) => setReasons({ ...reasons, [key]: event.target.value })}
            />
          </label>
        );
      })}
    </Modal>
  );
}
