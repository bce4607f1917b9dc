import { type Server, type Socket, connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { chanceOf } from './chance';

const chance = chanceOf('unsteady line');

/** A line to the store that, once it begins to, drops all its connections now and then. */
export interface UnsteadyLine {
  readonly uri: string;
  readonly drops: number;
  shake(): void;
  /** From now on it holds. */
  steady(): void;
  stop(): Promise<void>;
}

/** @param uri of a store that listens on a socket file; the line leads there over TCP */
export async function openUnsteadyLine(uri: string): Promise<UnsteadyLine> {
  const socketPath = decodeURIComponent(/^mongodb:\/\/([^/]+)/.exec(uri)?.[1] ?? '');
  const open = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = connect(socketPath);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      // A dropped line is what this is for; whoever is at its other end deals with it.
      one.on('error', () => one.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  let drops = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const dropLater = (): void => {
    timer = setTimeout(
      () => {
        drops += 1;
        for (const socket of open) socket.destroy();
        dropLater();
      },
      150 + chance() * 500,
    );
  };
  const { port } = server.address() as AddressInfo;
  return {
    uri: `mongodb://127.0.0.1:${port}${/\/[^/]*$/.exec(uri)?.[0] ?? '/'}`,
    get drops() {
      return drops;
    },
    shake: dropLater,
    steady: () => clearTimeout(timer),
    async stop() {
      clearTimeout(timer);
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
