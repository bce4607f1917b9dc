import { DeleteOutlined, EditOutlined } from '@ant-design/icons';
import { App, Button, Input, Pagination, Popconfirm } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useApi } from '../../api/ApiProvider';
import { useQuery } from '../../api/use-query';
import { dateTimeText } from '../../app/dates';
import { useText } from '../../app/preferences';
import { useUser } from '../../app/SessionProvider';
import { EmptyState, useErrorText } from '../../components/States';
import { IndexedDbStore } from '../../drafts/local-store';
import { matterDraftKey } from '../../drafts/draft-keys';

const PAGE_SIZE = 5;

/** Applications begun and not yet sent. */
export function MatterDrafts() {
  const t = useText();
  const { client, cache } = useApi();
  const user = useUser();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [page, setPage] = useState(1);
  const [name, setName] = useState('');
  const drafts = useQuery('listMatterDrafts', {
    query: { page, pageSize: PAGE_SIZE, ...(name === '' ? {} : { q: name }) },
  });
  const total = drafts.data?.total ?? 0;
  const items = drafts.data?.items ?? [];
  if (total === 0 && name === '' && page === 1) return null;
  const discard = async (draftId: string) => {
    try {
      await client.call('discardMatterDraft', { params: { draftId } });
      await new IndexedDbStore().remove(matterDraftKey(user.id, draftId));
      cache.invalidate(['listMatterDrafts', 'getToday']);
    } catch (error) {
      void message.error(errorText(error).detail);
    }
  };
  return (
    <section className="panel drafts">
      <div className="drafts-head">
        <h2>{t('matters.drafts')}</h2>
        {(total > PAGE_SIZE || name !== '') && (
          <Input.Search
            allowClear
            className="drafts-search"
            placeholder={t('matters.findDraft')}
            aria-label={t('matters.findDraft')}
            onSearch={(text) => {
              setName(text.trim());
              setPage(1);
            }}
          />
        )}
      </div>
      {items.length === 0 && !drafts.loading && (
        <EmptyState title={t('matters.noSuchDraft')} detail={t('matters.noSuchDraftDetail')} />
      )}
      <ul className="plain-list">
        {items.map((draft) => (
          <li key={draft.id} className="draft-row">
            <Link to={`/drafts/${draft.id}`} className="list-link grow">
              <EditOutlined className="muted" />
              <span className="grow">
                {draft.matterTitle}
                {draft.subjectName !== '' && <span className="muted"> · {draft.subjectName}</span>}
              </span>
              <span className="muted small">
                {t('draft.savedAt', { at: dateTimeText(draft.savedAt) })}
              </span>
            </Link>
            <Popconfirm
              title={t('matters.discardAsk')}
              okText={t('matters.discard')}
              cancelText={t('action.keep')}
              onConfirm={async () => discard(draft.id)}
            >
              <Button type="text" icon={<DeleteOutlined />} aria-label={t('matters.discard')} />
            </Popconfirm>
          </li>
        ))}
      </ul>
      <Pagination
        className="drafts-pages"
        size="small"
        align="end"
        hideOnSinglePage
        showLessItems
        showSizeChanger={false}
        current={page}
        pageSize={PAGE_SIZE}
        total={total}
        showTotal={(count) => t('list.total', { total: count })}
        onChange={setPage}
      />
    </section>
  );
}
