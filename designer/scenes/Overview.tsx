import { Button, Card, List, Popconfirm, Space, Statistic, Tag } from 'antd';
import { call } from '../api/client';
import { useDraft } from '../api/draft-context';
import { t } from '../text';

const CHANGE_COLORS = { added: 'green', changed: 'gold', removed: 'red', none: 'default' } as const;

/** What the package holds and what the draft changes. */
export function Overview({ onDiscarded }: { readonly onDiscarded: () => void }) {
  const { draft } = useDraft();
  const { content, problems } = draft;
  const count = (kind: string): number => content.files.filter((file) => file.kind === kind).length;
  const changed = content.files.filter((file) => file.change !== 'none');
  const manifest = draft.loaded?.manifest;
  return (
    <div className="page">
      <Card title={content.title}>
        <p className="muted">{manifest?.description}</p>
        <Space size="large" wrap>
          <Statistic title={t('forms')} value={count('form')} />
          <Statistic title={t('processes')} value={count('process')} />
          <Statistic title={t('scenarios')} value={count('scenario')} />
          <Statistic title={t('check')} value={problems?.length ?? '…'} />
        </Space>
      </Card>
      <Card
        title={t('stepDifferences')}
        extra={
          <Popconfirm
            title={t('discardConfirm')}
            onConfirm={() =>
              void call('discardDraft', { params: { packageKey: content.key } }).then(onDiscarded)
            }
          >
            <Button danger disabled={changed.length === 0}>
              {t('discardDraft')}
            </Button>
          </Popconfirm>
        }
      >
        <List
          dataSource={changed}
          locale={{ emptyText: t('noDifferences') }}
          renderItem={(file) => (
            <List.Item>
              {file.title}{' '}
              <Tag color={CHANGE_COLORS[file.change]}>
                {file.change === 'none' ? '' : t(file.change)}
              </Tag>
            </List.Item>
          )}
        />
      </Card>
    </div>
  );
}
