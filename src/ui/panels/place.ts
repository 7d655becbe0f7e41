/** Where values lie in a small panel: its scales, with round ticks, and the paths of what is drawn. All in pixels. */
import { scaleLinear, scaleLog, scaleSymlog } from 'd3-scale';
import { roomyTicks } from '../charts/tick-labels.ts';
import { axisOf, type Extent, MOST_TICKS } from '../charts/ticks.ts';

/** `symlog` is linear around 0 and logarithmic beyond, on both sides. */
export type PanelScale = 'linear' | 'log' | 'symlog';

export interface Value {
  step: number;
  /** Null: not a number, a gap in what is drawn. */
  value: number | null;
  /** What is said instead of a number, where there is more to say than that there is none. */
  word?: string;
}

export interface Range {
  step: number;
  low: number | null;
  high: number | null;
}

/** What a panel's values are placed by. */
export interface ValueAxis {
  ticks: number[];
  /** On a log scale, which has no 0, what is not above it lies at the lower end. */
  place: (value: number) => number;
}

/** Decades that a log axis reaches down from its highest value: what lies lower is next to nothing beside it. */
const DECADES = 7;

/** Lowest and highest of some values that the scale can show; undefined without any. */
export function extentOf(values: readonly (number | null)[], scale: PanelScale): Extent | undefined {
  const shown = values.filter((value): value is number => value !== null && (scale !== 'log' || value > 0));
  if (shown.length === 0) return undefined;
  const [low, high] = [Math.min(...shown), Math.max(...shown)];
  return scale === 'log' ? [Math.max(low, high / 10 ** DECADES), high] : [low, high];
}

/** The axis of values for panels of a height; `top` and `bottom` are its ends in pixels. */
export function valueAxis(
  extent: Extent | undefined,
  scale: PanelScale,
  { top, bottom }: { top: number; bottom: number },
): ValueAxis {
  const height = bottom - top;
  if (scale === 'symlog') {
    const ends = symmetricEnds(extent ?? [-1, 1]);
    const place = scaleSymlog().constant(LINEAR).domain(ends).range([bottom, top]).clamp(true);
    return { ticks: spread(symlogTicks(ends), place, bottom), place };
  }
  const { domain, ticks } = axisOf(extent, scale === 'log');
  const place = (scale === 'log' ? scaleLog() : scaleLinear())
    .domain(domain)
    .range([bottom, top])
    .clamp(true);
  return {
    ticks: roomyTicks(ticks, height).slice(0, MOST_TICKS),
    place: (value) => (scale === 'log' && value <= 0 ? bottom : place(value)),
  };
}

/** Up to here from 0 a symlog scale is linear. */
const LINEAR = 0.1;

/** Ends rounded outwards to powers of ten, and never in the linear part. */
function symmetricEnds([low, high]: Extent): [number, number] {
  const beyond = (value: number) => 10 ** Math.ceil(Math.log10(Math.max(LINEAR, Math.abs(value))) - 1e-9);
  return [low < 0 ? -beyond(low) : 0, high > 0 ? beyond(high) : 0];
}

function symlogTicks([low, high]: readonly [number, number]): number[] {
  const decades = Array.from({ length: 11 }, (_, i) => Number((LINEAR * 10 ** i).toPrecision(1)));
  const below = decades.map((decade) => -decade).reverse();
  return [...below, 0, ...decades].filter((tick) => tick >= low && tick <= high);
}

/** Pixels between two ticks. */
const APART = 13;

/** Ticks that stand apart, 0 and the ends before others. */
function spread(ticks: readonly number[], place: (value: number) => number, bottom: number): number[] {
  const wanted = [0, ticks.at(-1)!, ticks[0]!, ...ticks.toReversed()];
  const kept: number[] = [];
  for (const tick of wanted)
    if (place(tick) <= bottom && kept.every((other) => Math.abs(place(other) - place(tick)) >= APART))
      kept.push(tick);
  return kept.sort((a, b) => a - b);
}

/** The place of a step; on the logarithmic scale the beginning has room. */
export function stepPlace(
  steps: number,
  isLog: boolean,
  { left, right }: { left: number; right: number },
): (step: number) => number {
  const along = isLog ? Math.log1p : (step: number) => step;
  const whole = Math.max(along(steps), Number.MIN_VALUE);
  return (step) => left + ((right - left) * along(Math.min(step, steps))) / whole;
}

/** A line through values; gaps where there is none. */
export function linePath(
  values: readonly Value[],
  x: (step: number) => number,
  y: (value: number) => number,
): string {
  let isOpen = false;
  return values
    .map(({ step, value }) => {
      if (value === null) {
        isOpen = false;
        return '';
      }
      const command = isOpen ? 'L' : 'M';
      isOpen = true;
      return `${command}${fixed(x(step))},${fixed(y(value))}`;
    })
    .join('');
}

/** The two edges of a band alone. */
export function edgesPath(
  ranges: readonly Range[],
  x: (step: number) => number,
  y: (value: number) => number,
): string {
  return (['high', 'low'] as const)
    .map((end) =>
      linePath(
        ranges.map((range) => ({ step: range.step, value: range[end] })),
        x,
        y,
      ),
    )
    .join('');
}

/** The outline of a band; what has no two ends is left out. */
export function bandPath(
  ranges: readonly Range[],
  x: (step: number) => number,
  y: (value: number) => number,
): string {
  const known = ranges.filter(({ low, high }) => low !== null && high !== null);
  if (known.length < 2) return '';
  const upper = known.map(({ step, high }) => `${fixed(x(step))},${fixed(y(high!))}`);
  const lower = known.toReversed().map(({ step, low }) => `${fixed(x(step))},${fixed(y(low!))}`);
  return `M${upper.join('L')}L${lower.join('L')}Z`;
}

/** Of what is known after some steps, in their order: the nearest to a step, the earlier of two; the newest without one. */
export function nearestStep<T extends { step: number }>(
  known: readonly T[],
  step: number | undefined,
): T | undefined {
  if (step === undefined) return known.at(-1);
  return known[
    nearestIndex(
      known.map((one) => one.step),
      step,
    ) ?? -1
  ];
}

/** Index of the point nearest to a place along an axis. */
export function nearestIndex(places: readonly number[], at: number): number | undefined {
  let best: number | undefined;
  for (const [i, place] of places.entries())
    if (best === undefined || Math.abs(place - at) < Math.abs(places[best]! - at)) best = i;
  return best;
}

function fixed(value: number): string {
  return value.toFixed(1);
}
