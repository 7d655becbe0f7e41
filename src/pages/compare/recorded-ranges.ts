/** How far recorded seeds of a run's own setting were apart, for the band behind its curve. */
import type { RunConfig } from '../../domain/config.ts';
import type { Points } from '../../domain/points.ts';
import { type Recordings, seedsIn } from '../../domain/recordings.ts';
import { pointsOf, type RunResult } from '../../domain/run-result.ts';
import { type SeriesName, seriesCatalogue } from '../../domain/series-catalogue.ts';
import { bandOf } from '../../domain/statistics.ts';

interface RecordedRange {
  range: { low: Points; high: Points };
  /** Runs that it is made of. */
  seeds: number;
}

/**
 * From the lowest to the highest value at each step, over the recorded runs that differ from this one in nothing but their
 * seeds: a rate that was moved has none. One seed is no range.
 */
export function recordedRange(
  config: RunConfig,
  recordings: Recordings<Pick<RunResult, 'series'>>,
  series: SeriesName,
): RecordedRange | undefined {
  const curves = seedsIn(recordings, config).flatMap((run) => {
    const points = pointsOf(run.series[series]);
    return points.steps.length > 0 ? [points] : [];
  });
  if (curves.length < 2) return undefined;
  const { low, high } = bandOf(curves, seriesCatalogue[series].worse);
  return { range: { low, high }, seeds: curves.length };
}
