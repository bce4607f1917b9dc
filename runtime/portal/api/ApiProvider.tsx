import { type ReactNode, createContext, useContext, useMemo } from 'react';
import { KeptAnswers } from '../offline/kept-answers';
import { LocalFiles } from '../offline/local-files';
import { fileStore } from '../offline/portal-database';
import { ApiClient } from './client';
import { QueryCache } from './query-cache';

interface Api {
  readonly client: ApiClient;
  readonly cache: QueryCache;
  readonly kept: KeptAnswers;
  readonly files: LocalFiles;
}

const ApiContext = createContext<Api | null>(null);

export function ApiProvider({ children }: { readonly children: ReactNode }) {
  const api = useMemo((): Api => {
    const kept = new KeptAnswers();
    const client = new ApiClient(kept);
    const files = new LocalFiles(async (file) => client.upload(file), fileStore);
    return { client, cache: new QueryCache(), kept, files };
  }, []);
  return <ApiContext.Provider value={api}>{children}</ApiContext.Provider>;
}

export function useApi(): Api {
  const api = useContext(ApiContext);
  if (api === null) throw new Error('Expected an ApiProvider around the portal');
  return api;
}
