/** Keeps the lab for visits without a network, and notices newer versions of it. */
import { ownProgram } from '../browser/own-program.ts';
import { RECORDED_CACHE, RECORDED_FOLDER, TAKE_OVER } from './names.ts';
import { update } from './update.ts';

/** Never rejects: a browser may refuse, in private windows or on a full disk, and the lab goes on without. */
export async function keep(): Promise<void> {
  try {
    const container = navigator.serviceWorker;
    const isFirst = !container.controller;
    const address = ownProgram(new URL('sw.js', document.baseURI).href);
    const registration = await container.register(address, { updateViaCache: 'none' });
    watchUpdates(registration);
    if (isFirst) await keepRecorded();
  } catch (error) {
    console.info('The lab is not kept for visits without a network.', error);
  }
}

function watchUpdates(registration: ServiceWorkerRegistration): void {
  const look = () => {
    // The very first version waits for a moment as well, and replaces nothing.
    if (registration.waiting && registration.active) update.setState({ load: () => takeOver(registration) });
  };
  registration.addEventListener('updatefound', () =>
    registration.installing?.addEventListener('statechange', look),
  );
  look();
}

function takeOver({ waiting }: ServiceWorkerRegistration): void {
  const reload = () => location.reload();
  // Another window may have let it take over already.
  if (waiting) {
    navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true });
    waiting.postMessage(TAKE_OVER);
  } else reload();
}

/** Recorded runs that the page read before anything could keep them; the browser has most of them at hand. */
async function keepRecorded(): Promise<void> {
  const cache = await caches.open(RECORDED_CACHE);
  const names = performance.getEntriesByType('resource').map(({ name }) => name);
  await cache.addAll(new Set(names.filter((name) => new URL(name).pathname.includes(RECORDED_FOLDER))));
}
