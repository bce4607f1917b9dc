import { Link } from 'react-router-dom';
import { CarryOutOutlined } from '@ant-design/icons';
import { useQuery } from '../../api/use-query';
import { useText } from '../../app/preferences';
import { EmptyState, ListSkeleton, Loaded } from '../../components/States';
import { TaskRow } from '../work/TaskRow';
import '../work/task-row.css';

/** The next tasks by due date, as they stand in 待办. */
export function DueSoon() {
  const t = useText();
  const tasks = useQuery('listTasks', {
    query: { view: 'todo', sort: 'due', page: 1, pageSize: 7 },
  });
  return (
    <section className="panel">
      <h2>
        {t('today.next')}
        <Link to="/tasks" className="panel-more">
          {t('action.all')}
        </Link>
      </h2>
      <Loaded query={tasks} skeleton={<ListSkeleton rows={4} />}>
        {(page) =>
          page.items.length === 0 ? (
            <EmptyState
              icon={<CarryOutOutlined />}
              title={t('today.nothing')}
              detail={t('today.nothingDetail')}
            />
          ) : (
            <ul className="plain-list">
              {page.items.map((task) => (
                <li key={task.id}>
                  <Link to={`/tasks/${task.id}`} className="task-link">
                    <TaskRow task={task} />
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
