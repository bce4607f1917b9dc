import { Button, Empty, Select, Skeleton, Space, Table, Tag, Typography } from 'antd';
import { Link, useNavigate, useSearchParams } from 'react-router-dom';
import type { OperatedProcess, ProcessCounts } from '../../../runtime/contract';
import { call } from '../../api/client';
import { Failure } from '../../components/Failure';
import { Drawing } from './Drawing';
import { useLoad } from './use-load';
import { words } from './words';

const idOf = (process: OperatedProcess): string => `${process.packageKey} ${process.processId}`;

/** How many cases are at each step of a process, on its drawing. */
export function ProcessMap() {
  const processes = useLoad('processes', () => call('listOperatedProcesses'));
  const [search, setSearch] = useSearchParams();
  const { data, failure, reload } = processes;
  if (failure !== null) return <Failure error={failure} onRetry={reload} />;
  if (data === null) return <Skeleton active className="ops-page" />;
  const chosen = data.find((one) => idOf(one) === search.get('process')) ?? busiest(data);
  if (chosen === undefined) return <Empty description={words('noCasesHere')} />;
  const busy = chosen.versions.find((one) => one.open > 0)?.version ?? chosen.currentVersion;
  const version = search.get('version') ?? busy;
  return (
    <div className="ops-page">
      <div className="page-head">
        <h1>{words('map')}</h1>
        <Space wrap>
          <Select
            aria-label={words('process')}
            className="ops-select"
            value={idOf(chosen)}
            options={data.map((one) => ({
              value: idOf(one),
              label: `${one.packageTitle} · ${one.name}`,
            }))}
            onChange={(process: string) => setSearch({ process })}
          />
          <Select
            aria-label={words('version')}
            className="ops-select"
            value={version}
            options={chosen.versions.map(({ version: one, open }) => ({
              value: one,
              label: words('versionLine', { version: one, open }),
            }))}
            onChange={(one: string) => setSearch({ process: idOf(chosen), version: one })}
          />
          <Link
            to={`/operations/migrations/new?package=${chosen.packageKey}&process=${chosen.processId}&from=${version}`}
          >
            <Button tabIndex={-1}>{words('migrateVersion')}</Button>
          </Link>
        </Space>
      </div>
      <p className="muted">{words('mapHelp')}</p>
      <Counts process={chosen} version={version} />
    </div>
  );
}

function busiest(processes: readonly OperatedProcess[]): OperatedProcess | undefined {
  const openOf = (one: OperatedProcess): number =>
    one.versions.reduce((sum, version) => sum + version.open, 0);
  return [...processes].sort((one, other) => openOf(other) - openOf(one))[0];
}

function Counts({
  process,
  version,
}: {
  readonly process: OperatedProcess;
  readonly version: string;
}) {
  const { packageKey, processId } = process;
  const params = { packageKey, processId, version };
  const navigate = useNavigate();
  const { data, failure, reload } = useLoad(JSON.stringify(params), () =>
    call('getProcessCounts', { params }),
  );
  if (failure !== null) return <Failure error={failure} onRetry={reload} />;
  if (data === null) return <Skeleton active />;
  const listOf = (elementId: string): string =>
    `/operations/cases?${new URLSearchParams({ ...params, element: elementId, state: 'open' }).toString()}`;
  return (
    <div className="ops-map">
      <Drawing
        xml={data.xml}
        label={data.name}
        focus={data.elements.map((one) => one.elementId)}
        badges={data.elements.map((one) => ({
          elementId: one.elementId,
          text: String(one.open),
          title: titleOf(one),
          tone: one.incidents > 0 ? 'bad' : 'normal',
          onClick: () => void navigate(listOf(one.elementId)),
        }))}
      />
      <section aria-label={words('places')}>
        <Typography.Title level={5}>{words('places')}</Typography.Title>
        <Table
          rowKey="elementId"
          size="small"
          pagination={false}
          scroll={{ y: 520 }}
          locale={{ emptyText: words('noCasesHere') }}
          dataSource={[...data.elements].sort((one, other) => other.open - one.open)}
          columns={[
            {
              title: words('element'),
              dataIndex: 'name',
              render: (name: string, one) => <Link to={listOf(one.elementId)}>{name}</Link>,
            },
            {
              title: words('cases'),
              dataIndex: 'open',
              width: 110,
              render: (open: number, one) => (
                <Space size={4}>
                  {open}
                  {one.incidents > 0 ? (
                    <Tag color="red">{words('incidentCount', { count: one.incidents })}</Tag>
                  ) : null}
                </Space>
              ),
            },
          ]}
        />
      </section>
    </div>
  );
}

function titleOf({ name, open, incidents }: ProcessCounts['elements'][number]): string {
  return incidents > 0
    ? words('elementIncidents', { name, open, incidents })
    : words('elementOpen', { name, open });
}
