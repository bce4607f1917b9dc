import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './office';

/** A server in a process of its own, which a test may kill, stop for a while, and start again. */
export class ServerProcess {
  private child: ChildProcess | undefined;
  private address = '';

  /** @param environment as `serve.ts` reads it */
  constructor(private readonly environment: Readonly<Record<string, string>>) {}

  get url(): string {
    return this.address;
  }

  get isRunning(): boolean {
    const { child } = this;
    return child !== undefined && child.exitCode === null && child.signalCode === null;
  }

  /** Resolves when it listens. With its store, if it has one, it is one process group. */
  async start(): Promise<void> {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', join(root, 'tests/server/support/serve.ts')],
      {
        cwd: root,
        detached: true,
        env: { ...process.env, ...this.environment },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    this.child = child;
    for await (const line of createInterface({ input: child.stdout })) {
      this.address = (JSON.parse(line) as { url: string }).url;
      return;
    }
    throw new Error('the server did not start');
  }

  /** kill -9 of the whole group. Resolves when it is gone. */
  async kill(): Promise<void> {
    const { child } = this;
    if (child === undefined || !this.isRunning) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    this.signal('SIGKILL');
    await gone;
  }

  /** It stands still, and does not know it. */
  pause(): void {
    this.signal('SIGSTOP');
  }

  resume(): void {
    this.signal('SIGCONT');
  }

  private signal(name: NodeJS.Signals): void {
    const { child } = this;
    if (child?.pid !== undefined && this.isRunning) process.kill(-child.pid, name);
  }
}
