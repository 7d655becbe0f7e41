/** From the range of what is drawn to an axis: its ends, and round numbers along it. */
import { scaleLinear, scaleLog } from 'd3-scale';

/** Lowest and highest value that an axis is to show. Values come from training, so they may be anything. */
export type Extent = readonly [low: number, high: number];

export interface Axis {
  /** Finite, ascending, apart, and positive on a log scale. */
  domain: [low: number, high: number];
  /** Round values in the domain, ascending. */
  ticks: number[];
}

/** About so many ticks are asked for. */
const WANTED_TICKS = 5;
/** More are never given: their labels have to stand apart. */
export const MOST_TICKS = 7;

/** What an axis shows while there is nothing to be drawn. */
const EMPTY: Record<'linear' | 'log', Extent> = { linear: [0, 1], log: [0.1, 10] };

/** Sizes beyond these are cut off: their differences and their powers of ten would leave what a double can hold. */
const LARGEST = 1e300;
const SMALLEST = 1e-300;
/**
 * A range narrower than this part of its values is widened: labels of four digits would not tell its ticks apart, and
 * the noise of a curve that has come to rest would look like a change.
 */
const NARROW = 1e-2;
/** A range that is fixed is widened only where doubles do not divide it evenly. */
const NARROWEST = 1e-9;

/** The axis for an extent, its ends rounded outwards; without an extent, or without numbers in it, that of no data. */
export function axisOf(extent: Extent | undefined, log = false): Axis {
  return log ? logAxis(positive(extent, NARROW)) : linearAxis(widened(extent, NARROW) ?? EMPTY.linear);
}

/** The axis with just these ends, as far as its scale can have them. */
export function fixedAxis(extent: Extent, log = false): Axis {
  const domain = log ? positive(extent, NARROWEST) : (widened(extent, NARROWEST) ?? EMPTY.linear);
  const { ticks } = log ? logAxis(domain) : linearAxis(domain);
  return { domain: [...domain], ticks: ticks.filter((tick) => tick >= domain[0] && tick <= domain[1]) };
}

/** Ticks are multiples of 1, 2 or 5 × 10ⁿ. */
function linearAxis(extent: Extent): Axis {
  const scale = scaleLinear();
  for (let count = WANTED_TICKS; ; count--) {
    const ticks = scale.domain(extent).nice(count).ticks(count);
    if (ticks.length <= MOST_TICKS || count === 1) return { domain: ends(scale.domain()), ticks };
  }
}

/** Ticks are even steps in a short range, 1, 2 and 5 × 10ⁿ in a longer one, and powers of ten in a long one. */
function logAxis([low, high]: Extent): Axis {
  // Here an even step is shorter than the low end, which so stays above zero when it is rounded.
  if (high / low < 4) return linearAxis([low, high]);
  const scale = scaleLog().domain([low, high]).nice();
  const domain = ends(scale.domain());
  // For fewer decades than are asked for, d3 gives all multiples of each: 1, 2, 3, … 10, 20, 30, …
  if (high / low < 1e3) {
    const ticks = enclosing(scale.ticks(MOST_TICKS).filter(isOneTwoFive), [low, high]);
    // Far from 1, d3 may round a tick across the end of its domain and leave it out.
    const fine: Axis['domain'] = [Math.min(low, ticks[0]!), Math.max(high, ticks.at(-1)!)];
    if (ticks.length <= MOST_TICKS) return { domain: fine, ticks };
  }
  for (let count = WANTED_TICKS; ; count--) {
    const ticks = scale.ticks(count).filter((tick) => leadingDigit(tick) === '1');
    if (ticks.length <= MOST_TICKS || count === 1) return { domain, ticks };
  }
}

/** An extent of finite numbers that are apart; undefined where it has none. */
function widened(extent: Extent | undefined, narrow: number): Extent | undefined {
  if (!extent?.every(Number.isFinite)) return undefined;
  const [low, high] = extent.map(limited).sort((a, b) => a - b) as [number, number];
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (size < SMALLEST) return EMPTY.linear;
  if (high - low > size * narrow) return [low, high];
  // One value stands in the middle of its axis.
  return [low - size / 10, high + size / 10].map(limited) as [number, number];
}

/** An extent that a log scale can show. */
function positive(extent: Extent | undefined, narrow: number): Extent {
  if (!extent || Math.max(...extent) < SMALLEST) return EMPTY.log;
  const [low, high] = widened(extent, narrow) ?? EMPTY.log;
  // What reaches down to zero is shown over three decades.
  return [low > 0 ? Math.max(low, SMALLEST / 1e3) : high / 1e3, high];
}

function limited(value: number): number {
  return Math.min(LARGEST, Math.max(-LARGEST, value));
}

/** The ticks from the last one below an extent to the first above it. */
function enclosing(ticks: readonly number[], [low, high]: Extent): number[] {
  const from = ticks.findLastIndex((tick) => tick <= low);
  const to = ticks.findIndex((tick) => tick >= high);
  return ticks.slice(Math.max(0, from), to < 0 ? undefined : to + 1);
}

function isOneTwoFive(tick: number): boolean {
  return '125'.includes(leadingDigit(tick));
}

function leadingDigit(tick: number): string {
  return tick.toExponential(0)[0]!;
}

function ends(domain: readonly number[]): [number, number] {
  return [domain[0]!, domain.at(-1)!];
}
