import {
  BellOutlined,
  BookOutlined,
  CarryOutOutlined,
  CheckSquareOutlined,
  FileAddOutlined,
  HomeOutlined,
  SendOutlined,
  TeamOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { Badge, Skeleton } from 'antd';
import { type ReactNode, Suspense, lazy } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router-dom';
import { useUnreadNotices } from '../api/use-unread-notices';
import { useQuery } from '../api/use-query';
import { BrandMark } from '../components/Marks';
import { AccountMenu } from './AccountMenu';
import { OfflineLine } from './OfflineLine';
import { usePreferences, useText } from './preferences';
import { useMay } from './SessionProvider';
import { useIsPhone } from './use-media';
import './shell.css';

const SearchBox = lazy(async () => ({ default: (await import('./SearchBox')).SearchBox }));

/** What is around every screen: rail and top bar on a desk, tabs at the foot of a phone. */
export function Shell() {
  const isPhone = useIsPhone();
  return isPhone ? <PhoneShell /> : <DeskShell />;
}

interface RailLinkProps {
  readonly to: string;
  readonly icon: ReactNode;
  readonly text: string;
  readonly count?: number | undefined;
  readonly urgent?: boolean;
}

function RailLink({ to, icon, text, count, urgent = false }: RailLinkProps) {
  return (
    <NavLink to={to} end={to === '/'} className="rail-link">
      {icon}
      <span>{text}</span>
      {count !== undefined && count > 0 && (
        <Badge
          count={count}
          overflowCount={999}
          color={urgent ? '#c6302b' : '#7d8896'}
          className="rail-count"
        />
      )}
    </NavLink>
  );
}

function DeskShell() {
  const t = useText();
  const today = useQuery('getToday');
  const mayReadHouseholds = useMay('household.read');
  const mayReadLedgers = useMay('ledger.read');
  const counts = today.data?.counts;
  const unread = useUnreadNotices();
  return (
    <div className="desk">
      <a className="skip-link" href="#main">
        {t('nav.skip')}
      </a>
      <nav className="rail" aria-label={t('nav.main')}>
        <NavLink to="/" className="brand">
          <BrandMark />
          <span className="brand-name">{t('app.name')}</span>
        </NavLink>
        <RailLink to="/" icon={<HomeOutlined />} text={t('nav.today')} />
        <RailLink
          to="/tasks"
          icon={<CarryOutOutlined />}
          text={t('nav.todo')}
          count={counts?.todo}
          urgent={(counts?.overdue ?? 0) > 0}
        />
        <RailLink to="/done" icon={<CheckSquareOutlined />} text={t('nav.done')} />
        <RailLink to="/mine" icon={<SendOutlined />} text={t('nav.mine')} />
        <RailLink
          to="/notices"
          icon={<BellOutlined />}
          text={t('nav.notices')}
          count={unread}
          urgent
        />
        <RailLink to="/start" icon={<FileAddOutlined />} text={t('nav.start')} />
        <hr />
        {mayReadHouseholds && (
          <RailLink to="/households" icon={<TeamOutlined />} text={t('nav.households')} />
        )}
        {mayReadLedgers && (
          <RailLink to="/ledgers" icon={<BookOutlined />} text={t('nav.ledgers')} />
        )}
      </nav>
      <header className="top-bar">
        <Suspense fallback={<Skeleton.Input active style={{ width: 380 }} />}>
          <SearchBox />
        </Suspense>
        <TypeSwitch />
        <AccountMenu />
      </header>
      <main id="main" className="stage">
        <OfflineLine />
        <Scene />
      </main>
    </div>
  );
}

/** Language and type size, one press each. */
function TypeSwitch() {
  const t = useText();
  const { locale, setLocale, large, setLarge } = usePreferences();
  return (
    <div className="type-switch">
      <button type="button" className="quiet" aria-pressed={large} onClick={() => setLarge(!large)}>
        {t('app.large')}
      </button>
      <button
        type="button"
        className="quiet"
        lang={locale === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => setLocale(locale === 'zh' ? 'en' : 'zh')}
      >
        {locale === 'zh' ? 'English' : '中文'}
      </button>
    </div>
  );
}

function PhoneShell() {
  const t = useText();
  const { pathname } = useLocation();
  const today = useQuery('getToday');
  const mayReadHouseholds = useMay('household.read');
  const unread = useUnreadNotices();
  const isFilling = /^\/(tasks\/|drafts\/|cases\/|print\/)/.test(pathname);
  const tabs = [
    {
      to: '/tasks',
      icon: <CarryOutOutlined />,
      text: t('nav.todo'),
      count: today.data?.counts.todo ?? 0,
    },
    { to: '/start', icon: <FileAddOutlined />, text: t('nav.startShort'), count: 0 },
    ...(mayReadHouseholds
      ? [{ to: '/households', icon: <TeamOutlined />, text: t('nav.householdsShort'), count: 0 }]
      : []),
    { to: '/me', icon: <UserOutlined />, text: t('nav.me'), count: unread },
  ];
  return (
    <div className={isFilling ? 'phone filling' : 'phone'}>
      <main id="main" className="stage">
        <OfflineLine />
        <Scene />
      </main>
      {!isFilling && (
        <nav className="phone-tabs" aria-label={t('nav.main')}>
          {tabs.map((tab) => (
            <NavLink key={tab.to} to={tab.to} className="phone-tab">
              <Badge count={tab.count} size="small" offset={[6, 0]}>
                <span className="phone-tab-icon">{tab.icon}</span>
              </Badge>
              <span>{tab.text}</span>
            </NavLink>
          ))}
        </nav>
      )}
    </div>
  );
}

function Scene() {
  return (
    <Suspense fallback={<SceneSkeleton />}>
      <Outlet />
    </Suspense>
  );
}

export function SceneSkeleton() {
  return (
    <div className="page" aria-busy="true">
      <Skeleton active title={{ width: 180 }} paragraph={{ rows: 6 }} />
    </div>
  );
}
