/** The kernels against plain loops in float64, and what the engine counts on beyond the numbers. */
import { describe, expect, test } from 'vitest';
import { dropoutMask, dropoutStepSeed, dropoutThreshold } from '../../domain/dropout.ts';
import { kernelsAtWork, numbers, worst } from './testing.ts';

const { arena, kernels } = kernelsAtWork();

const SIDE = 6;
const INPUTS = 8;
const OUTPUTS = 16;
/** With and without a half tile, and with padding. */
const BATCHES = [
  { count: 8, images: 8 },
  { count: 10, images: 12 },
];

/** Calls with every pixel, tap and the pixel that the tap reads, by number. */
function eachTap(visit: (pixel: number, tap: number, other: number) => void, side = SIDE): void {
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      for (let tap = 0; tap < 25; tap++) {
        const [v, u] = [y + Math.floor(tap / 5) - 2, x + (tap % 5) - 2];
        if (v >= 0 && v < side && u >= 0 && u < side) visit(y * side + x, tap, v * side + u);
      }
}

describe.each(BATCHES)('a convolution of $count images', ({ count, images }) => {
  const pixels = SIDE * SIDE;
  const x = numbers(pixels * INPUTS * images, 1);
  const kernel = numbers(25 * INPUTS * OUTPUTS, 2);
  /** What stands in the padding must not count. */
  const spoiled = (values: Float32Array) =>
    values.map((value, i) => (i % images < count ? value : Number.NaN));
  const upstream = numbers(pixels * OUTPUTS * images, 3).map((value, i) => (i % images < count ? value : 0));

  test('is the sum over taps and channels', () => {
    const expected = new Float64Array(pixels * OUTPUTS * images);
    eachTap((pixel, tap, other) => {
      for (let c = 0; c < INPUTS; c++)
        for (let k = 0; k < OUTPUTS; k++)
          for (let n = 0; n < images; n++)
            expected[(pixel * OUTPUTS + k) * images + n]! +=
              kernel[(tap * INPUTS + c) * OUTPUTS + k]! * x[(other * INPUTS + c) * images + n]!;
    });
    const packed = arena.region(kernel.length);
    const out = arena.region(expected.length);
    kernels.packKernel(arena.regionOf(kernel), packed, 25 * INPUTS, OUTPUTS);
    kernels.convolve(arena.regionOf(x), packed, out, SIDE, INPUTS, OUTPUTS, images);
    expect(worst(arena.view(out, expected.length), expected)).toBeLessThan(2e-6);
  });

  test('of one channel, patch by patch, is the same, and so is the gradient of its kernel', () => {
    const flat = numbers(pixels * images, 4);
    const taps = numbers(25 * OUTPUTS, 5);
    const expected = new Float64Array(pixels * OUTPUTS * images);
    const gradient = new Float64Array(25 * OUTPUTS);
    eachTap((pixel, tap, other) => {
      for (let k = 0; k < OUTPUTS; k++)
        for (let n = 0; n < images; n++) {
          const place = (pixel * OUTPUTS + k) * images + n;
          expected[place]! += taps[tap * OUTPUTS + k]! * flat[other * images + n]!;
          gradient[tap * OUTPUTS + k]! += upstream[place]! * flat[other * images + n]!;
        }
    });
    const input = arena.regionOf(flat);
    const packed = arena.region(taps.length);
    const out = arena.region(expected.length);
    const patch = arena.region(32 * images);
    kernels.packKernel(arena.regionOf(taps), packed, 25, OUTPUTS);
    kernels.convolvePatches(input, packed, out, SIDE, OUTPUTS, images, patch);
    expect(worst(arena.view(out, expected.length), expected)).toBeLessThan(2e-6);
    const found = arena.region(32 * OUTPUTS);
    const row = arena.region(images * OUTPUTS);
    const slope = arena.regionOf(spoiled(upstream));
    kernels.patchKernelGradient(input, slope, found, SIDE, OUTPUTS, images, count, patch, row);
    expect(worst(arena.view(found, gradient.length), gradient)).toBeLessThan(2e-6);
  });

  test('has its gradients by Winograd’s way', () => {
    const inputSlopes = new Float64Array(pixels * INPUTS * images);
    const kernelSlopes = new Float64Array(25 * INPUTS * OUTPUTS);
    eachTap((pixel, tap, other) => {
      for (let c = 0; c < INPUTS; c++)
        for (let k = 0; k < OUTPUTS; k++)
          for (let n = 0; n < images; n++) {
            const slope = upstream[(pixel * OUTPUTS + k) * images + n]!;
            const weight = (tap * INPUTS + c) * OUTPUTS + k;
            const place = (other * INPUTS + c) * images + n;
            inputSlopes[place]! += kernel[weight]! * slope;
            kernelSlopes[weight]! += x[place]! * slope;
          }
    });
    const region = (count: number) => arena.region(count);
    const blank = region(OUTPUTS * images);
    const [input, output] = [region(6 * OUTPUTS * images), region(6 * OUTPUTS * images)];
    const [turned, transformed] = [region(kernel.length), region(30 * INPUTS * OUTPUTS)];
    const slope = arena.regionOf(upstream);
    kernels.packTurnedKernel(arena.regionOf(kernel), turned, 25, INPUTS, OUTPUTS);
    kernels.transformKernel(turned, transformed, OUTPUTS, INPUTS);
    const dx = region(inputSlopes.length);
    kernels.convolveTiles(slope, transformed, dx, SIDE, OUTPUTS, INPUTS, images, blank, input, output);
    expect(worst(arena.view(dx, inputSlopes.length), inputSlopes)).toBeLessThan(1e-5);
    const across = region(upstream.length);
    const dw = region(kernelSlopes.length);
    kernels.transposeAll(arena.regionOf(spoiled(upstream)), across, pixels, OUTPUTS, images);
    kernels.kernelGradient(
      arena.regionOf(spoiled(x)),
      across,
      dw,
      SIDE,
      INPUTS,
      OUTPUTS,
      images,
      count,
      blank,
      input,
      output,
      region(30 * INPUTS * OUTPUTS),
      region(30 * INPUTS * OUTPUTS),
    );
    expect(worst(arena.view(dw, kernelSlopes.length), kernelSlopes)).toBeLessThan(1e-5);
  });
});

