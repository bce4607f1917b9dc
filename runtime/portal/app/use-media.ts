import { useSyncExternalStore } from 'react';

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => window.matchMedia(query).matches,
  );
}

/** A phone, or a window as narrow as one. */
export function useIsPhone(): boolean {
  return useMedia('(max-width: 767px)');
}

/** Whether things may move: the person can ask their machine for less. */
export function useHasMotion(): boolean {
  return !useMedia('(prefers-reduced-motion: reduce)');
}

/** Whether the machine has a line at all; the server may still be out of reach. */
export function useIsOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener('online', listener);
      window.addEventListener('offline', listener);
      return () => {
        window.removeEventListener('online', listener);
        window.removeEventListener('offline', listener);
      };
    },
    () => navigator.onLine,
  );
}
