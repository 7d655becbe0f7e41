/** How the values of a layer are spread: mean, variance, percentiles, and how many of its units do nothing. */
import type { LayerValues } from '../engine/inspectable.ts';

/** Percentiles that are taken: the middle, what 70 % of all values lie within, and the tails. */
const percentiles = [1, 15, 50, 85, 99] as const;

export interface Distribution {
  mean: number;
  /** Biased. */
  variance: number;
  /** By `percentiles`. */
  percentiles: number[];
}

/** Sums in float64. Percentiles are interpolated between order statistics, as numpy's default does. */
export function distributionOf(values: Float32Array): Distribution {
  const { length } = values;
  let sum = 0;
  for (let i = 0; i < length; i++) sum += values[i]!;
  const mean = sum / length;
  let squares = 0;
  for (let i = 0; i < length; i++) squares += (values[i]! - mean) ** 2;
  // The order of typed arrays is that of their numbers.
  const sorted = values.slice().sort();
  return {
    mean,
    variance: squares / length,
    percentiles: percentiles.map((percentile) => quantile(sorted, percentile / 100)),
  };
}

/** Of ascending values. */
function quantile(sorted: Float32Array, share: number): number {
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (at - below);
}

/** What relu makes of a layer's values after its normalization, [unit][image]. */
export function activityOf({ after, images }: Pick<LayerValues, 'after' | 'images'>): {
  /** Share of units whose relu is 0 for every image. */
  deadUnits: number;
  /** Share of all relu outputs above 0. */
  activeShare: number;
} {
  const units = after.length / images;
  let dead = 0;
  let active = 0;
  for (let unit = 0; unit < units; unit++) {
    let alive = 0;
    for (let i = unit * images; i < (unit + 1) * images; i++) if (after[i]! > 0) alive++;
    if (alive === 0) dead++;
    active += alive;
  }
  return { deadUnits: dead / units, activeShare: active / after.length };
}
