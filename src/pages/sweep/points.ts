/** From the runs of a sweep to what its chart draws. Pure functions. */
import type { Cell } from '../../domain/experiments.ts';
import { centreOf, type Spread, spreadOf } from '../../domain/statistics.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { accuraciesOf } from '../many/outcome.ts';
import type { ShownRuns } from '../many/shown-runs.ts';

/** A run that did not learn, as a mark of its own. */
export interface Mark {
  seed: number;
  accuracy: number;
  verdict: Extract<Verdict, { kind: 'collapsed' | 'nan' | 'plateau' | 'fallen' }>;
}

/** One learning rate of one network. */
export interface SweepPoint extends Cell {
  /** None before anything was measured. */
  spread: Spread | undefined;
  /** What is drawn as dots: the only accuracy or the median; of two seeds both, as there is no median. */
  dots: number[];
  marks: Mark[];
  source: ShownRuns['source'];
}

export function sweepPoint(cell: Cell, { runs, source }: ShownRuns): SweepPoint {
  const marks = runs.flatMap(({ config, testAccuracy, verdict }) =>
    verdict.kind === 'waiting' || verdict.kind === 'learning'
      ? []
      : [{ seed: config.seed, accuracy: testAccuracy ?? 0, verdict }],
  );
  const spread = spreadOf(accuraciesOf(runs));
  const centre = centreOf(spread);
  const dots = centre !== undefined ? [centre] : spread ? [spread.low, spread.high] : [];
  return { ...cell, spread, dots, marks, source };
}

/**
 * The points that a line may join. It passes over rates that were not measured, and is broken where there is no median:
 * through either of two seeds it would draw a dip or a height that is not there.
 */
export function linesOf<P extends Pick<SweepPoint, 'dots'>>(points: readonly P[]): P[][] {
  const lines: P[][] = [[]];
  for (const point of points)
    if (point.dots.length === 1) lines.at(-1)!.push(point);
    else if (point.dots.length > 1) lines.push([]);
  return lines.filter((line) => line.length > 1);
}
