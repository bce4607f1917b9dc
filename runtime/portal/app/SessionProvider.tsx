import {
  type ReactNode,
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { SessionState, SessionUser } from '../../contract';
import { useApi } from '../api/ApiProvider';
import { ApiError } from '../api/client';

interface Session {
  readonly state: SessionState | null;
  readonly error: ApiError | null;
  /** The server ended the session while the person was at work. */
  readonly expired: boolean;
  /** The server's clock now: the person's machine may be wrong, and demonstrations run in another year. */
  readonly now: () => number;
  readonly enter: (state: SessionState) => void;
  readonly leave: () => Promise<void>;
  readonly retry: () => void;
  /** Asks the server anew who is at the screen; without a line nothing changes. */
  readonly renew: () => Promise<void>;
}

const SessionContext = createContext<Session | null>(null);

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const { client, cache, kept } = useApi();
  const [state, setState] = useState<SessionState | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [skew, setSkew] = useState(0);
  const [expired, setExpired] = useState(false);
  const isIn = useRef(false);
  const enter = useCallback(
    (next: SessionState) => {
      client.useToken(next.csrfToken);
      setSkew(next.serverTime - Date.now());
      setError(null);
      isIn.current = next.user !== null;
      if (next.user !== null) {
        setExpired(false);
        kept.become(next.user.id).catch((cause: unknown) => {
          console.warn('Nothing can be kept on this machine', cause);
        });
      }
      setState(next);
    },
    [client, kept],
  );
  const renew = useCallback(async () => enter(await client.call('getSession')), [client, enter]);
  const retry = useCallback(() => {
    renew().catch((cause: unknown) => {
      setError(
        cause instanceof ApiError
          ? cause
          : new ApiError({ code: 'PORTAL', status: 0, detail: String(cause) }),
      );
    });
  }, [renew]);
  const leave = useCallback(async () => {
    await client.call('logOut');
    cache.clear();
    await kept.clear();
    retry();
  }, [cache, client, kept, retry]);
  useEffect(() => {
    // What was being filled is kept on this machine; after log-in the same address shows it again.
    client.onLoggedOut(() => {
      if (isIn.current) setExpired(true);
      retry();
    });
    retry();
  }, [client, retry]);
  const now = useCallback(() => Date.now() + skew, [skew]);
  const value = useMemo(
    () => ({ state, error, expired, now, enter, leave, retry, renew }),
    [state, error, expired, now, enter, leave, retry, renew],
  );
  return <SessionContext.Provider value={value}>{children}</SessionContext.Provider>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('Expected a SessionProvider around the portal');
  return session;
}

/** The person at the screen; only inside what is shown after log-in. */
export function useUser(): SessionUser {
  const user = useSession().state?.user;
  if (user === null || user === undefined) throw new Error('Expected somebody to be logged in');
  return user;
}

export function useMay(permission: string): boolean {
  return useUser().permissions.includes(permission);
}
