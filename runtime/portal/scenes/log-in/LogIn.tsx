import { LockOutlined, UserOutlined } from '@ant-design/icons';
import { Alert, Avatar, Button, Form, Input, Skeleton } from 'antd';
import { useState } from 'react';
import type { DemoUser, LogInRequest } from '../../../contract';
import { useApi } from '../../api/ApiProvider';
import { useQuery } from '../../api/use-query';
import { useSession } from '../../app/SessionProvider';
import { usePreferences, useText } from '../../app/preferences';
import { BrandMark } from '../../components/Marks';
import { useErrorText } from '../../components/States';
import './log-in.css';

/** The door: a form, and in a demonstration the people as cards, one press each. */
export function LogIn() {
  const t = useText();
  const { locale, setLocale } = usePreferences();
  const { state, enter, expired } = useSession();
  const { client, cache } = useApi();
  const [busy, setBusy] = useState('');
  const [error, setError] = useState<unknown>();
  const demo = state?.demo === true;
  const logIn = async (body: LogInRequest) => {
    setBusy(body.username);
    setError(undefined);
    try {
      const entered = await client.call('logIn', { body });
      cache.clear();
      enter(entered);
    } catch (cause) {
      setError(cause);
      setBusy('');
    }
  };
  return (
    <div className={demo ? 'door demo' : 'door'}>
      <section className="door-head">
        <BrandMark size={48} />
        <div>
          <h1>{t('app.title')}</h1>
          <p>{t('app.motto')}</p>
        </div>
        <button
          type="button"
          className="quiet door-language"
          lang={locale === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => setLocale(locale === 'zh' ? 'en' : 'zh')}
        >
          {locale === 'zh' ? 'English' : '中文'}
        </button>
      </section>
      <div className="door-body">
        {expired && error === undefined && (
          <Alert
            type="warning"
            showIcon
            message={t('session.expired')}
            description={t('session.expiredDetail')}
          />
        )}
        {error !== undefined && <LogInError error={error} />}
        {demo && (
          <DemoPeople
            busy={busy}
            onChoose={(user) => void logIn({ username: user.username, password: user.password })}
          />
        )}
        <PasswordForm quiet={demo} busy={busy !== ''} onLogIn={(body) => void logIn(body)} />
      </div>
    </div>
  );
}

function LogInError({ error }: { readonly error: unknown }) {
  const t = useText();
  const text = useErrorText()(error);
  return (
    <Alert
      type="error"
      showIcon
      message={text.detail}
      description={<small className="error-code">{t('error.code', { code: text.code })}</small>}
    />
  );
}

interface DemoPeopleProps {
  readonly busy: string;
  readonly onChoose: (user: DemoUser) => void;
}

function DemoPeople({ busy, onChoose }: DemoPeopleProps) {
  const t = useText();
  const people = useQuery('listDemoUsers');
  return (
    <section aria-labelledby="demo-title">
      <h2 id="demo-title">{t('demo.title')}</h2>
      <p className="muted">{t('demo.detail')}</p>
      {people.data === undefined && people.error === undefined && (
        <Skeleton active paragraph={{ rows: 5 }} />
      )}
      {people.error !== undefined && <LogInError error={people.error} />}
      <ul className="demo-people">
        {(people.data ?? []).map((user) => (
          <li key={user.username}>
            <button
              type="button"
              className="demo-person"
              disabled={busy !== ''}
              onClick={() => onChoose(user)}
            >
              <Avatar size={40} className={`avatar tone-${toneOf(user.roleTitle)}`}>
                {user.name.slice(0, 1)}
              </Avatar>
              <span className="demo-text">
                <span className="demo-name">
                  <strong>{user.name}</strong> <span>{user.roleTitle}</span>
                </span>
                <span className="demo-unit">{user.unitName}</span>
                <span className="demo-does">
                  {busy === user.username ? t('session.entering') : user.description}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function toneOf(title: string): number {
  return [...title].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 5;
}

interface PasswordFormProps {
  readonly quiet: boolean;
  readonly busy: boolean;
  readonly onLogIn: (body: LogInRequest) => void;
}

function PasswordForm({ quiet, busy, onLogIn }: PasswordFormProps) {
  const t = useText();
  return (
    <Form<LogInRequest>
      className="door-form"
      layout="vertical"
      onFinish={onLogIn}
      requiredMark={false}
    >
      {quiet && <h2>{t('session.withAccount')}</h2>}
      <Form.Item
        name="username"
        label={t('session.username')}
        rules={[{ required: true, message: t('session.usernameMissing') }]}
      >
        <Input prefix={<UserOutlined className="muted" />} autoComplete="username" maxLength={64} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('session.password')}
        rules={[{ required: true, message: t('session.passwordMissing') }]}
      >
        <Input.Password
          prefix={<LockOutlined className="muted" />}
          autoComplete="current-password"
          maxLength={256}
        />
      </Form.Item>
      <Button
        type={quiet ? 'default' : 'primary'}
        htmlType="submit"
        block
        loading={busy && !quiet}
        disabled={busy}
      >
        {t('session.enter')}
      </Button>
    </Form>
  );
}
