import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/es/locale/en_US';
import zhCN from 'antd/es/locale/zh_CN';
import { Suspense } from 'react';
import { RouterProvider } from 'react-router-dom';
import { ApiProvider } from '../api/ApiProvider';
import { ErrorState } from '../components/States';
import { OutboxProvider } from '../offline/OutboxProvider';
import { LogIn } from '../scenes/log-in/LogIn';
import { SetUp } from '../scenes/log-in/SetUp';
import { PreferencesProvider, usePreferences } from './preferences';
import { router } from './routes';
import { SessionProvider, useSession } from './SessionProvider';
import { SceneSkeleton } from './Shell';
import { portalTheme } from './theme';
import { useHasMotion, useIsPhone } from './use-media';

export function App() {
  return (
    <PreferencesProvider>
      <Themed />
    </PreferencesProvider>
  );
}

function Themed() {
  const { locale, large } = usePreferences();
  const isPhone = useIsPhone();
  const motion = useHasMotion();
  return (
    <ConfigProvider
      locale={locale === 'zh' ? zhCN : enUS}
      theme={portalTheme({ isPhone, large, motion })}
      button={{ autoInsertSpace: false }}
    >
      <AntApp className="app">
        <ApiProvider>
          <SessionProvider>
            <Door />
          </SessionProvider>
        </ApiProvider>
      </AntApp>
    </ConfigProvider>
  );
}

/** Who is not logged in sees the log-in page, whatever the address; after log-in the address is still there. */
function Door() {
  const { state, error, retry } = useSession();
  if (state === null)
    return error === null ? <SceneSkeleton /> : <ErrorState error={error} onRetry={retry} />;
  if (state.setupNeeded) return <SetUp />;
  if (state.user === null) return <LogIn />;
  return (
    <OutboxProvider key={state.user.id}>
      <Suspense fallback={<SceneSkeleton />}>
        <RouterProvider router={router} />
      </Suspense>
    </OutboxProvider>
  );
}
