import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import {
  DraftKeeper,
  type DraftKeeperOptions,
  type DraftStatus,
  type LocalCopy,
  lastSaveOf,
} from './draft-keeper';
import { IndexedDbStore } from './local-store';

const LAST_SAVE_WAIT_MS = 4000;

/**
 * Whether no earlier screen is still saving this draft. Who goes back to a form the moment they left it would else read
 * the draft of before.
 */
export function useSettled(key: string): boolean {
  const [settled, setSettled] = useState<string | null>(() =>
    lastSaveOf(key) === undefined ? key : null,
  );
  useEffect(() => {
    let gone = false;
    const done = () => {
      if (!gone) setSettled(key);
    };
    const last = lastSaveOf(key);
    // A save without a line may take for ever; the copy on this machine is there all the same.
    const timer = setTimeout(done, LAST_SAVE_WAIT_MS);
    (last ?? Promise.resolve()).then(done, done);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [key]);
  return settled === key;
}

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
    keeper.enter();
    const hurry = () => void keeper.flush();
    const hidden = () => {
      if (document.visibilityState === 'hidden') hurry();
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
