import { describe, expect, test } from 'vitest';
import { pointAt } from './points.ts';
import { Series } from './series.ts';
import { smooth } from './smooth.ts';
import { thin } from './thin.ts';

const ramp = (count: number) => ({
  steps: Array.from({ length: count }, (_, i) => i + 1),
  values: Array.from({ length: count }, (_, i) => i),
});

describe('a series', () => {
  test('gives back what was pushed', () => {
    const series = new Series();
    expect(series.last).toBeUndefined();
    series.push(1, 0.5);
    series.push(2, Number.NaN);
    expect([...series.points.steps]).toEqual([1, 2]);
    expect(series.last).toEqual({ step: 2, value: Number.NaN });
  });

  test('never holds more than its capacity, keeps its ends, and keeps a spike', () => {
    const series = new Series(64);
    for (let step = 1; step <= 10_000; step++) series.push(step, step === 777 ? 99 : 1);
    expect(series.length).toBeLessThanOrEqual(64);
    expect(series.points.steps[0]).toBe(1);
    expect(series.last?.step).toBe(10_000);
    expect([...series.points.values]).toContain(99);
    expect([...series.points.steps]).toEqual([...series.points.steps].sort((a, b) => a - b));
  });

  test('is read at a step or just before it', () => {
    const points = { steps: [0, 50, 100], values: [1, 2, 3] };
    expect(pointAt(points, 75)).toEqual({ step: 50, value: 2 });
    expect(pointAt(points, 100)?.value).toBe(3);
    expect(pointAt(points, -1)).toBeUndefined();
  });
});

describe('thinning', () => {
  test('leaves short curves alone', () => {
    expect(thin(ramp(10), 10)).toEqual(ramp(10));
  });

  test.each([401, 1000, 10_000])('brings %i points down to at most 400, in order, ends included', (count) => {
    const { steps, values } = thin(ramp(count), 400);
    expect(steps.length).toBeLessThanOrEqual(400);
    expect(steps[0]).toBe(1);
    expect(steps.at(-1)).toBe(count);
    expect(values).toEqual([...values].sort((a, b) => a - b));
  });

  test('never loses the highest, the lowest or a NaN', () => {
    const points = ramp(5000);
    points.values[1234] = -7;
    points.values[2345] = 1e9;
    points.values[3456] = Number.NaN;
    const { values } = thin(points, 100);
    expect(values).toContain(-7);
    expect(values).toContain(1e9);
    expect(values.some(Number.isNaN)).toBe(true);
  });
});

describe('smoothing', () => {
  test('starts at the first value and follows a constant exactly', () => {
    const constant = { steps: [1, 2, 3], values: [5, 5, 5] };
    for (const value of smooth(constant, 0.9).values) expect(value).toBeCloseTo(5, 12);
  });

  test('with weight 0 returns the values', () => {
    expect([...smooth(ramp(3), 0).values]).toEqual([0, 1, 2]);
  });

  test('is the average of Adam: bias-corrected', () => {
    const { values } = smooth({ steps: [1, 2], values: [0, 1] }, 0.5);
    expect(values[1]).toBeCloseTo((0.5 * 1 + 0.25 * 0) / 0.75, 12);
  });

  test('passes a NaN through without poisoning what follows', () => {
    const { values } = smooth({ steps: [1, 2, 3], values: [1, Number.NaN, 1] }, 0.5);
    expect(values[1]).toBeNaN();
    expect(values[2]).toBeCloseTo(1, 12);
  });
});
