import { expect, test } from 'vitest';
import { isFlat, riseOf, secondHalf } from './trend.mjs';

const samples = (values: readonly number[]) => values.map((value, at) => ({ at, value }));

test('the rise is that of the line that fits best', () => {
  expect(riseOf(samples([1, 2, 3, 4]))).toBeCloseTo(3);
  expect(riseOf(samples([5, 5, 5]))).toBe(0);
  expect(riseOf(samples([4, 1]))).toBeCloseTo(-3);
  // One sample that is off, in the middle, is none.
  expect(riseOf(samples([5, 5, 50, 5, 5]))).toBeCloseTo(0);
  expect(riseOf(samples([7]))).toBe(0);
  expect(riseOf([])).toBe(0);
});

test('what rises while it warms up is flat afterwards; what rises all the time is not', () => {
  const margin = { share: 0.1, besides: 1 };
  expect(isFlat(samples([1, 20, 40, 50, 50, 51, 50, 50]), margin)).toBe(true);
  expect(isFlat(samples([10, 20, 30, 40, 50, 60, 70, 80]), margin)).toBe(false);
  expect(isFlat(samples([50, 50, 50, 50, 50, 52, 54, 57]), margin)).toBe(false);
});

test('the second half is that of the time, not of the samples', () => {
  const some = [0, 1, 2, 3, 20].map((at) => ({ at, value: 0 }));
  expect(secondHalf(some).map(({ at }) => at)).toEqual([20]);
});
