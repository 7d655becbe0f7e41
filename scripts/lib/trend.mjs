/** Whether something that is measured again and again stays as it is. */

/**
 * By how much it rises from the first to the last of some samples, along the straight line that fits them best: one sample that
 * is off says little.
 *
 * @param {readonly { at: number, value: number }[]} samples
 */
export function riseOf(samples) {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || samples.length < 2) return 0;
  const meanAt = mean(samples.map(({ at }) => at));
  const meanValue = mean(samples.map(({ value }) => value));
  let both = 0;
  let square = 0;
  for (const { at, value } of samples) {
    both += (at - meanAt) * (value - meanValue);
    square += (at - meanAt) ** 2;
  }
  return square === 0 ? 0 : (both / square) * (last.at - first.at);
}

/**
 * The second half of some samples, by their time: the first is there to warm up.
 *
 * @template {{ at: number }} T
 * @param {readonly T[]} samples
 */
export function secondHalf(samples) {
  const middle = ((samples[0]?.at ?? 0) + (samples.at(-1)?.at ?? 0)) / 2;
  return samples.filter(({ at }) => at >= middle);
}

/**
 * What may rise by how much: a share of its mean, and as much besides.
 *
 * @typedef {{ share: number, besides: number }} Margin
 */

/**
 * @param {readonly { at: number, value: number }[]} samples All, from the beginning on.
 * @param {Margin} margin
 */
export function isFlat(samples, { share, besides }) {
  const half = secondHalf(samples);
  return riseOf(half) <= share * mean(half.map(({ value }) => value)) + besides;
}

/** @param {readonly number[]} values */
function mean(values) {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
