import { CloudOutlined, ExclamationCircleOutlined, InboxOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Link, useInRouterContext } from 'react-router-dom';
import { ApiError, OFFLINE } from '../api/client';
import { useText } from '../app/preferences';

/** What happened and what to do, of any error, in the person's words; the code is for those they call for help. */
export function useErrorText(): (error: unknown) => {
  readonly title: string;
  readonly detail: string;
  readonly code: string;
} {
  const t = useText();
  return (error) => {
    if (!(error instanceof ApiError)) {
      return { title: t('error.unexpected'), detail: t('error.unexpectedDetail'), code: 'PORTAL' };
    }
    if (error.code === OFFLINE) {
      return { title: t('error.offline'), detail: t('error.offlineDetail'), code: error.code };
    }
    const title =
      error.status === 401
        ? t('error.loggedOut')
        : error.status === 403
          ? t('error.forbidden')
          : error.status === 404
            ? t('error.notFound')
            : error.status >= 500
              ? t('error.server')
              : t('error.refused');
    return {
      title,
      detail: error.message === '' ? t('error.noReason') : error.message,
      code: error.code,
    };
  };
}

export function ErrorState({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry?: () => void;
}) {
  const t = useText();
  const text = useErrorText()(error);
  const offline = text.code === OFFLINE;
  // The door stands outside the routes; there is nowhere to go from it.
  const mayLeave = useInRouterContext();
  const isFinal = error instanceof ApiError && (error.status === 403 || error.status === 404);
  return (
    <div className="state" role="alert">
      {offline ? (
        <CloudOutlined className="state-icon" />
      ) : (
        <ExclamationCircleOutlined className="state-icon" />
      )}
      <h2>{text.title}</h2>
      <p>{text.detail}</p>
      <div className="state-actions">
        {isFinal && mayLeave && (
          <Link to="/">
            <Button type="primary">{t('action.toToday')}</Button>
          </Link>
        )}
        {!isFinal && onRetry !== undefined && (
          <Button onClick={onRetry}>{t('action.retry')}</Button>
        )}
      </div>
      <small className="error-code">{t('error.code', { code: text.code })}</small>
    </div>
  );
}

interface EmptyStateProps {
  readonly title: string;
  readonly detail?: string;
  readonly action?: ReactNode;
  readonly icon?: ReactNode;
}

export function EmptyState({ title, detail, action, icon }: EmptyStateProps) {
  return (
    <div className="state">
      <span className="state-icon muted">{icon ?? <InboxOutlined />}</span>
      <h2>{title}</h2>
      {detail !== undefined && <p>{detail}</p>}
      {action}
    </div>
  );
}

/** The place of a list, before it is there. */
export function ListSkeleton({ rows = 6 }: { readonly rows?: number }) {
  return (
    <div className="skeleton-list" aria-busy="true">
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton
          key={index}
          active
          title={{ width: '38%' }}
          paragraph={{ rows: 1, width: '72%' }}
        />
      ))}
    </div>
  );
}

interface LoadedProps<T> {
  readonly query: {
    readonly data: T | undefined;
    readonly error: unknown;
    readonly reload: () => void;
  };
  readonly skeleton?: ReactNode;
  readonly children: (data: T) => ReactNode;
}

/** Shows the answer when it is there, the error when there is no answer, the skeleton before either. */
export function Loaded<T>({ query, skeleton, children }: LoadedProps<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error !== undefined) return <ErrorState error={query.error} onRetry={query.reload} />;
  return <>{skeleton ?? <ListSkeleton />}</>;
}
