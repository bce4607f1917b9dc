import { Button, Result } from 'antd';
import { ApiError } from '../api/client';
import { t } from '../text';

interface FailureProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** What happened, what to do, and the code in small type. */
export function Failure({ error, onRetry }: FailureProps) {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof ApiError ? error.code : 'CLIENT';
  return (
    <Result
      status="warning"
      title={t('loadFailed')}
      subTitle={
        <>
          {message} <small>{code}</small>
        </>
      }
      extra={
        <Button type="primary" onClick={onRetry}>
          {t('retry')}
        </Button>
      }
    />
  );
}
