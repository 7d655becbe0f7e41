/** Smoothing of a noisy curve for display; the measured values stay as they are. */
import type { Points } from './points.ts';

/**
 * Exponential moving average with the start-up bias divided out, as Adam does it: the first value is itself
 * and no zero is mixed in. `weight` in [0, 1) is the share of the past; 0 returns the values. A NaN stays
 * a NaN and is left out of the average.
 */
export function smooth({ steps, values }: Points, weight: number): Points {
  if (weight === 0) return { steps, values };
  const smoothed = new Float64Array(values.length);
  let average = 0;
  let correction = 1;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isFinite(value)) {
      average = weight * average + (1 - weight) * value;
      correction *= weight;
      smoothed[i] = average / (1 - correction);
    } else smoothed[i] = value;
  }
  return { steps, values: smoothed };
}
