/** What is kept of a run: from its record, and from what the lab knows of it. */
import type { Environment, KeptRun } from '../../domain/kept-run.ts';
import { highest } from '../../domain/points.ts';
import type { RunRecord } from '../../domain/run-record.ts';
import type { EngineName } from '../../engine/engine.ts';
import type { RunView } from '../comparison/state.ts';

/** Where a run belongs. */
export type Place = Pick<KeptRun, 'origin'> & Partial<Pick<KeptRun, 'comparison' | 'arm' | 'parent'>>;

/** Of an arm of a comparison. */
export function keptArm(view: RunView, place: Place, environment: Environment, now: number): KeptRun {
  const { record, ended, engine, problem, checkpoints } = view;
  const state = problem ? 'failed' : ended ? 'finished' : 'unfinished';
  return { ...keptOf(record, engine, place, environment, now), state, checkpoints: [...checkpoints] };
}

/** Of a run that is over. What a visitor has written to it is kept apart; see storage/shelf.ts. */
export function keptOf(
  record: RunRecord,
  engine: EngineName | undefined,
  place: Place,
  environment: Environment,
  now: number,
): KeptRun {
  const { step, verdict, accuracy, meanLoss, millisecondsPerStep } = record.summary;
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
    state: 'finished',
    step,
    verdict,
    accuracy: numberOrNull(accuracy?.value),
    bestAccuracy: numberOrNull(highest(record.series.testAccuracy.points)),
    loss: numberOrNull(meanLoss),
    millisecondsPerStep: numberOrNull(millisecondsPerStep),
    checkpoints: [],
  };
}

function numberOrNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
