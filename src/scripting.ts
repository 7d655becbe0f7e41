/** The scripting interface: what the command line, and a curious visitor's console, read and steer by. */
import * as z from 'zod/mini';
import { OwnDataError } from './data/own/errors.ts';
import { comparisonOfRuns, comparisonRuns, withShared } from './domain/comparison.ts';
import { configKey, runConfigSchema } from './domain/config.ts';
import { type OwnData, ownDataSchema } from './domain/data-set.ts';
import { articleTable, recordings, reproductionRuns } from './domain/experiments.ts';
import type { Verdict } from './domain/verdict.ts';
import { type Address, writeAddress } from './lab/address.ts';
import type { ComparisonLab } from './lab/comparison/comparison-lab.ts';
import { type ExportedComparison, exportComparison } from './lab/export.ts';
import { address, chosenData, lab, ownData, queue, trials } from './lab/instance.ts';
import type { RunQueue } from './lab/queue/run-queue.ts';
import { armNames } from './pages/shared/arm-names.ts';
import { verdictText } from './pages/shared/verdict-text.ts';
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
  /**
   * Reads four files, and has the lab train on them; gives the data set, or what is wrong with the files. `name`: theirs,
   * where no data of the lab have these contents.
   */
  trainOn(files: readonly File[], name: string): Promise<{ data: OwnData } | { problem: string }>;
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
    trainOn: async (files, name) => {
      try {
        const client = await ownData.client();
        const { hash, train, test, classes } = await client.read(files);
        const { comparison } = lab.store.getState();
        const named = comparison.shared.data;
        const numbers = Array.from({ length: classes }, (_, label) => String(label));
        const data = ownDataSchema.parse(
          named.kind === 'own' && named.hash === hash
            ? named
            : { kind: 'own', name, hash, train, test, classes: numbers },
        );
        await client.keep(data);
        lab.change(withShared(comparison, { data }), 'data');
        chosenData.retry();
        return { data };
      } catch (error) {
        if (!(error instanceof OwnDataError)) throw error;
        return { problem: (await import('./text/problems.ts')).problemText(error.problem, 'en') };
      }
    },
    export: () => exportComparison(lab.store.getState()),
    armNames: () => armNames(comparisonRuns(lab.store.getState().comparison), texts.en),
    verdictText: (verdict) => verdictText(verdict, texts.en),
    problemText: async (problem) => (await import('./text/problems.ts')).problemText(problem, 'en'),
  };
}
