/** From curves to what a chart draws: few points, on one list of steps. */
import { type Points, pointAt } from '../../domain/series.ts';
import { smooth } from '../../domain/smooth.ts';
import { thin } from '../../domain/thin.ts';

/** Points drawn of one curve; more than that are not told apart on a screen. */
export const MOST_POINTS = 300;

/** One step of a chart: values by the key of their curve; a curve without a point here has none. */
export interface Row {
  step: number;
  [key: string]: number;
}

export interface ChartData {
  rows: Row[];
  /** Last finite point of each drawn curve, where its label stands. */
  ends: Record<string, { step: number; value: number }>;
  /** Lowest and highest drawn value; undefined when nothing is drawn. */
  extent: [number, number] | undefined;
}

/** Key of the smoothed form of a curve. */
export const smoothedKey = (key: string) => `${key}~`;

/**
 * Rows for curves by key. With smoothing, each curve comes twice, as measured and smoothed. On a log scale
 * values that are not positive cannot be drawn and are left out, as are those that are not numbers.
 */
export function chartData(
  curves: Readonly<Record<string, Points>>,
  { smoothing = 0, log = false }: { smoothing?: number; log?: boolean } = {},
): ChartData {
  const drawn: [string, Points][] = Object.entries(curves);
  if (smoothing > 0)
    for (const [key, points] of Object.entries(curves))
      drawn.push([smoothedKey(key), smooth(points, smoothing)]);
  const rows = new Map<number, Row>();
  const ends: ChartData['ends'] = {};
  let extent: ChartData['extent'];
  for (const [key, points] of drawn) {
    const { steps, values } = thin(points, MOST_POINTS);
    for (const [i, step] of steps.entries()) {
      const value = values[i]!;
      if (!Number.isFinite(value) || (log && value <= 0)) continue;
      let row = rows.get(step);
      if (!row) {
        row = { step };
        rows.set(step, row);
      }
      row[key] = value;
      ends[key] = { step, value };
      extent = extent ? [Math.min(extent[0], value), Math.max(extent[1], value)] : [value, value];
    }
  }
  return { rows: [...rows.values()].sort((a, b) => a.step - b.step), ends, extent };
}

/** The first step at which a curve is not a finite number. */
export function firstFailure({ steps, values }: Points): number | undefined {
  const index = values.findIndex((value) => !Number.isFinite(value));
  return index < 0 ? undefined : steps[index];
}

/** What a curve says at a step, for the reader that follows the pointer. */
export function readAt(points: Points, step: number): number | undefined {
  return pointAt(points, step)?.value;
}
