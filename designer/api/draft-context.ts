import { createContext, useContext, useSyncExternalStore } from 'react';
import type { DraftSnapshot, DraftStore } from './draft-store';

const DraftContext = createContext<DraftStore | null>(null);

export const DraftProvider = DraftContext.Provider;

/** The open draft and what it is now. */
export function useDraft(): { readonly store: DraftStore; readonly draft: DraftSnapshot } {
  const store = useContext(DraftContext);
  if (store === null) throw new Error('no draft is open');
  const draft = useSyncExternalStore(store.subscribe, store.getSnapshot);
  return { store, draft };
}
