import { DeleteOutlined, EditOutlined } from '@ant-design/icons';
import { App, Button, Popconfirm } from 'antd';
import { Link } from 'react-router-dom';
import { useApi } from '../../api/ApiProvider';
import { useQuery } from '../../api/use-query';
import { dateTimeText } from '../../app/dates';
import { useText } from '../../app/preferences';
import { useUser } from '../../app/SessionProvider';
import { useErrorText } from '../../components/States';
import { IndexedDbStore } from '../../drafts/local-store';
import { matterDraftKey } from '../../drafts/draft-keys';

/** Applications begun and not yet sent. */
export function MatterDrafts() {
  const t = useText();
  const { client, cache } = useApi();
  const user = useUser();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const drafts = useQuery('listMatterDrafts');
  if ((drafts.data ?? []).length === 0) return null;
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
      <h2>{t('matters.drafts')}</h2>
      <ul className="plain-list">
        {(drafts.data ?? []).map((draft) => (
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
    </section>
  );
}
