const WINDOW_MS = 15 * 60 * 1000;
const MAX_FAILURES = 8;
const MAX_KEYS = 10_000;

/**
 * Counts failed log-ins by user name and address. Kept in memory: several server processes each allow so many, which
 * still makes guessing hopeless.
 */
export class LogInThrottle {
  private readonly failures = new Map<string, { count: number; until: number }>();

  /** @returns minutes to wait, or 0 */
  waitMinutes(key: string, now: number): number {
    const entry = this.failures.get(key);
    if (entry === undefined || entry.until <= now || entry.count < MAX_FAILURES) return 0;
    return Math.ceil((entry.until - now) / 60_000);
  }

  fail(key: string, now: number): void {
    if (this.failures.size >= MAX_KEYS) {
      const [oldest = key] = this.failures.keys();
      this.failures.delete(oldest);
    }
    const entry = this.failures.get(key);
    const count = entry === undefined || entry.until <= now ? 1 : entry.count + 1;
    this.failures.set(key, { count, until: now + WINDOW_MS });
  }

  succeed(key: string): void {
    this.failures.delete(key);
  }
}
