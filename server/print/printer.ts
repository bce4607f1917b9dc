import type { ChildProcess } from 'node:child_process';
import type { PrintDocument } from '../../runtime/print';
import { forkTypeScript } from '../typescript-process';
import type { PrintAnswer, PrintOrder } from './print-process';

const PATIENCE_MS = 60_000;
/** The process holds some hundred megabytes of fonts: when nobody prints, it goes. */
const IDLE_MS = 120_000;

interface Waiting {
  readonly done: (bytes: Buffer) => void;
  readonly fail: (error: Error) => void;
  readonly patience: NodeJS.Timeout;
}

/** Makes files of printed forms; starts its process when somebody prints. */
export class Printer {
  private child: ChildProcess | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private orders = 0;
  private idle: NodeJS.Timeout | undefined;

  /** @throws Error when it cannot be made, or takes longer than a minute */
  print(format: PrintOrder['format'], paper: PrintDocument): Promise<Buffer> {
    clearTimeout(this.idle);
    const child = (this.child ??= this.start());
    const id = ++this.orders;
    return new Promise((done, fail) => {
      const patience = setTimeout(() => {
        // What it is at may never end; whatever else waits for it is told so, too.
        child.kill('SIGKILL');
      }, PATIENCE_MS);
      this.waiting.set(id, { done, fail, patience });
      child.send({ id, format, paper } satisfies PrintOrder);
    });
  }

  stop(): void {
    clearTimeout(this.idle);
    this.child?.kill('SIGKILL');
  }

  private start(): ChildProcess {
    const child = forkTypeScript(new URL('./print-process.ts', import.meta.url));
    child.on('message', (answer: PrintAnswer) => this.take(answer));
    child.once('error', () => this.lose(child));
    child.once('exit', () => this.lose(child));
    return child;
  }

  private take(answer: PrintAnswer): void {
    const order = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    clearTimeout(order?.patience);
    if ('error' in answer) order?.fail(new Error(answer.error));
    else order?.done(Buffer.from(answer.bytes));
    if (this.waiting.size > 0) return;
    this.idle = setTimeout(() => this.child?.kill('SIGTERM'), IDLE_MS);
    this.idle.unref();
  }

  /** Whoever prints next gets a new process. */
  private lose(child: ChildProcess): void {
    if (this.child !== child) return;
    this.child = undefined;
    for (const { fail, patience } of this.waiting.values()) {
      clearTimeout(patience);
      fail(new Error('the print process ended before it had made the file'));
    }
    this.waiting.clear();
  }
}
