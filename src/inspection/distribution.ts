/** How the values of a layer are spread: mean, variance, percentiles, histogram, and how many of its units do nothing. */
import { BINS, binOf } from '../domain/histogram.ts';
import { percentiles } from '../domain/look.ts';
import type { LayerValues } from '../engine/inspectable.ts';

export interface Distribution {
  mean: number;
  /** Biased. */
  variance: number;
  /** By `percentiles`. */
  percentiles: number[];
}

/** Sums in float64. Percentiles are interpolated between order statistics, as numpy's default does. */
export function distributionOf(values: Float32Array): Distribution & { bins: Float64Array } {
  const { length } = values;
  let sum = 0;
  for (let i = 0; i < length; i++) sum += values[i]!;
  const mean = sum / length;
  let squares = 0;
  for (let i = 0; i < length; i++) {
    const deviation = values[i]! - mean;
    squares += deviation * deviation;
  }
  const order = new Order(values);
  return {
    mean,
    variance: squares / length,
    percentiles: order.quantiles(percentiles.map((percentile) => percentile / 100)),
    bins: order.bins(),
  };
}

/** Values by the upper half of their bits: so many floats have the same. */
const PREFIXES = 1 << 16;

/**
 * Order statistics without sorting a million values: a float's bits, with a sign's meaning turned, ascend with it, so
 * counting their upper halves finds the few values among which one of a rank must be. Thirty times as fast as a sort.
 */
class Order {
  readonly #keys: Uint32Array;
  readonly #counts = new Uint32Array(PREFIXES);

  constructor(values: Float32Array) {
    const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
    this.#keys = new Uint32Array(values.length);
    for (let i = 0; i < bits.length; i++) {
      const word = bits[i]!;
      const key = (word & 0x8000_0000) !== 0 ? ~word : word ^ 0x8000_0000;
      this.#keys[i] = key;
      this.#counts[key >>> 16]!++;
    }
  }

  quantiles(shares: readonly number[]): number[] {
    const places = shares.map((share) => (this.#keys.length - 1) * share);
    const ranks = places.flatMap((at) => [
      Math.floor(at),
      Math.min(Math.floor(at) + 1, this.#keys.length - 1),
    ]);
    const found = this.#valuesAt(ranks);
    return places.map((at, i) => {
      const [low, high] = [found[2 * i]!, found[2 * i + 1]!];
      return low + (high - low) * (at - Math.floor(at));
    });
  }

  /** How many values lie in each bin of histograms, to the upper half of their bits: a hundredth of their size. */
  bins(): Float64Array {
    const bins = new Float64Array(BINS);
    for (let prefix = 0; prefix < PREFIXES; prefix++) {
      const count = this.#counts[prefix]!;
      if (count === 0) continue;
      const value = floatOf(((prefix << 16) | 0x8000) >>> 0);
      if (!Number.isNaN(value)) bins[binOf(value)]! += count;
    }
    return bins;
  }

  #valuesAt(ranks: readonly number[]): number[] {
    const places = ranks.map((rank) => this.#prefixAt(rank));
    const wanted = new Map(places.map(({ prefix }) => [prefix, [] as number[]]));
    const isWanted = new Uint8Array(PREFIXES);
    for (const prefix of wanted.keys()) isWanted[prefix] = 1;
    for (const key of this.#keys) if (isWanted[key >>> 16] === 1) wanted.get(key >>> 16)!.push(key);
    const sorted = new Map([...wanted].map(([prefix, keys]) => [prefix, Uint32Array.from(keys).sort()]));
    return places.map(({ prefix, within }) => floatOf(sorted.get(prefix)![within]!));
  }

  /** The prefix of the value of a rank, counted from 0, and its rank among those with the same. */
  #prefixAt(rank: number): { prefix: number; within: number } {
    let below = 0;
    for (let prefix = 0; ; prefix++) {
      const count = this.#counts[prefix]!;
      if (rank < below + count) return { prefix, within: rank - below };
      below += count;
    }
  }
}

const word = new Uint32Array(1);
const float = new Float32Array(word.buffer);

/** The float that a key stands for. */
function floatOf(key: number): number {
  word[0] = (key & 0x8000_0000) !== 0 ? key ^ 0x8000_0000 : ~key;
  return float[0]!;
}

/** What relu makes of a layer's values after its normalization, [unit][image]. */
export function activityOf({ after, images }: Pick<LayerValues, 'after' | 'images'>): {
  /** Share of units whose relu is 0 for every image. */
  deadUnits: number;
  /** Share of all relu outputs above 0. */
  activeShare: number;
} {
  const units = after.length / images;
  let dead = 0;
  let active = 0;
  for (let unit = 0; unit < units; unit++) {
    let alive = 0;
    for (let i = unit * images; i < (unit + 1) * images; i++) if (after[i]! > 0) alive++;
    if (alive === 0) dead++;
    active += alive;
  }
  return { deadUnits: dead / units, activeShare: active / after.length };
}
