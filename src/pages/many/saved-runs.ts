/** What is kept of a chart of many runs: the words of its picture, and all its numbers. */
import { pointsOf } from '../../domain/run-result.ts';
import { type SeriesName, seriesCatalogue } from '../../domain/series-catalogue.ts';
import { bandOf, SEEDS_TO_JUDGE } from '../../domain/statistics.ts';
import type { Curve } from '../../ui/charts/curve.ts';
import type { PictureWords } from '../../ui/save/compose.ts';
import type { Table } from '../../ui/save/csv.ts';
import { type Column, stepTable } from '../../ui/save/step-table.ts';
import { wordsOfRuns } from '../shared/picture-words.ts';
import { plainName, settingName } from '../shared/series-columns.ts';
import type { ShownRun } from './shown-runs.ts';

/** The runs of a chart, group by group: those of one group differ in nothing but their seeds. */
export type RunGroups = readonly (readonly ShownRun[])[];

export function runChartWords(
  groups: RunGroups,
  curves: readonly Curve[],
  { notes, ...of }: { title: string; notes: readonly string[] } & Parameters<typeof wordsOfRuns>[1],
): PictureWords {
  return {
    title: of.title,
    ...wordsOfRuns(groups.flat(), of),
    legend: [
      curves.map(({ label, colour, dash }) => ({ sign: { kind: 'line', colour, dash }, text: label })),
      notes.map((text) => ({ text })),
    ],
  };
}

/** A column for each run and, where the chart draws them, for the median and the range of each group. */
export function runChartTable(groups: RunGroups, series: SeriesName, hasBands: boolean): Table {
  const name = plainName(series, '_');
  const columns = groups.flatMap((runs): Column[] => {
    const singles = runs.map(({ config, series: all }) => ({
      name: `${name} (${settingName(config)}, seed ${config.seed})`,
      points: pointsOf(all[series]),
    }));
    if (!hasBands || runs.length < SEEDS_TO_JUDGE) return singles;
    const { median, low, high } = bandOf(
      singles.map(({ points }) => points),
      seriesCatalogue[series].worse,
    );
    const setting = settingName(runs[0]!.config);
    return [
      ...singles,
      ...Object.entries({ median, lowest: low, highest: high }).map(([what, points]) => ({
        name: `${what} ${name} (${setting})`,
        points,
      })),
    ];
  });
  return stepTable(columns);
}
