import { HourglassOutlined, SendOutlined } from '@ant-design/icons';
import { Button, Input, Pagination, Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { CaseSummary } from '../../../contract';
import { useQuery } from '../../api/use-query';
import { dateText } from '../../app/dates';
import { useText } from '../../app/preferences';
import { useIsPhone } from '../../app/use-media';
import { CaseStateTag } from '../../components/Marks';
import { Page } from '../../components/Page';
import { EmptyState, Loaded } from '../../components/States';
import { MatterDrafts } from '../matters/MatterDrafts';
import './cases.css';

const states = ['active', 'completed', 'terminated', 'incident'] as const;

/** 我发起的: what the person began, where each stands, and what is not sent yet. */
export function MyCases() {
  const t = useText();
  const isPhone = useIsPhone();
  const [view, setView] = useState<'initiated' | 'all'>('initiated');
  const [state, setState] = useState<(typeof states)[number] | undefined>();
  const [q, setQ] = useState('');
  const [page, setPage] = useState(1);
  const cases = useQuery('listCases', {
    query: { view, page, pageSize: 15, state, q: q === '' ? undefined : q },
  });
  return (
    <Page
      title={t('nav.mine')}
      back={isPhone}
      actions={
        <>
          <Segmented
            value={view}
            onChange={(value) => {
              setView(value === 'all' ? 'all' : 'initiated');
              setPage(1);
            }}
            options={[
              { value: 'initiated', label: t('cases.mine') },
              { value: 'all', label: t('cases.all') },
            ]}
          />
          <Segmented
            value={state ?? 'any'}
            onChange={(value) => {
              setState(states.find((one) => one === value));
              setPage(1);
            }}
            options={[
              { value: 'any', label: t('cases.anyState') },
              { value: 'active', label: t('case.active') },
              { value: 'completed', label: t('case.completed') },
              { value: 'terminated', label: t('case.terminated') },
            ]}
          />
          <Input.Search
            allowClear
            className="head-search"
            placeholder={t('cases.search')}
            aria-label={t('cases.search')}
            onSearch={(value) => {
              setQ(value.trim());
              setPage(1);
            }}
          />
        </>
      }
    >
      <MatterDrafts />
      <Loaded query={cases}>
        {(data) =>
          data.items.length === 0 ? (
            <EmptyState
              icon={<SendOutlined />}
              title={q === '' && state === undefined ? t('cases.none') : t('work.noMatch')}
              action={
                <Link to="/start">
                  <Button type="primary">{t('nav.start')}</Button>
                </Link>
              }
            />
          ) : (
            <>
              <ul className="case-list">
                {data.items.map((one) => (
                  <li key={one.id}>
                    <CaseRow summary={one} />
                  </li>
                ))}
              </ul>
              <Pagination
                className="pager"
                hideOnSinglePage
                current={data.page}
                pageSize={data.pageSize}
                total={data.total}
                showSizeChanger={false}
                onChange={setPage}
              />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

export function CaseRow({ summary }: { readonly summary: CaseSummary }) {
  const t = useText();
  return (
    <Link to={`/cases/${summary.id}`} className="case-row">
      <span className="grow">
        <span className="case-row-title">
          <strong>{summary.title}</strong>
          <CaseStateTag of={summary} />
        </span>
        <span className="muted small">
          {summary.number} · {summary.unitName} ·{' '}
          {t('cases.started', { date: dateText(summary.startedAt), name: summary.initiatorName })}
        </span>
      </span>
      <span className="waiting-for">
        {summary.waitingFor !== null ? (
          <>
            <HourglassOutlined /> {summary.waitingFor}
          </>
        ) : (
          summary.endedAt !== null && t('cases.ended', { date: dateText(summary.endedAt) })
        )}
      </span>
    </Link>
  );
}
