/**
 * The catalogue of series: every curve that a run's record holds, with what records, charts and statistics must know of it.
 * Their words are in `src/text/`. A series that files of older versions lack is simply missing there.
 */
import type { TrainedStep } from './trained-step.ts';

interface SeriesKind {
  /** What there is a point for: each training step, or each look at test images. */
  per: 'step' | 'evaluation';
  /** `share`: a part of a whole, in [0, 1], written in percent; `number`: anything, written in four digits. */
  unit: 'share' | 'number';
  /** Which end of its range is the bad one. */
  worse: 'low' | 'high';
  /** A step's value, of a series per step. */
  of?: (step: TrainedStep) => number;
}

export const seriesCatalogue = {
  /** Training loss of each step's batch. */
  loss: { per: 'step', unit: 'number', worse: 'high', of: (step) => step.loss },
  /** Share of the test images that were answered rightly. */
  testAccuracy: { per: 'evaluation', unit: 'share', worse: 'low' },
  /** Mean largest softmax probability of each step's batch, in (0.1, 1]. */
  saturation: { per: 'step', unit: 'share', worse: 'high', of: (step) => step.saturation },
} as const satisfies Record<string, SeriesKind>;

export type SeriesName = keyof typeof seriesCatalogue;
export const seriesNames = Object.keys(seriesCatalogue) as SeriesName[];

/** Series of training steps, as offered beside the test accuracy. */
export const stepSeries = seriesNames.filter((name) => seriesCatalogue[name].per === 'step');

/** One value for each series. */
export function forEachSeries<T>(make: (name: SeriesName, kind: SeriesKind) => T): Record<SeriesName, T> {
  return Object.fromEntries(seriesNames.map((name) => [name, make(name, seriesCatalogue[name])])) as Record<
    SeriesName,
    T
  >;
}
