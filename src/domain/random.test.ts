import { describe, expect, test } from 'vitest';
import { dropoutMask, dropoutStepSeed, dropoutThreshold } from './dropout.ts';
import { hash32 } from './hash.ts';
import { normalQuantile, TRUNCATED_DEVIATION, truncatedNormalQuantile } from './normal.ts';
import { streamSeed, uniform } from './random.ts';

test('the hash is the finaliser of MurmurHash3, whose values are known', () => {
  // fmix32 of 0 is 0, and of 1 is 0x514e28b7 (the reference implementation's).
  expect(hash32(0, 0)).toBe(0);
  expect(hash32(0, 1)).toBe(0x514e28b7);
});

test('streams of one seed, and equal streams of two seeds, differ', () => {
  const seeds = [streamSeed(1, 'dropout'), streamSeed(1, 'order'), streamSeed(2, 'dropout')];
  expect(new Set(seeds).size).toBe(3);
});

test('uniform numbers lie strictly between 0 and 1 and fill the range evenly', () => {
  const values = Array.from({ length: 20_000 }, (_, i) => uniform(i, 7));
  expect(Math.min(...values)).toBeGreaterThan(0);
  expect(Math.max(...values)).toBeLessThan(1);
  const mean = values.reduce((a, b) => a + b) / values.length;
  // Four standard errors of a mean of 20,000 uniform numbers.
  expect(Math.abs(mean - 0.5)).toBeLessThan(4 / Math.sqrt(12 * values.length));
});

describe('normal quantiles', () => {
  test.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.001, -3.090232306167813],
    [0.999, 3.090232306167813],
  ])('of %f is %f', (p, x) => {
    expect(normalQuantile(p)).toBeCloseTo(x, 7);
  });

  test('truncated ones stay within two sigma and have the deviation that Keras divides by', () => {
    const values = Array.from({ length: 50_000 }, (_, i) => truncatedNormalQuantile(uniform(i, 3)));
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(2);
    const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
    expect(Math.sqrt(variance)).toBeCloseTo(TRUNCATED_DEVIATION, 1);
  });
});

describe('dropout', () => {
  test('keeps the asked share and scales what it keeps', () => {
    const mask = dropoutMask(1, 1, 0.5, 50_000);
    const kept = mask.filter((factor) => factor === 2).length;
    expect(kept + mask.filter((factor) => factor === 0).length).toBe(mask.length);
    expect(kept / mask.length).toBeCloseTo(0.5, 1);
  });

  test('draws another mask at each step and the same one for the same seed and step', () => {
    expect(dropoutMask(1, 1, 0.5, 64)).toEqual(dropoutMask(1, 1, 0.5, 64));
    expect(dropoutMask(1, 1, 0.5, 64)).not.toEqual(dropoutMask(1, 2, 0.5, 64));
    expect(dropoutStepSeed(1, 1)).not.toBe(dropoutStepSeed(2, 1));
  });

  test('keeps everything at probability 1', () => {
    expect(dropoutThreshold(1)).toBe(2 ** 32);
    expect(dropoutMask(1, 1, 1, 1000).every((factor) => factor === 1)).toBe(true);
  });
});
