import { ApiError, OFFLINE } from '../api/client';

const RETRY_MS = 5000;

/** Nobody waits any more: the person took it back, or the screen went away. */
export class SendingStopped extends Error {}

/**
 * Sends until there is an answer. Without a line it says so, and sends again as soon as there is one. Only for what the
 * server does once, however often it comes: the first sending may have arrived although its answer was lost.
 *
 * @param onWaiting told each time that there was no line
 * @param line      tells `online` when the line is back
 * @throws SendingStopped when `signal` ends the waiting; otherwise what `send` throws
 */
export async function sendUntilAnswered<T>(
  send: () => Promise<T>,
  onWaiting: () => void,
  signal: AbortSignal,
  line: EventTarget = window,
): Promise<T> {
  for (;;) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== OFFLINE) throw error;
    }
    onWaiting();
    await lineOrPause(signal, line);
    if (signal.aborted) throw new SendingStopped();
  }
}

function lineOrPause(signal: AbortSignal, line: EventTarget): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = new AbortController();
    const timer = setTimeout(() => end(), RETRY_MS);
    const end = () => {
      clearTimeout(timer);
      stop.abort();
      resolve();
    };
    line.addEventListener('online', end, { signal: stop.signal });
    signal.addEventListener('abort', end, { signal: stop.signal });
  });
}
