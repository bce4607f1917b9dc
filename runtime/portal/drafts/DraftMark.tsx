import { CheckOutlined, CloudOutlined, LoadingOutlined, WarningOutlined } from '@ant-design/icons';
import { Alert, Button, Space } from 'antd';
import { clockText, dateTimeText } from '../app/dates';
import { useText } from '../app/preferences';
import { useErrorText } from '../components/States';
import type { DraftKeeper, DraftStatus, LocalCopy } from './draft-keeper';
import './draft-mark.css';

/** 「已保存 10:32」, or why not. */
export function DraftMark({ status }: { readonly status: DraftStatus }) {
  const t = useText();
  const errorText = useErrorText();
  const shown = {
    unchanged: null,
    waiting: <span>{t('draft.waiting')}</span>,
    saving: (
      <span>
        <LoadingOutlined /> {t('draft.saving')}
      </span>
    ),
    saved: (
      <span>
        <CheckOutlined />{' '}
        {status.kind === 'saved' && t('draft.saved', { time: clockText(status.at) })}
      </span>
    ),
    offline: (
      <span className="soon">
        <CloudOutlined /> {t('draft.offline')}
      </span>
    ),
    conflict: (
      <span className="overdue">
        <WarningOutlined /> {t('draft.conflict')}
      </span>
    ),
    failed: (
      <span className="overdue">
        <WarningOutlined />{' '}
        {status.kind === 'failed' && t('draft.failed', { reason: errorText(status.error).detail })}
      </span>
    ),
  }[status.kind];
  return (
    <span className="draft-mark" role="status" aria-live="polite">
      {shown}
    </span>
  );
}

/** Two places changed the same draft: the person decides which counts. */
export function ConflictNotice({
  keeper,
  onTakeTheirs,
}: {
  readonly keeper: DraftKeeper;
  readonly onTakeTheirs: () => void;
}) {
  const t = useText();
  return (
    <Alert
      type="warning"
      showIcon
      message={t('draft.conflictTitle')}
      description={t('draft.conflictDetail')}
      action={
        <Space direction="vertical">
          <Button size="small" type="primary" onClick={() => void keeper.overwrite()}>
            {t('draft.keepMine')}
          </Button>
          <Button size="small" onClick={onTakeTheirs}>
            {t('draft.takeTheirs')}
          </Button>
        </Space>
      }
    />
  );
}

/** What an interrupted visit left on this machine has been put back. */
export function RecoveredNotice({
  copy,
  onDrop,
}: {
  readonly copy: LocalCopy;
  readonly onDrop: () => void;
}) {
  const t = useText();
  return (
    <Alert
      type="info"
      showIcon
      closable
      message={t('draft.recovered', { at: dateTimeText(copy.savedAt) })}
      action={
        <Button size="small" onClick={onDrop}>
          {t('draft.dropRecovered')}
        </Button>
      }
    />
  );
}
