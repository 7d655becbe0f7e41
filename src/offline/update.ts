/** Whether a newer version of the lab waits. A file of its own, as the page has it from the start and the rest later. */
import { createStore } from 'zustand/vanilla';

export const update = createStore<{
  /** Shows the newer version in place of this page; undefined while there is none. */
  load?: () => void;
}>(() => ({}));
