import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/**
 * The store's driver (mongodb 7) waits for ever for a socket to drain that has been closed before it wrote, and with that
 * command everything that waits behind it. Here whoever writes to a closed socket, or waits for it, gets an error, as a
 * socket that closes a moment later gives it; the driver then tries again on another connection.
 */
export function refuseClosedSockets(): void {
  if (isRefusing) return;
  isRefusing = true;
  subscribe('net.client.socket', (message) => {
    const { socket } = message as { readonly socket: Socket };
    socket.once('close', () => {
      const gone = new Error('the connection is closed');
      socket.write = () => {
        throw gone;
      };
      if (socket.listenerCount('drain') > 0) socket.emit('error', gone);
    });
  });
}

let isRefusing = false;
