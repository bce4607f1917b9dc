import { Button } from 'antd';
import { Link } from 'react-router-dom';
import type { CaseStarted } from '../../../contract';
import { useText } from '../../app/preferences';
import { DoneMark } from '../../components/Marks';

/** The application has become a case: its number, who has it now, where to follow it. */
export function MatterSent({ started }: { readonly started: CaseStarted }) {
  const t = useText();
  return (
    <div className="state sent" role="status">
      <DoneMark />
      <h2>{t('matter.sent')}</h2>
      <p>{started.next}</p>
      <p className="muted">{t('sent.number', { number: started.caseNumber })}</p>
      <div className="sent-actions">
        <Link to={`/cases/${started.caseId}`}>
          <Button type="primary">{t('matter.follow')}</Button>
        </Link>
        <Link to="/start">
          <Button>{t('matter.another')}</Button>
        </Link>
        <Link to="/tasks">
          <Button>{t('sent.toList')}</Button>
        </Link>
      </div>
    </div>
  );
}
