import { Card, Empty, Select, Skeleton, Space } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import type { Difference } from '../../runtime/contract';
import { call } from '../api/client';
import { DifferenceList } from '../components/DifferenceList';
import { Failure } from '../components/Failure';
import { t } from '../text';

interface CompareVersionsProps {
  readonly packageKey: string;
  /** The latest first. */
  readonly versions: readonly string[];
}

/** What one published version has that another had not. */
export function CompareVersions({ packageKey, versions }: CompareVersionsProps) {
  const [to, setTo] = useState(versions[0] ?? '');
  const [from, setFrom] = useState(versions[1] ?? '');
  const [differences, setDifferences] = useState<readonly Difference[] | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const load = useCallback((): void => {
    setFailure(null);
    setDifferences(null);
    const params = { packageKey, version: to };
    call('compareVersions', { params, query: { from } }).then(setDifferences, setFailure);
  }, [packageKey, from, to]);
  useEffect(load, [load]);
  const options = versions.map((version) => ({ value: version, label: version }));
  return (
    <Card title={t('compareVersions')}>
      <Space className="compare-versions" wrap>
        <label htmlFor="compare-from">{t('compareFrom')}</label>
        <Select id="compare-from" value={from} options={options} onChange={setFrom} />
        <label htmlFor="compare-to">{t('compareTo')}</label>
        <Select id="compare-to" value={to} options={options} onChange={setTo} />
      </Space>
      {failure === null ? null : <Failure error={failure} onRetry={load} />}
      {failure === null && differences === null ? <Skeleton active /> : null}
      {differences?.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('compareSame')} />
      ) : null}
      {differences === null ? null : <DifferenceList differences={differences} />}
    </Card>
  );
}
