/** Keeps the address bar true to the settings, without telling the browser more often than it bears. */
import type { StoreApi } from 'zustand/vanilla';
import { writeAddress } from './address.ts';
import type { LabState } from './comparison/state.ts';
import { throttle } from './throttle.ts';
import { watch } from './watch.ts';

/** Safari throws after 100 changes of the address in 10 seconds (30 in older versions). */
const INTERVAL = 500;

/** What of the browser's window is needed. */
export interface AddressBar {
  location: Pick<Location, 'pathname' | 'search' | 'hash'>;
  history: Pick<History, 'replaceState'>;
  addEventListener(type: 'popstate' | 'pagehide', listener: () => void): void;
}

/** Follows the lab from now on. */
export function keepAddress(
  store: StoreApi<LabState>,
  { location, history, addEventListener }: AddressBar,
): void {
  const write = () => {
    const { comparison, engineChoice } = store.getState();
    // The language is the address's own wish, if it has one.
    const language = new URLSearchParams(location.search).get('lang');
    const query = writeAddress(comparison, engineChoice, language ?? undefined);
    if (query !== location.search)
      history.replaceState(null, '', `${location.pathname}${query}${location.hash}`);
  };
  const writeSoon = throttle(write, INTERVAL);
  watch(store, ({ comparison, engineChoice }, before) => {
    if (comparison !== before.comparison || engineChoice !== before.engineChoice) writeSoon();
  });
  // An entry of the history that was left behind has the settings of that time; the runs have gone on.
  addEventListener('popstate', writeSoon);
  addEventListener('pagehide', () => {
    writeSoon.cancel();
    write();
  });
}
