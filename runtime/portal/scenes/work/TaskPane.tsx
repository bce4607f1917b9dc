import { useState } from 'react';
import type { TaskCompleted } from '../../../contract';
import { useApi } from '../../api/ApiProvider';
import { caseAnswers } from '../../api/case-answers';
import { useFresh } from '../../api/use-fresh';
import { useUser } from '../../app/SessionProvider';
import { ErrorState, ListSkeleton } from '../../components/States';
import { taskDraftKey } from '../../drafts/draft-keys';
import { IndexedDbStore } from '../../drafts/local-store';
import { stillNeeded } from '../../drafts/draft-keeper';
import { useLocalCopy, useSettled } from '../../drafts/use-draft';
import { outboxId } from '../../offline/outbox';
import { useOutboxState } from '../../offline/OutboxProvider';
import { SendingLater } from '../outbox/SendingLater';
import { TaskDesk } from './TaskDesk';
import { TaskSent } from './TaskSent';

interface TaskPaneProps {
  readonly taskId: string;
  /** `wide` has the case beside the form; `narrow` has it behind tabs. */
  readonly layout: 'wide' | 'narrow';
  /** It is the page, not a pane of the list. */
  readonly standalone?: boolean;
  /** The person goes on to their next task, or back to the list. */
  readonly onNext: (taskId: string | null) => void;
}

/** A task: first what is there, then the desk on which it is done, then what became of it. */
export function TaskPane(props: TaskPaneProps) {
  const user = useUser();
  const key = taskDraftKey(user.id, props.taskId);
  const isSettled = useSettled(key);
  const outbox = useOutboxState();
  const id = outboxId('task', props.taskId);
  const later = outbox.delivered.get(id);
  if (later?.kind === 'task') return <Sent sent={later.answer} onNext={props.onNext} />;
  const waiting = outbox.items.find((item) => item.id === id);
  if (waiting !== undefined) return <SendingLater item={waiting} />;
  return isSettled ? <SettledTask {...props} draftKey={key} /> : <TaskSkeleton />;
}

function Sent({
  sent,
  onNext,
}: {
  readonly sent: TaskCompleted;
  readonly onNext: TaskPaneProps['onNext'];
}) {
  return (
    <TaskSent sent={sent} onNext={() => onNext(sent.nextTaskId)} onList={() => onNext(null)} />
  );
}

function TaskSkeleton() {
  return (
    <div className="page">
      <ListSkeleton rows={5} />
    </div>
  );
}

function SettledTask({
  taskId,
  layout,
  standalone = false,
  onNext,
  draftKey: key,
}: TaskPaneProps & { readonly draftKey: string }) {
  const { cache } = useApi();
  const task = useFresh('getTask', { params: { taskId } });
  const local = useLocalCopy(key);
  const [dropped, setDropped] = useState(false);
  const [sent, setSent] = useState<TaskCompleted | null>(null);
  if (sent !== null) return <Sent sent={sent} onNext={onNext} />;
  if (task.error !== undefined) return <ErrorState error={task.error} onRetry={task.reload} />;
  if (task.data === undefined || local === undefined) return <TaskSkeleton />;
  const startAgain = async () => {
    await new IndexedDbStore().remove(key);
    setDropped(true);
    task.reload();
  };
  return (
    <TaskDesk
      task={task.data}
      recovered={dropped ? null : stillNeeded(local, task.data.draft)}
      layout={layout}
      standalone={standalone}
      onReload={() => void startAgain()}
      onSent={(result) => {
        setSent(result);
        cache.invalidate(caseAnswers);
      }}
    />
  );
}
