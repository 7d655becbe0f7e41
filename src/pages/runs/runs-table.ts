/** Curves of several runs as one table: a line for each run and step. Columns have English names, as programs read them. */
import type { KeptRun } from '../../domain/kept-run.ts';
import { pointAt } from '../../domain/points.ts';
import type { RunRecord } from '../../domain/run-record.ts';
import { seriesNames } from '../../domain/series-catalogue.ts';
import type { Table } from '../../ui/save/csv.ts';
import { plainName, settingName } from '../shared/series-columns.ts';

const columns = seriesNames.map((name) => plainName(name, '_'));

export const runsTableHead: Table = [['run', 'setting', 'seed', 'step', ...columns]];

/** The lines of one run, which is called by its name, or by its number. */
export function runLines({ run, record }: { run: KeptRun; record: RunRecord }, number: number): Table {
  const curves = seriesNames.map((name) => record.series[name].points);
  const steps = new Set(curves.flatMap(({ steps }) => Array.from(steps)));
  return [...steps]
    .sort((a, b) => a - b)
    .map((step) => [
      run.name || number,
      settingName(record.config),
      record.config.seed,
      step,
      ...curves.map((points) => {
        const point = pointAt(points, step);
        return point?.step === step ? point.value : undefined;
      }),
    ]);
}
