/** From the runs of the networks to the curves of a chart: median, range and single seeds. */
import { type ArmName, armNames } from '../../domain/experiments.ts';
import { pointsOf } from '../../domain/run-result.ts';
import { type SeriesName, seriesCatalogue } from '../../domain/series-catalogue.ts';
import { bandOf, SEEDS_TO_JUDGE } from '../../domain/statistics.ts';
import type { ManyText } from '../../text/many.ts';
import type { Curve } from '../../ui/charts/curve.ts';
import { networkLooks } from '../shared/arm-looks.ts';
import { networkName } from '../shared/arm-names.ts';
import type { ShownRuns } from './shown-runs.ts';

/** What is shown of each network. */
export type RunsByArm = Readonly<Record<ArmName, ShownRuns>>;

export function bandCurves(shown: RunsByArm, series: SeriesName, text: ManyText): Curve[] {
  return armNames.flatMap((arm) => {
    const { runs, source } = shown[arm];
    if (runs.length === 0) return [];
    const pale = source === 'recorded';
    const singles = runs.map((run) => pointsOf(run.series[series]));
    // Two seeds have no median: each is a curve of its own.
    if (runs.length > 1 && runs.length < SEEDS_TO_JUDGE)
      return runs.map(({ config }, i) => ({
        ...networkLooks[arm],
        name: `${text.shortNames[arm]} ${config.seed}`,
        label: `${networkName(arm, text)}${text.comma}${text.many.seed(String(config.seed))}`,
        pale,
        points: singles[i]!,
      }));
    const { median, low, high } = bandOf(singles, seriesCatalogue[series].worse);
    return {
      ...networkLooks[arm],
      name: text.shortNames[arm],
      label: `${networkName(arm, text)}${text.comma}${text.many.median}`,
      pale,
      points: median,
      ...(runs.length > 1 && { singles, range: { low, high } }),
    };
  });
}

/** Last step of the longest of the runs. */
export function lastStep(shown: readonly RunsByArm[]): number {
  const runs = shown.flatMap((byArm) => armNames.flatMap((arm) => byArm[arm].runs));
  return Math.max(1, ...runs.map((run) => run.config.steps));
}
