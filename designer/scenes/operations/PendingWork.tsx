import { Space, Table, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { PendingWork as Work } from '../../../runtime/contract';
import { call } from '../../api/client';
import { Failure } from '../../components/Failure';
import { useLoad } from './use-load';
import { moment, words } from './words';

const PAGE_SIZE = 50;

/** What the system will do by itself, the next first. */
export function PendingWork() {
  const [page, setPage] = useState(1);
  const { data, failure, reload } = useLoad(String(page), () =>
    call('listPendingWork', { query: { page, pageSize: PAGE_SIZE } }),
  );
  if (failure !== null) return <Failure error={failure} onRetry={reload} />;
  return (
    <div className="ops-page">
      <div className="page-head">
        <h1>{words('pending')}</h1>
      </div>
      <Table
        rowKey="id"
        size="small"
        loading={data === null}
        locale={{ emptyText: words('noPending') }}
        dataSource={data === null ? [] : [...data.items]}
        pagination={{
          current: page,
          pageSize: PAGE_SIZE,
          total: data?.total ?? 0,
          hideOnSinglePage: true,
          showSizeChanger: false,
          onChange: setPage,
        }}
        columns={[
          {
            title: words('due'),
            dataIndex: 'dueAt',
            width: 210,
            render: (dueAt: number) => (
              <Space size={6}>
                {moment(dueAt)}
                {dueAt <= Date.now() ? <Tag color="orange">{words('overdue')}</Tag> : null}
              </Space>
            ),
          },
          {
            title: words('kind'),
            dataIndex: 'kind',
            width: 170,
            render: (kind: Work['kind'], one) => (
              <Space size={6}>
                {words(kind)}
                {one.attempts > 0 ? (
                  <Tag color="red">{words('attempts', { count: one.attempts })}</Tag>
                ) : null}
              </Space>
            ),
          },
          { title: words('element'), dataIndex: 'name' },
          {
            title: words('number'),
            dataIndex: 'caseNumber',
            width: 170,
            render: (number: string, one) => (
              <Link to={`/operations/cases/${one.caseId}`}>{number}</Link>
            ),
          },
          { title: words('cases'), dataIndex: 'caseTitle' },
        ]}
      />
    </div>
  );
}
