/**
 * The step that all panels show: one for the whole page, so that what is read in one is seen in all.
 *
 * A pointer that passes over a panel reads it, in all panels, for as long as it is there. What is chosen, by a click, a
 * tap or keys, stays: sentences and pictures follow that alone, so that nothing moves under a pointer on its way.
 */
import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';

export interface Pointer {
  /** The step that was chosen. Undefined: the newest. */
  chosen: number | undefined;
  /** The step under a pointer. */
  hovered: number | undefined;
}

export function createPointer(): StoreApi<Pointer> {
  return createStore<Pointer>(() => ({ chosen: undefined, hovered: undefined }));
}

export const PointerContext = createContext<StoreApi<Pointer> | undefined>(undefined);

export function usePointerStore(): StoreApi<Pointer> {
  const store = useContext(PointerContext);
  if (!store) throw new Error('Panels need a pointer around them.');
  return store;
}

export function useChosenStep(): number | undefined {
  return useStore(usePointerStore(), ({ chosen }) => chosen);
}

/** What is read: under a pointer or, without one, what was chosen. */
export function useReadStep(): number | undefined {
  return useStore(usePointerStore(), ({ hovered, chosen }) => hovered ?? chosen);
}
