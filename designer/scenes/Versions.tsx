import { Card, Skeleton, Table, Tag } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import type { PackageSummary } from '../../runtime/contract';
import { call } from '../api/client';
import { useDraft } from '../api/draft-context';
import { Failure } from '../components/Failure';
import { t } from '../text';
import { CompareVersions } from './CompareVersions';

/** Every published version: when, by whom, why, and how many cases still run on it. */
export function Versions() {
  const { draft } = useDraft();
  const [summary, setSummary] = useState<PackageSummary | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const load = useCallback((): void => {
    setFailure(null);
    call('listPackages').then(
      (packages) => setSummary(packages.find((one) => one.key === draft.content.key) ?? null),
      setFailure,
    );
  }, [draft.content.key]);
  useEffect(load, [load]);
  if (failure !== null) return <Failure error={failure} onRetry={load} />;
  if (summary === null) return <Skeleton active className="page" />;
  return (
    <div className="page">
      <Card title={t('versions')}>
        <p className="muted">{t('versionsHelp')}</p>
        <Table
          rowKey="version"
          size="small"
          pagination={false}
          dataSource={[...summary.versions]}
          columns={[
            {
              title: t('version'),
              dataIndex: 'version',
              render: (version: string) => (
                <>
                  {version}{' '}
                  {version === summary.currentVersion ? (
                    <Tag color="blue">{t('versionCurrent')}</Tag>
                  ) : null}
                </>
              ),
            },
            {
              title: t('publishedAt'),
              dataIndex: 'publishedAt',
              render: (at: number) =>
                new Date(at).toLocaleString('zh-CN', {
                  timeZone: 'Asia/Shanghai',
                  dateStyle: 'short',
                  timeStyle: 'short',
                }),
            },
            { title: t('publishedBy'), dataIndex: 'publishedBy' },
            { title: t('publishNote'), dataIndex: 'note' },
            { title: t('openCaseCount'), dataIndex: 'openCases' },
            {
              title: t('contentHash'),
              dataIndex: 'hash',
              render: (hash: string) => <code>{hash.slice(0, 12)}</code>,
            },
          ]}
        />
      </Card>
      {summary.versions.length < 2 ? null : (
        <CompareVersions
          packageKey={summary.key}
          versions={summary.versions.map((one) => one.version)}
        />
      )}
    </div>
  );
}
