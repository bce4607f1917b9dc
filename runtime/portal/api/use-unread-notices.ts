import { useQuery } from './use-query';

/** How many messages the person has not read yet; 0 while it is not known. */
export function useUnreadNotices(): number {
  const notices = useQuery('listNotices', { query: { page: 1, pageSize: 1, unread: 'true' } });
  return notices.data?.unread ?? 0;
}
