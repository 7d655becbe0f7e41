/** The chosen runs: their curves together, what tells them apart, and what can be done with them. */
import { useEffect, useState } from 'react';
import type { KeptRun } from '../../domain/kept-run.ts';
import type { RunRecord } from '../../domain/run-record.ts';
import { library } from '../../lab/keeping/instance.ts';
import { Part } from '../../ui/part.tsx';
import { ChosenActions } from './chosen-actions.tsx';
import { ChosenChart } from './chosen-chart.tsx';
import { comparisonOfChosen, linkTo } from './chosen-link.ts';
import { chosenLook } from './chosen-look.ts';
import { Differences } from './differences.tsx';
import { OneRun } from './one-run.tsx';
import { nameOf } from './run-words.ts';
import { chooseInRuns } from './state.ts';
import { useRunsText } from './use-text.ts';

const CHARTS = ['testAccuracy', 'loss'] as const;

export function ChosenRuns({
  runs,
  onCopy,
}: {
  runs: readonly KeptRun[];
  onCopy: (runs: readonly KeptRun[]) => void;
}) {
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
  const drawn = runs.flatMap((run, i) => {
    const record = records.get(run.id);
    return record
      ? [{ run, record, look: { name: String(i + 1), label: nameOf(run, text), ...chosenLook(i + 1) } }]
      : [];
  });
  const comparison = comparisonOfChosen(runs.map(({ config }) => config));
  const fits = !('kind' in comparison);
  return (
    <section className="panel runs-chosen" aria-label={words.curves}>
      <header className="panel-header">
        <h2>{words.chosen(runs.length)}</h2>
        <button type="button" className="small" onClick={() => chooseInRuns({ chosen: new Set() })}>
          {words.chooseNone}
        </button>
      </header>
      <Part>
        <ChosenActions runs={runs} drawn={drawn} comparison={comparison} onCopy={onCopy} />
      </Part>
      {CHARTS.map((series) => (
        <Part key={series}>
          <ChosenChart
            series={series}
            drawn={drawn}
            // With room for what stands at the end of a curve.
            steps={Math.ceil(1.25 * Math.max(1, ...runs.map(({ step }) => step)))}
            address={fits ? linkTo(comparison) : undefined}
          />
        </Part>
      ))}
      <Part>
        <Differences runs={runs} />
      </Part>
      {runs.length === 1 && (
        <Part key={runs[0]!.id}>
          <OneRun run={runs[0]!} />
        </Part>
      )}
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
