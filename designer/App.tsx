import { Spin } from 'antd';
import { Suspense, lazy, useCallback, useEffect, useState } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import type { SessionState } from '../runtime/contract';
import { call, setCsrfToken } from './api/client';
import { Failure } from './components/Failure';
import { LogIn } from './scenes/LogIn';
import { PackageList } from './scenes/PackageList';

const PackageWorkspace = lazy(() =>
  import('./scenes/PackageWorkspace').then((module) => ({ default: module.PackageWorkspace })),
);

const Operations = lazy(() =>
  import('./scenes/operations/Operations').then((module) => ({ default: module.Operations })),
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
  const { user } = session;
  const mayEdit = user?.permissions.includes('definition.edit') === true;
  if (user === null || !(mayEdit || user.permissions.includes('operations'))) {
    return <LogIn session={session} onLogIn={take} />;
  }
  const logOut = (): void => void call('logOut').finally(load);
  return (
    <Suspense fallback={<Spin size="large" className="page-spin" />}>
      <Routes>
        {mayEdit ? (
          <>
            <Route path="/" element={<PackageList user={user} onLogOut={load} />} />
            <Route path="/packages/:packageKey/*" element={<PackageWorkspace />} />
          </>
        ) : null}
        <Route path="/operations/*" element={<Operations user={user} onLogOut={logOut} />} />
        <Route path="*" element={<Navigate to={mayEdit ? '/' : '/operations'} replace />} />
      </Routes>
    </Suspense>
  );
}
