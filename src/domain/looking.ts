/** When a run is looked into: what happens first happens fast, and a look costs as much as some steps of training. */
import * as z from 'zod/mini';

/** Steps between two looks; a look ahead costs a dozen gradients, so it is taken at every fourth of them. */
export const lookIntervals = [10, 25, 50, 100, 250, 500] as const;
export const intervalSchema = z.int().check(z.minimum(1), z.maximum(10_000));
const AHEAD_EVERY = 4;

/** Steps at the beginning that are looked at whatever the interval, and those that are looked ahead from. */
const FIRST = [0, 1, 4, 10, 25];
const FIRST_AHEAD = [0, 25];

/** Whether a run is looked into after this many steps. */
export function isLookStep(step: number, interval: number): boolean {
  return FIRST.includes(step) || step % interval === 0;
}

/** Whether that look goes ahead, along the gradient and along the coming step. */
export function looksAhead(step: number, interval: number): boolean {
  return FIRST_AHEAD.includes(step) || (step > 0 && step % aheadInterval(interval) === 0);
}

/** The first step behind another from which is looked ahead. */
export function nextLookAhead(after: number, interval: number): number {
  const first = FIRST_AHEAD.find((step) => step > after);
  const every = aheadInterval(interval);
  const next = Math.max(1, Math.floor(after / every) + 1) * every;
  return Math.min(first ?? next, next);
}

/** Steps between two looks ahead, once the first are taken. */
export function aheadInterval(interval: number): number {
  return interval * AHEAD_EVERY;
}

/** Share of the computing time of some steps that looks took: 0.12 is 12 % of what training took. */
export function lookingShare(lookingMilliseconds: number, trainingMilliseconds: number): number {
  return trainingMilliseconds > 0 ? lookingMilliseconds / trainingMilliseconds : Number.NaN;
}
