/** The one lab of the page and its queue, with real workers and data; React finds them here. */
import { useStore } from 'zustand';
import { DataClient } from '../data/data-client.ts';
import { MnistLoader } from '../data/data-loader.ts';
import { armLetters, comparisonRuns } from '../domain/comparison.ts';
import { MNIST } from '../domain/data-set.ts';
import { recordingsOf } from '../domain/experiments.ts';
import type { EngineChoice } from '../engine/choose.ts';
import { readAddress } from './address.ts';
import { keepAddress } from './address-bar.ts';
import { ChosenData } from './chosen-data.ts';
import { ComparisonLab } from './comparison/comparison-lab.ts';
import type { LabState } from './comparison/state.ts';
import { type DigitImages, DigitLoader } from './digit-images.ts';
import { EngineTrials, type TrialsState } from './engines/engine-trials.ts';
import { machineOf } from './engines/machine.ts';
import { EngineMemory } from './engines/memory.ts';
import { TrialClient } from './engines/trial-client.ts';
import { Inspector } from './inspector.ts';
import { OwnDataDesk } from './own-data.ts';
import { type QueueState, RunQueue } from './queue/run-queue.ts';
import { RecordedRuns, type RecordedState } from './recorded.ts';
import { RunClient } from './run-client.ts';
import { watch } from './watch.ts';

export const address = readAddress(location.search);

const loader = new MnistLoader(new URL('mnist/', document.baseURI).href, (state) =>
  chosenData.setMnist(state),
);

/** Reads, keeps and lists a visitor's own data. */
export const ownData = new OwnDataDesk(() => loader.connectOwn());

/** The images that are to be trained on. */
export const chosenData = new ChosenData(MNIST, loader.state, {
  open: async ({ hash }) => (await ownData.client()).open(hash),
  onState: (state) => lab?.setData(state),
});

/** Looks into the networks of all runs. */
const inspector = new Inspector(() => {
  lab.loseInspector();
  queue.setLooking(undefined);
});
const lines = { data: () => loader.connect(), inspector: () => inspector.line };

/** Which engines are right and how fast, of this program on this device. */
export const trials = new EngineTrials(
  () => new TrialClient(),
  new EngineMemory(() => localStorage, {
    // The name of the page's program, once built, changes with all that it loads, workers and engines among it.
    version: [...document.scripts].map(({ src }) => src.split('/').at(-1)).find((name) => name) ?? '',
    agent: navigator.userAgent,
    cores: navigator.hardwareConcurrency,
  }),
  address.engine === 'auto',
);

export const lab: ComparisonLab = new ComparisonLab(
  {
    createRunner: (arm, onMessage) => new RunClient(armLetters[arm]!, lines, onMessage),
    retryData: (lost) => {
      if (lost) ownData.reconnect();
      if (lost || !chosenData.retry()) loader.retry();
      // A data worker that crashed takes the lines to the queue's workers with it, and that of the digits.
      if (!lost) return;
      queue.reconnect();
      digitLoader.reconnect();
      chosenData.retry();
    },
    refuseEngine: (engine, why) => trials.refuse(engine, why),
  },
  address.comparison,
  address.engine,
  loader.state,
);

/** Runs by the dozen, for the pages that look at many. */
export const queue = new RunQueue(
  {
    createWorker: (index, onMessage) => new RunClient(`queue-${index}`, lines, onMessage),
    cores: navigator.hardwareConcurrency,
    refuseEngine: (engine, why) => trials.refuse(engine, why),
  },
  address.engine,
);

/** Runs that were trained elsewhere, shown until they are trained here. */
export const recorded = new RecordedRuns(async (file) => {
  const response = await fetch(new URL(`recorded/${file}`, document.baseURI));
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.text();
});

/** The test images that are shown one by one. */
const digitLoader = new DigitLoader(() => new DataClient(loader.connect()));

/** Starts workers and keeps the address true to the settings. */
export function openLab(): void {
  const { knowledge } = trials.store.getState();
  lab.setKnowledge(knowledge);
  queue.setKnowledge(knowledge);
  watch(trials.store, ({ knowledge }, before) => {
    if (knowledge === before.knowledge) return;
    lab.setKnowledge(knowledge);
    queue.setKnowledge(knowledge);
  });
  chosenData.choose(address.comparison.shared.data);
  lab.open();
  // What the charts show first; once they are drawn it would be drawn anew.
  void recorded.load(recordingsOf(comparisonRuns(address.comparison)));
  keepAddress(lab.store, window);
  // The runs that a visitor is looking at go before any number of runs in the queue.
  watch(lab.store, ({ status, engineChoice, runs, data, comparison }) => {
    const images = comparison.shared.data;
    chosenData.choose(images);
    if (data.startable) digitLoader.load(images);
    // The first steps need what is there already, and should not share the processor with unpacking all the rest.
    const isUnderWay = status === 'running' || status === 'starting';
    const isOnMnist = images.kind === 'mnist';
    if (isUnderWay && isOnMnist && runs.every(({ summary }) => summary.step > 0)) loader.loadAll();
    queue.hold(status === 'running' || status === 'starting' || status === 'pausing');
    queue.chooseEngine(engineChoice);
    trials.want(engineChoice === 'auto');
    trials.setMachine(machineOf(lab.store.getState(), queue.store.getState()));
  });
  watch(queue.store, ({ status }) => {
    if (status === 'running' && lab.store.getState().comparison.shared.data.kind === 'mnist')
      loader.loadAll();
    trials.setMachine(machineOf(lab.store.getState(), queue.store.getState()));
  });
}

/** Downloads no more of MNIST until it is asked for again. */
export function stopDownload(): void {
  loader.stop();
}

/** Another engine for all runs, or the fastest; one that did not start may try again. */
export function chooseEngine(choice: EngineChoice): void {
  trials.forgive();
  lab.chooseEngine(choice);
}

/** A part of what is known of the engines; the component follows it. */
export function useTrials<T>(select: (state: TrialsState) => T): T {
  return useStore(trials.store, select);
}

/** A part of what is known of recorded runs; the component follows it. */
export function useRecorded<T>(select: (state: RecordedState) => T): T {
  return useStore(recorded.store, select);
}

/** The images that are shown; the component follows them. */
export function useDigitImages(): DigitImages {
  return useStore(digitLoader.store);
}

/** A part of the queue's state; the component follows it. */
export function useQueue<T>(select: (state: QueueState) => T): T {
  return useStore(queue.store, select);
}

/** A part of the lab's state; the component follows it. */
export function useLab<T>(select: (state: LabState) => T): T {
  return useStore(lab.store, select);
}
