import { Spin } from 'antd';
import { Suspense, lazy, useCallback, useEffect, useState } from 'react';
import { Route, Routes } from 'react-router-dom';
import type { SessionState } from '../runtime/contract';
import { call, setCsrfToken } from './api/client';
import { Failure } from './components/Failure';
import { LogIn } from './scenes/LogIn';
import { PackageList } from './scenes/PackageList';

const PackageWorkspace = lazy(() =>
  import('./scenes/PackageWorkspace').then((module) => ({ default: module.PackageWorkspace })),
);

/** Who is logged in decides what is shown: the log-in page, or the packages. */
export function App() {
  const [session, setSession] = useState<SessionState | null>(null);
  const [failure, setFailure] = useState<unknown>(null);

  const take = useCallback((state: SessionState): void => {
    setCsrfToken(state.csrfToken);
    setSession(state);
  }, []);
  const load = useCallback((): void => {
    setFailure(null);
    call('getSession').then(take, setFailure);
  }, [take]);
  useEffect(load, [load]);

  if (failure !== null) return <Failure error={failure} onRetry={load} />;
  if (session === null) return <Spin size="large" className="page-spin" />;
  if (session.user === null || !session.user.permissions.includes('definition.edit')) {
    return <LogIn session={session} onLogIn={take} />;
  }
  return (
    <Suspense fallback={<Spin size="large" className="page-spin" />}>
      <Routes>
        <Route path="/" element={<PackageList user={session.user} onLogOut={load} />} />
        <Route path="/packages/:packageKey/*" element={<PackageWorkspace />} />
      </Routes>
    </Suspense>
  );
}
