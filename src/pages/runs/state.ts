/** What the visitor has chosen on the page of runs; it stays while another page is open. */
import { create } from 'zustand';
import type { ListChoice } from '../../domain/run-list.ts';

interface RunsState extends ListChoice {
  chosen: ReadonlySet<string>;
}

export const useRunsState = create<RunsState>(() => ({
  search: '',
  sorting: 'created',
  normalization: 'all',
  verdict: 'all',
  source: 'all',
  chosen: new Set(),
}));

export const chooseInRuns = useRunsState.setState;

/** Chooses a run, or no longer. */
export function toggleChosen(id: string): void {
  chooseInRuns(({ chosen }) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    return { chosen: next };
  });
}
