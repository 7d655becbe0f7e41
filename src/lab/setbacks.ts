/**
 * What becomes of a run whose worker has failed, wherever it is trained: it goes on from its last checkpoint in another worker,
 * unless that has failed too often; and when an engine is no longer to be trusted.
 */
import type { CheckpointPlace } from '../domain/checkpoint-place.ts';
import type { WorkerProblem } from '../worker/problem.ts';

/** How often a run's worker has failed without the run having come any further, and how far it was. */
export interface Setbacks {
  readonly count: number;
  readonly step: number;
}

/** As often a worker is replaced that fails without having come any further; then the visitor is told. */
const MOST_SETBACKS = 2;
/** Steps after which what has failed before is forgotten. */
const RECOVERED = 20;
/** Milliseconds in which a second lost context means that the graphics card is not to be trusted with this. */
const LOSS_WINDOW = 60_000;
/** Milliseconds in which workers notice, each at the end of its step, that one reset of the driver has taken all their contexts. */
const ONE_RESET = 2_000;
/** Checkpoints that are kept of a run. */
const KEPT = 2;

/** The beginning of a run: without a checkpoint it goes on from there, which gives the same numbers. */
export const BEGINNING: CheckpointPlace = { step: 0, scaledAt: -1 };

/** One failure more, of a worker whose run has made so many steps; undefined when it was one too many. */
export function setBack(before: Setbacks | undefined, step: number): Setbacks | undefined {
  const isFurther = before === undefined || step >= before.step + RECOVERED;
  const count = isFurther ? 1 : before.count + 1;
  if (count > MOST_SETBACKS) return undefined;
  return { count, step: Math.max(step, isFurther ? 0 : before.step) };
}

/** When graphics contexts were lost in the last minute, in milliseconds of the page's clock; those of one reset are one loss. */
export function recentLosses(
  before: readonly number[],
  problem: WorkerProblem,
  at: number,
): readonly number[] {
  const recent = before.filter((time) => at - time < LOSS_WINDOW);
  const isAnother = recent.every((time) => at - time >= ONE_RESET);
  return problem.code === 'context-lost' && isAnother ? [...recent, at] : recent;
}

/** Whether a failure says that the graphics card should be left alone. */
export function isLastStraw(problem: WorkerProblem, losses: readonly number[]): boolean {
  return problem.code === 'context-lost' && losses.length > 1;
}

/** The checkpoints that are there, newest last, after another one was kept. */
export function withCheckpoint(
  checkpoints: readonly CheckpointPlace[],
  place: CheckpointPlace,
): readonly CheckpointPlace[] {
  return [...checkpoints.filter(({ step }) => step < place.step), place].slice(-KEPT);
}
