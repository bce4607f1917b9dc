/** Lets the portal open without a line; browsers allow it on secure addresses only. */
export function registerWorker(): void {
  if (!('serviceWorker' in navigator)) return;
  window.addEventListener('load', () => {
    navigator.serviceWorker.register('/service-worker.js').catch((error: unknown) => {
      console.warn('The portal will not open without a network', error);
    });
  });
}
