import { BellOutlined } from '@ant-design/icons';
import { App, Button, Pagination, Segmented, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { Notice, NoticeKind } from '../../../contract';
import { useApi } from '../../api/ApiProvider';
import { useQuery } from '../../api/use-query';
import { dateTimeText } from '../../app/dates';
import { useText } from '../../app/preferences';
import { useIsPhone } from '../../app/use-media';
import { Page } from '../../components/Page';
import { EmptyState, Loaded, useErrorText } from '../../components/States';
import './notices.css';

const PAGE_SIZE = 20;

/** antd's colour of a kind: red what is late, amber what is urgent, blue what is only to be known. */
const COLORS: Readonly<Record<NoticeKind, string>> = {
  copy: 'blue',
  urge: 'gold',
  reminder: 'gold',
  overdue: 'red',
  escalation: 'red',
};

/** 消息: 抄送, 催办 and time limits; what one has not read stands out and goes when it is opened. */
export function NoticeList() {
  const t = useText();
  const isPhone = useIsPhone();
  const { client, cache } = useApi();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [onlyUnread, setOnlyUnread] = useState(false);
  const [page, setPage] = useState(1);
  const query = { page, pageSize: PAGE_SIZE, unread: onlyUnread ? ('true' as const) : undefined };
  const notices = useQuery('listNotices', { query });
  const unread = notices.data?.unread ?? 0;
  const markRead = async (ids?: string[]) => {
    try {
      await client.call('markNoticesRead', { body: ids === undefined ? {} : { ids } });
      cache.invalidate(['listNotices']);
    } catch (error) {
      void message.error(errorText(error).detail);
    }
  };
  return (
    <Page
      title={t('nav.notices')}
      back={isPhone}
      actions={
        <>
          <Segmented
            value={onlyUnread}
            options={[
              { value: false, label: t('notices.all') },
              { value: true, label: t('notices.unread', { count: unread }) },
            ]}
            onChange={(value) => {
              setOnlyUnread(value);
              setPage(1);
            }}
          />
          <Button disabled={unread === 0} onClick={() => void markRead()}>
            {t('notices.markAll')}
          </Button>
        </>
      }
    >
      <Loaded query={notices}>
        {(data) =>
          data.items.length === 0 ? (
            <EmptyState
              icon={<BellOutlined />}
              title={t(onlyUnread ? 'notices.noneUnread' : 'notices.none')}
              detail={t('notices.noneDetail')}
            />
          ) : (
            <>
              <ul className="plain-list panel notices">
                {data.items.map((notice) => (
                  <li key={notice.id}>
                    <NoticeRow
                      notice={notice}
                      onOpen={() => {
                        if (notice.readAt === null) void markRead([notice.id]);
                      }}
                    />
                  </li>
                ))}
              </ul>
              <Pagination
                className="pager"
                size="small"
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

function NoticeRow({ notice, onOpen }: { readonly notice: Notice; readonly onOpen: () => void }) {
  const t = useText();
  const isWork = notice.kind !== 'copy' && notice.kind !== 'escalation' && notice.taskId !== null;
  return (
    <Link
      to={isWork ? `/tasks/${notice.taskId}` : `/cases/${notice.caseId}`}
      className={notice.readAt === null ? 'list-link notice unread' : 'list-link notice'}
      onClick={onOpen}
    >
      <Tag color={COLORS[notice.kind]}>{t(`notice.${notice.kind}`)}</Tag>
      <span className="grow">
        <span className="notice-sentence">{notice.sentence}</span>
        {notice.words !== null && <span className="notice-words">“{notice.words}”</span>}
        <span className="muted small">
          {notice.caseNumber} · {dateTimeText(notice.at)}
        </span>
      </span>
      {notice.readAt === null && <span className="notice-dot" aria-label={t('notices.isUnread')} />}
    </Link>
  );
}
