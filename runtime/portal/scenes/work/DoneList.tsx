import { Input, Table } from 'antd';
import type { ColumnsType } from 'antd/es/table';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import type { TaskSummary } from '../../../contract';
import { useQuery } from '../../api/use-query';
import { dateTimeText } from '../../app/dates';
import { useText } from '../../app/preferences';
import { useIsPhone } from '../../app/use-media';
import { Page } from '../../components/Page';
import { EmptyState, Loaded } from '../../components/States';

/** 已办: what the person has decided, latest first. */
export function DoneList() {
  const t = useText();
  const isPhone = useIsPhone();
  const navigate = useNavigate();
  const [q, setQ] = useState('');
  const [page, setPage] = useState(1);
  const tasks = useQuery('listTasks', {
    query: { view: 'done', sort: 'created', page, pageSize: 20, q: q === '' ? undefined : q },
  });
  const columns: ColumnsType<TaskSummary> = [
    {
      title: t('column.subject'),
      render: (_, task) => (
        <Link to={`/cases/${task.caseId}`}>
          {task.subjectName === '' ? task.caseTitle : task.subjectName}
        </Link>
      ),
    },
    { title: t('column.step'), dataIndex: 'name' },
    { title: t('column.outcome'), render: (_, task) => task.outcomeTitle ?? t('task.sent') },
    { title: t('column.unit'), dataIndex: 'unitName' },
    { title: t('column.matter'), dataIndex: 'matter' },
    { title: t('column.number'), dataIndex: 'caseNumber', className: 'numbers' },
    {
      title: t('column.doneAt'),
      className: 'numbers',
      render: (_, task) => (task.completedAt === null ? '' : dateTimeText(task.completedAt)),
    },
  ];
  return (
    <Page
      title={t('nav.done')}
      back={isPhone}
      actions={
        <Input.Search
          allowClear
          placeholder={t('work.search')}
          aria-label={t('work.search')}
          onSearch={(value) => {
            setQ(value.trim());
            setPage(1);
          }}
        />
      }
    >
      <Loaded query={tasks}>
        {(data) =>
          isPhone ? (
            <ul className="plain-list panel">
              {data.items.map((task) => (
                <li key={task.id}>
                  <Link to={`/cases/${task.caseId}`} className="list-link">
                    <span className="grow">
                      <strong>{task.subjectName}</strong> <span className="muted">{task.name}</span>
                      <br />
                      <span className="muted small">
                        {task.outcomeTitle ?? t('task.sent')} ·{' '}
                        {task.completedAt === null ? '' : dateTimeText(task.completedAt)}
                      </span>
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          ) : (
            <Table<TaskSummary>
              rowKey="id"
              size="small"
              className="dense"
              columns={columns}
              dataSource={data.items}
              loading={tasks.loading}
              locale={{ emptyText: <EmptyState title={t('done.none')} /> }}
              onRow={(task) => ({ onDoubleClick: () => void navigate(`/cases/${task.caseId}`) })}
              pagination={{
                current: data.page,
                pageSize: data.pageSize,
                total: data.total,
                hideOnSinglePage: true,
                showSizeChanger: false,
                showTotal: (total) => t('list.total', { total }),
                onChange: setPage,
              }}
            />
          )
        }
      </Loaded>
    </Page>
  );
}
