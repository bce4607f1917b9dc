import { useCallback, useEffect, useRef, useState } from 'react';

export interface Loaded<T> {
  readonly data: T | null;
  readonly failure: unknown;
  /** Asks again; what is shown stays until the answer comes. */
  readonly reload: () => void;
  /** Puts an answer that came another way. */
  readonly put: (data: T) => void;
}

/**
 * What the server answers, asked anew whenever `key` changes.
 *
 * @param key everything on which the answer depends, as text
 */
export function useLoad<T>(key: string, ask: () => Promise<T>): Loaded<T> {
  const [data, setData] = useState<T | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [turn, setTurn] = useState(0);
  const latest = useRef(ask);
  latest.current = ask;
  const shown = useRef(key);
  useEffect(() => {
    let left = false;
    setFailure(null);
    if (shown.current !== key) setData(null);
    shown.current = key;
    latest.current().then(
      (answer) => {
        if (!left) setData(answer);
      },
      (error: unknown) => {
        if (!left) setFailure(error);
      },
    );
    return () => {
      left = true;
    };
  }, [key, turn]);
  const reload = useCallback(() => setTurn((count) => count + 1), []);
  return { data, failure, reload, put: setData };
}
