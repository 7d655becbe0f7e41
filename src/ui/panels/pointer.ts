/** The step that all panels show: one for the whole page, so that what is read in one is seen in all. */
import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';

export interface Pointer {
  /** Undefined: the newest. */
  step: number | undefined;
}

export function createPointer(): StoreApi<Pointer> {
  return createStore<Pointer>(() => ({ step: undefined }));
}

export const PointerContext = createContext<StoreApi<Pointer> | undefined>(undefined);

export function usePointerStore(): StoreApi<Pointer> {
  const store = useContext(PointerContext);
  if (!store) throw new Error('Panels need a pointer around them.');
  return store;
}

export function usePointedStep(): number | undefined {
  return useStore(usePointerStore(), ({ step }) => step);
}
