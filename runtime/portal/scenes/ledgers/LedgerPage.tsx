import { DownloadOutlined } from '@ant-design/icons';
import { Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router-dom';
import type { LedgerQuery } from '../../../contract';
import { useApi } from '../../api/ApiProvider';
import { useQuery } from '../../api/use-query';
import { dateTimeText } from '../../app/dates';
import { useText } from '../../app/preferences';
import { useSession } from '../../app/SessionProvider';
import { Page } from '../../components/Page';
import { ListSkeleton, Loaded } from '../../components/States';
import { HouseholdFile } from '../records/HouseholdFile';
import { LedgerTable, type LedgerView } from './LedgerTable';

const firstView: LedgerView = { page: 1, filters: {}, sort: undefined, direction: 'asc' };

/** One ledger: the sheet that the superior office knows, filtered and totalled; a row opens the household's file. */
export function LedgerPage() {
  const { ledgerKey = '' } = useParams();
  const t = useText();
  const { client } = useApi();
  const { now } = useSession();
  const [q, setQ] = useState('');
  const [view, setView] = useState(firstView);
  const [recordId, setRecordId] = useState<string | null>(null);
  const wanted = Object.fromEntries(
    Object.entries(view.filters).filter(([, value]) => value !== ''),
  );
  const query: Partial<LedgerQuery> = {
    ...(q === '' ? {} : { q }),
    ...(view.sort === undefined ? {} : { sort: view.sort, direction: view.direction }),
    ...(Object.keys(wanted).length === 0 ? {} : { filters: JSON.stringify(wanted) }),
  };
  const params = { ledgerKey };
  const found = useQuery('getLedger', {
    params,
    query: { ...query, page: view.page, pageSize: 50 },
  });
  return (
    <Page
      back
      wide
      title={found.data?.title ?? t('nav.ledgers')}
      note={
        found.data === undefined
          ? undefined
          : t('ledger.note', { total: found.data.total, at: dateTimeText(now()) })
      }
      actions={
        <>
          <Input.Search
            allowClear
            className="head-search"
            placeholder={t('ledger.search')}
            aria-label={t('ledger.search')}
            onSearch={(value) => {
              setQ(value.trim());
              setView({ ...view, page: 1 });
            }}
          />
          {found.data?.mayExport === true && (
            <Button
              icon={<DownloadOutlined />}
              href={client.address('exportLedger', { params, query })}
              download
            >
              {t('ledger.export')}
            </Button>
          )}
        </>
      }
    >
      <Loaded query={found}>
        {(data) => (
          <LedgerTable
            data={data}
            view={view}
            loading={found.loading}
            onView={setView}
            onOpen={setRecordId}
          />
        )}
      </Loaded>
      <Drawer
        open={recordId !== null}
        onClose={() => setRecordId(null)}
        width="min(860px, 100vw)"
        title={t('household.file')}
        destroyOnHidden
      >
        {recordId !== null && <RecordInDrawer recordId={recordId} />}
      </Drawer>
    </Page>
  );
}

function RecordInDrawer({ recordId }: { readonly recordId: string }) {
  const found = useQuery('getDossier', { params: { recordId } });
  return (
    <Loaded query={found} skeleton={<ListSkeleton />}>
      {(data) => (
        <>
          <h2 className="drawer-title">
            {data.label} <span className="muted small">{data.unitPath}</span>
          </h2>
          <HouseholdFile data={data} />
        </>
      )}
    </Loaded>
  );
}
