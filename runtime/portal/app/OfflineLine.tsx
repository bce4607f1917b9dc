import { CloudOutlined } from '@ant-design/icons';
import { useText } from './preferences';
import { useIsOnline } from './use-media';
import './shell.css';

/** A line across the top while there is no line to the world: what is typed stays on this machine. */
export function OfflineLine() {
  const t = useText();
  const online = useIsOnline();
  if (online) return null;
  return (
    <div className="offline-line" role="status">
      <CloudOutlined /> {t('app.offline')}
    </div>
  );
}
