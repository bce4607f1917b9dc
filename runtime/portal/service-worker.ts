import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

/** The portal's own files with a hash of their content where their name has none; the build writes them here. */
declare const __PORTAL_FILES__: readonly {
  readonly url: string;
  readonly revision: string | null;
}[];

/** On a line that hardly carries anything the page of the last visit is better than none. */
const PATIENCE_MS = 4000;

cleanupOutdatedCaches();
// The page itself comes from the server while there is a line: `/` must not be taken for the kept `/index.html`.
precacheAndRoute([...__PORTAL_FILES__], { directoryIndex: '', cleanURLs: false });
registerRoute(
  new NavigationRoute(
    async ({ request }) => {
      try {
        return await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
      } catch (error) {
        const page = await matchPrecache('/index.html');
        if (page === undefined) throw error;
        return page;
      }
    },
    { denylist: [/^\/api\//, /^\/designer/, /^\/healthz$/, /^\/readyz$/] },
  ),
);
