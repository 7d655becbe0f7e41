/** The one keeper of the page and its library of runs, with the real storage. Loaded when the page has shown. */
import { useStore } from 'zustand';
import * as shelf from '../../storage/shelf.ts';
import { lab, queue } from '../instance.ts';
import { newId } from '../new-id.ts';
import { ComparisonKeeper, type KeepingState } from './comparison-keeper.ts';
import { type LibraryState, RunLibrary } from './library.ts';
import { OtherTabs, type OtherTabsState } from './other-tabs.ts';
import { QueueKeeper, type QueueKeepingState } from './queue-keeper.ts';
import { tabLocks } from './tab-locks.ts';

export const library = new RunLibrary();

export const keeper = new ComparisonKeeper(lab, {
  shelf,
  locks: tabLocks,
  now: () => Date.now(),
  onKept: () => library.followSoon(),
});

export const queueKeeper = new QueueKeeper(queue, {
  shelf,
  locks: tabLocks,
  now: () => Date.now(),
  onKept: () => library.followSoon(),
  prune: (spared) => library.prune(spared),
});
void queueKeeper.open();

/** Tells of other tabs of the lab. */
export const otherTabs = new OtherTabs(
  tabLocks,
  typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('batchnorm-lab.tabs'),
  newId(),
);
void otherTabs.open();
addEventListener('pagehide', () => otherTabs.leave());

keeper.open();
void keeper.findInterrupted();
void library.drawPins().then(() => library.prune());
// The last that a page is told for certain; behind it the browser may end it at any time.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState !== 'hidden') return;
  keeper.keepNow();
  queue.keepNow();
});

/** A part of what is known of keeping; the component follows it. */
export function useKeeping<T>(select: (state: KeepingState) => T): T {
  return useStore(keeper.store, select);
}

/** A part of what is known of kept runs; the component follows it. */
export function useLibrary<T>(select: (state: LibraryState) => T): T {
  return useStore(library.store, select);
}

/** A part of what is known of the kept queue; the component follows it. */
export function useQueueKeeping<T>(select: (state: QueueKeepingState) => T): T {
  return useStore(queueKeeper.store, select);
}

/** What is known of other tabs; the component follows it. */
export function useOtherTabs(): OtherTabsState {
  return useStore(otherTabs.store);
}
