/**
 * Keeps runs in step: none gets more than a few steps ahead of the others, so their curves can be
 * compared while they grow. A run that has ended, by its goal or by NaN, holds nobody back.
 */

/** Steps that a run may be ahead of the slowest one, however slow all are. */
export const LEAD = 2;
const MOST_LEAD = 60;
/** Milliseconds that a run may be ahead: long enough for news of its steps to come and go. */
const LEAD_TIME = 250;

/**
 * Steps that a run may be ahead of the slowest one. Fast engines compute ahead and tell of many steps at once; they
 * would stand still if they had to wait for the others at each.
 *
 * @param millisecondsPerStep of the slowest run, if it is known.
 */
export function leadOf(millisecondsPerStep = Number.POSITIVE_INFINITY): number {
  return Math.max(LEAD, Math.min(MOST_LEAD, Math.floor(LEAD_TIME / millisecondsPerStep)));
}
