/** The chosen runs: their curves together, what tells them apart, and what can be done with them. */
import { Download, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { KeptRun } from '../../domain/kept-run.ts';
import { runFile } from '../../domain/run-file.ts';
import type { RunRecord } from '../../domain/run-record.ts';
import { library } from '../../lab/keeping/instance.ts';
import { CurveChart } from '../../ui/charts/curve-chart.tsx';
import { csvOf } from '../../ui/save/csv.ts';
import { download, fileName, isoDate } from '../../ui/save/file.ts';
import { seriesLook } from '../shared/series-looks.ts';
import { chosenLook } from './chosen-look.ts';
import { Differences } from './differences.tsx';
import { OneRun } from './one-run.tsx';
import { nameOf } from './run-words.ts';
import { runsTable } from './runs-table.ts';
import { chooseInRuns } from './state.ts';
import { useRunsText } from './use-text.ts';

const CHARTS = ['testAccuracy', 'loss'] as const;
const ICON = 16;

export function ChosenRuns({ runs }: { runs: readonly KeptRun[] }) {
  const text = useRunsText();
  const words = text.runsPage;
  const records = useRecords(runs);
  if (runs.length === 0)
    return (
      <section className="panel runs-chosen" aria-label={words.curves}>
        <h2>{words.curves}</h2>
        <p className="hint">{words.hint}</p>
      </section>
    );
  const save = (content: string, type: string, ending: string) =>
    download(new Blob([content], { type }), fileName('runs', isoDate(new Date()), ending));
  const drawn = runs.flatMap((run) => {
    const record = records.get(run.id);
    return record ? [{ run, record }] : [];
  });
  // With room for what stands at the end of a curve.
  const steps = Math.ceil(1.25 * Math.max(1, ...runs.map(({ step }) => step)));
  return (
    <section className="panel runs-chosen" aria-label={words.curves}>
      <header className="panel-header">
        <h2>{words.chosen(runs.length)}</h2>
        <button type="button" className="small" onClick={() => chooseInRuns({ chosen: new Set() })}>
          {words.chooseNone}
        </button>
      </header>
      <div className="run-actions">
        <button
          type="button"
          onClick={async () => save(runFile(await library.filed(runs)), 'application/json', 'json')}
        >
          <Download aria-hidden="true" size={ICON} />
          {words.exportJson}
        </button>
        <button type="button" onClick={() => save(csvOf(runsTable(drawn)), 'text/csv', 'csv')}>
          <Download aria-hidden="true" size={ICON} />
          {words.exportCsv}
        </button>
        <button
          type="button"
          onClick={() => {
            library.remove(runs.map(({ id }) => id));
            chooseInRuns({ chosen: new Set() });
          }}
        >
          <Trash2 aria-hidden="true" size={ICON} />
          {words.delete}
        </button>
      </div>
      {CHARTS.map((series) => (
        <figure key={series} className="chart" aria-label={text.series[series].name}>
          <figcaption>
            <h3>{text.series[series].name}</h3>
          </figcaption>
          <div className="chart-body">
            <CurveChart
              curves={drawn.map(({ run, record }, i) => ({
                name: String(i + 1),
                label: nameOf(run, text),
                ...chosenLook(i + 1),
                points: record.series[series].points,
              }))}
              steps={steps}
              {...seriesLook(series)}
              words={text.charts.words}
            />
          </div>
        </figure>
      ))}
      <Differences runs={runs} />
      {runs.length === 1 && <OneRun key={runs[0]!.id} run={runs[0]!} />}
    </section>
  );
}

/** The records of runs, as they come. */
function useRecords(runs: readonly KeptRun[]): ReadonlyMap<string, RunRecord> {
  const [records, setRecords] = useState<ReadonlyMap<string, RunRecord>>(new Map());
  // A run that trains on is read again.
  const key = runs.map(({ id, updated }) => `${id}@${updated}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the runs are known by `key`.
  useEffect(() => {
    let isWanted = true;
    void Promise.all(runs.map(async (run) => [run.id, await library.record(run)] as const)).then((read) => {
      if (!isWanted) return;
      setRecords(new Map(read.flatMap(([id, record]) => (record ? [[id, record] as const] : []))));
    });
    return () => {
      isWanted = false;
    };
  }, [key]);
  return records;
}
