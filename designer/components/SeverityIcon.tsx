import { CloseCircleFilled, InfoCircleFilled, WarningFilled } from '@ant-design/icons';
import type { Problem } from '../../runtime/kernel';
import { t } from '../text';

const ICONS = {
  error: <CloseCircleFilled className="problem-error" />,
  warning: <WarningFilled className="problem-warning" />,
  note: <InfoCircleFilled className="problem-note" />,
} as const;

export function SeverityIcon({ severity }: Pick<Problem, 'severity'>) {
  return (
    <span role="img" aria-label={t(`problem.${severity}`)}>
      {ICONS[severity]}
    </span>
  );
}
