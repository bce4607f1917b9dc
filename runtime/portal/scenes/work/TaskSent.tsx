import { Button } from 'antd';
import { useEffect } from 'react';
import { Link } from 'react-router-dom';
import type { TaskCompleted } from '../../../contract';
import { useText } from '../../app/preferences';
import { DoneMark } from '../../components/Marks';

interface TaskSentProps {
  readonly sent: TaskCompleted;
  readonly onNext: () => void;
  readonly onList: () => void;
}

/** What became of it; the next task is one key away. */
export function TaskSent({ sent, onNext, onList }: TaskSentProps) {
  const t = useText();
  const hasNext = sent.nextTaskId !== null;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'n' || event.key === 'N') (hasNext ? onNext : onList)();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [hasNext, onNext, onList]);
  return (
    <div className="state sent" role="status">
      <DoneMark />
      <h2>{t('sent.title')}</h2>
      <p>{sent.next}</p>
      <p className="muted">{t('sent.number', { number: sent.caseNumber })}</p>
      <div className="sent-actions">
        {hasNext ? (
          <Button type="primary" autoFocus onClick={onNext}>
            {t('sent.nextTask')}
          </Button>
        ) : (
          <Button type="primary" autoFocus onClick={onList}>
            {t('sent.toList')}
          </Button>
        )}
        <Link to={`/cases/${sent.caseId}`}>
          <Button>{t('sent.toCase')}</Button>
        </Link>
      </div>
      <small className="muted">{hasNext ? t('sent.keyNext') : t('sent.noMore')}</small>
    </div>
  );
}
