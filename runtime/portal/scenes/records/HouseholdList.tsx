import { TeamOutlined } from '@ant-design/icons';
import { Input, Pagination, Table } from 'antd';
import type { ColumnsType } from 'antd/es/table';
import { Link, useNavigate, useSearchParams } from 'react-router-dom';
import type { RecordPage, RecordSummary } from '../../../contract';
import { useQuery } from '../../api/use-query';
import { dateText } from '../../app/dates';
import { useText } from '../../app/preferences';
import { useIsPhone } from '../../app/use-media';
import { ToneTag } from '../../components/Marks';
import { Page } from '../../components/Page';
import { EmptyState, Loaded } from '../../components/States';
import './records.css';

/** 农户档案: find a household by name, identity number, number; by status. */
export function HouseholdList() {
  const t = useText();
  const isPhone = useIsPhone();
  const [search, setSearch] = useSearchParams();
  const q = search.get('q') ?? '';
  const status = search.get('status') ?? undefined;
  const page = Number(search.get('page') ?? '1');
  const found = useQuery('listRecords', {
    query: { page, pageSize: 20, status, q: q === '' ? undefined : q },
  });
  const set = (key: string, value: string | undefined) => {
    setSearch((before) => {
      const next = new URLSearchParams(before);
      if (value === undefined || value === '') next.delete(key);
      else next.set(key, value);
      if (key !== 'page') next.delete('page');
      return next;
    });
  };
  return (
    <Page
      title={t('nav.households')}
      note={found.data === undefined ? undefined : t('list.total', { total: found.data.total })}
      actions={
        <Input.Search
          allowClear
          className="head-search"
          defaultValue={q}
          placeholder={t('households.search')}
          aria-label={t('households.search')}
          onSearch={(value) => set('q', value.trim())}
        />
      }
    >
      <Loaded query={found}>
        {(data) => (
          <>
            <StatusFilter data={data} status={status} onChange={(value) => set('status', value)} />
            {data.items.length === 0 ? (
              <EmptyState
                icon={<TeamOutlined />}
                title={q === '' && status === undefined ? t('households.none') : t('work.noMatch')}
                detail={
                  q === '' && status === undefined
                    ? t('households.noneDetail')
                    : t('households.noMatchDetail')
                }
              />
            ) : isPhone ? (
              <Cards data={data} />
            ) : (
              <Rows data={data} />
            )}
            <Pagination
              className="pager"
              hideOnSinglePage
              current={data.page}
              pageSize={data.pageSize}
              total={data.total}
              showSizeChanger={false}
              onChange={(next) => set('page', String(next))}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

interface StatusFilterProps {
  readonly data: RecordPage;
  readonly status: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

function StatusFilter({ data, status, onChange }: StatusFilterProps) {
  const t = useText();
  const all = data.statuses.reduce((sum, one) => sum + one.count, 0);
  return (
    <div className="status-filter" role="group" aria-label={t('households.status')}>
      <button type="button" aria-pressed={status === undefined} onClick={() => onChange(undefined)}>
        {t('work.all')} <span className="numbers">{all}</span>
      </button>
      {data.statuses
        .filter((one) => one.count > 0 || one.value === status)
        .map((one) => (
          <button
            key={one.value}
            type="button"
            aria-pressed={status === one.value}
            onClick={() => onChange(status === one.value ? undefined : one.value)}
          >
            {one.value} <span className="numbers">{one.count}</span>
          </button>
        ))}
    </div>
  );
}

function Rows({ data }: { readonly data: RecordPage }) {
  const t = useText();
  const navigate = useNavigate();
  const columns: ColumnsType<RecordSummary> = [
    {
      title: t('column.household'),
      render: (_, one) => <Link to={`/households/${one.id}`}>{one.label}</Link>,
    },
    {
      title: t('column.identity'),
      className: 'numbers',
      render: (_, one) => one.identityMasked ?? '',
    },
    { title: t('column.unit'), render: (_, one) => one.unitPath },
    { title: t('column.category'), render: (_, one) => one.category ?? '' },
    {
      title: t('column.status'),
      render: (_, one) => <ToneTag tone={one.tone}>{one.status}</ToneTag>,
    },
    { title: t('column.recordNumber'), className: 'numbers', dataIndex: 'number' },
    {
      title: t('column.updatedAt'),
      className: 'numbers',
      render: (_, one) => dateText(one.updatedAt),
    },
  ];
  return (
    <Table<RecordSummary>
      rowKey="id"
      size="small"
      className="dense clickable"
      columns={columns}
      dataSource={[...data.items]}
      pagination={false}
      onRow={(one) => ({ onClick: () => void navigate(`/households/${one.id}`) })}
    />
  );
}

function Cards({ data }: { readonly data: RecordPage }) {
  return (
    <ul className="plain-list panel">
      {data.items.map((one) => (
        <li key={one.id}>
          <Link to={`/households/${one.id}`} className="list-link">
            <span className="grow">
              <strong>{one.label}</strong> <span className="muted small">{one.identityMasked}</span>
              <br />
              <span className="muted small">{one.unitPath}</span>
            </span>
            <ToneTag tone={one.tone}>{one.status}</ToneTag>
          </Link>
        </li>
      ))}
    </ul>
  );
}
