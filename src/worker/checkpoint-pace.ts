/** How often a run may be kept: often enough that little is lost, seldom enough that it costs little. */

/** Steps between two checkpoints, where that is not too often. */
export const CHECKPOINT_INTERVAL = 100;

/** Of the time, the share in which a checkpoint may be on its way. */
const SHARE = 0.1;
/** Milliseconds: a fast card makes 100 steps in half a second, and a disk is not to write all the time. */
const LEAST_REST = 2_000;
/** Milliseconds: of a slow disk, or of a machine that fell asleep, a run need not suffer for long. */
const MOST_REST = 30_000;

/** Milliseconds from the end of a checkpoint until the next may be taken, from how long that one took. */
export function restAfterCheckpoint(milliseconds: number): number {
  return Math.min(MOST_REST, Math.max(LEAST_REST, milliseconds * (1 / SHARE - 1)));
}
