/** What the line "Now" is decided from, taken from the state of the lab. */
import { type Standing, standingOf } from '../../domain/now/standing.ts';
import type { Phase } from '../../domain/now/statement.ts';
import type { LabState } from '../../lab/comparison/state.ts';

/** How the runs on the page stand. */
export function standingsOf({ runs }: Pick<LabState, 'runs'>): Standing[] {
  return runs.map(({ record, problem }) => standingOf(record, problem !== undefined));
}

/** A pause is a part of the run; until the first step is made nothing was trained, though it may be on its way. */
export function phaseOf({ status, runs }: Pick<LabState, 'status' | 'runs'>): Phase {
  if (status === 'finished') return 'finished';
  if (runs.some(({ summary }) => summary.step > 0)) return 'running';
  return status === 'starting' || status === 'running' ? 'starting' : 'idle';
}
