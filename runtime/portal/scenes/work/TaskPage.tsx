import { useNavigate, useParams } from 'react-router-dom';
import { useIsPhone } from '../../app/use-media';
import { TaskPane } from './TaskPane';

/** A task with the whole window to itself. */
export function TaskPage() {
  const { taskId = '' } = useParams();
  const navigate = useNavigate();
  const isPhone = useIsPhone();
  return (
    <TaskPane
      key={taskId}
      taskId={taskId}
      layout={isPhone ? 'narrow' : 'wide'}
      standalone
      onNext={(id) => void navigate(id === null ? '/tasks' : `/tasks/${id}`, { replace: true })}
    />
  );
}
