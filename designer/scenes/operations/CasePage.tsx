import {
  Alert,
  Button,
  Empty,
  Input,
  Skeleton,
  Space,
  Table,
  Tabs,
  Tag,
  Timeline,
  Tree,
} from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { OperatorCaseDetail } from '../../../runtime/contract';
import { call } from '../../api/client';
import { Failure } from '../../components/Failure';
import { CaseCommands } from './CaseCommands';
import { Drawing } from './Drawing';
import { EditVariablesDialog } from './EditVariablesDialog';
import { IncidentActions } from './IncidentActions';
import { StateTag } from './StateTag';
import { WhatIf } from './WhatIf';
import { useLoad } from './use-load';
import { kindTitle, moment, words } from './words';

/** One case: where it is, with what, what is wrong, and what can be done about it. */
export function CasePage() {
  const { caseId = '' } = useParams();
  const { data, failure, reload, put } = useLoad(caseId, () =>
    call('getOperatorCase', { params: { caseId } }),
  );
  const [asking, setAsking] = useState(false);
  if (failure !== null) return <Failure error={failure} onRetry={reload} />;
  if (data === null) return <Skeleton active className="ops-page" />;
  const isOpen = data.endedAt === null;
  const migration = new URLSearchParams({
    package: data.packageKey,
    process: data.processId,
    from: data.version,
    cases: data.id,
  });
  return (
    <div className="ops-page">
      <div className="page-head">
        <div>
          <h1>
            {data.title} <StateTag state={data.state} />
          </h1>
          <p className="muted ops-line">
            {[
              data.number,
              data.processName,
              `${words('version')} ${data.version}`,
              data.unitName,
              moment(data.startedAt),
            ].join(' · ')}
          </p>
        </div>
        <Space>
          {isOpen ? <CaseCommands detail={data} onDone={put} /> : null}
          <Button onClick={() => setAsking(true)}>{words('whatIf')}</Button>
          {isOpen ? (
            <Link to={`/operations/migrations/new?${migration.toString()}`}>
              <Button tabIndex={-1}>{words('migrate')}</Button>
            </Link>
          ) : null}
        </Space>
      </div>
      {data.incidents.map((incident) => (
        <Alert
          key={incident.id}
          type="error"
          showIcon
          message={`${incident.name}：${incident.message}`}
          description={<small>{`${incident.code} · ${moment(incident.at)}`}</small>}
          action={<IncidentActions incident={incident} detail={data} onDone={reload} />}
        />
      ))}
      <div className="ops-case">
        <Drawing
          xml={data.diagram.xml}
          label={words('drawing')}
          legend={words('legend')}
          focus={data.diagram.active}
          markers={markersOf(data)}
        />
        <Tabs
          className="ops-panel"
          defaultActiveKey={isOpen ? 'runs' : 'timeline'}
          items={[
            { key: 'runs', label: words('activities'), children: <Runs detail={data} /> },
            {
              key: 'variables',
              label: words('variables'),
              children: <Variables detail={data} onEdited={put} />,
            },
            { key: 'timers', label: words('timers'), children: <Waits detail={data} /> },
            { key: 'timeline', label: words('timeline'), children: <Story detail={data} /> },
          ]}
        />
      </div>
      <WhatIf open={asking} detail={data} onClose={() => setAsking(false)} />
    </div>
  );
}

function markersOf({ diagram, incidents }: OperatorCaseDetail): Record<string, string[]> {
  const markers: Record<string, string[]> = {};
  const add = (ids: readonly string[], marker: string): void => {
    for (const id of ids) markers[id] = [...(markers[id] ?? []), marker];
  };
  add(diagram.completed, 'done');
  add(diagram.taken, 'taken');
  add(diagram.active, 'now');
  add(
    incidents.map((one) => one.elementId),
    'wrong',
  );
  return markers;
}

interface RunNode {
  readonly key: string;
  readonly title: React.ReactNode;
  readonly children: RunNode[];
}

