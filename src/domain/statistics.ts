/** What several seeds of one setting have in common, and how far they are apart. */
import type { Points } from './points.ts';
import type { Verdict } from './verdict.ts';

/** The middle value, or the mean of the two middle ones; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[middle]!;
  return (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The middle of some runs and their range. */
export interface Spread {
  median: number;
  low: number;
  high: number;
  count: number;
}

/** Which end of a range is the bad one: a low accuracy, a high loss. */
export type Worse = 'low' | 'high';

/**
 * Median and range of the finite values; undefined when there are none. Of an even number the worse of the two
 * middle values is the median: a value that was measured, so that a run that failed and one that did not are never
 * averaged to something between them. Of four or more, at least half of the runs are then as good as the median. Two
 * have no middle: where single numbers are shown or judged, see `centreOf`.
 */
export function spreadOf(values: readonly number[], worse: Worse = 'low'): Spread | undefined {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const { length } = sorted;
  if (length === 0) return undefined;
  const middle = worse === 'low' ? (length - 1) >> 1 : length >> 1;
  return { median: sorted[middle]!, low: sorted[0]!, high: sorted[length - 1]!, count: length };
}

/** Median and range of several curves at each step. */
export interface Band {
  median: Points;
  low: Points;
  high: Points;
}

/**
 * Median and range over seeds, at every step at which any of them has a point. A seed that has none there, as it
 * ended earlier, does not count; one whose value is not a number counts as a failure: where half of the seeds or
 * more have failed, there is no median (NaN). The range is that of the numbers.
 */
export function bandOf(seeds: readonly Points[], worse: Worse = 'low'): Band {
  const values = new Map<number, number[]>();
  for (const seed of seeds)
    for (let i = 0; i < seed.steps.length; i++) {
      const step = seed.steps[i]!;
      const there = values.get(step) ?? [];
      there.push(seed.values[i]!);
      values.set(step, there);
    }
  const steps = [...values.keys()].sort((a, b) => a - b);
  const at = steps.map((step) => {
    const there = values.get(step)!;
    const spread = spreadOf(there, worse);
    return spread && spread.count * 2 > there.length ? spread : { ...spread, median: Number.NaN };
  });
  const series = (name: 'median' | 'low' | 'high'): Points => ({
    steps,
    values: at.map((spread) => spread[name] ?? Number.NaN),
  });
  return { median: series('median'), low: series('low'), high: series('high') };
}

/** Whether a run ended without having learned: stuck on one class, or NaN. */
export function hasFailed(verdict: Verdict): boolean {
  return verdict.kind === 'collapsed' || verdict.kind === 'nan';
}

/** How many runs came to each kind of verdict. */
export function countVerdicts(verdicts: readonly Verdict[]): Record<Verdict['kind'], number> {
  const counts = { waiting: 0, learning: 0, plateau: 0, fallen: 0, collapsed: 0, nan: 0 };
  for (const { kind } of verdicts) counts[kind]++;
  return counts;
}

/** Fewer seeds than these are not judged: of two, one that failed and one that did not have nothing between them. */
export const SEEDS_TO_JUDGE = 3;

/** The one value that may stand for several seeds: that of the only one, or the median of enough; of two there is none. */
export function centreOf(spread: Spread | undefined): number | undefined {
  return spread && (spread.count === 1 || spread.count >= SEEDS_TO_JUDGE) ? spread.median : undefined;
}

/** Median accuracy from which a learning rate is called usable, where nobody says otherwise. */
export const USABLE_ACCURACY = 0.95;

/** What was measured at a learning rate. */
export interface RatePoint {
  learningRate: number;
  /** Of the accuracies of its seeds; none where nothing was measured. */
  spread?: Spread | undefined;
}

/** At which learning rates a network can be used, or why that cannot be said. */
export type Usability =
  | { kind: 'range'; from: number; to: number }
  /** None of the `judged` rates; where these are fewer than the `rates` there are, others may still be usable. */
  | { kind: 'none'; judged: number; rates: number }
  /** No rate has seeds enough; `seeds` is the most that one has. */
  | { kind: 'too-few-seeds'; seeds: number }
  | { kind: 'not-measured' };

/**
 * The widest unbroken stretch of learning rates whose median accuracy reaches `threshold`, on a log scale; of equally
 * wide ones that at lower rates. Rates that were not judged, for want of seeds or of any measurement, neither begin nor
 * end a stretch. They break one only where a seed is known to fall short.
 */
export function usability(points: readonly RatePoint[], threshold: number): Usability {
  let best: { from: number; to: number } | undefined;
  let current: { from: number; to: number } | undefined;
  let judged = 0;
  let seeds = 0;
  for (const { learningRate, spread } of [...points].sort((a, b) => a.learningRate - b.learningRate)) {
    if (!spread) continue;
    seeds = Math.max(seeds, spread.count);
    const isJudged = spread.count >= SEEDS_TO_JUDGE;
    if (isJudged) judged++;
    if ((isJudged ? spread.median : spread.low) < threshold) current = undefined;
    else if (isJudged) {
      current = { from: current?.from ?? learningRate, to: learningRate };
      // Rates such as 1e-5 and 3.16e-5 are not exact, so equal widths may differ in the last digits.
      if (!best || current.to / current.from > (best.to / best.from) * (1 + 1e-9)) best = current;
    }
  }
  if (best) return { kind: 'range', ...best };
  if (judged > 0) return { kind: 'none', judged, rates: points.length };
  return seeds > 0 ? { kind: 'too-few-seeds', seeds } : { kind: 'not-measured' };
}
