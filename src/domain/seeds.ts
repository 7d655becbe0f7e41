/** What the seeds of one setting came to: which of them stands for all, how many did the same, which one comes next. */
import { limits } from './config.ts';
import type { RunResult } from './run-result.ts';
import { SEEDS_TO_JUDGE } from './statistics.ts';
import type { Verdict } from './verdict.ts';

/** What is asked of a run here. */
export type SeedRun = Pick<RunResult, 'config' | 'verdict' | 'testAccuracy'>;

/**
 * The run in the middle, by test accuracy: the one that `spreadOf` calls the median, so of an even number the worse of
 * two. Of equal ones the lower seed comes first. None where there are too few to judge.
 */
export function medianRun<R extends SeedRun>(runs: readonly R[]): R | undefined {
  const sorted = runs
    .filter(({ testAccuracy }) => testAccuracy !== null)
    .sort((a, b) => a.testAccuracy! - b.testAccuracy! || a.config.seed - b.config.seed);
  return sorted.length < SEEDS_TO_JUDGE ? undefined : sorted[(sorted.length - 1) >> 1];
}

/** How many of some runs came to one kind of verdict. */
export interface Alike {
  count: number;
  total: number;
  /** The lowest test accuracy of those that did, in [0, 1]. */
  least: number;
}

export function countAlike(runs: readonly SeedRun[], kind: Verdict['kind']): Alike {
  const alike = runs.filter(({ verdict }) => verdict.kind === kind);
  return {
    count: alike.length,
    total: runs.length,
    least: Math.min(...alike.map(({ testAccuracy }) => testAccuracy ?? 0)),
  };
}

/** The seeds that each of these settings has a run of, ascending; settings without any run are passed over. */
export function commonSeeds(settings: readonly (readonly SeedRun[])[]): number[] {
  const [first, ...others] = settings.filter((runs) => runs.length > 0);
  return (first ?? [])
    .map(({ config }) => config.seed)
    .filter((seed) => others.every((runs) => runs.some(({ config }) => config.seed === seed)))
    .sort((a, b) => a - b);
}

/** The next higher of the recorded seeds, and after the last the first; where nothing else is recorded, the next number. */
export function nextSeed(seed: number, recorded: readonly number[]): number {
  const next = recorded.find((other) => other > seed) ?? recorded[0];
  if (next !== undefined && next !== seed) return next;
  return seed < limits.seed.max ? seed + 1 : limits.seed.min;
}

/**
 * A recorded run for each setting to show before anything was trained: those of the wanted seed, or else those of one seed
 * that all settings have, the median of the first. None where a setting has no run at all.
 *
 * @param settings For each setting the runs recorded of it, one for each seed.
 */
export function runsToShow<R extends SeedRun>(
  seed: number,
  settings: readonly (readonly R[])[],
): R[] | undefined {
  const seeds = settings.some((runs) => runs.length === 0) ? [] : commonSeeds(settings);
  const inAll = (settings[0] ?? []).filter(({ config }) => seeds.includes(config.seed));
  const shown = seeds.includes(seed) ? seed : (medianRun(inAll)?.config.seed ?? seeds[0]);
  if (shown === undefined) return undefined;
  return settings.map((runs) => runs.find(({ config }) => config.seed === shown)!);
}
