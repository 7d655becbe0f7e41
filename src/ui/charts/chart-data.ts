/** From curves to what a chart draws: few points of each, and the range they span. */
import { type Points, pointAt } from '../../domain/points.ts';
import { smooth } from '../../domain/smooth.ts';
import { thin } from '../../domain/thin.ts';

/** Points drawn of one curve; more than that are not told apart on a screen. */
export const MOST_POINTS = 300;

/** What of a curve decides how it is drawn. */
interface CurveData {
  points: Points;
  singles?: readonly Points[];
  range?: { low: Points; high: Points };
}

/** A curve as it is drawn. */
interface DrawnCurve {
  /** As measured, thinned. */
  measured: Points;
  /** Single runs behind it, smoothed where it is. */
  singles: Points[];
  /** Smoothed and thinned, when smoothing is on. */
  smoothed?: Points;
  /** Last finite point of what is drawn strongest; the curve's label stands there. */
  end?: { step: number; value: number };
  /** First step at which the curve is not a finite number. */
  failedAt?: number;
}

export interface ChartData {
  /** In the order of the curves given. */
  curves: DrawnCurve[];
  /** Lowest and highest drawn value; undefined when nothing is drawn. */
  extent: [number, number] | undefined;
}

/** On a log scale values that are not positive cannot be drawn and do not count. */
export function chartData(
  curves: readonly CurveData[],
  { smoothing = 0, log = false }: { smoothing?: number; log?: boolean } = {},
): ChartData {
  const drawable = (value: number) => Number.isFinite(value) && !(log && value <= 0);
  let extent: ChartData['extent'];
  const widen = ({ values }: Points) => {
    for (const value of values)
      if (drawable(value))
        extent = [Math.min(extent?.[0] ?? value, value), Math.max(extent?.[1] ?? value, value)];
  };
  const drawn = curves.map(({ points, singles = [], range }): DrawnCurve => {
    const measured = thin(points, MOST_POINTS);
    const behind = singles.map((single) => thin(smooth(single, smoothing), MOST_POINTS));
    const smoothed = smoothing > 0 ? thin(smooth(points, smoothing), MOST_POINTS) : undefined;
    for (const shown of [measured, ...behind, ...(range ? [range.low, range.high] : [])]) widen(shown);
    const failedAt = firstFailure(points);
    const end = lastDrawable(smoothed ?? measured, drawable);
    return {
      measured,
      singles: behind,
      ...(smoothed && { smoothed }),
      ...(end && { end }),
      ...(failedAt !== undefined && { failedAt }),
    };
  });
  return { curves: drawn, extent };
}

function lastDrawable({ steps, values }: Points, drawable: (value: number) => boolean): DrawnCurve['end'] {
  for (let i = steps.length - 1; i >= 0; i--)
    if (drawable(values[i]!)) return { step: steps[i]!, value: values[i]! };
  return undefined;
}

/** The first step at which a curve is not a finite number. */
function firstFailure({ steps, values }: Points): number | undefined {
  const index = values.findIndex((value) => !Number.isFinite(value));
  return index < 0 ? undefined : steps[index];
}

/** What a curve says at a step: its value there or, between two measurements, the one before. */
export function readAt(points: Points, step: number): number | undefined {
  const last = points.steps[points.steps.length - 1];
  if (last === undefined || step > last) return undefined;
  return pointAt(points, step)?.value;
}

/** An SVG path through points; where a value cannot be drawn, the line is broken. */
export function pathOf(
  { steps, values }: Points,
  x: (step: number) => number,
  y: (value: number) => number,
): string {
  let path = '';
  let pen = 'M';
  for (let i = 0; i < steps.length; i++) {
    const top = y(values[i]!);
    if (Number.isFinite(top)) {
      path += `${pen}${x(steps[i]!).toFixed(1)} ${top.toFixed(1)}`;
      pen = 'L';
    } else pen = 'M';
  }
  return path;
}

/** An SVG path around the area between two curves of the same steps; where either has no number it is left out. */
export function areaOf(
  { low, high }: { low: Points; high: Points },
  x: (step: number) => number,
  y: (value: number) => number,
): string {
  const places = Array.from(low.steps, (step, i) => ({
    left: x(step).toFixed(1),
    top: y(high.values[i]!),
    bottom: y(low.values[i]!),
  })).filter(({ top, bottom }) => Number.isFinite(top) && Number.isFinite(bottom));
  if (places.length < 2) return '';
  const there = places.map(({ left, top }) => `${left} ${top.toFixed(1)}`);
  const back = places.map(({ left, bottom }) => `${left} ${bottom.toFixed(1)}`).reverse();
  return `M${[...there, ...back].join('L')}Z`;
}

/** Steps that a pointer can be snapped to: all of them up to two hundred, then evenly spaced round ones. */
export function readableSteps(last: number): number[] {
  const rough = last / 200;
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  const every = Math.max(1, power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10));
  return Array.from({ length: Math.floor(last / every) + 1 }, (_, i) => i * every);
}
