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

test('a million values in any order have the percentiles that sorting gives', () => {
  const values = Float32Array.from(
    { length: 100_003 },
    (_, i) => Math.sin(i * 12.9898) * 10 ** ((i % 7) - 3),
  );
  const sorted = values.slice().sort();
  const { percentiles } = distributionOf(values);
  for (const [i, percentile] of [1, 15, 50, 85, 99].entries()) {
    const at = ((sorted.length - 1) * percentile) / 100;
    const low = sorted[Math.floor(at)]!;
    const high = sorted[Math.ceil(at)]!;
    expect(percentiles[i]).toBeCloseTo(low + (high - low) * (at - Math.floor(at)), 10);
  }
});

test('values that are no numbers give no numbers, and no error', () => {
  const { mean, percentiles, bins } = distributionOf(Float32Array.of(Number.NaN, Number.NaN));
  expect([mean, ...percentiles].every(Number.isNaN)).toBe(true);
  expect(bins.every((count) => count === 0)).toBe(true);
});
