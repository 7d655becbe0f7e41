/** What is kept of a chart of chosen runs: the words of its picture, and all its numbers. */
import type { KeptRun } from '../../domain/kept-run.ts';
import type { RunRecord } from '../../domain/run-record.ts';
import type { SeriesName } from '../../domain/series-catalogue.ts';
import { type EngineName, engineNames } from '../../engine/catalogue.ts';
import { recordingOf } from '../../lab/keeping/recorded-runs.ts';
import type { Curve } from '../../ui/charts/curve.ts';
import type { PictureWords } from '../../ui/save/compose.ts';
import type { Table } from '../../ui/save/csv.ts';
import { stepTable } from '../../ui/save/step-table.ts';
import { legendLines } from '../shared/legend-lines.ts';
import { wordsOfRuns } from '../shared/picture-words.ts';
import { plainName, settingName } from '../shared/series-columns.ts';

export interface DrawnRun {
  run: KeptRun;
  record: RunRecord;
  /** Of its curve. */
  look: Pick<Curve, 'name' | 'label' | 'colour' | 'dash'>;
}

/** Of a legend. With hundreds, a picture is taller than browsers draw one. */
const MOST_LINES = 60;

export function chosenWords(
  drawn: readonly DrawnRun[],
  curves: readonly Curve[],
  { title, ...of }: { title: string } & Parameters<typeof wordsOfRuns>[1],
): PictureWords {
  const runs = drawn.map(({ run }) => recordingOf(run) ?? { config: run.config, engine: knownEngine(run) });
  const legend = curves.length > MOST_LINES ? [] : [legendLines(curves)];
  return { title, ...wordsOfRuns(runs, of), legend };
}

/** A column for each run, numbered as its curve is. */
export function chosenTable(drawn: readonly DrawnRun[], series: SeriesName): Table {
  return stepTable(
    drawn.map(({ run, record, look }) => ({
      name: `${look.name} ${plainName(series, '_')} (${run.name || `${settingName(run.config)}, seed ${run.config.seed}`})`,
      points: record.series[series].points,
    })),
  );
}

/** The engine of a run; undefined where it had none, or one that this version of the lab does not have. */
export function knownEngine({ engine }: KeptRun): EngineName | undefined {
  return engineNames.find((name) => name === engine);
}
