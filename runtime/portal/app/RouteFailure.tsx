import { useRouteError } from 'react-router-dom';
import { ErrorState } from '../components/States';

/** A screen that could not be shown: said, with a way to try again. */
export function RouteFailure() {
  const error = useRouteError();
  return <ErrorState error={error} onRetry={() => window.location.reload()} />;
}
