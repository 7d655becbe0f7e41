import { describe, expect, test } from 'vitest';
import { areaOf, chartData, MOST_POINTS, pathOf, readAt, union } from './chart-data.ts';

const curve = (count: number, value: (i: number) => number) => ({
  steps: Array.from({ length: count }, (_, i) => i + 1),
  values: Array.from({ length: count }, (_, i) => value(i)),
});

describe('what a chart draws', () => {
  test('is at most 300 points a curve, however long it is', () => {
    const { curves } = chartData([{ points: curve(10_000, Math.sin) }, { points: curve(50, Math.sin) }], {
      smoothing: 0.9,
    });
    expect(curves[0]!.measured.steps.length).toBeLessThanOrEqual(MOST_POINTS);
    expect(curves[0]!.smoothed!.steps.length).toBeLessThanOrEqual(MOST_POINTS);
    expect(curves[1]!.measured.steps).toHaveLength(50);
  });

  test('spans all that is drawn, without what is no number', () => {
    const { extent, curves } = chartData([{ points: curve(3, (i) => [2, Number.NaN, 5][i]!) }]);
    expect(extent).toEqual([2, 5]);
    expect(curves[0]!.failedAt).toBe(2);
  });

  test('on a log scale leaves out what is not positive', () => {
    expect(chartData([{ points: curve(3, (i) => [0, 0.1, 5][i]!) }], { log: true }).extent).toEqual([0.1, 5]);
  });

  test('is labelled at its last number', () => {
    expect(chartData([{ points: curve(3, (i) => [2, 3, Number.NaN][i]!) }]).curves[0]!.end).toEqual({
      step: 2,
      value: 3,
      goesOn: false,
    });
    expect(chartData([{ points: curve(0, Number) }]).curves[0]!.end).toBeUndefined();
  });

  test('breaks a line where there is no value, and never draws a zero instead', () => {
    const path = pathOf(
      curve(4, (i) => [1, Number.NaN, 3, 4][i]!),
      Number,
      Number,
    );
    expect(path).toBe('M1.0 1.0M3.0 3.0L4.0 4.0');
  });
});

describe('reading at a step', () => {
  const points = { steps: [0, 50], values: [0.1, 0.8] };
  test('gives the last measurement up to there with its step, and nothing beyond the end', () => {
    expect(readAt(points, 30)).toEqual({ step: 0, value: 0.1 });
    expect(readAt(points, 50)).toEqual({ step: 50, value: 0.8 });
    expect(readAt(points, 51)).toBeUndefined();
  });
});

describe('of some steps', () => {
  const points = { steps: [0, 10, 20, 30, 40], values: [9, 1, 2, 3, 0] };
  const { curves, extent } = chartData([{ points }], { span: [12, 30] });

  test('are drawn the points there, and one more at either side', () => {
    expect(curves[0]!.measured.steps).toEqual([10, 20, 30, 40]);
  });

  test('the last carries the label, and it is known that the curve goes on', () => {
    expect(curves[0]!.end).toEqual({ step: 30, value: 3, goesOn: true });
    expect(chartData([{ points }], { span: [41, 60] }).curves[0]!.end).toBeUndefined();
  });

  test('the range of values is that of all steps, so that the axis stays', () => {
    expect(extent).toEqual([0, 9]);
  });

  test('more detail is drawn than of the whole', () => {
    const long = curve(10_000, Math.sin);
    const { steps } = chartData([{ points: long }], { span: [100, 200] }).curves[0]!.measured;
    expect(steps).toHaveLength(102);
  });
});

test('ranges are put together, those that are there', () => {
  expect(union([1, 2], undefined, [0, 1.5])).toEqual([0, 2]);
  expect(union(undefined)).toBeUndefined();
});

test('the range between two curves is one closed area, without the steps where there is none', () => {
  const low = { steps: [1, 2, 3], values: [0, Number.NaN, 2] };
  const high = { steps: [1, 2, 3], values: [4, 5, 6] };
  expect(areaOf({ low, high }, Number, Number)).toBe('M1.0 4.0L3.0 6.0L3.0 2.0L1.0 0.0Z');
  expect(areaOf({ low: { steps: [1], values: [1] }, high }, Number, Number)).toBe('');
});

test('single runs and their range widen the axis', () => {
  const points = { steps: [1, 2], values: [2, 3] };
  const range = {
    low: { steps: [1, 2], values: [1, 1] },
    high: { steps: [1, 2], values: [9, Number.NaN] },
  };
  const { extent, curves } = chartData([{ points, range, singles: [{ steps: [1, 2], values: [0.5, 3] }] }]);
  expect(extent).toEqual([0.5, 9]);
  expect(curves[0]!.singles[0]!.values).toEqual([0.5, 3]);
});
