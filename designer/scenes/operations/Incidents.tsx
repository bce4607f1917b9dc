import { Table } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { call } from '../../api/client';
import { Failure } from '../../components/Failure';
import { useLoad } from './use-load';
import { moment, words } from './words';

const PAGE_SIZE = 20;

/** Everything that stands still because a definition or its data failed, newest first. */
export function Incidents() {
  const [page, setPage] = useState(1);
  const { data, failure, reload } = useLoad(String(page), () =>
    call('listIncidents', { query: { page, pageSize: PAGE_SIZE } }),
  );
  if (failure !== null) return <Failure error={failure} onRetry={reload} />;
  return (
    <div className="ops-page">
      <div className="page-head">
        <h1>{words('incidents')}</h1>
      </div>
      <Table
        rowKey="id"
        size="small"
        loading={data === null}
        locale={{ emptyText: words('noIncidents') }}
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
            title: words('number'),
            dataIndex: 'caseNumber',
            width: 170,
            render: (number: string, one) => (
              <Link to={`/operations/cases/${one.caseId}`}>{number}</Link>
            ),
          },
          { title: words('cases'), dataIndex: 'caseTitle', width: 240 },
          {
            title: words('cause'),
            dataIndex: 'message',
            render: (message: string, one) => (
              <>
                {message} <small className="muted">{one.code}</small>
              </>
            ),
          },
          { title: words('at'), dataIndex: 'at', width: 150, render: (at: number) => moment(at) },
          {
            title: '',
            width: 100,
            render: (_, one) => (
              <Link to={`/operations/cases/${one.caseId}`}>{words('openCase')}</Link>
            ),
          },
        ]}
      />
    </div>
  );
}
