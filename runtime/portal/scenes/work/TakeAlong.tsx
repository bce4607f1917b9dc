import { CloudDownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { TaskPage } from '../../../contract';
import { useApi } from '../../api/ApiProvider';
import { useText } from '../../app/preferences';
import { useErrorText } from '../../components/States';

/** Fetches the listed tasks with their forms and cases, so that they can be filled where there is no line. */
export function TakeAlong({ tasks }: { readonly tasks: TaskPage['items'] }) {
  const t = useText();
  const { client } = useApi();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [done, setDone] = useState<number | null>(null);
  const total = tasks.length;
  const fetchAll = async () => {
    let count = 0;
    setDone(count);
    try {
      // The component that draws forms is part of the page; the answers are kept as they come.
      for (const task of tasks) {
        await client.call('getTask', { params: { taskId: task.id } });
        await client.call('getCase', { params: { caseId: task.caseId } });
        count += 1;
        setDone(count);
      }
      void message.success(t('prepare.done', { count }));
    } catch (error) {
      const reason = errorText(error).detail;
      void message.error(t('prepare.failed', { done: count, total, reason }), 6);
    } finally {
      setDone(null);
    }
  };
  return (
    <Button
      block
      type="text"
      icon={<CloudDownloadOutlined />}
      loading={done !== null}
      onClick={() => void fetchAll()}
    >
      {done === null ? t('prepare.button') : t('prepare.running', { done, total })}
    </Button>
  );
}