function runTree({ activities }: OperatorCaseDetail, parent: string | null): RunNode[] {
  return activities
    .filter((one) => one.parent === parent)
    .map((one) => ({
      key: one.id,
      title: (
        <Space size={6} wrap>
          <span>{one.index === null ? one.name : `${one.name} #${one.index + 1}`}</span>
          <span className="muted">{kindTitle(one.kind)}</span>
          {one.assigneeName === null ? null : <Tag>{one.assigneeName}</Tag>}
          {one.state === 'incident' ? <Tag color="red">{words('state.incident')}</Tag> : null}
        </Space>
      ),
      children: runTree({ activities } as OperatorCaseDetail, one.id),
    }));
}

function Runs({ detail }: { readonly detail: OperatorCaseDetail }) {
  if (detail.activities.length === 0) return <Empty description={words('noActivities')} />;
  return <Tree treeData={runTree(detail, null)} defaultExpandAll selectable={false} blockNode />;
}

function Variables({
  detail,
  onEdited,
}: {
  readonly detail: OperatorCaseDetail;
  readonly onEdited: (detail: OperatorCaseDetail) => void;
}) {
  const [filter, setFilter] = useState('');
  const [editing, setEditing] = useState<string | null>(null);
  const isOpen = detail.endedAt === null;
  const shown = detail.variables.filter(
    ({ path, text }) => path.includes(filter.trim()) || text.includes(filter.trim()),
  );
  return (
    <>
      <Space className="ops-tools">
        <Input
          allowClear
          aria-label={words('filterVariables')}
          placeholder={words('filterVariables')}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        {isOpen ? <Button onClick={() => setEditing('')}>{words('editVariables')}</Button> : null}
      </Space>
      <Table
        rowKey={({ scope, path }) => `${scope} ${path}`}
        size="small"
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ y: 430 }}
        locale={{ emptyText: words('noVariables') }}
        dataSource={shown}
        columns={[
          {
            title: words('path'),
            dataIndex: 'path',
            render: (path: string) => <code>{path}</code>,
          },
          {
            title: words('value'),
            dataIndex: 'text',
            render: (text: string, one) => (
              <span title={one.masked ? words('masked') : undefined}>{text}</span>
            ),
          },
          {
            title: '',
            width: 64,
            render: (_, one) =>
              isOpen && one.scope === '0' ? (
                <Button size="small" type="link" onClick={() => setEditing(one.path)}>
                  {words('edit')}
                </Button>
              ) : null,
          },
        ]}
      />
      {editing === null ? null : (
        <EditVariablesDialog
          detail={detail}
          path={editing}
          okText={words('save')}
          onCancel={() => setEditing(null)}
          onEdit={async (edits, reason) => {
            const after = await call('editVariables', {
              params: { caseId: detail.id },
              body: { edits: [...edits], reason },
            });
            onEdited(after);
            setEditing(null);
          }}
        />
      )}
    </>
  );
}

function Waits({ detail }: { readonly detail: OperatorCaseDetail }) {
  const { timers, subscriptions } = detail;
  if (timers.length + subscriptions.length === 0) return <Empty description={words('noTimers')} />;
  const rows = [
    ...timers.map(({ id, name, dueAt }) => ({
      id,
      name,
      kind: words('timer'),
      due: moment(dueAt),
    })),
    ...subscriptions.map(({ id, name, kind }) => ({ id, name, kind, due: '' })),
  ];
  return (
    <Table
      rowKey="id"
      size="small"
      pagination={false}
      dataSource={rows}
      columns={[
        { title: words('kind'), dataIndex: 'kind', width: 90 },
        { title: words('element'), dataIndex: 'name' },
        { title: words('due'), dataIndex: 'due', width: 140 },
      ]}
    />
  );
}

function Story({ detail }: { readonly detail: OperatorCaseDetail }) {
  if (detail.timeline.length === 0) return <Empty description={words('noTimeline')} />;
  return (
    <Timeline
      className="ops-story"
      items={detail.timeline.map((entry) => ({
        key: entry.id,
        color: entry.kind === 'incident' ? 'red' : entry.kind === 'waiting' ? 'blue' : 'gray',
        children: (
          <>
            <div>
              {entry.title} {entry.outcomeTitle === null ? null : <Tag>{entry.outcomeTitle}</Tag>}
            </div>
            <div className="muted">
              {[moment(entry.at), entry.actorName, entry.opinion].filter(Boolean).join(' · ')}
            </div>
          </>
        ),
      }))}
    />
  );
}
