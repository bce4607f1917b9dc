import { Alert, Button, Card, Form, Input, Typography } from 'antd';
import { useEffect, useState } from 'react';
import type { DemoUser, SessionState } from '../../runtime/contract';
import { ApiError, call, setCsrfToken } from '../api/client';
import { t } from '../text';

interface LogInProps {
  readonly session: SessionState;
  readonly onLogIn: (session: SessionState) => void;
}

const DEMO_ADMINISTRATOR = 'admin';

export function LogIn({ session, onLogIn }: LogInProps) {
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const [administrator, setAdministrator] = useState<DemoUser | null>(null);

  useEffect(() => {
    if (!session.demo) return;
    call('listDemoUsers').then(
      (users) =>
        setAdministrator(users.find((user) => user.username === DEMO_ADMINISTRATOR) ?? null),
      () => setAdministrator(null),
    );
  }, [session.demo]);

  const logIn = async (username: string, password: string): Promise<void> => {
    setBusy(true);
    setFailure(null);
    setCsrfToken(session.csrfToken);
    try {
      onLogIn(await call('logIn', { body: { username, password } }));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <main className="log-in">
      <Card>
        <Typography.Title level={3}>{t('appTitle')}</Typography.Title>
        <p className="muted">{t('logInHint')}</p>
        {session.user === null ? null : <Alert type="warning" showIcon message={t('notAllowed')} />}
        {failure === null ? null : (
          <Alert type="error" showIcon message={failure.message} description={failure.code} />
        )}
        {administrator === null ? null : (
          <Button
            block
            type="primary"
            size="large"
            loading={busy}
            onClick={() => void logIn(administrator.username, administrator.password)}
          >
            {t('demoAdmin', { name: administrator.name })}
          </Button>
        )}
        <Form
          layout="vertical"
          onFinish={({ username, password }: { username: string; password: string }) =>
            void logIn(username, password)
          }
        >
          <Form.Item name="username" label={t('username')} rules={[{ required: true }]}>
            <Input autoComplete="username" />
          </Form.Item>
          <Form.Item name="password" label={t('password')} rules={[{ required: true }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Button block htmlType="submit" loading={busy}>
            {t('logIn')}
          </Button>
        </Form>
        <a href="/">{t('toPortal')}</a>
      </Card>
    </main>
  );
}
