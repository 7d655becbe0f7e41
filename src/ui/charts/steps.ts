/** The axis of steps: which are shown, how zooming changes that, where its ticks stand. Steps are whole numbers. */
import { fixedAxis, MOST_TICKS } from './ticks.ts';

/** From a step to a step. */
export type Span = readonly [from: number, to: number];
/** On the second, steps are as far apart as the logarithms of their numbers: the beginning has room, and step 0 a place. */
export type StepScale = 'linear' | 'log';

/** Fewer steps than these are not shown. */
export const LEAST_STEPS = 10;

/** Where steps lie along a scale, and which step lies there. Recharts' `symlog` is the same but for a factor. */
const along: Record<StepScale, { to: (step: number) => number; from: (place: number) => number }> = {
  linear: { to: (step) => step, from: (place) => place },
  log: { to: Math.log1p, from: Math.expm1 },
};

/** The steps between two, in any order, that a run has; all of them when they are few. */
export function spanBetween(a: number, b: number, steps: number): Span {
  const least = Math.min(LEAST_STEPS, steps);
  const [low, high] = [Math.min(a, b), Math.max(a, b)].map((step) => limited(Math.round(step), 0, steps));
  if (high! - low! >= least) return [low!, high!];
  const from = limited(Math.round((low! + high! - least) / 2), 0, steps - least);
  return [from, from + least];
}

/** A span made shorter or longer by a factor, around a step that keeps its place. */
export function zoomBy(span: Span, factor: number, around: number, steps: number, scale: StepScale): Span {
  const { to, from } = along[scale];
  const [low, high] = span.map(to);
  const centre = to(limited(around, ...span));
  const length = (high! - low!) * factor;
  const whole = to(steps);
  if (length >= whole) return [0, steps];
  const start = limited(centre - (centre - low!) * factor, 0, whole - length);
  return spanBetween(from(start), from(start + length), steps);
}

/** A span moved as little as shows a step. */
export function spanWith(span: Span, step: number): Span {
  const by = Math.min(0, step - span[0]) + Math.max(0, step - span[1]);
  return by === 0 ? span : [span[0] + by, span[1] + by];
}

/** What is shown of a run of so many steps; a span that it does not have any more is not. */
export function shownSpan(span: Span | undefined, steps: number): Span {
  return span && span[1] <= steps ? span : [0, steps];
}

/** Round steps along the axis; on the logarithmic scale powers of ten, and 2 and 5 times these where they are few. */
export function stepTicks(span: Span, scale: StepScale): number[] {
  const even = fixedAxis(span).ticks.filter(Number.isInteger);
  if (scale === 'linear' || span[1] < LEAST_STEPS * Math.max(1, span[0])) return even;
  const [low, high] = span;
  const decades = Array.from({ length: 7 }, (_, i) => 10 ** i);
  const inside = (tick: number) => tick >= low && tick <= high;
  const fine = [0, ...decades.flatMap((decade) => [decade, 2 * decade, 5 * decade])].filter(inside);
  return fine.length <= MOST_TICKS ? fine : [0, ...decades].filter(inside);
}

function limited(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
