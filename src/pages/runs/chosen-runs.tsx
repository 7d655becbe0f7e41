/** The chosen runs: their curves together, what tells them apart, and what can be done with them. */
import { memo, startTransition, useEffect, useState } from 'react';
import type { KeptRun } from '../../domain/kept-run.ts';
import type { RunRecord } from '../../domain/run-record.ts';
import { nextTask } from '../../engine/next-task.ts';
import { library } from '../../lab/keeping/instance.ts';
import { MOST_NAMED } from '../../ui/charts/curve.ts';
import { Notice } from '../../ui/notice.tsx';
import { Part } from '../../ui/part.tsx';
import { linkTo } from '../shared/link-to.ts';
import { ChosenActions } from './chosen-actions.tsx';
import { ChosenChart } from './chosen-chart.tsx';
import { comparisonOfChosen } from './chosen-link.ts';
import { chosenLook } from './chosen-look.ts';
import { Differences } from './differences.tsx';
import { OneRun } from './one-run.tsx';
import { nameOf } from './run-words.ts';
import { chooseInRuns } from './state.ts';
import { useRunsText } from './use-text.ts';

/** Where they are on the page: on a narrow one, far below the list. */
export const CHOSEN = 'chosen-runs';

const CHARTS = ['testAccuracy', 'loss'] as const;

export const ChosenRuns = memo(function ChosenRuns({
  runs,
  onCopy,
}: {
  runs: readonly KeptRun[];
  onCopy: (runs: readonly KeptRun[]) => Promise<void>;
}) {
  const text = useRunsText();
  const words = text.runsPage;
  const { records, isRead } = useRecords(runs);
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
  const unread = isRead ? runs.filter(({ id }) => !records.has(id)) : [];
  const comparison = comparisonOfChosen(runs.map(({ config }) => config));
  const fits = !('kind' in comparison);
  return (
    <section id={CHOSEN} className="panel runs-chosen" aria-label={words.curves}>
      <header className="panel-header">
        <h2>{words.chosen(runs.length)}</h2>
        <button type="button" className="small" onClick={() => chooseInRuns({ chosen: new Set() })}>
          {words.chooseNone}
        </button>
      </header>
      <Part>
        <ChosenActions
          runs={runs}
          drawn={drawn}
          comparison={comparison}
          onCopy={(copied) => void onCopy(copied)}
        />
      </Part>
      {unread.length > 0 && (
        <Notice kind="problem">
          {words.unread(unread.map((run) => nameOf(run, text)).join(text.comma))}
        </Notice>
      )}
      {drawn.length > MOST_NAMED && <p className="hint">{words.unnamedCurves(MOST_NAMED)}</p>}
      {unread.length < runs.length &&
        CHARTS.map((series) => (
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
});

interface ReadRecords {
  records: ReadonlyMap<string, RunRecord>;
  /** Whether they are of the runs that are asked for: those that are not among them cannot be read. */
  isRead: boolean;
}

/** The records of runs, as they come. */
function useRecords(runs: readonly KeptRun[]): ReadRecords {
  const [read, setRead] = useState<{ key: string; records: ReadRecords['records'] }>();
  // A run that trains on is read again.
  const key = runs.map(({ id, updated }) => `${id}@${updated}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the runs are known by `key`.
  useEffect(() => {
    let isWanted = true;
    const readAll = async () => {
      const records = new Map<string, RunRecord>();
      // One by one, as hundreds would hold up the page.
      for (const run of runs) {
        const record = await library.record(run);
        if (!isWanted) return;
        if (record) records.set(run.id, record);
        if (runs.length > FEW) await nextTask();
      }
      // There may be hundreds of curves: they are drawn between what else there is to do.
      startTransition(() => setRead({ key, records }));
    };
    void readAll();
    return () => {
      isWanted = false;
    };
  }, [key]);
  return { records: read?.records ?? NOTHING, isRead: read?.key === key };
}

/** Runs that are read in one go. */
const FEW = 10;

const NOTHING: ReadRecords['records'] = new Map();
