import { expect, test } from 'vitest';
import { activityOf, distributionOf } from './distribution.ts';

test('percentiles are interpolated between order statistics, as numpy does', () => {
  const { mean, variance, percentiles } = distributionOf(Float32Array.of(4, 1, 3, 2));
  expect(mean).toBe(2.5);
  expect(variance).toBe(1.25);
  // numpy.percentile([1, 2, 3, 4], [1, 15, 50, 85, 99]).
  expect(percentiles.map((value) => Number(value.toFixed(6)))).toEqual([1.03, 1.45, 2.5, 3.55, 3.97]);
});

test('negative numbers are ordered as numbers, and what was given stays as it is', () => {
  const values = Float32Array.of(10, -9, 2);
  expect(distributionOf(values).percentiles[2]).toBe(2);
  expect([...values]).toEqual([10, -9, 2]);
});

test('a unit is dead when no image makes it active, and 0 is not active', () => {
  // Three units of two images.
  const after = Float32Array.of(-1, 0, 2, -1, 3, 4);
  expect(activityOf({ after, images: 2 })).toEqual({ deadUnits: 1 / 3, activeShare: 1 / 2 });
});
