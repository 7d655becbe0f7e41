/** The one lab of the page, with real workers and data; React finds it here. */
import { useStore } from 'zustand';
import { MnistLoader } from '../data/data-loader.ts';
import { type Address, readAddress, writeAddress } from './address.ts';
import { ComparisonLab } from './comparison-lab.ts';
import { exportComparison } from './export.ts';
import { RunClient } from './run-client.ts';
import type { LabState } from './state.ts';

export const address = readAddress(location.search);

const loader = new MnistLoader(new URL('mnist/', document.baseURI).href, (data) => lab?.setData(data));

export const lab: ComparisonLab = new ComparisonLab(
  {
    createRunner: (index, onMessage) => new RunClient('AB'[index]!, () => loader.connect(), onMessage),
    retryData: () => loader.retry(),
  },
  address.comparison,
  address.engine,
  loader.state,
);

/** Starts workers and keeps the address true to the settings. */
export function openLab(): void {
  lab.open();
  lab.store.subscribe(({ comparison, engineChoice }, before) => {
    if (comparison === before.comparison && engineChoice === before.engineChoice) return;
    const query = writeAddress(comparison, engineChoice);
    history.replaceState(null, '', `${location.pathname}${query}${location.hash}`);
  });
  // The scripting interface: what the command line, and a curious visitor's console, read and steer by.
  window.batchNormLab = { lab, address, export: () => exportComparison(lab.store.getState()) };
}

declare global {
  interface Window {
    batchNormLab?: { lab: ComparisonLab; address: Address; export(): ReturnType<typeof exportComparison> };
  }
}

/** A part of the lab's state; the component follows it. */
export function useLab<T>(select: (state: LabState) => T): T {
  return useStore(lab.store, select);
}
