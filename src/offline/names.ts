/** What the page and the program that keeps it for visits without a network both know. */

/** The cache of recorded runs. */
export const RECORDED_CACHE = 'batchnorm-lab-recorded';

/** Is in the address of every recorded run, wherever the lab stands. */
export const RECORDED_FOLDER = '/recorded/';

/** Tells a new version that waits to take over. */
export const TAKE_OVER = 'take-over';
