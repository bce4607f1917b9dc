import { Alert, Button } from 'antd';
import { Link } from 'react-router-dom';
import type { TaskDetail, TimelineEntry } from '../../../contract';
import { useQuery } from '../../api/use-query';
import { dateTimeText } from '../../app/dates';
import { useText } from '../../app/preferences';

interface TaskGoneProps {
  readonly task: TaskDetail;
  /** The person was filling it: what they typed still stands below. */
  readonly hasTyped: boolean;
}

/** Somebody else did the step meanwhile, or it was taken away: who, with what result, and where the case is now. */
export function TaskGone({ task, hasTyped }: TaskGoneProps) {
  const t = useText();
  const found = useQuery('getCase', { params: { caseId: task.caseId } });
  const entries = found.data?.timeline ?? [];
  const done = entries.findLast(
    (entry) =>
      (entry.kind === 'completed' || entry.kind === 'returned') &&
      entry.elementId === task.elementId &&
      entry.at >= task.createdAt,
  );
  const outcome = done?.outcomeTitle ?? null;
  const waiting = entries.filter((entry) => entry.kind === 'waiting');
  return (
    <Alert
      type="warning"
      showIcon
      message={done === undefined ? t('gone.title') : t('gone.titleBy', doneParams(done))}
      description={
        <>
          {outcome !== null && <div>{t('gone.outcome', { outcome })}</div>}
          {waiting.map((entry) => (
            <div key={entry.id}>
              {t('gone.next', { who: entry.actorPost ?? '', step: entry.title })}
            </div>
          ))}
          {hasTyped && <div>{t('gone.kept')}</div>}
        </>
      }
      action={
        <Link to={`/cases/${task.caseId}`}>
          <Button size="small">{t('sent.toCase')}</Button>
        </Link>
      }
    />
  );
}

function doneParams(entry: TimelineEntry): { name: string; at: string } {
  return { name: entry.actorName ?? '', at: dateTimeText(entry.at) };
}
