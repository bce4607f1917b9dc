import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { SetupRequest } from '../../../contract';
import { useApi } from '../../api/ApiProvider';
import { useSession } from '../../app/SessionProvider';
import { useText } from '../../app/preferences';
import { BrandMark } from '../../components/Marks';
import { useErrorText } from '../../components/States';
import './log-in.css';

/** The first start: who can read the server's log creates the first administrator. */
export function SetUp() {
  const t = useText();
  const { client } = useApi();
  const { enter } = useSession();
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const create = async ({
    username,
    name,
    password,
    setupCode,
  }: SetupRequest & { again: string }) => {
    setBusy(true);
    setError(undefined);
    try {
      enter(await client.call('setUp', { body: { username, name, password, setupCode } }));
    } catch (cause) {
      setError(cause);
      setBusy(false);
    }
  };
  const required = (message: string) => [{ required: true, message }];
  return (
    <div className="door">
      <section className="door-head">
        <BrandMark size={48} />
        <div>
          <h1>{t('setup.title')}</h1>
          <p>{t('setup.detail')}</p>
        </div>
      </section>
      <div className="door-body">
        {error !== undefined && (
          <Alert
            type="error"
            showIcon
            message={errorText(error).detail}
            description={
              <small className="error-code">
                {t('error.code', { code: errorText(error).code })}
              </small>
            }
          />
        )}
        <Form<SetupRequest & { again: string }>
          className="door-form"
          layout="vertical"
          requiredMark={false}
          onFinish={(values) => void create(values)}
        >
          <Form.Item
            name="setupCode"
            label={t('setup.code')}
            extra={t('setup.codeHelp')}
            rules={required(t('setup.codeMissing'))}
          >
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="name"
            label={t('setup.name')}
            rules={[{ required: true, min: 2, max: 40, message: t('setup.nameMissing') }]}
          >
            <Input autoComplete="name" />
          </Form.Item>
          <Form.Item
            name="username"
            label={t('session.username')}
            rules={[{ required: true, min: 2, max: 64, message: t('session.usernameMissing') }]}
          >
            <Input autoComplete="username" />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('session.password')}
            extra={t('setup.passwordHelp')}
            rules={[{ required: true, min: 12, message: t('setup.passwordShort') }]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <Form.Item
            name="again"
            label={t('setup.again')}
            dependencies={['password']}
            rules={[
              ({ getFieldValue }) => ({
                validator: async (_, value) => {
                  if (value !== getFieldValue('password'))
                    throw new Error(t('setup.passwordDiffers'));
                },
              }),
            ]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={busy}>
            {t('setup.create')}
          </Button>
        </Form>
      </div>
    </div>
  );
}
