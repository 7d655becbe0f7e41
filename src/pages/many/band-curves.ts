/** From the runs of the two networks to the curves of a chart: median, range and single seeds. */
import { pointsOf, type RunResult } from '../../domain/run-result.ts';
import { bandOf } from '../../domain/statistics.ts';
import type { Text } from '../../text/en.ts';
import type { Curve } from '../../ui/charts/curve-chart.tsx';
import { runLooks } from '../compare/curves.ts';
import type { ShownRuns } from './shown-runs.ts';

export type SeriesName = keyof RunResult['series'];

/** Without BN first. */
export type Pair = readonly [ShownRuns, ShownRuns];

export function bandCurves(pair: Pair, series: SeriesName, text: Text): Curve[] {
  return pair.flatMap(({ runs, source }, index) => {
    if (runs.length === 0) return [];
    const { colour, ...look } = runLooks[index as 0 | 1];
    const singles = runs.map((run) => pointsOf(run.series[series]));
    const { median, low, high } = bandOf(singles, series === 'testAccuracy' ? 'low' : 'high');
    return {
      name: index === 0 ? text.many.short.off : text.many.short.on,
      label: `${index === 0 ? text.withoutBatchNorm : text.withBatchNorm}, ${text.many.median}`,
      colour,
      ...('dash' in look && { dash: look.dash }),
      pale: source === 'recorded',
      points: median,
      ...(runs.length > 1 && { singles, range: { low, high } }),
    };
  });
}

/** Last step of the longest of the runs. */
export function lastStep(pairs: readonly Pair[]): number {
  return Math.max(
    1,
    ...pairs.flatMap((pair) => pair.flatMap(({ runs }) => runs.map((run) => run.config.steps))),
  );
}
