/** The kernels of blocks against plain loops in float64. */
import { describe, expect, test } from 'vitest';
import { kernelsAtWork, numbers, worst } from './testing.ts';

const { arena, kernels } = kernelsAtWork();

const PIXELS = 4;
const CHANNELS = 8;
const EPSILON = 1e-5;

describe.each([
  { name: 'one image and two channels, as of Group Normalization', wide: 2, long: 1 },
  { name: 'one image and all channels, as of Layer Normalization', wide: 8, long: 1 },
  { name: 'four images and one channel, as of a ghost batch', wide: 1, long: 4 },
  { name: 'more images than there are', wide: 1, long: 50 },
])('blocks of $name', ({ wide, long }) => {
  // The last part of four images has two.
  const [count, images] = [10, 12];
  const length = CHANNELS * images;
  const size = PIXELS * length;
  const isReal = (i: number) => i % images < count;
  const z = numbers(size, 1);
  const slopes = numbers(size, 2);
  const [gamma, beta] = [numbers(CHANNELS, 3), numbers(CHANNELS, 4)];
  const channelOf = (i: number) => Math.floor(i / images) % CHANNELS;
  const blockOf = (i: number) => `${Math.floor(channelOf(i) / wide)} ${Math.floor((i % images) / long)}`;
  /** Of a value at each place, the mean over the place's block. */
  const blockMean = (value: (i: number) => number) => {
    const sums = new Map<string, [number, number]>();
    for (let i = 0; i < size; i++) {
      if (!isReal(i)) continue;
      const [sum, values] = sums.get(blockOf(i)) ?? [0, 0];
      sums.set(blockOf(i), [sum + value(i), values + 1]);
    }
    return (i: number) => {
      const [sum, values] = sums.get(blockOf(i))!;
      return sum / values;
    };
  };
  const everywhere = (value: (i: number) => number) =>
    Float64Array.from({ length: size }, (_, i) => (isReal(i) ? value(i) : 0));
  const mean = blockMean((i) => z[i]!);
  const variance = blockMean((i) => (z[i]! - mean(i)) ** 2);
  const inverse = (i: number) => 1 / Math.sqrt(variance(i) + EPSILON);
  const normalised = everywhere((i) => (z[i]! - mean(i)) * inverse(i));

  const region = (count: number) => arena.region(count);
  const tables = { mean: region(length), variance: region(length), inverse: region(length) };
  const sums = region(2 * length);
  // What stands in the padding must not count.
  const input = arena.regionOf(z.map((value, i) => (isReal(i) ? value : Number.NaN)));
  const [wideAt, shiftAt] = [arena.regionOf(gamma), arena.regionOf(beta)];
  const means = (from: number, weights: number, to: number) =>
    kernels.blockMeans(from, weights, to, CHANNELS, images, count, wide, long, PIXELS);
  /** Without what stands in the padding. */
  const read = (address: number) => arena.read(address, size).map((value, i) => (isReal(i) ? value : 0));

  test('are normalised each by itself', () => {
    kernels.columnSums(input, sums, PIXELS, length);
    means(sums, 0, tables.mean);
    kernels.columnSquares(input, tables.mean, sums, PIXELS, length);
    means(sums, 0, tables.variance);
    kernels.inverses(tables.variance, tables.inverse, length, EPSILON);
    const y = region(size);
    const { mean: at, inverse: narrow } = tables;
    kernels.normalizeBlocks(input, at, narrow, wideAt, shiftAt, y, PIXELS, CHANNELS, images);
    const expected = everywhere((i) => normalised[i]! * gamma[channelOf(i)]! + beta[channelOf(i)]!);
    expect(worst(read(y), expected)).toBeLessThan(1e-6);
    // The padding repeats the last image, and has what that has.
    const variances = arena.view(tables.variance, length);
    for (let c = 0; c < CHANNELS; c++)
      expect(variances[c * images + images - 1]).toBe(variances[c * images + count - 1]);
  });

  test('have their gradients, and the padding has none', () => {
    const upstream = arena.regionOf(slopes.map((value, i) => (isReal(i) ? value : 0)));
    const [products, meanGradient, meanProduct] = [region(2 * length), region(length), region(length)];
    const gammaGradient = region(CHANNELS);
    const { mean: at, inverse: narrow } = tables;
    kernels.columnProducts(upstream, input, at, narrow, sums, products, PIXELS, length);
    kernels.rowSums(products, gammaGradient, CHANNELS, images, count);
    means(sums, wideAt, meanGradient);
    means(products, wideAt, meanProduct);
    const both = [meanGradient, meanProduct] as const;
    const shape = [PIXELS, CHANNELS, images, count] as const;
    kernels.blocksBackward(upstream, input, at, narrow, wideAt, ...both, input, ...shape);
    const ofNormalised = (i: number) => gamma[channelOf(i)]! * slopes[i]!;
    const meanSlope = blockMean(ofNormalised);
    const meanAlong = blockMean((i) => ofNormalised(i) * normalised[i]!);
    const expected = everywhere(
      (i) => inverse(i) * (ofNormalised(i) - meanSlope(i) - normalised[i]! * meanAlong(i)),
    );
    expect(worst(arena.read(input, size), expected)).toBeLessThan(1e-6);
    const ofGamma = new Float64Array(CHANNELS);
    for (let i = 0; i < size; i++) ofGamma[channelOf(i)]! += isReal(i) ? slopes[i]! * normalised[i]! : 0;
    expect(worst(arena.read(gammaGradient, CHANNELS), ofGamma)).toBeLessThan(1e-6);
  });
});

test('equal values have exactly their value as mean, and no variance, whatever their blocks', () => {
  const images = 52;
  const length = CHANNELS * images;
  const value = Math.fround(0.1);
  const z = arena.regionOf(new Float32Array(PIXELS * length).fill(value));
  const [mean, variance, sums] = [arena.region(length), arena.region(length), arena.region(2 * length)];
  for (const [wide, long] of [
    [2, 1],
    [1, 7],
  ] as const) {
    kernels.columnSums(z, sums, PIXELS, length);
    kernels.blockMeans(sums, 0, mean, CHANNELS, images, 50, wide, long, PIXELS);
    kernels.columnSquares(z, mean, sums, PIXELS, length);
    kernels.blockMeans(sums, 0, variance, CHANNELS, images, 50, wide, long, PIXELS);
    expect(arena.view(mean, length).every((found) => found === value)).toBe(true);
    expect(arena.view(variance, length).every((found) => found === 0)).toBe(true);
  }
});
