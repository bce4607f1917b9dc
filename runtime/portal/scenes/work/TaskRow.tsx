import { CloudOutlined, EditOutlined, RollbackOutlined } from '@ant-design/icons';
import type { TaskSummary } from '../../../contract';
import { dateText } from '../../app/dates';
import { useText } from '../../app/preferences';
import { useUser } from '../../app/SessionProvider';
import { DueLabel } from '../../components/Marks';
import { outboxId } from '../../offline/outbox';
import { useOutboxState } from '../../offline/OutboxProvider';
import './task-row.css';

/** One row of 待办: whose household, what is to be done, since when, until when, who sent it, why it came back. */
export function TaskRow({ task }: { readonly task: TaskSummary }) {
  const t = useText();
  const user = useUser();
  const { items } = useOutboxState();
  const waits = items.some((item) => item.id === outboxId('task', task.id));
  const takenByOther = task.assignee !== null && task.assignee !== user.id;
  return (
    <div className="task-row">
      <div className="task-row-line">
        <span className="task-row-title">
          <strong>{task.subjectName === '' ? task.caseTitle : task.subjectName}</strong>
          <span className="task-step">{task.name}</span>
        </span>
        <DueLabel dueAt={task.dueAt} done={task.state !== 'open'} />
      </div>
      <div className="task-row-line muted small">
        <span className="grow ellipsis">
          {task.unitName} · {task.matter}
        </span>
        <span>
          {task.sentBy === null
            ? t('task.since', { date: dateText(task.createdAt) })
            : t('task.sentBy', { name: task.sentBy, date: dateText(task.createdAt) })}
        </span>
      </div>
      {task.returnReason !== null && (
        <div className="task-returned">
          <RollbackOutlined /> {t('task.returned', { reason: task.returnReason })}
        </div>
      )}
      {(waits || task.hasDraft || takenByOther) && (
        <div className="task-row-line small">
          {waits && (
            <span className="soon">
              <CloudOutlined /> {t('outbox.mark')}
            </span>
          )}
          {!waits && task.hasDraft && (
            <span className="has-draft">
              <EditOutlined /> {t('task.hasDraft')}
            </span>
          )}
          {takenByOther && (
            <span className="muted">{t('task.takenBy', { name: task.assigneeName ?? '' })}</span>
          )}
        </div>
      )}
    </div>
  );
}
