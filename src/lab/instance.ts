/** The one lab of the page and its queue, with real workers and data; React finds them here. */
import { useStore } from 'zustand';
import { MnistLoader } from '../data/data-loader.ts';
import { armLetters, comparisonOfRuns } from '../domain/comparison.ts';
import { configKey, type RunConfig } from '../domain/config.ts';
import { articleTable, recordings, reproductionRuns } from '../domain/experiments.ts';
import { type Address, readAddress, writeAddress } from './address.ts';
import { keepAddress } from './address-bar.ts';
import { ComparisonLab } from './comparison/comparison-lab.ts';
import type { LabState } from './comparison/state.ts';
import { exportComparison } from './export.ts';
import { RecordedRuns, type RecordedState } from './recorded.ts';
import { RunClient } from './run-client.ts';
import { type QueueState, RunQueue } from './queue/run-queue.ts';
import { watch } from './watch.ts';

export const address = readAddress(location.search);

const loader = new MnistLoader(new URL('mnist/', document.baseURI).href, (data) => lab?.setData(data));

export const lab: ComparisonLab = new ComparisonLab(
  {
    createRunner: (arm, onMessage) => new RunClient(armLetters[arm]!, () => loader.connect(), onMessage),
    retryData: (lost) => {
      loader.retry();
      // A data worker that crashed takes the lines to the queue's workers with it as well.
      if (lost) queue.reconnect();
    },
  },
  address.comparison,
  address.engine,
  loader.state,
);

/** Runs by the dozen, for the pages that look at many. */
export const queue = new RunQueue(
  {
    createWorker: (index, onMessage) => new RunClient(`queue-${index}`, () => loader.connect(), onMessage),
    cores: navigator.hardwareConcurrency,
  },
  address.engine,
);

/** Runs that were trained elsewhere, shown until they are trained here. */
export const recorded = new RecordedRuns(async (file) => {
  const response = await fetch(new URL(`recorded/${file}`, document.baseURI));
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.text();
});

/** Starts workers and keeps the address true to the settings. */
export function openLab(): void {
  lab.open();
  keepAddress(lab.store, window);
  // The runs that a visitor is looking at go before any number of runs in the queue.
  watch(lab.store, ({ status, engineChoice }) => {
    if (status === 'running' || status === 'starting') loader.loadAll();
    queue.hold(status === 'running' || status === 'starting' || status === 'pausing');
    queue.chooseEngine(engineChoice);
  });
  watch(queue.store, ({ status }) => {
    if (status === 'running') loader.loadAll();
  });
  window.batchNormLab = {
    lab,
    queue,
    address,
    articleTable,
    recordings,
    reproductionRuns,
    configKey,
    addressOf: (configs) => {
      const comparison = comparisonOfRuns(configs);
      return comparison && writeAddress(comparison, 'auto');
    },
    export: () => exportComparison(lab.store.getState()),
  };
}

/** A part of what is known of recorded runs; the component follows it. */
export function useRecorded<T>(select: (state: RecordedState) => T): T {
  return useStore(recorded.store, select);
}

/** The scripting interface: what the command line, and a curious visitor's console, read and steer by. */
export interface Scripting {
  lab: ComparisonLab;
  queue: RunQueue;
  address: Address;
  articleTable: typeof articleTable;
  recordings: typeof recordings;
  reproductionRuns: typeof reproductionRuns;
  configKey: typeof configKey;
  /** The query under which the page trains two to four complete configurations, if they are of one comparison. */
  addressOf(configs: readonly RunConfig[]): string | undefined;
  export(): ReturnType<typeof exportComparison>;
}

declare global {
  interface Window {
    batchNormLab?: Scripting;
  }
}

/** A part of the queue's state; the component follows it. */
export function useQueue<T>(select: (state: QueueState) => T): T {
  return useStore(queue.store, select);
}

/** A part of the lab's state; the component follows it. */
export function useLab<T>(select: (state: LabState) => T): T {
  return useStore(lab.store, select);
}
