import {
  ApartmentOutlined,
  ClockCircleOutlined,
  SwapOutlined,
  UnorderedListOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { Button, Menu, Space } from 'antd';
import { Link, Navigate, Route, Routes, useLocation, useNavigate } from 'react-router-dom';
import type { SessionUser } from '../../../runtime/contract';
import { DeskNeeded, useIsDesk } from '../../components/DeskNeeded';
import { MissingFile } from '../../components/MissingFile';
import { t } from '../../text';
import { CaseList } from './CaseList';
import { CasePage } from './CasePage';
import { Incidents } from './Incidents';
import { MigrationRunPage } from './MigrationRunPage';
import { MigrationRuns } from './MigrationRuns';
import { MigrationWizard } from './MigrationWizard';
import { PendingWork } from './PendingWork';
import { ProcessMap } from './ProcessMap';
import { words } from './words';
import './operations.css';

const scenes = [
  { key: 'map', icon: <ApartmentOutlined />, label: words('map') },
  { key: 'cases', icon: <UnorderedListOutlined />, label: words('cases') },
  { key: 'incidents', icon: <WarningOutlined />, label: words('incidents') },
  { key: 'migrations', icon: <SwapOutlined />, label: words('migrations') },
  { key: 'pending', icon: <ClockCircleOutlined />, label: words('pending') },
];

interface OperationsProps {
  readonly user: SessionUser;
  readonly onLogOut: () => void;
}

/** 运维: where cases are, what is wrong with them, and moving them to other versions. */
export function Operations({ user, onLogOut }: OperationsProps) {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const isDesk = useIsDesk();
  if (!isDesk) return <DeskNeeded title={words('title')} />;
  const scene = pathname.split('/')[2] ?? 'map';
  return (
    <div className="ops">
      <header className="top-bar">
        <Space size="large">
          <strong>{words('title')}</strong>
          {user.permissions.includes('definition.edit') ? (
            <Link to="/">{words('toPackages')}</Link>
          ) : null}
        </Space>
        <Space>
          <span className="muted">{user.name}</span>
          <Button type="text" onClick={onLogOut}>
            {t('logOut')}
          </Button>
        </Space>
      </header>
      <div className="ops-body">
        <nav aria-label={words('title')} className="ops-rail">
          <Menu
            mode="inline"
            selectedKeys={[scene]}
            items={scenes}
            onClick={({ key }) => void navigate(`/operations/${key}`)}
          />
        </nav>
        <main className="ops-main">
          <Routes>
            <Route path="/" element={<Navigate to="map" replace />} />
            <Route path="/map" element={<ProcessMap />} />
            <Route path="/cases" element={<CaseList />} />
            <Route path="/cases/:caseId" element={<CasePage />} />
            <Route path="/incidents" element={<Incidents />} />
            <Route path="/migrations" element={<MigrationRuns />} />
            <Route path="/migrations/new" element={<MigrationWizard />} />
            <Route path="/migrations/:runId" element={<MigrationRunPage />} />
            <Route path="/pending" element={<PendingWork />} />
            <Route path="*" element={<MissingFile />} />
          </Routes>
        </main>
      </div>
    </div>
  );
}
