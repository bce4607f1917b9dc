import { CloudOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { dateTimeText } from '../../app/dates';
import { useText } from '../../app/preferences';
import type { OutboxItem } from '../../offline/outbox';
import { useOutbox } from '../../offline/OutboxProvider';
import { goneCodes } from '../../offline/send-item';
import { FilledForms } from './FilledForms';

/** Instead of the form: it has been filled, and waits for a line; or the server did not take it. */
export function SendingLater({ item }: { readonly item: OutboxItem }) {
  const t = useText();
  const { refusal } = item;
  return (
    <div className="page">
      <div className="state" role="status">
        {refusal === null ? (
          <CloudOutlined className="state-icon calm" />
        ) : (
          <ExclamationCircleOutlined className="state-icon" />
        )}
        <h2>{t(refusal === null ? 'outbox.waiting' : 'outbox.refused')}</h2>
        <p>{refusal === null ? t('outbox.waitingDetail') : refusal.detail}</p>
        <p className="muted">{t('outbox.filledAt', { at: dateTimeText(item.queuedAt) })}</p>
        <Actions item={item} />
        {refusal !== null && (
          <small className="error-code">{t('error.code', { code: refusal.code })}</small>
        )}
      </div>
      <FilledForms item={item} />
    </div>
  );
}

function Actions({ item }: { readonly item: OutboxItem }) {
  const t = useText();
  const outbox = useOutbox();
  const [busy, setBusy] = useState(false);
  const { refusal } = item;
  const isGone = refusal !== null && goneCodes.has(refusal.code);
  const end = async (how: (id: string) => Promise<void>) => {
    setBusy(true);
    try {
      await how(item.id);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="state-actions">
      {isGone && item.caseId !== null ? (
        <Link to={`/cases/${item.caseId}`}>
          <Button type="primary">{t('sent.toCase')}</Button>
        </Link>
      ) : (
        <Link to="/tasks">
          <Button type="primary">{t('sent.toList')}</Button>
        </Link>
      )}
      {!isGone && (
        <Button loading={busy} onClick={() => void end(async (id) => outbox.takeBack(id))}>
          {t(refusal === null ? 'outbox.takeBack' : 'outbox.mend')}
        </Button>
      )}
      {refusal !== null && (
        <Popconfirm
          title={t('outbox.discardSure')}
          okText={t('outbox.discard')}
          okButtonProps={{ danger: true }}
          onConfirm={() => void end(async (id) => outbox.discard(id))}
        >
          <Button danger loading={busy}>
            {t('outbox.discard')}
          </Button>
        </Popconfirm>
      )}
    </div>
  );
}
