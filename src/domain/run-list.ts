/** Which of many runs a list shows, and in which order. */
import { differingSettings } from './comparison.ts';
import type { RunConfig, Setting } from './config.ts';
import type { KeptRun } from './kept-run.ts';
import type { Normalization } from './normalization.ts';
import type { Verdict } from './verdict.ts';

export const sortings = ['created', 'bestAccuracy', 'accuracy', 'loss', 'step', 'name'] as const;
type Sorting = (typeof sortings)[number];

export const sources = ['all', 'here', 'recorded'] as const;

export interface ListChoice {
  /** Words that all must be there, of a run's name, notes or configuration; a number must stand alone: 3 is no part of 1E-3. */
  search: string;
  sorting: Sorting;
  /** One kind alone, or all. */
  normalization: Normalization['kind'] | 'all';
  verdict: Verdict['kind'] | 'all';
  /** What is kept in this browser, what came with the lab, or all. */
  source: (typeof sources)[number];
}

/** The runs that a list shows. `wordsOf`: what else can be found of a run, such as its configuration in words. */
export function listed(
  runs: readonly KeptRun[],
  { search, sorting, normalization, verdict, source }: ListChoice,
  wordsOf: (run: KeptRun) => string,
): KeptRun[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = runs.filter((run) => {
    if (source !== 'all' && (source === 'recorded') !== isRecorded(run)) return false;
    if (normalization !== 'all' && run.config.normalization.kind !== normalization) return false;
    if (verdict !== 'all' && run.verdict.kind !== verdict) return false;
    if (words.length === 0) return true;
    const text = `${run.name} ${run.notes} ${wordsOf(run)}`.toLowerCase();
    return words.every((word) => (isNumber(word) ? text.split(/\s+/) : text).includes(word));
  });
  return found.sort((a, b) => Number(b.pinned) - Number(a.pinned) || comparing[sorting](a, b) || byAge(a, b));
}

function isNumber(word: string): boolean {
  return /^\d+$/.test(word);
}

export function isRecorded({ origin }: KeptRun): boolean {
  return origin === 'recorded';
}

/** The visitor's own first, however new what came with the lab is: there are hundreds of those. */
const byAge = (a: KeptRun, b: KeptRun) =>
  Number(isRecorded(a)) - Number(isRecorded(b)) || b.created - a.created || (a.arm ?? 0) - (b.arm ?? 0);
/** What is not known comes last. */
const highFirst = (of: (run: KeptRun) => number | null) => (a: KeptRun, b: KeptRun) =>
  (of(b) ?? Number.NEGATIVE_INFINITY) - (of(a) ?? Number.NEGATIVE_INFINITY) || 0;

const comparing: Record<Sorting, (a: KeptRun, b: KeptRun) => number> = {
  created: byAge,
  bestAccuracy: highFirst((run) => run.bestAccuracy),
  accuracy: highFirst((run) => run.accuracy),
  loss: highFirst((run) => (run.loss === null ? null : -run.loss)),
  step: highFirst((run) => run.step),
  // What has no name comes last.
  name: (a, b) => Number(a.name === '') - Number(b.name === '') || a.name.localeCompare(b.name),
};

/** The settings in which runs differ, each with every run's value. */
export function differences(
  configs: readonly RunConfig[],
): { setting: Setting; values: RunConfig[Setting][] }[] {
  return differingSettings(configs).map((setting) => ({
    setting,
    values: configs.map((config) => config[setting]),
  }));
}
