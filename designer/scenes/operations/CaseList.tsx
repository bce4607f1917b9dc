import { Alert, Button, Form, Input, Select, Space, Table, Tag } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router-dom';
import type { OperatedProcess, OperatorCaseSummary, RouteQuery } from '../../../runtime/contract';
import { call } from '../../api/client';
import { Failure } from '../../components/Failure';
import { StateTag } from './StateTag';
import { useLoad } from './use-load';
import { moment, words } from './words';

const STATES = ['open', 'active', 'incident', 'completed', 'terminated'] as const;
const FIELDS = [
  'number',
  'subject',
  'recordId',
  'state',
  'packageKey',
  'processId',
  'version',
  'element',
  'variable',
  'value',
  'match',
] as const;
const PAGE_SIZE = 20;

/** The server refuses what the address bar may hold besides. */
type CaseQuery = RouteQuery<'listOperatorCases'>;
type Filter = Partial<Record<(typeof FIELDS)[number], string>>;

function filterOf(search: URLSearchParams): Filter {
  return Object.fromEntries(
    FIELDS.flatMap((field) => {
      const value = search.get(field);
      return value === null || value === '' ? [] : [[field, value] as const];
    }),
  );
}

/** Cases by number, household, state, process, version, place or variable; the address holds the search. */
export function CaseList() {
  const [search, setSearch] = useSearchParams();
  const [chosen, setChosen] = useState<readonly OperatorCaseSummary[]>([]);
  const filter = filterOf(search);
  const page = Number(search.get('page') ?? '1');
  const processes = useLoad('processes', () => call('listOperatedProcesses'));
  const { data, failure, reload } = useLoad(search.toString(), () =>
    call('listOperatorCases', { query: { ...filter, page, pageSize: PAGE_SIZE } as CaseQuery }),
  );
  const go = (next: Filter, toPage = 1): void => {
    const known = Object.entries(next).filter(([, value]) => value !== undefined && value !== '');
    setSearch({ ...Object.fromEntries(known), ...(toPage === 1 ? {} : { page: String(toPage) }) });
  };
  return (
    <div className="ops-page">
      <div className="page-head">
        <h1>{words('cases')}</h1>
        <Chosen cases={chosen} />
      </div>
      <Filters
        key={search.toString()}
        filter={filter}
        processes={processes.data ?? []}
        onSearch={(next) => go(next)}
      />
      {filter.element === undefined && filter.recordId === undefined ? null : (
        <Space>
          {filter.element === undefined ? null : (
            <Tag closable onClose={() => go({ ...filter, element: '' })}>
              {words('atElement', { element: nameAt(data?.items ?? [], filter.element) })}
            </Tag>
          )}
          {filter.recordId === undefined ? null : (
            <Tag closable onClose={() => go({ ...filter, recordId: '' })}>
              {words('ofRecord')}
            </Tag>
          )}
        </Space>
      )}
      {failure === null ? null : <Failure error={failure} onRetry={reload} />}
      <Table
        rowKey="id"
        size="small"
        loading={data === null && failure === null}
        locale={{ emptyText: words('noCases') }}
        dataSource={data === null ? [] : [...data.items]}
        rowSelection={{
          preserveSelectedRowKeys: true,
          selectedRowKeys: chosen.map((one) => one.id),
          onChange: (_, rows) => setChosen(rows),
          getCheckboxProps: (one) => ({
            disabled: one.endedAt !== null,
            'aria-label': one.number,
          }),
        }}
        pagination={{
          current: page,
          pageSize: PAGE_SIZE,
          total: data?.total ?? 0,
          showSizeChanger: false,
          hideOnSinglePage: true,
          onChange: (next) => go(filter, next),
        }}
        columns={[
          {
            title: words('number'),
            dataIndex: 'number',
            render: (number: string, one) => (
              <Link to={`/operations/cases/${one.id}`}>{number}</Link>
            ),
          },
          { title: words('process'), dataIndex: 'processName' },
          { title: words('subject'), dataIndex: 'subject' },
          { title: words('unit'), dataIndex: 'unitName', ellipsis: true },
          { title: words('version'), dataIndex: 'version', width: 80 },
          {
            title: words('state'),
            dataIndex: 'state',
            width: 84,
            render: (state: OperatorCaseSummary['state']) => <StateTag state={state} />,
          },
          {
            title: words('element'),
            dataIndex: 'waitingAt',
            render: (places: OperatorCaseSummary['waitingAt']) =>
              places.map((one) => one.name).join('、'),
          },
          {
            title: words('startedAt'),
            dataIndex: 'startedAt',
            width: 140,
            render: (at: number) => moment(at),
          },
        ]}
      />
    </div>
  );
}

