import { describe, expect, test } from 'vitest';
import { nearestStep, stepBy } from './read-steps.ts';

const at = (...steps: number[]) => ({ steps, values: steps.map(() => 0) });

describe('the steps at which curves are read', () => {
  const curves = [at(0, 50, 100), at(0, 40)];

  test('are those of the nearest point of any curve', () => {
    expect(nearestStep(curves, 43)).toBe(40);
    expect(nearestStep(curves, 46)).toBe(50);
    expect(nearestStep(curves, 45)).toBe(40);
    expect(nearestStep(curves, 5000)).toBe(100);
    expect(nearestStep([at()], 3)).toBeUndefined();
  });

  test('are gone through one by one, over the points of all', () => {
    expect(stepBy(curves, 0, 1)).toBe(40);
    expect(stepBy(curves, 40, 1)).toBe(50);
    expect(stepBy(curves, 50, -1)).toBe(40);
    expect(stepBy(curves, 0, -1)).toBe(0);
  });

  test('end at the first and the last', () => {
    expect(stepBy(curves, 40, 10)).toBe(100);
    expect(stepBy(curves, 40, -10)).toBe(0);
    expect(stepBy([], 0, 1)).toBeUndefined();
  });
});
