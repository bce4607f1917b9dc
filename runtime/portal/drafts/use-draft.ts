import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import {
  DraftKeeper,
  type DraftKeeperOptions,
  type DraftStatus,
  type LocalCopy,
} from './draft-keeper';
import { IndexedDbStore } from './local-store';

/** The copy that an interrupted visit left on this machine; `undefined` while looking, `null` when there is none. */
export function useLocalCopy(key: string): LocalCopy | null | undefined {
  const [found, setFound] = useState<{ readonly key: string; readonly copy: LocalCopy | null }>();
  useEffect(() => {
    let gone = false;
    new IndexedDbStore().get(key).then(
      (copy) => {
        if (!gone) setFound({ key, copy: copy ?? null });
      },
      () => {
        if (!gone) setFound({ key, copy: null });
      },
    );
    return () => {
      gone = true;
    };
  }, [key]);
  return found?.key === key ? found.copy : undefined;
}

/** Keeps a draft while the screen is open. The options of the first render count. */
export function useDraft(options: Omit<DraftKeeperOptions, 'store'>): {
  readonly keeper: DraftKeeper;
  readonly status: DraftStatus;
} {
  const [keeper] = useState(() => new DraftKeeper({ ...options, store: new IndexedDbStore() }));
  const status = useSyncExternalStore(keeper.subscribe, keeper.current);
  useEffect(() => {
    const hurry = () => void keeper.flush();
    const hidden = () => {
      if (document.visibilityState === 'hidden') keeper.leave();
    };
    window.addEventListener('online', hurry);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      window.removeEventListener('online', hurry);
      document.removeEventListener('visibilitychange', hidden);
      keeper.leave();
    };
  }, [keeper]);
  return useMemo(() => ({ keeper, status }), [keeper, status]);
}
