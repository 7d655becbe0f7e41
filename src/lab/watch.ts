/** Follows a store without being able to harm whoever changes it, or others who follow it. */
import type { StoreApi } from 'zustand/vanilla';

/** Calls `act` after every change. What it throws is reported and goes no further. Gives back how to stop. */
export function watch<T>(store: StoreApi<T>, act: (state: T, before: T) => void): () => void {
  return store.subscribe((state, before) => {
    try {
      act(state, before);
    } catch (error) {
      reportError(error);
    }
  });
}
