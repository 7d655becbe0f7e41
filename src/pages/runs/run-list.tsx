/** The list of runs. There may be hundreds: arrows, Home and End go through it. */
import type { KeptRun } from '../../domain/kept-run.ts';
import { RunRow } from './run-row.tsx';
import { useRunsText } from './use-text.ts';

export function RunList({ runs, chosen }: { runs: readonly KeptRun[]; chosen: readonly KeptRun[] }) {
  const words = useRunsText().runsPage;
  const numbers = new Map(chosen.map((run, i) => [run, i + 1]));
  return (
    <ul className="run-rows" aria-label={words.list} onKeyDown={goThrough}>
      {runs.map((run) => (
        <RunRow key={run.id} run={run} number={numbers.get(run) ?? 0} />
      ))}
    </ul>
  );
}

/** From a run's box to that of another. */
function goThrough(event: React.KeyboardEvent<HTMLUListElement>): void {
  if (!(event.target instanceof HTMLInputElement) || event.target.type !== 'checkbox') return;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const row = event.target.closest('li');
  const places: Partial<Record<string, Element | null | undefined>> = {
    ArrowDown: row?.nextElementSibling,
    ArrowUp: row?.previousElementSibling,
    Home: event.currentTarget.firstElementChild,
    End: event.currentTarget.lastElementChild,
  };
  if (!(event.key in places)) return;
  event.preventDefault();
  places[event.key]?.querySelector<HTMLInputElement>('input[type="checkbox"]')?.focus();
}
