/** Every run that is kept in this browser: found again, compared, taken along, gone on with. */
import { useState } from 'react';
import { listed } from '../../domain/run-list.ts';
import { library, useLibrary } from '../../lab/keeping/instance.ts';
import { Notice } from '../../ui/controls.tsx';
import { ChosenRuns } from './chosen-runs.tsx';
import { ListControls } from './list-controls.tsx';
import { RunRow } from './run-row.tsx';
import { settingWords } from './run-words.ts';
import { useRunsState } from './state.ts';
import { StorageLine } from './storage-line.tsx';
import { useRunsText } from './use-text.ts';

export default function RunsPage() {
  const text = useRunsText();
  const words = text.runsPage;
  const all = useLibrary((state) => state.runs);
  const removed = useLibrary((state) => state.removed);
  const failure = useLibrary((state) => state.failure);
  const choice = useRunsState();
  const [news, setNews] = useState<readonly string[]>([]);
  const there = (all ?? []).filter(({ id }) => !removed.has(id));
  const shown = listed(there, choice, ({ config }) => settingWords(config, text));
  // In the order of the list, as their curves are.
  const chosen = shown.filter(({ id }) => choice.chosen.has(id));
  const take = async (files: Iterable<File>) => {
    for (const file of files) {
      const { count, faults } = await library.importFile(await file.text());
      const failures = faults.map((fault) =>
        fault.kind === 'run' ? words.brokenRun(fault.number, fault.place) : words.fileFaults[fault.kind],
      );
      setNews([...(count > 0 ? [words.imported(count)] : []), ...failures.slice(0, FEW)]);
    }
  };
  return (
    <main
      className="many runs-page"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void take(event.dataTransfer.files);
      }}
    >
      <header className="runs-intro">
        <h2>{words.title}</h2>
        <p className="hint">{words.intro}</p>
      </header>
      {failure && <Notice kind="problem">{words.failure[failure]}</Notice>}
      {news.length > 0 && (
        <Notice kind="info" action={{ label: text.close, run: () => setNews([]) }}>
          {news.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </Notice>
      )}
      {removed.size > 0 && (
        <Notice kind="info" action={{ label: words.undo, run: () => library.bringBack() }}>
          {words.deleted(removed.size)}
        </Notice>
      )}
      <Damaged />
      <div className="runs-stage">
        <section className="panel runs-list" aria-label={words.title}>
          <ListControls onImport={take} />
          {all === undefined ? (
            <p className="hint">{words.loading}</p>
          ) : shown.length === 0 ? (
            <p className="hint">{there.length === 0 ? words.empty : words.none}</p>
          ) : (
            <ul className="run-rows">
              {shown.map((run) => (
                <RunRow key={run.id} run={run} number={chosen.indexOf(run) + 1} />
              ))}
            </ul>
          )}
          <StorageLine />
        </section>
        <ChosenRuns runs={chosen} />
      </div>
    </main>
  );
}

/** Faults of a file that are named; more would be a list that nobody reads. */
const FEW = 5;

function Damaged() {
  const words = useRunsText().runsPage;
  const damaged = useLibrary((state) => state.damaged);
  if (damaged.length === 0) return null;
  return (
    <Notice kind="info" action={{ label: words.deleteDamaged, run: () => void library.forget(damaged) }}>
      {words.damaged(damaged.length)}
    </Notice>
  );
}