function nameAt(cases: readonly OperatorCaseSummary[], elementId: string): string {
  const places = cases.flatMap((one) => one.waitingAt);
  return places.find((one) => one.elementId === elementId)?.name ?? elementId;
}

/** What can be done with the chosen cases. */
function Chosen({ cases }: { readonly cases: readonly OperatorCaseSummary[] }) {
  const navigate = useNavigate();
  const [first] = cases;
  if (first === undefined) return null;
  const isOne = cases.every(
    (one) =>
      one.packageKey === first.packageKey &&
      one.processId === first.processId &&
      one.version === first.version,
  );
  const start = (): void => {
    const search = new URLSearchParams({
      package: first.packageKey,
      process: first.processId,
      from: first.version,
      cases: cases.map((one) => one.id).join(','),
    });
    void navigate(`/operations/migrations/new?${search.toString()}`);
  };
  return (
    <Space>
      {isOne ? null : <Alert type="warning" showIcon message={words('selectOneVersion')} />}
      <span>{words('selected', { count: cases.length })}</span>
      <Button disabled={!isOne} onClick={start}>
        {words('migrateSelected')}
      </Button>
    </Space>
  );
}

interface FiltersProps {
  readonly filter: Filter;
  readonly processes: readonly OperatedProcess[];
  readonly onSearch: (filter: Filter) => void;
}

function Filters({ filter, processes, onSearch }: FiltersProps) {
  const [form] = Form.useForm<Filter>();
  const processId = Form.useWatch('processId', form) ?? filter.processId;
  const process = processes.find((one) => one.processId === processId);
  const variables = process?.searchVariables ?? [];
  return (
    <Form
      form={form}
      layout="inline"
      className="ops-filters"
      initialValues={{ state: '', match: 'equal', ...filter }}
      onFinish={(values: Filter) =>
        onSearch({
          ...filter,
          ...values,
          ...(values.variable ? {} : { variable: '', value: '', match: '' }),
        })
      }
    >
      <Form.Item name="number" label={words('number')}>
        <Input allowClear className="ops-short" />
      </Form.Item>
      <Form.Item name="subject" label={words('subject')}>
        <Input allowClear className="ops-short" />
      </Form.Item>
      <Form.Item name="state" label={words('state')}>
        <Select
          className="ops-short"
          options={[
            { value: '', label: words('any') },
            ...STATES.map((state) => ({ value: state, label: words(`state.${state}`) })),
          ]}
        />
      </Form.Item>
      <Form.Item name="processId" label={words('process')}>
        <Select
          allowClear
          className="ops-select"
          options={processes.map((one) => ({ value: one.processId, label: one.name }))}
        />
      </Form.Item>
      <Form.Item name="version" label={words('version')}>
        <Select
          allowClear
          className="ops-short"
          options={(process?.versions ?? []).map(({ version }) => ({
            value: version,
            label: version,
          }))}
        />
      </Form.Item>
      {variables.length === 0 ? null : (
        <Form.Item label={words('variable')}>
          <Space.Compact>
            <Form.Item name="variable" noStyle>
              <Select
                allowClear
                aria-label={words('variable')}
                className="ops-short"
                options={variables.map(({ path, title }) => ({ value: path, label: title }))}
              />
            </Form.Item>
            <Form.Item name="match" noStyle>
              <Select
                aria-label={words('kind')}
                className="ops-narrow"
                options={[
                  { value: 'equal', label: words('equal') },
                  { value: 'prefix', label: words('prefix') },
                ]}
              />
            </Form.Item>
            <Form.Item name="value" noStyle>
              <Input allowClear aria-label={words('value')} className="ops-short" />
            </Form.Item>
          </Space.Compact>
        </Form.Item>
      )}
      <Space>
        <Button type="primary" htmlType="submit">
          {words('search')}
        </Button>
        <Button onClick={() => onSearch({})}>{words('clear')}</Button>
      </Space>
    </Form>
  );
}