test('equal values have exactly their value as mean, and no variance, however many they are', () => {
  const [pixels, channels, images, count] = [4, 8, 52, 50];
  const value = Math.fround(0.1);
  const z = arena.regionOf(new Float32Array(pixels * channels * images).fill(value));
  const [mean, variance] = [arena.region(pixels * channels), arena.region(pixels * channels)];
  for (const [groups, members] of [
    [pixels, 1],
    [1, pixels],
  ] as const) {
    kernels.mapStatistics(z, mean, variance, groups, members, channels, images, count);
    expect(arena.view(mean, groups * channels).every((found) => found === value)).toBe(true);
    expect(arena.view(variance, groups * channels).every((found) => found === 0)).toBe(true);
  }
});

test('the padding has no part in means and variances', () => {
  const [images, count] = [8, 5];
  const values = [3, 1, 4, 1, 5, Number.NaN, Number.NaN, Number.NaN];
  const z = arena.regionOf(Array.from({ length: 8 * images }, (_, i) => values[i % images]!));
  const [mean, variance] = [arena.region(8), arena.region(8)];
  kernels.mapStatistics(z, mean, variance, 1, 1, 8, images, count);
  expect(arena.view(mean, 8)[0]).toBeCloseTo(2.8, 6);
  expect(arena.view(variance, 8)[0]).toBeCloseTo(2.56, 6);
});

test('the first of equals wins a window, and nothing does where relu lets nothing through', () => {
  const images = 4;
  // Four windows' pixels: all equal; the last is largest; none above 0; NaN.
  const windows = [
    [2, 2, 2, 2],
    [1, 2, 3, 4],
    [-1, -2, 0, -4],
    [Number.NaN, 1, 1, 1],
  ];
  const z = arena.region(4 * 8 * images);
  const values = arena.view(z, 4 * 8 * images);
  for (let pixel = 0; pixel < 4; pixel++)
    for (let c = 0; c < 8; c++)
      for (let n = 0; n < images; n++) values[(pixel * 8 + c) * images + n] = windows[n]![pixel]!;
  const [mean, scale, shift] = [arena.region(8), arena.regionOf(Array(8).fill(1)), arena.region(8)];
  const [pooled, winners] = [arena.region(8 * images), arena.region(8 * images)];
  kernels.activatePool(z, mean, scale, shift, pooled, winners, 2, 8, images, 0);
  expect([...arena.view(pooled, images)]).toEqual([2, 4, 0, Number.NaN]);
  expect([...new Int32Array(arena.memory.buffer, winners, images)]).toEqual([0, 3, 4, 4]);
});

