/** The store's own process: opens the folder, listens on the socket, says so to its parent, leaves with it. */
import { chmodSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { lockFolder, StoreLockedError } from './folder-lock';
import { dispatch } from './commands/dispatch';
import { Cursors } from './commands/cursors';
import { startExpiry } from './storage/expiry';
import { Catalogue } from './storage/catalogue';
import { Engine } from './storage/engine';
import { serveConnection } from './wire/connection';

const [dataDir = '', socketPath = '', uri = '', mode, expireEveryMs] = process.argv.slice(2);

function start(): void {
  const unlock = lockFolder(dataDir, uri);
  const engine = new Engine(join(dataDir, 'store.lmdb'));
  const catalogue = new Catalogue(engine);
  const store = { engine, catalogue, cursors: new Cursors(), host: socketPath };
  const stopExpiry = startExpiry(engine, catalogue, Number(expireEveryMs));
  rmSync(socketPath, { force: true });
  const server = createServer((socket) =>
    serveConnection(socket, (message) => dispatch(store, message)),
  );
  process.umask(0o077);
  server.listen(socketPath, () => {
    chmodSync(socketPath, 0o600);
    process.send?.({ ready: true });
  });
  const stop = async () => {
    stopExpiry();
    server.close();
    await engine.close();
    rmSync(socketPath, { force: true });
    unlock();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => undefined);
  // A file at its size limit fails the write, as a full disk does, and not the process.
  process.on('SIGXFSZ', () => undefined);
  if (mode !== 'detached') process.on('disconnect', () => void stop());
}

try {
  start();
} catch (error) {
  if (!(error instanceof StoreLockedError)) throw error;
  process.send?.({ locked: { pid: error.pid, uri: error.uri } }, () => process.exit(1));
}
