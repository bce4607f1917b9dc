import { DAY_MS } from '../../runtime/kernel';

/** 「已 2 天」: how long something has waited. */
export function waitedFor(since: number, now: number): string {
  const days = Math.floor((now - since) / DAY_MS);
  if (days > 0) return `已 ${days} 天`;
  const hours = Math.floor((now - since) / (DAY_MS / 24));
  return hours > 0 ? `已 ${hours} 小时` : '刚刚送到';
}