test('dropout keeps the elements that the shared hash keeps', () => {
  const [images, keep] = [4, 0.3];
  const [seed, step] = [7, 12];
  const mask = dropoutMask(seed, step, keep, images * 1024);
  const z = arena.regionOf(new Float32Array(images * 64).fill(1));
  const [mean, scale, shift] = [arena.region(64), arena.regionOf(Array(64).fill(1)), arena.region(64)];
  const units = arena.region(images * 64);
  const stepSeed = dropoutStepSeed(seed, step);
  kernels.activateUnits(
    z,
    mean,
    scale,
    shift,
    units,
    images,
    3 * 64,
    1024,
    stepSeed,
    dropoutThreshold(keep),
    1 / keep,
  );
  const found = arena.view(units, images * 64);
  expect([...found]).toEqual(
    [...found].map((_, i) => Math.fround(mask[Math.floor(i / 64) * 1024 + 3 * 64 + (i % 64)]!)),
  );
  expect(found.some((value) => value === 0) && found.some((value) => value > 0)).toBe(true);
});

test('units are normalised over the images that count, and the padding has no gradient', () => {
  const [images, count] = [8, 5];
  const values = numbers(images * 64, 6);
  const z = arena.regionOf(values.map((value, i) => (i < count * 64 ? value : Number.NaN)));
  const [mean, variance] = [arena.region(64), arena.region(64)];
  kernels.unitStatistics(z, mean, variance, count);
  const of = (j: number) => Array.from({ length: count }, (_, n) => values[n * 64 + j]!);
  const averageOf = (numbers: number[]) => numbers.reduce((sum, value) => sum + value, 0) / count;
  for (const j of [0, 3, 63]) {
    const average = averageOf(of(j));
    expect(arena.view(mean, 64)[j]).toBeCloseTo(average, 6);
    expect(arena.view(variance, 64)[j]).toBeCloseTo(
      averageOf(of(j).map((value) => (value - average) ** 2)),
      6,
    );
  }
  const [inverse, scale] = [arena.region(64), arena.region(64)];
  kernels.scales(variance, arena.regionOf(Array(64).fill(1)), inverse, scale, 1, 64, 1e-5);
  const units = arena.regionOf(Array(images * 64).fill(1));
  const slopes = arena.regionOf(numbers(images * 64, 7));
  const [beta, gamma] = [arena.region(64), arena.region(64)];
  kernels.unitsBackward(z, units, slopes, mean, inverse, scale, beta, gamma, images, count, 1, true);
  const gradient = arena.view(z, images * 64);
  expect(gradient.subarray(count * 64).every((value) => value === 0)).toBe(true);
  // Of what is normalised, neither the mean nor the scale has an influence.
  const ofUnit = (j: number) => Array.from({ length: count }, (_, n) => gradient[n * 64 + j]!);
  expect(averageOf(ofUnit(5))).toBeCloseTo(0, 5);
  expect(averageOf(ofUnit(5).map((slope, n) => slope * of(5)[n]!))).toBeCloseTo(0, 4);
});

test('a map’s padding has no gradient, whatever stands in it', () => {
  const [images, count, channels] = [8, 5, 8];
  const z = arena.regionOf(
    numbers(4 * channels * images, 8).map((value, i) => (i % images < count ? value : 1e30)),
  );
  const region = () => arena.region(channels);
  const [mean, variance, inverse, scale] = [region(), region(), region(), region()];
  kernels.mapStatistics(z, mean, variance, 1, 4, channels, images, count);
  kernels.scales(variance, arena.regionOf(Array(channels).fill(1)), inverse, scale, 1, channels, 1e-5);
  const [pooled, winners] = [arena.region(channels * images), arena.region(channels * images)];
  kernels.activatePool(z, mean, scale, region(), pooled, winners, 2, channels, images, 0);
  const slopes = arena.regionOf(
    numbers(channels * images, 9).map((value, i) => (i % images < count ? value : 0)),
  );
  const [meanSlope, meanProduct] = [region(), region()];
  const sums = [meanSlope, meanProduct, region(), region()] as const;
  kernels.normalizedSums(slopes, winners, z, mean, inverse, ...sums, 2, channels, images, count, 0);
  const given = [mean, inverse, scale, meanSlope, meanProduct] as const;
  kernels.normalizedBackward(slopes, winners, z, ...given, 2, channels, images, count, 0);
  const gradient = arena.view(z, 4 * channels * images);
  expect(gradient.every((value, i) => (i % images < count ? Number.isFinite(value) : value === 0))).toBe(
    true,
  );
  const first = gradient.filter((_, i) => Math.floor(i / images) % channels === 0);
  expect(first.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 4);
});
