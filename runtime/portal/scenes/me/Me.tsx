import {
  BellOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  BookOutlined,
  LogoutOutlined,
  RightOutlined,
  SendOutlined,
} from '@ant-design/icons';
import { Avatar, Badge, Button, Segmented, Switch } from 'antd';
import { Link } from 'react-router-dom';
import { useUnreadNotices } from '../../api/use-unread-notices';
import { usePreferences, useText } from '../../app/preferences';
import { useMay, useSession, useUser } from '../../app/SessionProvider';
import './me.css';

/** 我的: who one is, what one has done and begun, how the screen looks. */
export function Me() {
  const t = useText();
  const unread = useUnreadNotices();
  const user = useUser();
  const { leave } = useSession();
  const { locale, setLocale, large, setLarge } = usePreferences();
  const mayReadLedgers = useMay('ledger.read');
  return (
    <div className="page me">
      <section className="panel me-head">
        <Avatar size={52} className="avatar">
          {user.name.slice(0, 1)}
        </Avatar>
        <div>
          <h1>{user.name}</h1>
          {user.seats.map((seat) => (
            <div key={`${seat.role} ${seat.unit}`} className="muted">
              {seat.unitName} · {seat.roleTitle}
            </div>
          ))}
        </div>
      </section>
      <nav className="panel plain-list" aria-label={t('nav.me')}>
        <Link to="/notices" className="list-link">
          <BellOutlined /> <span className="grow">{t('nav.notices')}</span> <Badge count={unread} />{' '}
          <RightOutlined className="muted" />
        </Link>
        <Link to="/absences" className="list-link">
          <CalendarOutlined /> <span className="grow">{t('absence.title')}</span>{' '}
          <RightOutlined className="muted" />
        </Link>
        <Link to="/mine" className="list-link">
          <SendOutlined /> <span className="grow">{t('nav.mine')}</span>{' '}
          <RightOutlined className="muted" />
        </Link>
        <Link to="/done" className="list-link">
          <CheckSquareOutlined /> <span className="grow">{t('nav.done')}</span>{' '}
          <RightOutlined className="muted" />
        </Link>
        {mayReadLedgers && (
          <Link to="/ledgers" className="list-link">
            <BookOutlined /> <span className="grow">{t('nav.ledgers')}</span>{' '}
            <RightOutlined className="muted" />
          </Link>
        )}
      </nav>
      <section className="panel me-settings">
        <label className="list-link">
          <span className="grow">{t('app.large')}</span>
          <Switch checked={large} onChange={setLarge} aria-label={t('app.large')} />
        </label>
        <div className="list-link">
          <span className="grow">{t('app.language')}</span>
          <Segmented
            value={locale}
            onChange={setLocale}
            options={[
              { value: 'zh', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
          />
        </div>
      </section>
      <Button icon={<LogoutOutlined />} block onClick={() => void leave()}>
        {t('session.leave')}
      </Button>
    </div>
  );
}
