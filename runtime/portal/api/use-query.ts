import { useCallback, useEffect, useSyncExternalStore } from 'react';
import type { RouteAnswer, RouteName } from '../../contract';
import { useApi } from './ApiProvider';
import type { CallOptions } from './client';
import type { QueryState } from './query-cache';

export interface Query<T> extends QueryState<T> {
  readonly reload: () => void;
}

/**
 * One question to the server, kept for the next screen that asks the same.
 *
 * @param options null: do not ask (yet)
 */
export function useQuery<N extends RouteName>(
  name: N,
  options: CallOptions<N> | null = {},
): Query<RouteAnswer<N>> {
  const { client, cache } = useApi();
  const key = `${name} ${JSON.stringify(options)}`;
  const state = useSyncExternalStore(
    useCallback((listener) => cache.subscribe(key, listener), [cache, key]),
    () => cache.state(key),
  ) as QueryState<RouteAnswer<N>>;
  const reload = useCallback(() => {
    const wanted = JSON.parse(key.slice(name.length + 1)) as CallOptions<N> | null;
    if (wanted !== null) void cache.load(key, name, async () => client.call(name, wanted));
  }, [cache, client, key, name]);
  useEffect(() => {
    reload();
    return cache.onStale(key, reload);
  }, [cache, key, reload]);
  return { ...state, loading: options !== null && state.loading, reload };
}
