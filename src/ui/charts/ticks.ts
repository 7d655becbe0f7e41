/** Round numbers along an axis. */

/** About `count` round values that span [low, high], the ends rounded outwards; steps are 1, 2 or 5 × 10ⁿ. */
export function linearTicks(low: number, high: number, count = 5): number[] {
  const span = high - low || Math.abs(high) || 1;
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Values 1, 2 and 5 × 10ⁿ, or only 10ⁿ over a wide range, that span [low, high]; both positive. */
export function logTicks(low: number, high: number): number[] {
  // A range within one factor of ten or so is better read on evenly spaced ticks.
  if (high / low < 8) return linearTicks(low, high).filter((tick) => tick > 0);
  const factors = high / low > 2000 ? [1] : [1, 2, 5];
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++)
    for (const factor of factors) ticks.push(Number(`${factor}e${power}`));
  const from = ticks.findLastIndex((tick) => tick <= low);
  const to = ticks.findIndex((tick) => tick >= high);
  return ticks.slice(Math.max(0, from), to < 0 ? undefined : to + 1);
}
