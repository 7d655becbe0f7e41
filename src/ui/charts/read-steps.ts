/** At which steps curves can be read: where any of them has a point. */
import type { Points } from '../../domain/points.ts';

/** Index of the first point after a step. */
export function firstAfter({ steps }: Points, step: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (steps[middle]! <= step) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The point of any curve that is nearest to a step, the earlier of two. */
export function nearestStep(curves: readonly Points[], step: number): number | undefined {
  const near = curves.flatMap((points) => {
    const after = firstAfter(points, step);
    return [points.steps[after - 1], points.steps[after]].filter((found) => found !== undefined);
  });
  const distance = (found: number) => Math.abs(found - step);
  return near.sort((a, b) => distance(a) - distance(b) || a - b)[0];
}

/** The point so many points after a step, or before it; the last there is that way. */
export function stepBy(curves: readonly Points[], step: number, by: number): number | undefined {
  let at = nearestStep(curves, step);
  for (let i = 0; i < Math.abs(by) && at !== undefined; i++) at = neighbour(curves, at, by > 0) ?? at;
  return at;
}

function neighbour(curves: readonly Points[], step: number, isLater: boolean): number | undefined {
  const found = curves.flatMap((points) => {
    const after = firstAfter(points, step);
    const before = points.steps[after - 1] === step ? after - 2 : after - 1;
    return points.steps[isLater ? after : before] ?? [];
  });
  return found.length === 0 ? undefined : isLater ? Math.min(...found) : Math.max(...found);
}
