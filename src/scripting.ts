/** The scripting interface: what the command line, and a curious visitor's console, read and steer by. */
import * as z from 'zod/mini';
import { comparisonOfRuns, comparisonRuns } from './domain/comparison.ts';
import { configKey, runConfigSchema } from './domain/config.ts';
import { articleTable, recordings, reproductionRuns } from './domain/experiments.ts';
import type { Verdict } from './domain/verdict.ts';
import { type Address, writeAddress } from './lab/address.ts';
import type { ComparisonLab } from './lab/comparison/comparison-lab.ts';
import { type ExportedComparison, exportComparison } from './lab/export.ts';
import { address, lab, queue, trials } from './lab/instance.ts';
import type { RunQueue } from './lab/queue/run-queue.ts';
import { armNames } from './pages/shared/arm-names.ts';
import { verdictText } from './pages/shared/verdict-text.ts';
import type { trainOn } from './scripting-data.ts';
import type { Problem } from './text/problem-types.ts';
import { texts } from './text/text.ts';

interface Scripting {
  lab: ComparisonLab;
  queue: RunQueue;
  address: Address;
  articleTable: typeof articleTable;
  recordings: typeof recordings;
  reproductionRuns: typeof reproductionRuns;
  configKey: typeof configKey;
  /** The query under which the page trains two to four complete configurations; undefined when it cannot. */
  addressOf(configs: readonly unknown[]): string | undefined;
  /** Resolves when the engines are measured, but for what is drawn by software: runs then get the fastest. */
  measured(): Promise<void>;
  /** See scripting-data.ts. */
  trainOn: typeof trainOn;
  export(): ExportedComparison;
  /** Names of the arms, A first, and other words, in English: the command line has one language. */
  armNames(): string[];
  verdictText(verdict: Verdict): string;
  problemText(problem: Problem): Promise<string>;
}

declare global {
  interface Window {
    batchNormLab?: Scripting;
  }
}

/** Gives the window the interface. */
export function openScripting(): void {
  window.batchNormLab = {
    lab,
    queue,
    address,
    articleTable,
    recordings,
    reproductionRuns,
    // Files of older versions lack what has a default since.
    configKey: (config) => configKey(runConfigSchema.parse(config)),
    addressOf: (configs) => {
      const parsed = z.array(runConfigSchema).safeParse(configs);
      const comparison = parsed.success ? comparisonOfRuns(parsed.data) : undefined;
      return comparison && writeAddress(comparison, 'auto');
    },
    measured: () =>
      new Promise((resolve) => {
        const look = () => {
          if (!trials.store.getState().isAsGoodAsComplete) return;
          stop();
          resolve();
        };
        const stop = trials.store.subscribe(look);
        look();
      }),
    trainOn: async (files, name) => (await import('./scripting-data.ts')).trainOn(files, name),
    export: () => exportComparison(lab.store.getState()),
    armNames: () => armNames(comparisonRuns(lab.store.getState().comparison), texts.en),
    verdictText: (verdict) => verdictText(verdict, texts.en),
    problemText: async (problem) => (await import('./text/problems.ts')).problemText(problem, 'en'),
  };
}
