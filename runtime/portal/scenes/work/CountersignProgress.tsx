import { Alert, Tag } from 'antd';
import type { TaskDetail } from '../../../contract';
import { useText } from '../../app/preferences';
import './countersign-progress.css';

/** 会签进展: the count so far, what each member said, and who is still to speak. */
export function CountersignProgress({
  countersign,
}: {
  readonly countersign: NonNullable<TaskDetail['countersign']>;
}) {
  const t = useText();
  const { total, pending, approved, rejected, abstained, votes, waiting } = countersign;
  return (
    <Alert
      type="info"
      showIcon
      message={t('countersign.count', {
        total,
        spoken: total - pending,
        approved,
        rejected,
        abstained,
      })}
      description={
        <>
          {votes.length > 0 && (
            <ul className="countersign-votes" aria-label={t('countersign.title')}>
              {votes.map(({ name, outcomeTitle, opinion }, index) => (
                <li key={index}>
                  <span className="countersign-name">{name}</span>
                  <Tag>{outcomeTitle}</Tag>
                  {opinion !== null && <span className="muted">{opinion}</span>}
                </li>
              ))}
            </ul>
          )}
          {waiting.length > 0 && (
            <span className="muted">
              {t('countersign.waiting', { names: waiting.map((one) => one.name).join('、') })}
            </span>
          )}
        </>
      }
    />
  );
}
