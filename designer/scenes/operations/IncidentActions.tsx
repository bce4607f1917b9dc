import { App, Button, Space } from 'antd';
import { useState } from 'react';
import type { OperatorCaseDetail } from '../../../runtime/contract';
import { call } from '../../api/client';
import { EditVariablesDialog } from './EditVariablesDialog';
import { words } from './words';

interface IncidentActionsProps {
  readonly incident: { readonly id: string };
  readonly detail: OperatorCaseDetail;
  readonly onDone: () => void;
}

/** Tries the step again, as it is or with edited variables. */
export function IncidentActions({ incident, detail, onDone }: IncidentActionsProps) {
  const { message } = App.useApp();
  const [editing, setEditing] = useState(false);
  const [busy, setBusy] = useState(false);
  const params = { incidentId: incident.id };
  const done = (): void => {
    void message.success(words('retried'));
    setEditing(false);
    onDone();
  };
  const retry = (): void => {
    setBusy(true);
    call('retryIncident', { params, body: {} })
      .then(done, (error: unknown) => {
        void message.error(error instanceof Error ? error.message : String(error));
      })
      .finally(() => setBusy(false));
  };
  return (
    <Space>
      <Button size="small" loading={busy} onClick={retry}>
        {words('retry')}
      </Button>
      <Button size="small" onClick={() => setEditing(true)}>
        {words('retryEdited')}
      </Button>
      {editing ? (
        <EditVariablesDialog
          detail={detail}
          path=""
          okText={words('retry')}
          onCancel={() => setEditing(false)}
          onEdit={async (edits, reason) => {
            await call('retryIncident', { params, body: { edits: [...edits], reason } });
            done();
          }}
        />
      ) : null}
    </Space>
  );
}
