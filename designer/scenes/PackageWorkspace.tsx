import {
  ApartmentOutlined,
  AppstoreOutlined,
  CloudUploadOutlined,
  ExperimentOutlined,
  FormOutlined,
  HistoryOutlined,
} from '@ant-design/icons';
import { Badge, Button, Drawer, List, Menu, Space, Spin, Tag } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { Link, Route, Routes, useLocation, useNavigate, useParams } from 'react-router-dom';
import { DraftProvider, useDraft } from '../api/draft-context';
import { DraftStore } from '../api/draft-store';
import { Failure } from '../components/Failure';
import { t } from '../text';
import { FormScene } from './FormScene';
import { Overview } from './Overview';
import { ProcessScene } from './ProcessScene';
import { Publish } from './Publish';
import { Scenarios } from './Scenarios';
import { Versions } from './Versions';

/** One package's draft: what it holds on the left, what is being edited in the middle, its state above. */
export function PackageWorkspace() {
  const { packageKey = '' } = useParams();
  const [store, setStore] = useState<DraftStore | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [turn, setTurn] = useState(0);
  const reload = useCallback(() => setTurn((count) => count + 1), []);

  useEffect(() => {
    let opened: DraftStore | null = null;
    let left = false;
    setFailure(null);
    DraftStore.open(packageKey).then(
      (draft) => {
        opened = draft;
        if (left) draft.dispose();
        else setStore(draft);
      },
      (error: unknown) => {
        if (!left) setFailure(error);
      },
    );
    return () => {
      left = true;
      opened?.dispose();
      setStore(null);
    };
  }, [packageKey, turn]);

  if (failure !== null) return <Failure error={failure} onRetry={reload} />;
  if (store === null) return <Spin size="large" className="page-spin" />;
  return (
    <DraftProvider value={store}>
      <Workspace onReload={reload} />
    </DraftProvider>
  );
}

function Workspace({ onReload }: { readonly onReload: () => void }) {
  const { draft } = useDraft();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const base = `/packages/${draft.content.key}`;
  const forms = draft.content.files.filter((file) => file.kind === 'form');
  const processes = draft.content.files.filter((file) => file.kind === 'process');
  const items = [
    { key: base, icon: <AppstoreOutlined />, label: t('overview') },
    {
      key: 'forms',
      icon: <FormOutlined />,
      label: t('forms'),
      children: forms.map((file) => ({ key: `${base}/forms/${file.key}`, label: file.title })),
    },
    {
      key: 'processes',
      icon: <ApartmentOutlined />,
      label: t('processes'),
      children: processes.map((file) => ({
        key: `${base}/processes/${file.key}`,
        label: file.title,
      })),
    },
    { key: `${base}/scenarios`, icon: <ExperimentOutlined />, label: t('scenarios') },
    { key: `${base}/versions`, icon: <HistoryOutlined />, label: t('versions') },
    { key: `${base}/publish`, icon: <CloudUploadOutlined />, label: t('publish') },
  ];
  return (
    <div className="workspace">
      <WorkspaceBar />
      <nav className="rail" aria-label={draft.content.title}>
        <Menu
          mode="inline"
          selectedKeys={[pathname.replace(/\/$/, '')]}
          defaultOpenKeys={['forms', 'processes']}
          items={items}
          onClick={({ key }) => void navigate(key)}
        />
      </nav>
      <main className="workspace-main">
        <Routes>
          <Route path="/" element={<Overview onDiscarded={onReload} />} />
          <Route path="/forms/:fileKey" element={<FormScene />} />
          <Route path="/processes/:fileKey" element={<ProcessScene />} />
          <Route path="/scenarios" element={<Scenarios />} />
          <Route path="/versions" element={<Versions />} />
          <Route path="/publish" element={<Publish onPublished={onReload} />} />
        </Routes>
      </main>
    </div>
  );
}

function WorkspaceBar() {
  const { store, draft } = useDraft();
  const [open, setOpen] = useState(false);
  const { content, save, problems } = draft;
  const changes = content.files.filter((file) => file.change !== 'none').length;
  const errors = problems?.filter((problem) => problem.severity === 'error').length ?? 0;
  return (
    <header className="top-bar">
      <Space>
        <Link to="/">{t('packages')}</Link>
        <strong>{content.title}</strong>
        <Tag color="blue">
          {t('draftState', { version: content.baseVersion ?? '', count: changes })}
        </Tag>
      </Space>
      <Space>
        <span className={save.kind === 'failed' ? 'save-failed' : 'muted'} role="status">
          {save.kind === 'saving' ? t('saving') : null}
          {save.kind === 'saved' && save.at !== null ? t('saved', { time: timeOf(save.at) }) : null}
          {save.kind === 'failed' ? t('saveFailed', { message: save.message }) : null}
        </span>
        {save.kind === 'failed' ? (
          <Button size="small" onClick={() => void store.flush()}>
            {t('retry')}
          </Button>
        ) : null}
        <Badge count={problems?.length ?? 0} color={errors > 0 ? '#c6302b' : '#b9770e'}>
          <Button onClick={() => setOpen(true)}>{t('check')}</Button>
        </Badge>
        <Link to={`/packages/${content.key}/publish`}>
          <Button type="primary">{t('publish')}</Button>
        </Link>
      </Space>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        width={480}
        title={t('problems', { count: problems?.length ?? 0 })}
      >
        {problems === null ? t('checking') : null}
        <List
          dataSource={[...(problems ?? [])]}
          locale={{ emptyText: t('noProblems') }}
          renderItem={(problem) => (
            <List.Item>
              <List.Item.Meta
                title={problem.message}
                description={
                  <small>
                    {problem.code} · {problem.at}
                  </small>
                }
              />
            </List.Item>
          )}
        />
      </Drawer>
    </header>
  );
}

function timeOf(instant: number): string {
  return new Date(instant).toLocaleTimeString('zh-CN', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
  });
}
