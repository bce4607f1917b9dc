import { Button, Space } from 'antd';
import { words } from '../words';

interface WizardFootProps {
  readonly onBack?: () => void;
  readonly onNext: () => void;
  readonly next?: string;
  readonly disabled?: boolean;
  readonly loading?: boolean;
}

/** Back and forth. */
export function WizardFoot({ onBack, onNext, next, disabled, loading }: WizardFootProps) {
  return (
    <Space className="ops-foot">
      {onBack === undefined ? null : <Button onClick={onBack}>{words('back')}</Button>}
      <Button
        type="primary"
        disabled={disabled ?? false}
        loading={loading ?? false}
        onClick={onNext}
      >
        {next ?? words('next')}
      </Button>
    </Space>
  );
}
