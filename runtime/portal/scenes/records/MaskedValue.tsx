import { EyeOutlined } from '@ant-design/icons';
import { App, Button, Input, Modal, Tooltip } from 'antd';
import { useState } from 'react';
import { useApi } from '../../api/ApiProvider';
import { useText } from '../../app/preferences';
import { useErrorText } from '../../components/States';
import '../../forms/forms.css';
import './records.css';

interface MaskedValueProps {
  readonly recordId: string;
  readonly path: string;
  readonly title: string;
  readonly display: string;
  readonly mayUnmask: boolean;
}

/** A masked value with an eye; who looks says why, and the look is written down. */
export function MaskedValue({ recordId, path, title, display, mayUnmask }: MaskedValueProps) {
  const t = useText();
  const { client } = useApi();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [shown, setShown] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const unmask = async () => {
    setBusy(true);
    try {
      const answer = await client.call('unmaskField', {
        params: { recordId },
        body: { path, reason: reason.trim() },
      });
      setShown(answer.display);
      setAsking(false);
    } catch (error) {
      void message.error(errorText(error).detail);
    } finally {
      setBusy(false);
    }
  };
  return (
    <span className="masked">
      <span className="numbers">{shown ?? display}</span>
      {mayUnmask && shown === null && (
        <Tooltip title={t('mask.show')}>
          <Button
            type="text"
            size="small"
            icon={<EyeOutlined />}
            aria-label={t('mask.showNamed', { title })}
            onClick={() => {
              setReason('');
              setAsking(true);
            }}
          />
        </Tooltip>
      )}
      <Modal
        open={asking}
        title={t('mask.ask', { title })}
        okText={t('mask.show')}
        cancelText={t('action.cancel')}
        okButtonProps={{ disabled: reason.trim().length < 2 }}
        confirmLoading={busy}
        onOk={() => void unmask()}
        onCancel={() => setAsking(false)}
        width={440}
      >
        <p className="muted">{t('mask.detail')}</p>
        <label className="warning-reason">
          <span>{t('mask.reason')}</span>
          <Input
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            onPressEnter={() => reason.trim().length >= 2 && void unmask()}
          />
        </label>
      </Modal>
    </span>
  );
}
