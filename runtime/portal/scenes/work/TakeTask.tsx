import { App, Button } from 'antd';
import { useState } from 'react';
import type { TaskDetail } from '../../../contract';
import { useApi } from '../../api/ApiProvider';
import { useText } from '../../app/preferences';
import { useUser } from '../../app/SessionProvider';
import { useErrorText } from '../../components/States';

/** Gives a task that the person took back to all who may do it. */
export function TakeTask({ task }: { readonly task: TaskDetail }) {
  const t = useText();
  const user = useUser();
  const { client, cache } = useApi();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  if (task.state !== 'open' || task.assignee !== user.id) return null;
  const release = async () => {
    setBusy(true);
    try {
      await client.call('releaseTask', { params: { taskId: task.id } });
      cache.invalidate(['listTasks']);
    } catch (error) {
      void message.error(errorText(error).detail);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button loading={busy} onClick={() => void release()}>
      {t('decision.release')}
    </Button>
  );
}
