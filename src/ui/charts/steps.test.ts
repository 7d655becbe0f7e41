import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LEAST_STEPS, shownSpan, spanBetween, spanWith, stepTicks, zoomBy } from './steps.ts';
import { MOST_TICKS } from './ticks.ts';

describe('steps that are shown', () => {
  test('are those dragged over, from either side, and inside the run', () => {
    expect(spanBetween(300.4, 99.6, 1000)).toEqual([100, 300]);
    expect(spanBetween(-20, 5000, 1000)).toEqual([0, 1000]);
  });

  test('are never too few to see anything', () => {
    expect(spanBetween(500, 501, 1000)).toEqual([496, 506]);
    expect(spanBetween(1000, 1000, 1000)).toEqual([1000 - LEAST_STEPS, 1000]);
    expect(spanBetween(1, 2, 4)).toEqual([0, 4]);
  });

  test('are halved around the step that is read, which keeps its place', () => {
    expect(zoomBy([0, 1000], 1 / 2, 250, 1000, 'linear')).toEqual([125, 625]);
    expect(zoomBy([125, 625], 2, 250, 1000, 'linear')).toEqual([0, 1000]);
    expect(zoomBy([900, 1000], 2, 1000, 1000, 'linear')).toEqual([800, 1000]);
  });

  test('on the logarithmic scale are halved as they are seen', () => {
    expect(zoomBy([0, 999], 1 / 2, 0, 999, 'log')).toEqual([0, 31]);
  });

  test('follow the step that is read by keys', () => {
    expect(spanWith([100, 200], 150)).toEqual([100, 200]);
    expect(spanWith([100, 200], 250)).toEqual([150, 250]);
    expect(spanWith([100, 200], 90)).toEqual([90, 190]);
  });

  test('are all when a shorter run has not those', () => {
    expect(shownSpan([100, 300], 1000)).toEqual([100, 300]);
    expect(shownSpan([100, 300], 200)).toEqual([0, 200]);
    expect(shownSpan(undefined, 200)).toEqual([0, 200]);
  });

  test('stay inside the run and are whole, whatever is pressed', () => {
    const step = fc.integer({ min: 0, max: 5000 });
    fc.assert(
      fc.property(
        step,
        step,
        step,
        fc.constantFrom(0.5, 2),
        fc.constantFrom('linear', 'log'),
        (a, b, at, by, scale) => {
          const span = zoomBy(spanBetween(a, b, 5000), by, at, 5000, scale);
          expect(span.every(Number.isInteger)).toBe(true);
          expect(span[0]).toBeGreaterThanOrEqual(0);
          expect(span[1]).toBeLessThanOrEqual(5000);
          expect(span[1] - span[0]).toBeGreaterThanOrEqual(LEAST_STEPS);
        },
      ),
    );
  });
});

describe('ticks of steps', () => {
  test('are round', () => {
    expect(stepTicks([0, 1000], 'linear')).toEqual([0, 200, 400, 600, 800, 1000]);
    expect(stepTicks([0, 3], 'linear')).toEqual([0, 1, 2, 3]);
  });

  test('on the logarithmic scale are powers of ten, and even where these are not apart', () => {
    expect(stepTicks([0, 1000], 'log')).toEqual([0, 1, 10, 100, 1000]);
    expect(stepTicks([0, 20], 'log')).toEqual([0, 1, 2, 5, 10, 20]);
    expect(stepTicks([500, 900], 'log')).toEqual(stepTicks([500, 900], 'linear'));
  });

  test('are few, and never none', () => {
    const step = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(step, step, fc.constantFrom('linear', 'log'), (a, b, scale) => {
        const { length } = stepTicks(spanBetween(a, b, 100_000), scale);
        expect(length).toBeGreaterThan(0);
        expect(length).toBeLessThanOrEqual(MOST_TICKS);
      }),
    );
  });
});
