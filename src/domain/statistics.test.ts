import { expect, test } from 'vitest';
import { bandOf, countVerdicts, hasFailed, median, spreadOf, usableRange } from './statistics.ts';

test('the median is the middle, or the mean of the two middle values', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([])).toBeNaN();
});

test('the median of a spread is a value that was measured, the worse of two', () => {
  expect(spreadOf([0.976, 0.103, 0.097, 0.978, 0.097])).toEqual({
    median: 0.103,
    low: 0.097,
    high: 0.978,
    count: 5,
  });
  expect(spreadOf([0.97, 0.1])).toMatchObject({ median: 0.1 });
  expect(spreadOf([2.36, 1.6], 'high')).toMatchObject({ median: 2.36 });
  expect(spreadOf([1, 2, 3], 'high')).toMatchObject({ median: 2 });
  expect(spreadOf([0.4, 0.4, 0.4, 0.4])).toEqual({ median: 0.4, low: 0.4, high: 0.4, count: 4 });
});

test('a spread of one seed is that seed, of nothing or of NaN alone there is none', () => {
  expect(spreadOf([0.5])).toEqual({ median: 0.5, low: 0.5, high: 0.5, count: 1 });
  expect(spreadOf([])).toBeUndefined();
  expect(spreadOf([Number.NaN])).toBeUndefined();
  expect(spreadOf([Number.NaN, 0.3])).toEqual({ median: 0.3, low: 0.3, high: 0.3, count: 1 });
});

test('a band takes median and range at each step, from the seeds that are there', () => {
  const band = bandOf([
    { steps: [1, 2, 3], values: [1, 2, 3] },
    { steps: [1, 2], values: [3, 4] },
    { steps: [1, 2], values: [2, 9] },
  ]);
  expect(band.median).toEqual({ steps: [1, 2, 3], values: [2, 4, 3] });
  expect(band.low.values).toEqual([1, 2, 3]);
  expect(band.high.values).toEqual([3, 9, 3]);
});

test('a band has no median where half of the seeds are NaN, and ranges over the rest', () => {
  const band = bandOf([
    { steps: [1, 2, 3], values: [1, 5, Number.NaN] },
    { steps: [1, 2, 3], values: [2, Number.NaN, Number.NaN] },
  ]);
  expect(band.median.values).toEqual([1, Number.NaN, Number.NaN]);
  expect(band.high.values).toEqual([2, 5, Number.NaN]);
  expect(bandOf([]).median).toEqual({ steps: [], values: [] });
});

test('verdicts are counted by kind, and two of them are failures', () => {
  const verdicts = [
    { kind: 'learning', step: 1 },
    { kind: 'collapsed', step: 1, class: 3 },
    { kind: 'collapsed', step: 9, class: 1 },
    { kind: 'nan', step: 2 },
  ] as const;
  expect(countVerdicts(verdicts)).toEqual({
    waiting: 0,
    learning: 1,
    fallen: 0,
    plateau: 0,
    collapsed: 2,
    nan: 1,
  });
  expect(verdicts.map(hasFailed)).toEqual([false, true, true, true]);
  expect(hasFailed({ kind: 'plateau', step: 3 })).toBe(false);
  expect(countVerdicts([]).learning).toBe(0);
});

const points = (...medians: (number | undefined)[]) =>
  medians.map((value, i) => ({ learningRate: Number(`1e${i - 5}`), median: value }));

test('the usable range is the widest stretch of rates that reach the threshold', () => {
  expect(usableRange(points(0.5, 0.95, 0.97, 0.96, 0.1), 0.95)).toEqual({ from: 1e-4, to: 1e-2 });
  expect(usableRange(points(0.96, 0.1, 0.97, 0.96, 0.1), 0.95)).toEqual({ from: 1e-3, to: 1e-2 });
});

test('of equally wide usable ranges the lower is taken, and a single rate is one', () => {
  expect(usableRange(points(0.99, 0.1, 0.99), 0.95)).toEqual({ from: 1e-5, to: 1e-5 });
  expect(usableRange(points(0.99, 0.99, 0.1, 0.99, 0.99), 0.95)).toEqual({ from: 1e-5, to: 1e-4 });
});

test('rates without a measurement do not break a usable range; without any there is none', () => {
  expect(usableRange(points(0.99, undefined, 0.99, undefined), 0.95)).toEqual({ from: 1e-5, to: 1e-3 });
  expect(usableRange(points(undefined, Number.NaN, 0.2), 0.95)).toBeUndefined();
  expect(usableRange([], 0.95)).toBeUndefined();
});
