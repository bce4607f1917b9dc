import {
  type ReactNode,
  createContext,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import { useApi } from '../api/ApiProvider';
import { caseAnswers } from '../api/case-answers';
import { useSession, useUser } from '../app/SessionProvider';
import { matterDraftKey, taskDraftKey } from '../drafts/draft-keys';
import { IndexedDbStore } from '../drafts/local-store';
import { Outbox, type OutboxState } from './outbox';
import { outboxStore } from './portal-database';
import { sendItem } from './send-item';

const OutboxContext = createContext<Outbox | null>(null);

/** The person's outbox, sending for as long as they are logged in. */
export function OutboxProvider({ children }: { readonly children: ReactNode }) {
  const { client, cache, files } = useApi();
  const user = useUser();
  const { renew } = useSession();
  const [outbox] = useState(
    () =>
      new Outbox({
        userId: user.id,
        store: outboxStore,
        send: async (item) => {
          // The portal may have been opened without a line: its session is one of days ago.
          await renew();
          return sendItem(client, files, item);
        },
        restore: async (item, copy) => {
          const key = item.kind === 'task' ? taskDraftKey : matterDraftKey;
          await new IndexedDbStore().put(key(item.userId, item.targetId), copy);
        },
        onDelivered: () => cache.invalidate([...caseAnswers, 'listMatterDrafts']),
        alone: async (work) => {
          // Where the browser has no locks, the server still does each once.
          if ('locks' in navigator) await navigator.locks.request('banshi-outbox', work);
          else await work();
        },
      }),
  );
  useEffect(() => {
    const failed = (error: unknown): void =>
      console.warn('What waits to be sent cannot be read', error);
    const hurry = (): void => void outbox.deliver().catch(failed);
    outbox.start();
    outbox.open().catch(failed);
    window.addEventListener('online', hurry);
    return () => {
      window.removeEventListener('online', hurry);
      outbox.stop();
    };
  }, [outbox]);
  return <OutboxContext.Provider value={outbox}>{children}</OutboxContext.Provider>;
}

export function useOutbox(): Outbox {
  const outbox = useContext(OutboxContext);
  if (outbox === null) throw new Error('Expected an OutboxProvider around the portal');
  return outbox;
}

export function useOutboxState(): OutboxState {
  const outbox = useOutbox();
  return useSyncExternalStore(outbox.subscribe, outbox.current);
}
