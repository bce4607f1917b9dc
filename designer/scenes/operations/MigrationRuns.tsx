import { Button, Progress, Table } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { MigrationRun } from '../../../runtime/contract';
import { call } from '../../api/client';
import { Failure } from '../../components/Failure';
import { useLoad } from './use-load';
import { moment, words } from './words';

const PAGE_SIZE = 20;

/** All migrations, newest first. */
export function MigrationRuns() {
  const [page, setPage] = useState(1);
  const { data, failure, reload } = useLoad(String(page), () =>
    call('listMigrations', { query: { page, pageSize: PAGE_SIZE } }),
  );
  if (failure !== null) return <Failure error={failure} onRetry={reload} />;
  return (
    <div className="ops-page">
      <div className="page-head">
        <h1>{words('migrations')}</h1>
        <Link to="/operations/migrations/new">
          <Button type="primary" tabIndex={-1}>
            {words('newMigration')}
          </Button>
        </Link>
      </div>
      <Table
        rowKey="id"
        size="small"
        loading={data === null}
        locale={{ emptyText: words('noMigrations') }}
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
            title: words('migrations'),
            render: (_, run: MigrationRun) => (
              <Link to={`/operations/migrations/${run.id}`}>
                {words('runTitle', {
                  process: run.processName,
                  from: run.fromVersion,
                  to: run.toVersion,
                })}
              </Link>
            ),
          },
          { title: words('reason'), dataIndex: 'reason' },
          {
            title: words('outcome'),
            width: 260,
            render: (_, run: MigrationRun) => <RunProgress run={run} />,
          },
          {
            title: words('startedAt'),
            width: 220,
            render: (_, run: MigrationRun) =>
              words('startedBy', { name: run.startedBy, at: moment(run.startedAt) }),
          },
        ]}
      />
    </div>
  );
}

/** How far a run is, with what was refused in another colour. */
export function RunProgress({ run }: { readonly run: MigrationRun }) {
  const done = run.migrated + run.refused;
  const share = (count: number): number => (run.total === 0 ? 100 : (count / run.total) * 100);
  return (
    <div>
      <Progress
        percent={Math.round(share(done))}
        success={{ percent: share(run.migrated) }}
        status={run.state === 'running' ? 'active' : run.refused > 0 ? 'exception' : 'success'}
        size="small"
        aria-label={words('outcome')}
      />
      <small className="muted">
        {words('progress', {
          total: run.total,
          done,
          migrated: run.migrated,
          refused: run.refused,
        })}
      </small>
    </div>
  );
}
