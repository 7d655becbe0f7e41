import { expect, test } from 'vitest';
import { noiseOf } from './noise.ts';

const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: ArrayLike<number>) => {
  const middle = mean(values);
  return Math.sqrt(mean(Array.from(values, (value) => (value - middle) ** 2)));
};
const step = { seed: 8, step: 1, layer: 'conv2' } as const;

test('the numbers are spread as the paper says', () => {
  const [images, activations] = [100, 1000];
  const { factor, shift } = noiseOf(step, 1, images, activations);
  // Over activations: σ is uniform from 1 to 1¼, μ from −½ to ½.
  expect(mean(factor)).toBeCloseTo(1.125, 1);
  expect(deviation(factor)).toBeCloseTo(Math.sqrt(0.25 ** 2 / 12 + 0.1 ** 2), 2);
  expect(mean(shift)).toBeCloseTo(0, 1);
  expect(deviation(shift)).toBeCloseTo(Math.sqrt(1 / 12 + 0.2 ** 2 / 12), 2);
  // Over the images of one activation: r.
  const ofOne = Array.from({ length: images }, (_, image) => image * activations + 7);
  expect(deviation(ofOne.map((i) => factor[i]!))).toBeCloseTo(0.1, 1);
  expect(deviation(ofOne.map((i) => shift[i]!))).toBeCloseTo(0.1 / Math.sqrt(3), 1);
});

test('it is another at each step and layer, the same for the same, and none without strength', () => {
  const first = noiseOf(step, 1, 2, 3);
  expect(noiseOf(step, 1, 2, 3)).toEqual(first);
  expect(noiseOf({ ...step, step: 2 }, 1, 2, 3)).not.toEqual(first);
  expect(noiseOf({ ...step, layer: 'fc1' }, 1, 2, 3)).not.toEqual(first);
  expect(noiseOf({ ...step, seed: 9 }, 1, 2, 3)).not.toEqual(first);
  const none = noiseOf(step, 0, 2, 3);
  expect([...none.factor]).toEqual(Array(6).fill(1));
  expect([...none.shift].map(Math.abs)).toEqual(Array(6).fill(0));
});
