import { CloudOutlined, ExclamationCircleOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Link } from 'react-router-dom';
import { dateTimeText } from '../../app/dates';
import { useText } from '../../app/preferences';
import { EmptyState } from '../../components/States';
import type { OutboxItem } from '../../offline/outbox';
import { useOutbox, useOutboxState } from '../../offline/OutboxProvider';
import './outbox.css';

/** 待发送: what was done without a line and waits on this machine. */
export function OutboxList() {
  const t = useText();
  const outbox = useOutbox();
  const { items } = useOutboxState();
  return (
    <div className="page outbox">
      <header className="outbox-head">
        <h1>{t('outbox.title')}</h1>
        {items.length > 0 && (
          <Button onClick={() => void outbox.deliver()}>{t('outbox.sendNow')}</Button>
        )}
      </header>
      {items.length === 0 ? (
        <EmptyState
          icon={<CloudOutlined />}
          title={t('outbox.nothing')}
          detail={t('outbox.nothingDetail')}
        />
      ) : (
        <ul className="panel plain-list">
          {items.map((item) => (
            <li key={item.id}>
              <OutboxRow item={item} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function OutboxRow({ item }: { readonly item: OutboxItem }) {
  const t = useText();
  const to = item.kind === 'task' ? `/tasks/${item.targetId}` : `/drafts/${item.targetId}`;
  return (
    <Link to={to} className="list-link">
      {item.refusal === null ? (
        <CloudOutlined className="soon" />
      ) : (
        <ExclamationCircleOutlined className="overdue" />
      )}
      <span className="grow">
        <strong>{item.title}</strong>
        <span className="outbox-note muted">
          {item.refusal === null
            ? t('outbox.filledAt', { at: dateTimeText(item.queuedAt) })
            : t('outbox.refusedWhy', { reason: item.refusal.detail })}
        </span>
      </span>
      <RightOutlined className="muted" />
    </Link>
  );
}
