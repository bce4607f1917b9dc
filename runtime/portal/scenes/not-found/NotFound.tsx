import { CompassOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Link } from 'react-router-dom';
import { useText } from '../../app/preferences';
import { EmptyState } from '../../components/States';

/** An address that leads nowhere. */
export function NotFound() {
  const t = useText();
  return (
    <EmptyState
      icon={<CompassOutlined />}
      title={t('error.noPage')}
      detail={t('error.noPageDetail')}
      action={
        <Link to="/">
          <Button type="primary">{t('action.toToday')}</Button>
        </Link>
      }
    />
  );
}
