/** The one keeper of the page, with the real storage. Loaded when the page has shown. */
import { useStore } from 'zustand';
import * as shelf from '../../storage/shelf.ts';
import { lab } from '../instance.ts';
import { ComparisonKeeper, type KeepingState } from './comparison-keeper.ts';
import * as locks from './tab-locks.ts';

export const keeper = new ComparisonKeeper(lab, {
  shelf,
  locks,
  now: () => Date.now(),
  onKept: () => {},
});

keeper.open();
void keeper.findInterrupted();
// The last that a page is told for certain; behind it the browser may end it at any time.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') keeper.keepNow();
});

/** A part of what is known of keeping; the component follows it. */
export function useKeeping<T>(select: (state: KeepingState) => T): T {
  return useStore(keeper.store, select);
}
