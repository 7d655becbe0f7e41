/**
 * Keeps two runs in step: neither gets more than a few steps ahead of the other, so their curves can be
 * compared while they grow. A run that has ended, by its goal or by NaN, holds nobody back.
 */

/** Steps that a run may be ahead of the slower one, however slow both are. */
export const LEAD = 2;
const MOST_LEAD = 60;
/** Milliseconds that a run may be ahead: long enough for news of its steps to come and go. */
const LEAD_TIME = 250;

/**
 * Steps that a run may be ahead of the slower one. Fast engines compute ahead and tell of many steps at once; they
 * would stand still if they had to wait for the other at each.
 *
 * @param millisecondsPerStep of the slowest run, if it is known.
 */
export function leadOf(millisecondsPerStep = Number.POSITIVE_INFINITY): number {
  return Math.max(LEAD, Math.min(MOST_LEAD, Math.floor(LEAD_TIME / millisecondsPerStep)));
}

export interface Pace {
  /** Steps made. */
  step: number;
  /** Whether it will train no further. */
  ended: boolean;
}

/** The step up to which both runs may train, at most `goal`. */
export function allowedStep(runs: readonly Pace[], goal: number, lead = LEAD): number {
  const live = runs.filter((run) => !run.ended);
  if (live.length === 0) return goal;
  return Math.min(goal, Math.min(...live.map((run) => run.step)) + lead);
}

/**
 * Where a pause stops both runs, at one and the same step as soon as may be: the furthest step that is made
 * or, where a run is allowed to go on, in the making. Of fast runs nobody knows which that is, but it is not long until
 * the step that they are allowed to make.
 */
export function pauseStep(runs: readonly Pace[], allowed: number, lead = LEAD): number {
  const live = runs.filter((run) => !run.ended);
  if (lead > LEAD) return Math.max(allowed, ...live.map((run) => run.step));
  return Math.max(0, ...live.map((run) => Math.min(run.step + 1, Math.max(allowed, run.step))));
}
