import { type ReactNode, createContext, useContext, useMemo } from 'react';
import { ApiClient } from './client';
import { QueryCache } from './query-cache';

interface Api {
  readonly client: ApiClient;
  readonly cache: QueryCache;
}

const ApiContext = createContext<Api | null>(null);

export function ApiProvider({ children }: { readonly children: ReactNode }) {
  const api = useMemo(() => ({ client: new ApiClient(), cache: new QueryCache() }), []);
  return <ApiContext.Provider value={api}>{children}</ApiContext.Provider>;
}

export function useApi(): Api {
  const api = useContext(ApiContext);
  if (api === null) throw new Error('Expected an ApiProvider around the portal');
  return api;
}
