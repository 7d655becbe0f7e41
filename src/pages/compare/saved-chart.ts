/** What is kept of a chart of the Compare page: the words of its picture, and all its numbers. */

import { pointsOf } from '../../domain/run-result.ts';
import type { SeriesName } from '../../domain/series-catalogue.ts';
import type { LabState } from '../../lab/comparison/state.ts';
import type { Language } from '../../text/language.ts';
import { texts } from '../../text/text.ts';
import type { LegendItem, PictureWords } from '../../ui/save/compose.ts';
import type { Table } from '../../ui/save/csv.ts';
import { type Column, stepTable } from '../../ui/save/step-table.ts';
import { armLooks } from '../shared/arm-looks.ts';
import { armNames } from '../shared/arm-names.ts';
import { type TrainedRun, wordsOfRuns } from '../shared/picture-words.ts';
import { plainName } from '../shared/series-columns.ts';
import type { ShownCurves } from './shown-curves.ts';

interface Drawn {
  lab: Pick<LabState, 'runs' | 'previous'>;
  shown: Pick<ShownCurves, 'curves' | 'bands' | 'previousRun' | 'recorded'>;
}

export function compareWords(
  { lab, shown, notes }: Drawn & { notes: readonly string[] },
  { title, language, date }: { title: string; language: Language; date: string },
): PictureWords {
  const { curves, bands, previousRun, recorded } = shown;
  const runs: readonly TrainedRun[] =
    recorded ??
    lab.runs.map(({ record, engine, summary }) => ({
      config: record.config,
      // One that has not begun was trained by none.
      ...(summary.step > 0 && { engine }),
    }));
  const own = curves
    .filter(({ ghost }) => !ghost)
    .map(
      ({ name, label, colour, dash }): LegendItem => ({
        sign: { kind: 'line', colour, dash },
        name,
        text: label,
      }),
    );
  return {
    title,
    ...wordsOfRuns(runs, { language, date }),
    legend: [
      ...own,
      ...(previousRun
        ? [{ sign: { kind: 'line', colour: 'var(--ghost)' } as const, text: previousRun }]
        : []),
      ...bands.map(({ name, colours }) => ({ sign: { kind: 'band', colours } as const, text: name })),
      ...notes.map((note) => ({ text: note })),
    ],
  };
}

/** Every value that was measured of the runs that are shown, whatever of it is drawn. */
export function compareTable({ lab, shown }: Drawn, series: SeriesName): Table {
  const name = plainName(series, '_');
  const named = (configs: Parameters<typeof armNames>[0]) =>
    armNames(configs, texts.en).map((arm, i) => `${armLooks[i]!.name} ${name} (${arm})`);
  const { recorded } = shown;
  const results = recorded?.map(({ config, series: all }) => ({ config, points: pointsOf(all[series]) }));
  const runs =
    results ??
    lab.runs.map(({ record }) => ({ config: record.config, points: record.series[series].points }));
  const before = shown.previousRun && lab.previous ? lab.previous.runs.map(({ record }) => record) : [];
  const columns = (names: readonly string[], points: readonly Column['points'][]): Column[] =>
    names.map((own, i) => ({ name: own, points: points[i]! }));
  return stepTable([
    ...columns(
      named(runs.map(({ config }) => config)),
      runs.map(({ points }) => points),
    ),
    ...columns(
      named(before.map(({ config }) => config)).map((own) => `previous ${own}`),
      before.map((record) => record.series[series].points),
    ),
  ]);
}
