/** What is kept of a chart of the Compare page: the words of its picture, and all its numbers. */

import type { RunConfig } from '../../domain/config.ts';
import type { Points } from '../../domain/points.ts';
import type { RunRecord } from '../../domain/run-record.ts';
import { pointsOf, type RunResult } from '../../domain/run-result.ts';
import type { SeriesName } from '../../domain/series-catalogue.ts';
import { againstTime, type TrainingTime } from '../../domain/training-time.ts';
import type { LabState } from '../../lab/comparison/state.ts';
import type { Language } from '../../text/language.ts';
import type { LegendItem, PictureWords } from '../../ui/save/compose.ts';
import type { Table } from '../../ui/save/csv.ts';
import { type Column, stepTable } from '../../ui/save/step-table.ts';
import { armLooks } from '../shared/arm-looks.ts';
import { legendLines } from '../shared/legend-lines.ts';
import { type TrainedRun, wordsOfRuns } from '../shared/picture-words.ts';
import { namesInFiles, plainName } from '../shared/series-columns.ts';
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
  const legend: LegendItem[] = [
    ...legendLines(curves.filter(({ ghost }) => !ghost)),
    ...(previousRun ? [{ sign: { kind: 'line', colour: 'var(--ghost)' } as const, text: previousRun }] : []),
    ...bands.map(({ name, colours }) => ({ sign: { kind: 'band', colours } as const, text: name })),
    ...notes.map((text) => ({ text })),
  ];
  return { title, ...wordsOfRuns(runs, { language, date }), legend: [legend] };
}

/**
 * Every value that was measured of the runs that are shown, whatever of it is drawn.
 *
 * @param hasTime whether the chart is one against time: each run then has the seconds of its training as well.
 */
export function compareTable({ lab, shown }: Drawn, series: SeriesName, hasTime: boolean): Table {
  const present = shown.recorded?.map(fromResult) ?? lab.runs.map(({ record }) => fromRecord(record));
  const before = shown.previousRun ? (lab.previous?.runs ?? []).map(({ record }) => fromRecord(record)) : [];
  const columnsOf = (runs: readonly NumbersOfRun[], prefix: string) => {
    const names = namesInFiles(runs.map(({ config }) => config));
    return runs.flatMap(({ points: pointsIn, time }, i): Column[] => {
      const points = pointsIn(series);
      const column = (what: string) => `${prefix}${armLooks[i]!.name} ${what} (${names[i]})`;
      const seconds = againstTime(points, time).steps;
      return [
        { name: column(plainName(series, '_')), points },
        ...(hasTime
          ? [
              {
                name: column('seconds'),
                points: { steps: points.steps, values: Array.from(seconds, (time) => time / 1000) },
              },
            ]
          : []),
      ];
    });
  };
  return stepTable([...columnsOf(present, ''), ...columnsOf(before, 'previous ')]);
}

/** Of a run of the visitor's own or a recorded one. */
interface NumbersOfRun {
  config: RunConfig;
  points: (series: SeriesName) => Points;
  time: TrainingTime;
}

function fromRecord({ config, series, time }: RunRecord): NumbersOfRun {
  return { config, points: (name) => series[name].points, time: time.points };
}

function fromResult({ config, series, millisecondsPerStep }: RunResult): NumbersOfRun {
  return { config, points: (name) => pointsOf(series[name]), time: millisecondsPerStep ?? 0 };
}
