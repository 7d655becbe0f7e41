/** Noise in kernels against that of the domain. */
import { expect, test } from 'vitest';
import { type NoisePlace, noiseOf, noiseStreams, noiseWidths } from '../../domain/noise.ts';
import { kernelsAtWork } from './testing.ts';

const { arena, kernels } = kernelsAtWork();
const [PIXELS, CHANNELS] = [9, 8];
const ACTIVATIONS = PIXELS * CHANNELS;

test('the kernel draws the numbers that all engines draw, to the bit', () => {
  // So many that some are in the tails of the normal distribution.
  const [count, images] = [50, 52];
  const strength = 1.5;
  const place: NoisePlace = { seed: 8, step: 3, layer: 'conv2' };
  const { factor, shift } = noiseOf(place, strength, count, ACTIVATIONS);
  const size = ACTIVATIONS * images;
  const [z, y, factors] = [arena.region(size), arena.region(size), arena.region(size)];
  const zeros = arena.region(CHANNELS);
  kernels.addNoise(
    z,
    zeros,
    zeros,
    zeros,
    y,
    factors,
    PIXELS,
    CHANNELS,
    images,
    0,
    ...noiseStreams(place),
    ...noiseWidths(strength),
  );
  /** [activation][image] as [image][activation], without the padding. */
  const turned = (values: Float32Array) =>
    Float32Array.from(
      { length: count * ACTIVATIONS },
      (_, i) => values[(i % ACTIVATIONS) * images + Math.floor(i / ACTIVATIONS)]!,
    );
  expect(turned(arena.read(factors, size))).toEqual(factor);
  expect(turned(arena.read(y, size))).toEqual(shift);
});

test('it stands behind the normalization of each location', () => {
  const images = 4;
  const size = 2 * images;
  const z = arena.regionOf(Array.from({ length: size }, (_, i) => i));
  const [mean, scale, shift] = [[1, 2], [3, 4], [0.5]].map((values) => arena.regionOf(values)) as [
    number,
    number,
    number,
  ];
  const [y, factors] = [arena.region(size), arena.region(size)];
  const streams = noiseStreams({ seed: 1, step: 1, layer: 'fc1' });
  kernels.addNoise(z, mean, scale, shift, y, factors, 2, 1, images, 4, ...streams, ...noiseWidths(0));
  expect([...arena.read(factors, size)]).toEqual(Array(size).fill(1));
  expect([...arena.read(y, size)]).toEqual([-2.5, 0.5, 3.5, 6.5, 8.5, 12.5, 16.5, 20.5]);
});

test('a gradient is multiplied by what multiplied the winner of its window', () => {
  const images = 4;
  // A window for each image, the winners of which are its four pixels; the factors tell pixels apart.
  const factors = arena.regionOf(Array.from({ length: 4 * images }, (_, i) => 10 ** Math.floor(i / images)));
  const gradient = arena.regionOf([1, 2, 3, 4]);
  const winners = arena.region(images);
  new Int32Array(arena.memory.buffer, winners, images).set([0, 1, 2, 3]);
  kernels.multiplyByWinners(gradient, winners, factors, 2, 1, images);
  expect([...arena.read(gradient, images)]).toEqual([1, 20, 300, 4000]);
});
