/** Every run that there is: those that are kept in this browser, and those that came with the lab. Found, compared, gone on with. */
import { useCallback, useDeferredValue, useEffect, useMemo } from 'react';
import { recordings } from '../../domain/experiments.ts';
import type { KeptRun } from '../../domain/kept-run.ts';
import { listed } from '../../domain/run-list.ts';
import { recorded, useLab, useQueue, useRecorded } from '../../lab/instance.ts';
import { library, useLibrary } from '../../lab/keeping/instance.ts';
import { MOST_PINS } from '../../lab/keeping/pins.ts';
import { listedRecordings } from '../../lab/keeping/recorded-runs.ts';
import { countText } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Part } from '../../ui/part.tsx';
import { OtherTabsNews } from '../shared/kept.tsx';
import { CHOSEN, ChosenRuns } from './chosen-runs.tsx';
import { ListControls } from './list-controls.tsx';
import { RunList } from './run-list.tsx';
import { searchWords } from './run-words.ts';
import { chooseInRuns, useRunsState } from './state.ts';
import { StorageLine } from './storage-line.tsx';
import { useImport } from './use-import.ts';
import { useRunsText } from './use-text.ts';

export default function RunsPage() {
  const text = useRunsText();
  const words = text.runsPage;
  const own = useLibrary((state) => state.runs);
  const removed = useLibrary((state) => state.removed);
  const failure = useLibrary((state) => state.failure);
  const choice = useRunsState();
  useEffect(() => library.open(), []);
  const { read, news, tell, take, stop } = useImport();
  const foreign = useRecordings();
  const there = useMemo(
    // The visitor's own come first, and would push down what stood there before them.
    () => (own ? [...own.filter(({ id }) => !removed.has(id)), ...foreign] : []),
    [own, removed, foreign],
  );
  const shown = useMemo(
    () => listed(there, choice, ({ config }) => searchWords(config, text)),
    [there, choice, text],
  );
  // In the order of the list, as their curves are.
  const chosen = useMemo(() => shown.filter(({ id }) => choice.chosen.has(id)), [shown, choice.chosen]);
  // The list answers at once; hundreds of curves and columns come between what else there is to do.
  const drawn = useDeferredValue(chosen);
  const pinned = there.filter((run) => run.pinned).length;
  const copy = useCallback(
    async (runs: readonly KeptRun[]) => {
      const count = await library.copy(runs);
      tell(count > 0 ? [words.copied(count)] : []);
    },
    [tell, words],
  );
  return (
    <main
      className="many runs-page"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        const files = [...event.dataTransfer.files];
        // Others may be images to train on, which are taken on every page.
        if (!files.some(isJson)) return;
        event.preventDefault();
        void take(files);
      }}
    >
      <header className="runs-intro">
        <h2>{words.title}</h2>
        <p className="hint">{words.intro}</p>
      </header>
      {failure && <Notice kind="problem">{words.failure[failure]}</Notice>}
      {read !== undefined && (
        <Notice kind="info" action={{ label: words.stopImport, run: stop }}>
          {words.importing(read)}
        </Notice>
      )}
      {news.length > 0 && (
        <Notice kind="info" action={{ label: text.close, run: () => tell([]) }}>
          {news.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </Notice>
      )}
      <OtherTabsNews />
      <Removed />
      <Damaged />
      <Unread />
      <div className="runs-stage">
        <section className="panel runs-list" aria-label={words.title}>
          <Part>
            <ListControls onImport={take} />
          </Part>
          {own === undefined && <p className="hint">{words.loading}</p>}
          {own?.length === removed.size && choice.source !== 'recorded' && (
            <p className="hint">{words.empty}</p>
          )}
          {shown.length > 0 ? (
            <Part>
              {shown.length > 1 && <ChooseAll runs={shown} />}
              <RunList runs={shown} chosen={chosen} />
            </Part>
          ) : (
            there.length > 0 && choice.source !== 'here' && <p className="hint">{words.none}</p>
          )}
          {pinned > MOST_PINS && <p className="hint">{words.manyPins(MOST_PINS)}</p>}
          <Part>
            <StorageLine />
          </Part>
          {chosen.length > 0 && (
            <button
              type="button"
              className="primary to-chosen"
              onClick={() => void document.getElementById(CHOSEN)?.scrollIntoView()}
            >
              {words.chosen(chosen.length)} <span aria-hidden="true">↓</span>
            </button>
          )}
        </section>
        <Part>
          <ChosenRuns runs={drawn} onCopy={copy} />
        </Part>
      </div>
    </main>
  );
}

/** All that is listed, besides what is chosen of what is not. */
function ChooseAll({ runs }: { runs: readonly KeptRun[] }) {
  const words = useRunsText().runsPage;
  return (
    <button
      type="button"
      className="small choose-all"
      onClick={() =>
        chooseInRuns(({ chosen }) => ({ chosen: new Set([...chosen, ...runs.map(({ id }) => id)]) }))
      }
    >
      {words.chooseAll(countText(runs.length))}
    </button>
  );
}

function isJson({ name, type }: File): boolean {
  return type === 'application/json' || /\.json$/i.test(name);
}

/** All recorded runs. Their files are asked for when the page is there, and no sooner. */
function useRecordings(): KeptRun[] {
  const runs = useRecorded((state) => state.runs);
  useEffect(() => void recorded.load(recordings().map(({ name }) => name)), []);
  return useMemo(() => listedRecordings(runs), [runs]);
}

/** Runs that were taken away, and can be brought back. */
function Removed() {
  const words = useRunsText().runsPage;
  const removed = useLibrary((state) => state.removed);
  const inCompare = useLab(
    ({ runs, status }) => status !== 'finished' && runs.some(({ record }) => removed.has(record.id)),
  );
  const inQueue = useQueue(({ begun }) => begun.some(({ record }) => removed.has(record.id)));
  const trains = inCompare || inQueue;
  if (removed.size === 0) return null;
  return (
    <Notice kind="info" action={{ label: words.undo, run: () => library.bringBack() }}>
      {words.deleted(removed.size)} {trains && words.deletedTraining}
    </Notice>
  );
}

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

/** Recorded runs that could not be read. */
function Unread() {
  const text = useRunsText();
  const problems = useRecorded((state) => state.problems);
  return problems.length > 0 ? <Notice kind="info">{text.many.problem(problems.join(', '))}</Notice> : null;
}
