/**
 * The program that keeps the lab for visits without a network. Built by itself, as `sw.js` (scripts/lib/vite-offline.mjs).
 *
 * It keeps the page with all that it may load, and recorded runs that were looked at. It keeps nothing of MNIST: the data
 * worker has a cache of its own. A new version waits until no page shows the old one, or until a visitor asks for it.
 */
import { clientsClaim } from 'workbox-core';
import { cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { NetworkFirst } from 'workbox-strategies';
import { RECORDED_CACHE, RECORDED_FOLDER, TAKE_OVER } from './names.ts';

declare const self: ServiceWorkerGlobalScope;
/** The files to keep; the build writes them here. */
declare const __KEPT__: PrecacheEntry[];

/** Seconds after which a network that does not answer counts as none. */
const PATIENCE = 4;

cleanupOutdatedCaches();
// The address holds settings: whatever they are, it is the same page.
precacheAndRoute(__KEPT__, { ignoreURLParametersMatching: [/./], cleanURLs: false });

// What was recorded is a result: where there is a network, never an older one than the server has.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.includes(RECORDED_FOLDER),
  new NetworkFirst({ cacheName: RECORDED_CACHE, networkTimeoutSeconds: PATIENCE }),
);

// The page of the first visit, too: what it reads from now on is kept.
clientsClaim();

self.addEventListener('message', ({ data }) => {
  if (data === TAKE_OVER) void self.skipWaiting();
});
