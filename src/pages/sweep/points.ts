/** From the runs of a sweep to what its chart draws. Pure functions. */
import type { Cell } from '../../domain/experiments.ts';
import { type Spread, spreadOf, usableRange } from '../../domain/statistics.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { accuraciesOf } from '../many/outcome.ts';
import type { ShownRuns } from '../many/shown-runs.ts';

/** A run that did not learn, as a mark of its own. */
export interface Mark {
  seed: number;
  accuracy: number;
  verdict: Extract<Verdict, { kind: 'collapsed' | 'nan' | 'plateau' }>;
}

/** One learning rate with or without BN. */
export interface SweepPoint extends Cell {
  /** None before anything was measured. */
  spread: Spread | undefined;
  marks: Mark[];
  source: ShownRuns['source'];
}

export function sweepPoint(cell: Cell, { runs, source }: ShownRuns): SweepPoint {
  const marks = runs.flatMap(({ config, testAccuracy, verdict }) =>
    verdict.kind === 'waiting' || verdict.kind === 'learning'
      ? []
      : [{ seed: config.seed, accuracy: testAccuracy ?? 0, verdict }],
  );
  return { ...cell, spread: spreadOf(accuraciesOf(runs)), marks, source };
}

/** The stretch of learning rates at which a network can be used. */
export function usableOf(points: readonly SweepPoint[], threshold: number): ReturnType<typeof usableRange> {
  return usableRange(
    points.map(({ learningRate, spread }) => ({ learningRate, median: spread?.median })),
    threshold,
  );
}
