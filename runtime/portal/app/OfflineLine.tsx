import { CloudOutlined } from '@ant-design/icons';
import { useSyncExternalStore } from 'react';
import { Link } from 'react-router-dom';
import { useApi } from '../api/ApiProvider';
import { useOutboxState } from '../offline/OutboxProvider';
import { useText } from './preferences';
import { useIsOnline } from './use-media';
import './shell.css';

/** A line across the top while there is no line to the server, or while something waits to be sent. */
export function OfflineLine() {
  const t = useText();
  const { client } = useApi();
  const hasLine = useIsOnline();
  const isReached = useSyncExternalStore(client.onReach, client.isReached);
  const { items } = useOutboxState();
  const isOffline = !hasLine || !isReached;
  const refused = items.filter((item) => item.refusal !== null).length;
  if (!isOffline && items.length === 0) return null;
  return (
    <div className={refused > 0 ? 'offline-line refused' : 'offline-line'} role="status">
      <CloudOutlined /> {isOffline && t('app.offline')}{' '}
      {items.length > 0 && (
        <Link to="/outbox">
          {refused > 0
            ? t('outbox.refusedCount', { count: refused })
            : t('outbox.count', { count: items.length })}
        </Link>
      )}
    </div>
  );
}
