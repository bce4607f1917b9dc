import { useCallback, useEffect, useState } from 'react';
import type { RouteAnswer, RouteName } from '../../contract';
import { useApi } from './ApiProvider';
import type { CallOptions } from './client';
import type { Query } from './use-query';

/** Asks anew whenever a screen opens: for what people edit, where an old answer would overwrite a newer one. */
export function useFresh<N extends RouteName>(
  name: N,
  options: CallOptions<N>,
): Query<RouteAnswer<N>> {
  const { client } = useApi();
  const key = JSON.stringify(options);
  const [state, setState] = useState<{ data?: RouteAnswer<N>; error?: unknown; loading: boolean }>({
    loading: true,
  });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let gone = false;
    setState({ loading: true });
    client.call(name, JSON.parse(key) as CallOptions<N>).then(
      (data) => {
        if (!gone) setState({ data, loading: false });
      },
      (error: unknown) => {
        if (!gone) setState({ error, loading: false });
      },
    );
    return () => {
      gone = true;
    };
  }, [client, key, name, round]);
  const reload = useCallback(() => setRound((count) => count + 1), []);
  return { data: state.data, error: state.error, loading: state.loading, reload };
}
