import { Agent, request } from 'node:http';
import type { Client } from '../../server/support/client';

/** Answers of less than this many milliseconds are what a share of the requests got. */
export function percentile(latencies: readonly number[], share: number): number {
  const sorted = latencies.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** One client that keeps its connection open and costs little itself: the machine is to be the server's. */
export class LightClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(
    private readonly url: string,
    private readonly session: Pick<Client, 'cookie' | 'csrf'>,
  ) {}

  /** @returns milliseconds until the whole answer was there. @throws unless it is 200 */
  post(path: string, body: string): Promise<number> {
    const asked = performance.now();
    return new Promise((resolve, reject) => {
      const sent = request(
        `${this.url}/api${path}`,
        {
          method: 'POST',
          agent: this.agent,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            cookie: this.session.cookie,
            'x-csrf-token': this.session.csrf,
          },
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('error', reject);
          response.on('end', () => {
            if (response.statusCode === 200) resolve(performance.now() - asked);
            else {
              const answer = Buffer.concat(parts).toString().slice(0, 500);
              reject(new Error(`${path} answered ${response.statusCode}: ${answer}`));
            }
          });
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
