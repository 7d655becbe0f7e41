/** Thinning of a curve to few points that still look the same when drawn. */
import type { Points } from './points.ts';

/**
 * At most `most` points (an even number ≥ 4): the first and last, and of each equal stretch between them
 * the lowest and the highest, in order. A stretch that holds a NaN gives its first NaN instead of its
 * lowest value, so a failure is never thinned away.
 */
export function thin(points: Points, most: number): { steps: number[]; values: number[] } {
  const { steps, values } = points;
  const count = steps.length;
  if (count <= most) return { steps: Array.from(steps), values: Array.from(values) };
  const kept = [0];
  const stretches = (most - 2) / 2;
  for (let s = 0; s < stretches; s++) {
    const from = 1 + Math.floor((s * (count - 2)) / stretches);
    const to = 1 + Math.floor(((s + 1) * (count - 2)) / stretches);
    kept.push(...extremes(values, from, to));
  }
  kept.push(count - 1);
  return { steps: kept.map((i) => steps[i]!), values: kept.map((i) => values[i]!) };
}

function extremes(values: Points['values'], from: number, to: number): number[] {
  let low = from;
  let high = from;
  let missing = -1;
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) {
      if (missing < 0) missing = i;
    } else {
      if (!(value >= values[low]!)) low = i;
      if (!(value <= values[high]!)) high = i;
    }
  }
  const first = missing >= 0 ? missing : low;
  if (first === high) return [first];
  return first < high ? [first, high] : [high, first];
}
