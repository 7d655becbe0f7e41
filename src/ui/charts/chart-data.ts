/** From curves to what a chart draws: few points of each, and the range they span. */
import { type Points, pointAt } from '../../domain/points.ts';
import { smooth } from '../../domain/smooth.ts';
import { thin } from '../../domain/thin.ts';
import { firstAfter } from './read-steps.ts';
import type { Span } from './steps.ts';
import type { Extent } from './ticks.ts';

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
  /** Smoothed as the curve in it. */
  range?: { low: Points; high: Points };
  /** All points of what is drawn strongest; it is read off these. */
  strongest: Points;
  /** Last finite point of that among the steps shown; the curve's label stands there. */
  end?: { step: number; value: number; goesOn: boolean };
  /** First step at which the curve is not a finite number. */
  failedAt?: number;
}

export interface ChartData {
  /** In the order of the curves given. */
  curves: DrawnCurve[];
  /** Lowest and highest value, of all steps; undefined when there is none. */
  extent: [number, number] | undefined;
}

/** On a log scale values that are not positive cannot be drawn and do not count. `span`: the steps shown, if not all. */
export function chartData(
  curves: readonly CurveData[],
  { smoothing = 0, log = false, span }: { smoothing?: number; log?: boolean; span?: Span | undefined } = {},
): ChartData {
  const drawable = (value: number) => Number.isFinite(value) && !(log && value <= 0);
  let extent: ChartData['extent'];
  const widen = ({ values }: Points) => {
    for (const value of values)
      if (drawable(value))
        extent = [Math.min(extent?.[0] ?? value, value), Math.max(extent?.[1] ?? value, value)];
  };
  const shown = (points: Points) => thin(span ? within(points, span) : points, MOST_POINTS);
  const drawn = curves.map(({ points, singles = [], range }): DrawnCurve => {
    const behind = singles.map((single) => smooth(single, smoothing));
    const smoothed = smoothing > 0 ? smooth(points, smoothing) : undefined;
    for (const all of [points, ...behind, ...(range ? [range.low, range.high] : [])]) widen(all);
    const failedAt = firstFailure(points);
    const strongest = smoothed ?? points;
    const end = endOf(strongest, drawable, span);
    return {
      measured: shown(points),
      singles: behind.map(shown),
      ...(smoothed && { smoothed: shown(smoothed) }),
      ...(range && { range: { low: smooth(range.low, smoothing), high: smooth(range.high, smoothing) } }),
      strongest,
      ...(end && { end }),
      ...(failedAt !== undefined && { failedAt }),
    };
  });
  return { curves: drawn, extent };
}

/** The points of some steps, with one more at either side, to which the lines out of the plot lead. */
function within(points: Points, [from, to]: Span): Points {
  const first = Math.max(0, firstAfter(points, from) - 1);
  const last = firstAfter(points, to) + 1;
  return { steps: points.steps.slice(first, last), values: points.values.slice(first, last) };
}

function endOf(
  points: Points,
  drawable: (value: number) => boolean,
  [from, to]: Span = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
): DrawnCurve['end'] {
  const { steps, values } = points;
  const beyond = firstAfter(points, to);
  for (let i = beyond - 1; i >= 0 && steps[i]! >= from; i--)
    if (drawable(values[i]!)) return { step: steps[i]!, value: values[i]!, goesOn: beyond < steps.length };
  return undefined;
}

/** The first step at which a curve is not a finite number. */
function firstFailure({ steps, values }: Points): number | undefined {
  const index = values.findIndex((value) => !Number.isFinite(value));
  return index < 0 ? undefined : steps[index];
}

/** The smallest range that holds all of these; undefined when there is none. */
export function union(...extents: readonly (Extent | undefined)[]): Extent | undefined {
  const there = extents.filter((extent) => extent !== undefined);
  if (there.length === 0) return undefined;
  return [Math.min(...there.map(([low]) => low)), Math.max(...there.map(([, high]) => high))];
}

/** What a curve says at a step: its point there or, between two measurements, the one before. */
export function readAt(points: Points, step: number): { step: number; value: number } | undefined {
  const last = points.steps[points.steps.length - 1];
  return last === undefined || step > last ? undefined : pointAt(points, step);
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
