import { Skeleton, Table, Tag } from 'antd';
import { useEffect } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { MigrationRunDetail } from '../../../runtime/contract';
import { call } from '../../api/client';
import { Failure } from '../../components/Failure';
import { RunProgress } from './MigrationRuns';
import { useLoad } from './use-load';
import { moment, words } from './words';

const POLL_MS = 1_000;

/** How far a migration is, and what became of each case; what was refused comes first, with the reason. */
export function MigrationRunPage() {
  const { runId = '' } = useParams();
  const { data, failure, reload } = useLoad(runId, () =>
    call('getMigration', { params: { runId } }),
  );
  const isRunning = data?.state === 'running';
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(reload, POLL_MS);
    return () => clearInterval(timer);
  }, [isRunning, reload]);
  if (failure !== null) return <Failure error={failure} onRetry={reload} />;
  if (data === null) return <Skeleton active className="ops-page" />;
  return (
    <div className="ops-page">
      <div className="page-head">
        <h1>
          {words('runTitle', {
            process: data.processName,
            from: data.fromVersion,
            to: data.toVersion,
          })}{' '}
          <Tag color={isRunning ? 'blue' : 'green'}>{words(isRunning ? 'running' : 'done')}</Tag>
        </h1>
      </div>
      <p className="muted">
        {words('startedBy', { name: data.startedBy, at: moment(data.startedAt) })} · {data.reason}
      </p>
      <RunProgress run={data} />
      <Results results={data.results} />
    </div>
  );
}

function Results({ results }: Pick<MigrationRunDetail, 'results'>) {
  return (
    <Table
      rowKey="caseId"
      size="small"
      locale={{ emptyText: words('noResults') }}
      dataSource={[...results]}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        {
          title: words('number'),
          dataIndex: 'number',
          width: 170,
          render: (number: string, one) => (
            <Link to={`/operations/cases/${one.caseId}`}>{number}</Link>
          ),
        },
        { title: words('cases'), dataIndex: 'title' },
        {
          title: words('outcome'),
          dataIndex: 'outcome',
          render: (outcome: 'migrated' | 'refused', one) => (
            <>
              <Tag color={outcome === 'migrated' ? 'green' : 'red'}>{words(outcome)}</Tag>
              {one.problems.map((problem, index) => (
                <div key={index}>
                  {problem.message} <small className="muted">{problem.code}</small>
                </div>
              ))}
            </>
          ),
        },
        { title: words('at'), dataIndex: 'at', width: 150, render: (at: number) => moment(at) },
      ]}
    />
  );
}
