import { setTimeout } from 'node:timers/promises';
import { type EmbeddedStore, type EmbeddedStoreOptions, startEmbeddedStore } from './start';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;

/**
 * Starts the store, and starts it anew on the same folder and socket whenever its process ends without having been asked
 * to: killed for its memory, given up by its engine, or crashed. What it had acknowledged is on the disk; clients connect
 * again by themselves.
 *
 * @param tell hears of every end and of every start that fails; the waits between those grow to five seconds
 */
export async function keepStoreRunning(
  options: Omit<EmbeddedStoreOptions, 'detached' | 'share'>,
  tell: (event: 'ended' | 'failed' | 'started', detail: unknown) => void,
): Promise<EmbeddedStore> {
  let store = await startEmbeddedStore(options);
  let isStopping = false;
  const startAnew = async (): Promise<void> => {
    for (let wait = FIRST_WAIT_MS; !isStopping; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
      await setTimeout(wait);
      try {
        store = await startEmbeddedStore(options);
        tell('started', store.pid);
        return;
      } catch (error) {
        tell('failed', error);
      }
    }
  };
  const watched = (async (): Promise<void> => {
    while (!isStopping) {
      const code = await store.ended;
      if (isStopping) return;
      tell('ended', code);
      await startAnew();
    }
  })();
  return {
    uri: store.uri,
    get pid() {
      return store.pid;
    },
    ended: watched.then(() => null),
    async stop() {
      isStopping = true;
      await store.stop();
      await watched;
      // It was being started while it was told to stop.
      await store.stop();
    },
  };
}
