/** What is kept of a run, from its record and from what the lab or the queue knows of it. */
import type { Environment, KeptRun } from '../../domain/kept-run.ts';
import { highest } from '../../domain/points.ts';
import type { RunView } from '../comparison/state.ts';

/** Where a run belongs. */
type Place = Pick<KeptRun, 'origin'> & Partial<Pick<KeptRun, 'comparison' | 'arm' | 'parent'>>;

/** What is known of a run besides its record. */
type Known = Pick<
  RunView,
  'record' | 'summary' | 'ended' | 'diverged' | 'engine' | 'problem' | 'checkpoints'
>;

/** What a visitor has written to it is kept apart; see storage/shelf.ts. */
export function keptRun(view: Known, place: Place, environment: Environment, now: number): KeptRun {
  const { record, ended, diverged, engine, problem, checkpoints, summary } = view;
  const { step, verdict, accuracy, meanLoss, millisecondsPerStep } = summary;
  return {
    ...place,
    id: record.id,
    created: now,
    updated: now,
    name: '',
    notes: '',
    pinned: false,
    config: record.config,
    engine: engine ?? null,
    environment,
    state: problem ? 'failed' : ended ? 'finished' : 'unfinished',
    step,
    diverged,
    verdict,
    accuracy: numberOrNull(accuracy?.value),
    bestAccuracy: numberOrNull(highest(record.series.testAccuracy.points)),
    loss: numberOrNull(meanLoss),
    millisecondsPerStep: numberOrNull(millisecondsPerStep),
    checkpoints: [...checkpoints],
  };
}

function numberOrNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
