/** What a chart of curves is given. */
import type { Points } from '../../domain/points.ts';

export interface Curve {
  /** Short name that stands at the curve's end. */
  name: string;
  /** What the name stands for. */
  label: string;
  colour: string;
  /** Dash pattern, in SVG's form; a solid line without. */
  dash?: string;
  /** Drawn pale: it was not measured here and now. */
  pale?: boolean;
  points: Points;
  /** Single runs behind the curve, drawn thin. */
  singles?: readonly Points[];
  /** Between which values the single runs lie, drawn as a band. */
  range?: { low: Points; high: Points };
}

export interface CurveChartProps {
  curves: readonly Curve[];
  /** Last step of the axis. */
  steps: number;
  /** A fixed range; without it the axis follows the values. */
  range?: readonly [number, number];
  log?: boolean;
  /** Weight of the past in an exponential average, in [0, 1). */
  smoothing?: number;
  format: (value: number) => string;
  /** The word for a step, and what stands where a curve has no value or none that is a number. */
  words: { step: string; missing: string; notANumber: string };
}
