import { Button, Card, Empty, Skeleton, Space, Tag, Typography } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { Link } from 'react-router-dom';
import type { PackageSummary, SessionUser } from '../../runtime/contract';
import { call } from '../api/client';
import { Failure } from '../components/Failure';
import { currentLocale, setLocale, t } from '../text';

interface PackageListProps {
  readonly user: SessionUser;
  readonly onLogOut: () => void;
}

/** Every package with its versions and its draft. */
export function PackageList({ user, onLogOut }: PackageListProps) {
  const [packages, setPackages] = useState<readonly PackageSummary[] | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const load = useCallback((): void => {
    setFailure(null);
    call('listPackages').then(setPackages, setFailure);
  }, []);
  useEffect(load, [load]);
  return (
    <>
      <header className="top-bar">
        <strong>{t('appTitle')}</strong>
        <Space>
          <span className="muted">{user.name}</span>
          <Button type="text" onClick={() => setLocale(currentLocale() === 'zh' ? 'en' : 'zh')}>
            {t('language')}
          </Button>
          {user.permissions.includes('operations') ? (
            <Link to="/operations">
              <Button type="text" tabIndex={-1}>
                {t('operations')}
              </Button>
            </Link>
          ) : null}
          <Button type="text" href="/">
            {t('toPortal')}
          </Button>
          <Button type="text" onClick={() => void call('logOut').finally(onLogOut)}>
            {t('logOut')}
          </Button>
        </Space>
      </header>
      <main className="page">
        <Typography.Title level={3}>{t('packages')}</Typography.Title>
        {failure === null ? null : <Failure error={failure} onRetry={load} />}
        {packages === null && failure === null ? <Skeleton active /> : null}
        {packages?.length === 0 ? <Empty description={t('noPackages')} /> : null}
        <div className="card-grid">
          {packages?.map((one) => (
            <Card
              key={one.key}
              title={one.title}
              extra={
                <Link to={`/packages/${one.key}`}>
                  <Button type="primary">{t('openDraft')}</Button>
                </Link>
              }
            >
              <p className="muted">{one.issuer}</p>
              <Space wrap>
                <Tag color="blue">
                  {t('currentVersion', { version: one.currentVersion ?? '—' })}
                </Tag>
                <Tag>
                  {one.draft === null
                    ? t('noDraft')
                    : t('draftChanges', { count: one.draft.changedFiles.length })}
                </Tag>
              </Space>
            </Card>
          ))}
        </div>
      </main>
    </>
  );
}
