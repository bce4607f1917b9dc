import { App } from 'antd';
import { useCallback, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { Matter } from '../../../contract';
import { useApi } from '../../api/ApiProvider';
import { useErrorText } from '../../components/States';

/** Opens the application form of a matter as a new draft. */
export function useStartMatter(): {
  readonly start: (matter: Matter) => Promise<void>;
  readonly starting: string | null;
} {
  const { client, cache } = useApi();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const [starting, setStarting] = useState<string | null>(null);
  const start = useCallback(
    async (matter: Matter) => {
      setStarting(matter.startEventId);
      try {
        const { packageKey, processId, startEventId } = matter;
        const draft = await client.call('openMatterDraft', {
          body: { packageKey, processId, startEventId },
        });
        cache.invalidate(['listMatterDrafts', 'getToday']);
        void navigate(`/drafts/${draft.id}`);
      } catch (error) {
        void message.error(errorText(error).detail);
      } finally {
        setStarting(null);
      }
    },
    [cache, client, errorText, message, navigate],
  );
  return { start, starting };
}
