/** What a chart of curves is given. */
import type { Points } from '../../domain/points.ts';
import type { StepScale } from './steps.ts';
import type { ChartView } from './view.ts';

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
  /** Of a run before: thin and grey, and named as such. */
  ghost?: boolean;
  points: Points;
  /** Single runs behind the curve, drawn thin. */
  singles?: readonly Points[];
  /** Between which values the single runs lie, drawn as a band. */
  range?: { low: Points; high: Points };
}

/** Of so many curves the names fit under each other in a plot. More have none, as they would lie on each other. */
export const MOST_NAMED = 12;

/** A ghost may have the name of a curve that is there. */
export function curveKey({ name, ghost = false }: Pick<Curve, 'name' | 'ghost'>): string {
  return ghost ? `${name}′` : name;
}

/** A name with a value; a number as a name, such as a seed, is set apart. */
export function valueLabel(name: string, value: string): string {
  return /\d$/.test(name) ? `${name}: ${value}` : `${name} ${value}`;
}

/** Something that happened to a run, or to all. */
export interface ChartEvent {
  step: number;
  kind: 'rate' | 'collapsed' | 'nan' | 'plateau';
  /** What is written beside the mark or, of a collapse, the digit in it. */
  label: string;
  /** The same where there is little room. */
  short?: string;
  /** Above and behind the mark, where there is room. */
  beside?: string;
  /** The whole story, for the pointer and for screen readers. */
  title: string;
  /** Name of the curve that it happened to; of all without. */
  curve?: string;
}

interface ChartWords {
  step: string;
  missing: string;
  notANumber: string;
  /** Stands under the labels of ghosts. */
  previous: string;
  /** Name of the plot, and which keys it knows. */
  plot: string;
  keys: string;
  /** A smoothed value with the one that was measured. */
  smoothed: (smoothed: string, measured: string) => string;
}

export interface CurveChartProps {
  curves: readonly Curve[];
  /** Last step of the axis. */
  steps: number;
  /** A fixed range; without it the axis follows the values. */
  range?: readonly [number, number];
  /** Values that the axis shows in any case. */
  atLeast?: readonly [number, number] | undefined;
  /** While it is the same, the axis of values only widens. */
  subject?: unknown;
  log?: boolean;
  /** Weight of the past in an exponential average, in [0, 1). */
  smoothing?: number;
  /** A value along the axis. */
  format: (value: number) => string;
  /** A value beside a curve. */
  read?: (value: number) => string;
  events?: readonly ChartEvent[];
  /** A value that curves cannot go below. */
  floor?: { value: number; label: string } | undefined;
  stepScale?: StepScale;
  /** A step in words, where it is not its number. */
  formatStep?: (step: number) => string;
  /** Where the pointer and the zoom are; charts that share it move together. */
  view?: ChartView;
  words: ChartWords;
}
