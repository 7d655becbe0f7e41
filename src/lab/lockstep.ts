/**
 * Keeps two runs in step: neither gets more than a few steps ahead of the other, so their curves can be
 * compared while they grow. A run that has ended, by its goal or by NaN, holds nobody back.
 */

/** Steps that a run may be ahead of the slower one. */
export const LEAD = 2;

export interface Pace {
  /** Steps made. */
  step: number;
  /** Whether it will train no further. */
  ended: boolean;
}

/** The step up to which both runs may train, at most `goal`. */
export function allowedStep(runs: readonly Pace[], goal: number): number {
  const live = runs.filter((run) => !run.ended);
  if (live.length === 0) return goal;
  return Math.min(goal, Math.min(...live.map((run) => run.step)) + LEAD);
}

/**
 * Where a pause stops both runs, at one and the same step as soon as may be: the furthest step that is made
 * or, where a run is allowed to go on, in the making.
 */
export function pauseStep(runs: readonly Pace[], allowed: number): number {
  const live = runs.filter((run) => !run.ended);
  return Math.max(0, ...live.map((run) => Math.min(run.step + 1, Math.max(allowed, run.step))));
}
