/**
 * Histograms on one scale for all networks, layers and steps: what lies further right is larger, whoever it belongs to.
 *
 * The scale is asinh, which is linear around 0 and logarithmic far from it; its bins reach from −1,490 to 1,490 and take
 * in what lies beyond.
 */
import type { Histogram } from './look.ts';

export const BINS = 64;
/** asinh of the ends. */
const END = 8;

/** The bin of a value. */
export function binOf(value: number): number {
  const place = Math.floor(((Math.asinh(value) + END) / (2 * END)) * BINS);
  return Math.min(BINS - 1, Math.max(0, place));
}

/** The value at the lower edge of a bin; that of `BINS` is the upper end. */
export function edgeOf(bin: number): number {
  return Math.sinh((bin / BINS) * 2 * END - END);
}

/** As it is recorded, from how many values lie in each bin: without empty ends, in thousandths. */
export function histogramOf(counts: ArrayLike<number>): Histogram {
  const all = Array.from(counts);
  const total = all.reduce((sum, count) => sum + count, 0);
  const from = Math.max(
    0,
    all.findIndex((count) => count > 0),
  );
  const to = all.findLastIndex((count) => count > 0) + 1;
  const share = (count: number) => Number(((count / total) * 1000).toFixed(1));
  return { from, shares: total > 0 ? all.slice(from, Math.max(from, to)).map(share) : [] };
}
